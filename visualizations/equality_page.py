"""How equal the parties are: who took part, led, started and wrote, where, when, by chance."""

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np

from graph.equality.keeping import Kept
from graph.equality.measures import parts_by_party, shares
from graph.equality.overview import KINDS, Overview
from graph.equality.parts import Way
from graph.equality.presence import Presence, SettingOfParties
from graph.equality.succession import Succession
from graph.reading.descriptions import Labelled
from ontology.terms import ID
from visualizations.distribution import figure
from visualizations.equality import Equality, Value, label, values_of
from visualizations.equality_csv import TABLES
from visualizations.network_pages import between, place_in_chance
from visualizations.rendering import render
from visualizations.sources import named
from visualizations.terms import address
from visualizations.wording import Wording, alphabetical, capitalised, wording

_SHARE: Final = "share-of-parts"
_REACH: Final = "reach"
_BROKERAGE: Final = "brokerage"
_STATES: Final = {
    Presence.THERE: "there",
    Presence.ABSENT: "absent",
    Presence.NOT_STATED: "not-stated",
}
"""What each presence is called in keys and styles."""


def iris_of(found: Overview, kept: Sequence[Kept]) -> set[str]:
    """Return the IRIs of everything that the page names."""
    names = {each.setting for each in found.settings} | {each.hangs_on for each in kept if each.hangs_on}
    for succession in found.successions:
        names.add(succession.setting)
        names |= {turn.period.iri for turn in succession.turns}
    return {name if name.startswith(ID) else ID + name for name in names}


def equality_page(
    equality: Equality, language: str, edition: str = "", *, programme: str | None = None
) -> str:
    """Write the page.

    Args:
        equality: what is told.
        language: `nb` or `en`.
        edition: the edition of the data.
        programme: the only one of several programmes that it tells of.
    """
    t = wording(language)
    found = equality.found
    command = ["husk equality", *([found.kind] if found.kind != KINDS[0] else [])]
    only = f"&programme={programme}" if programme else ""
    values = values_of(equality)
    asked = "" if found.kind == KINDS[0] else f"?type={found.kind}"
    measures = dict.fromkeys(each.measure for each in found.values)
    return render(
        "equality.html",
        language,
        here="equality",
        path=f"equality{asked}",
        edition=edition,
        types=[
            (t(f"equality.{kind}"), f"/{language}/equality?type={kind}", kind == found.kind) for kind in KINDS
        ],
        type=found.kind,
        type_name=t(f"equality.{found.kind}"),
        parties=[_party(party, t) for party in found.parts.parties],
        samples=equality.kept[0].chance.samples if equality.kept else 0,
        ways=[_way(way, values, equality, t) for way in Way],
        evenness=[
            {"way": capitalised(way.label.get(language)), "values": _of_all(way, values, equality, t)}
            for way in Way
            if _is_told(way, values)
        ],
        brokerage=_brokerage(values, equality, t),
        presence=_presence(found, equality, t),
        settings=[
            _setting(each, equality, t)
            for each in sorted(found.settings, key=lambda each: _place(each, equality, t))
            if _has_parts(each)
        ],
        unnamed=[
            named(equality.references.reference(ID + each.setting), t)
            for each in sorted(found.settings, key=lambda each: _place(each, equality, t))
            if not _has_parts(each)
        ],
        years=_years(found, t),
        successions=[_succession(each, equality, t) for each in found.successions],
        measures=[
            (capitalised(each.label.get(language)), each.definition.get(language)) for each in measures
        ],
        tables=[
            (t(f"equality.table-{name}"), f"/{language}/equality.csv?{_query(found, name)}")
            for name in TABLES
        ],
        rest=f"/api/v1/equality?type={found.kind}&lang={language}{only}",
        command=" ".join([*command, *([f"--programme {programme}"] if programme else [])]),
    )


def _query(found: Overview, table: str) -> str:
    return f"type={found.kind}&table={table}"


def _is_told(way: Way, values: Sequence[Value]) -> bool:
    """Tell whether any party had part so."""
    return any(each.observed.value is not None for each in values if each.observed.way is way)


def _party(party: Labelled, t: Wording) -> dict[str, str]:
    """Name a party, and say where its page is."""
    return {"name": capitalised(party.label.get(t.language)), "href": address(party.iri, t.language)}


def _way(way: Way, values: Sequence[Value], equality: Equality, t: Wording) -> dict[str, Any]:
    """Tell of one way to have part, party by party: share with a bar, number of parts, reach, and chance."""
    parts = equality.found.parts
    counts = parts_by_party(parts.matrices[way], parts.acts_for).tolist()
    of_way = [each for each in values if each.observed.way is way]
    share = {each.observed.party: each for each in of_way if each.observed.measure.name == _SHARE}
    reach = {each.observed.party: each for each in of_way if each.observed.measure.name == _REACH}
    unstated = equality.found.unstated[way]
    return {
        "slug": way.slug,
        "title": capitalised(way.label.get(t.language)),
        "is_told": _is_told(way, values),
        "unstated": t.count("equality.unstated", unstated) if unstated else "",
        "sentence": _sentence(of_way, counts, equality, t) if _is_told(way, values) else "",
        "rows": [
            {
                **_party(party, t),
                "number": number,
                "share": percent(share[party].observed.value, t),
                "bar": _bar(share[party]),
                "reach": percent(reach[party].observed.value, t),
                **_judged(share[party], equality, t, as_percent=True),
            }
            for party, number in zip(parts.parties, counts, strict=True)
        ],
    }


def _sentence(of_way: Sequence[Value], counts: Sequence[int], equality: Equality, t: Wording) -> str:
    """Say who had most, and whether chance would give as much."""
    parties = equality.found.parts.parties
    most = max(counts)
    leading = [
        party.label.get(t.language) for party, count in zip(parties, counts, strict=True) if count == most
    ]
    said = [
        t("equality.most", parties=t("evidence.and").join(leading), number=str(most), total=str(sum(counts)))
    ]
    if equality.kept:
        apart = [
            t(
                "equality.apart",
                party=each.observed.party.label.get(t.language),
                place=place_in_chance(each.kept.chance, t),
            )
            for each in of_way
            if each.observed.party
            and each.kept
            and each.observed.measure.name == _SHARE
            and each.kept.chance.adjusted_p is not None
            and each.kept.chance.adjusted_p <= equality.level
        ]
        said.append("; ".join(apart) if apart else t("equality.by-chance"))
    return " ".join(f"{capitalised(sentence)}." for sentence in said)


def _bar(value: Value) -> dict[str, float]:
    """Return how wide a share is drawn, and from where to where chance would have it."""
    chance = value.kept.chance if value.kept else None
    low, high = (chance.low, chance.high) if chance else (None, None)
    return {
        "width": round(100 * (value.observed.value or 0), 1),
        "low": round(100 * low, 1) if low is not None and high is not None else 0,
        "range": round(100 * (high - low), 1) if low is not None and high is not None else 0,
    }


def _judged(value: Value, equality: Equality, t: Wording, *, as_percent: bool = False) -> dict[str, str]:
    """Tell what chance gives for a value, how far it moves without single things, and on what it hangs."""
    kept = value.kept
    if kept is None or value.observed.value is None:
        return {"chance": "", "without": "", "hangs_on": "", "p": ""}
    chance = kept.chance
    write: Callable[[float | None, float | None], str] = (
        (lambda low, high: _percents(low, high, t))
        if as_percent
        else (lambda low, high: between(low, high, t))
    )
    return {
        "chance": f"{write(chance.low, chance.high)} ({place_in_chance(chance, t)})",
        "without": write(kept.low, kept.high),
        "hangs_on": label(kept.hangs_on, equality, t) if kept.hangs_on else "",
        "p": figure(chance.adjusted_p, t),
    }


def _of_all(way: Way, values: Sequence[Value], equality: Equality, t: Wording) -> list[dict[str, str]]:
    """Tell the values of one way that are of all parties together."""
    return [
        {
            "name": each.observed.measure.label.get(t.language),
            "value": figure(each.observed.value, t),
            **_judged(each, equality, t),
        }
        for each in values
        if each.observed.way is way and each.observed.party is None
    ]


def _brokerage(values: Sequence[Value], equality: Equality, t: Wording) -> list[dict[str, Any]]:
    """Tell for each party its share of the actors, its share of what lies between them, and their ratio."""
    parts = equality.found.parts
    matrix = parts.matrices[Way.TAKES_PART].tocsr()
    actors = parts.acts_for[np.diff(matrix.indptr) > 0].sum(axis=0)
    of_actors = dict(zip(parts.parties, shares(actors).filled(0).tolist(), strict=True))
    numbers = dict(zip(parts.parties, actors.tolist(), strict=True))
    return [
        {
            **_party(party, t),
            "actors": numbers[party],
            "of_actors": percent(of_actors[party], t),
            "actors_width": round(100 * of_actors[party], 1),
            "of_brokerage": percent(ratio * of_actors[party], t),
            "brokerage_width": round(100 * ratio * of_actors[party], 1),
            "ratio": figure(ratio, t),
            **_judged(each, equality, t),
        }
        for each in values
        if each.observed.measure.name == _BROKERAGE
        and (party := each.observed.party) is not None
        and (ratio := each.observed.value) is not None
    ]


def _presence(found: Overview, equality: Equality, t: Wording) -> list[dict[str, Any]]:
    """Tell for each party in how many settings it was, was not, and in how many nobody says."""
    told = []
    for place, party in enumerate(found.parts.parties):
        where = {
            state: [each.setting for each in found.settings if each.presence[place] is presence]
            for presence, state in _STATES.items()
        }
        told.append(
            {
                **_party(party, t),
                **{state.replace("-", "_"): len(settings) for state, settings in where.items()},
                "absences": [
                    named(equality.references.reference(ID + setting), t) for setting in where["absent"]
                ],
            }
        )
    return told


def _has_parts(each: SettingOfParties) -> bool:
    """Tell whether anything is said of a party in a setting."""
    return any(map(any, each.actors.values())) or any(
        presence is not Presence.NOT_STATED for presence in each.presence
    )


def _place(each: SettingOfParties, equality: Equality, t: Wording) -> str:
    return alphabetical(label(each.setting, equality, t))


def _setting(each: SettingOfParties, equality: Equality, t: Wording) -> dict[str, Any]:
    """Tell what each party had to do with a setting."""
    return {
        **named(equality.references.reference(ID + each.setting), t),
        "evenness": figure(each.evenness, t),
        "cells": [
            {
                "state": _STATES[presence],
                "word": presence.label.get(t.language),
                "actors": each.actors[Way.TAKES_PART][place],
                "also": [
                    way.label.get(t.language)
                    for way in (Way.LEADS, Way.STARTS, Way.WRITES)
                    if each.actors[way][place]
                ],
            }
            for place, presence in enumerate(each.presence)
        ],
    }


def _years(found: Overview, t: Wording) -> list[dict[str, Any]]:
    """Tell how often each party had part in each year, and how often no year is told."""
    told = [(str(each.year), each.counts) for each in found.years]
    return [
        {"year": year, "way": capitalised(way.label.get(t.language)), "counts": counts[way]}
        for year, counts in (*told, (capitalised(t("equality.undated")), found.undated))
        for way in Way
        if any(counts[way])
    ]


def _succession(each: Succession, equality: Equality, t: Wording) -> dict[str, Any]:
    """Tell who followed whom in a setting."""
    parties = equality.found.parts.parties
    return {
        **named(equality.references.reference(ID + each.setting), t),
        "way": each.way.label.get(t.language),
        "turns": [
            (
                capitalised(label(turn.period.iri, equality, t)),
                ", ".join(
                    party.label.get(t.language)
                    for party, acted in zip(parties, turn.parties, strict=True)
                    if acted
                )
                or t("equality.no-party"),
            )
            for turn in each.turns
        ],
    }


def percent(value: float | None, t: Wording) -> str:
    """Write a share as percent, as the language writes it; a dash where there is none.

    >>> from visualizations.wording import wording
    >>> percent(0.282, wording("en")), percent(None, wording("nb"))
    ('28%', '–')
    """
    if value is None:
        return "–"
    return f"{value:.0%}" if t.language == "en" else f"{100 * value:.0f}\N{NO-BREAK SPACE}%"


def _percents(low: float | None, high: float | None, t: Wording) -> str:
    """Write an interval of shares."""
    ends = percent(low, t), percent(high, t)
    return ends[0] if ends[0] == ends[1] else t("network.between", low=ends[0], high=ends[1])
