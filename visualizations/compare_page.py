"""The page of subprojects side by side, and the same as CSV (https://www.rfc-editor.org/rfc/rfc4180)."""

import csv
import io
from collections.abc import Collection, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from graph.reading.comparison import PARTIES, Cell, Compared, Comparison
from graph.reading.descriptions import Reference, Value
from visualizations.programmes import Choice
from visualizations.rendering import render
from visualizations.sources import evidence, named, unusual
from visualizations.wording import Wording, alphabetical, capitalised, harmless, wording

MOST_VALUES: Final = 50
"""How many values of a subproject the page tells in an aspect; the CSV has all."""


def compare_page(
    subprojects: Sequence[Reference],
    comparison: Comparison | None,
    language: str,
    edition: str = "",
    *,
    several: Choice | None = None,
) -> str:
    """Write the page.

    Args:
        subprojects: those that can be chosen.
        comparison: those that are, side by side; None where none is.
        language: `nb` or `en`.
        edition: the edition of the data.
        several: the choice of a programme, where there are several.
    """
    t = wording(language)
    chosen = {thing.iri for thing in comparison.subprojects} if comparison else set()
    query = urlencode([("s", thing.id) for thing in comparison.subprojects]) if comparison else ""
    return render(
        "compare.html",
        language,
        here="compare",
        path=f"compare?{query}" if query else "compare",
        edition=edition,
        groups=_choices(subprojects, chosen, several, t),
        columns=[
            {**named(thing, t), "programme": several.name(thing.iri, language) if several else ""}
            for thing in comparison.subprojects
        ]
        if comparison
        else [],
        rows=[
            {
                "name": aspect.label.get(language),
                "cells": [
                    _cell(cell, t, tells_of_parties=aspect.name == PARTIES, most=MOST_VALUES)
                    for cell in cells
                ],
            }
            for aspect, cells in comparison.rows
        ]
        if comparison
        else [],
        as_csv=f"/{language}/compare.csv?{query}",
    )


def _choices(
    subprojects: Sequence[Reference], chosen: Collection[str], several: Choice | None, t: Wording
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return what can be chosen, under the names of the programmes where there are several."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for thing in sorted(subprojects, key=lambda thing: alphabetical(thing.label.get(t.language))):
        programme = several.name(thing.iri, t.language) if several else ""
        choice = {**named(thing, t), "id": thing.id, "is_chosen": thing.iri in chosen}
        groups.setdefault(programme, []).append(choice)
    return sorted(groups.items(), key=lambda group: alphabetical(group[0]))


def comparison_csv(comparison: Comparison, language: str) -> str:
    """Write a comparison as CSV: a row for each aspect, a column for each subproject."""
    t = wording(language)
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["", *(capitalised(thing.label.get(language)) for thing in comparison.subprojects)])
    for aspect, cells in comparison.rows:
        told = (_cell(cell, t, tells_of_parties=aspect.name == PARTIES) for cell in cells)
        texts = ("; ".join(value["text"] for value in cell["values"]) or cell["none"] for cell in told)
        rows.writerow([aspect.label.get(language), *map(harmless, texts)])
    return written.getvalue()


def _cell(cell: Cell, t: Wording, *, tells_of_parties: bool, most: int | None = None) -> dict[str, Any]:
    """Return what is said of a subproject in an aspect, the first of it where that is much."""
    return {
        "values": [_value(value, t, tells_what=tells_of_parties) for value in cell.values[:most]],
        "more": len(cell.values[most:]) if most else 0,
        "absent": [_value(value, t, tells_what=False) for value in cell.absent],
        "is_complete": cell.is_complete,
        "none": t("compare.none"),
    }


def _value(found: Compared, t: Wording, *, tells_what: bool) -> dict[str, Any]:
    """Return a value with where it is said of, in which modality, and by whom."""
    value = found.relation.value
    text = value.text if isinstance(value, Value) else capitalised(value.label.get(t.language))
    if tells_what:
        text = f"{text} ({found.property.label.get(t.language)})"
    modalities = unusual(found.relation.assertions, t)
    return {
        "text": " ".join([text, *(f"[{modality}]" for modality in modalities)]),
        "name": text,
        "modalities": modalities,
        "href": f"/{t.language}/id/{value.id}" if isinstance(value, Reference) and value.id else None,
        "of": capitalised(found.of.label.get(t.language)),
        **evidence(found.relation.assertions, t),
    }
