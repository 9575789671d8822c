"""The whole of equality of a made-up programme: every value has its chance and its sensitivities."""

from collections import Counter
from functools import cache

import pytest

from graph.equality.assessment import Assessed, assess
from graph.equality.measures import MEASURES, brokerage
from graph.equality.parts import Way
from graph.runs import StoppedError
from tests.graph.equality.test_parts import parts


@cache
def assessed() -> tuple[Assessed, ...]:
    """Return the whole of it."""
    return assess(parts(), seed=1, samples=199)


def value(way: Way, measure: str, party: str | None) -> Assessed:
    """Return one value."""
    (found,) = (
        each
        for each in assessed()
        if (each.way, each.measure.name) == (way, measure)
        and (each.party.label.en if each.party else None) == party
    )
    return found


def test_every_way_has_every_measure_of_every_party() -> None:
    told = Counter((each.way, each.measure.name) for each in assessed())
    assert told == {
        (way, measure.name): 4 if measure.by_party else 1 for measure in MEASURES for way in measure.ways
    }
    assert {way for way, _ in told} == set(Way)


def test_each_value_is_the_same_whatever_it_is_held_against() -> None:
    for each in assessed():
        for sensitivity in (each.without_setting, each.without_actor, each.without_voice):
            assert sensitivity.observed == pytest.approx(each.chance.observed)


def test_who_leads_is_told_with_what_it_hangs_on() -> None:
    users = value(Way.LEADS, "share-of-parts", "users")
    assert users.chance.observed == pytest.approx(2 / 3)
    assert users.without_setting.high_without == "demo/group/styret"
    assert users.without_setting.low_without == "demo/arena/kafeen"
    assert users.without_actor.undefined_without == ()
    assert (users.without_actor.low, users.without_actor.high) == (0, 1)
    assert users.without_voice.undefined_without == ("https://w3id.org/husk/id/demo/voice/author",)


def test_chance_deals_to_all_actors_and_not_only_to_those_who_led() -> None:
    research = value(Way.LEADS, "share-of-parts", "research").chance
    assert research.observed == 0
    assert research.histogram is not None
    assert research.histogram.high > 0


def test_brokerage_is_told_of_who_takes_part_and_counts_nobody_else() -> None:
    users = value(Way.TAKES_PART, "brokerage", "users").chance
    scores = dict(zip(parts().actors, brokerage(parts().matrices[Way.TAKES_PART]).tolist(), strict=True))
    assert None not in scores.values()
    of_parties = [scores[f"demo/organisation/{name}"] for name in ("brukerlaget", "kontoret", "hogskolen")]
    expected = (of_parties[0] / (of_parties[0] + of_parties[1] + 2 * of_parties[2])) / (1 / 4)
    assert users.observed == pytest.approx(expected)


def test_equal_seeds_give_equal_results() -> None:
    assert assess(parts(), seed=1, samples=199) == assessed()
    assert assess(parts(), seed=2, samples=199) != assessed()


def test_it_tells_how_far_it_is_and_stops() -> None:
    told: list[int] = []
    with pytest.raises(StoppedError):
        assess(
            parts(),
            seed=1,
            progress=lambda done, total: told.append(done),
            stopped=lambda: len(told) == 3,
        )
    assert told == [1, 2, 3]
