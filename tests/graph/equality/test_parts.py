"""What is read of the parties: who had part in what, where each was, and who followed whom."""

from functools import cache
from pathlib import Path
from typing import Final

import pytest

from graph.build import assemble
from graph.equality.parts import Parts, Way
from graph.equality.presence import Presence, SettingOfParties, settings_of_parties
from graph.equality.succession import successions
from graph.store import EmbeddedStore

EQUALITY: Final = Path(__file__).parents[1] / "fixtures" / "equality"
FOUR_SECTORS = """
SELECT ?arena { ?arena a <https://w3id.org/husk/ontology#FourSectorArena> }
"""


@cache
def store() -> EmbeddedStore:
    """Return the made-up programme, which never changes."""
    return assemble(EQUALITY)


@cache
def parts() -> Parts:
    """Return who had part in what in it."""
    return Parts.read(store())


def setting(name: str) -> SettingOfParties:
    """Return what the parties had to do with a setting."""
    (found,) = (each for each in settings_of_parties(store(), parts()) if each.setting == f"demo/{name}")
    return found


def who(way: Way) -> set[tuple[str, str]]:
    """Return who had part in what, by the last part of their ids."""
    rows, columns = parts().matrices[way].nonzero()
    places = zip(rows.tolist(), columns.tolist(), strict=True)
    return {
        (parts().actors[row].split("/")[-1], parts().things[column].split("/")[-1]) for row, column in places
    }


def test_the_parties_are_those_of_a_four_sector_arena_in_the_order_of_the_vocabulary() -> None:
    assert [party.label.en for party in parts().parties] == ["users", "practice", "research", "education"]


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (Way.LEADS, {("brukerlaget", "kafeen"), ("brukerlaget", "styret"), ("kontoret", "styret")}),
        (Way.STARTS, {("brukerlaget", "kafeen")}),
        (Way.WRITES, {("hogskolen", "rapporten")}),
    ],
)
def test_each_way_is_read_by_its_property(way: Way, expected: set[tuple[str, str]]) -> None:
    assert who(way) == expected


def test_who_leads_takes_part_but_not_who_pays_or_was_to_lead() -> None:
    took_part = who(Way.TAKES_PART)
    assert who(Way.LEADS) < took_part
    assert ("kommunen", "kafeen") not in took_part
    assert ("brukerlaget", "forumet") not in took_part
    assert ("gjestene", "kafeen") in took_part


def test_an_actor_may_act_for_several_parties_or_none_or_not_be_said_to() -> None:
    acts_for = dict(zip(parts().actors, parts().acts_for.tolist(), strict=True))
    stated = dict(zip(parts().actors, parts().stated.tolist(), strict=True))
    assert acts_for["demo/organisation/hogskolen"] == [False, False, True, True]
    assert acts_for["demo/organisation/kommunen"] == acts_for["demo/organisation/gjestene"] == [False] * 4
    assert (stated["demo/organisation/kommunen"], stated["demo/organisation/gjestene"]) == (True, False)


def test_parts_of_actors_without_a_stated_sector_are_counted_apart() -> None:
    assert [parts().unstated(way) for way in (Way.TAKES_PART, Way.LEADS)] == [2, 0]


def test_a_part_has_all_voices_that_tell_of_it() -> None:
    place = parts().actors.index("demo/organisation/kontoret"), parts().things.index("demo/arena/kafeen")
    voices = {voice.split("/")[-1] for voice in parts().voices[Way.TAKES_PART][place]}
    assert voices == {"author", "own-description"}


def test_an_empty_graph_has_no_parts() -> None:
    nothing = Parts.read(EmbeddedStore.in_memory(b""))
    assert (nothing.actors, nothing.things, nothing.matrices[Way.LEADS].shape) == ((), (), (0, 0))
    assert settings_of_parties(EmbeddedStore.in_memory(b""), nothing) == ()
    assert successions(nothing) == ()


def test_where_all_parties_were_is_where_the_ontology_says_so() -> None:
    arenas = {row["arena"].value.split("/id/")[-1] for row in store().select(FOUR_SECTORS)}
    everywhere = {
        each.setting
        for each in settings_of_parties(store(), parts())
        if set(each.presence) == {Presence.THERE} and "/arena/" in each.setting
    }
    assert everywhere == arenas == {"demo/arena/kafeen"}


def test_a_party_is_absent_only_where_everybody_is_named() -> None:
    assert setting("arena/seminaret").presence == (
        Presence.ABSENT,
        Presence.THERE,
        Presence.ABSENT,
        Presence.ABSENT,
    )


def test_a_party_is_absent_too_where_it_is_said_not_to_have_been_there() -> None:
    assert setting("arena/samtalen").presence == (Presence.ABSENT, *[Presence.NOT_STATED] * 3)


@pytest.mark.parametrize("name", ["arena/lunsjen", "arena/forumet", "group/styret"])
def test_where_not_everybody_is_named_or_of_a_stated_sector_nobody_is_absent(name: str) -> None:
    assert Presence.ABSENT not in setting(name).presence
    assert Presence.NOT_STATED in setting(name).presence


def test_a_setting_tells_who_had_part_in_each_way_and_how_evenly() -> None:
    cafe = setting("arena/kafeen")
    assert cafe.actors[Way.TAKES_PART] == (1, 1, 1, 1)
    assert cafe.actors[Way.LEADS] == cafe.actors[Way.STARTS] == (1, 0, 0, 0)
    assert cafe.actors[Way.WRITES] == (0, 0, 1, 1)
    assert cafe.others == {Way.TAKES_PART: 1, Way.LEADS: 0, Way.STARTS: 0, Way.WRITES: 0}
    assert cafe.evenness == pytest.approx(1)
    assert setting("arena/seminaret").others[Way.TAKES_PART] == 1
    assert setting("arena/seminaret").evenness == 0
    assert setting("arena/forumet").evenness is None


def test_who_led_later_follows_who_led_first() -> None:
    (found,) = (each for each in successions(parts()) if each.way is Way.LEADS)
    assert found.setting == "demo/group/styret"
    assert [turn.actors for turn in found.turns] == [
        ("demo/organisation/kontoret",),
        ("demo/organisation/brukerlaget",),
    ]
    assert [turn.parties for turn in found.turns] == [
        (False, True, False, False),
        (True, False, False, False),
    ]
