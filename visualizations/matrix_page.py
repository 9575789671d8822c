"""The page of who was in what: settings by sectors, with what is not stated apart from what is denied."""

import csv
import io
from collections.abc import Sequence
from typing import Any, Final

from graph.reading.coverage import Cell, Column, State
from graph.reading.descriptions import Reference
from visualizations.rendering import render
from visualizations.sources import named
from visualizations.wording import Wording, alphabetical, capitalised, harmless, wording

TYPES: Final = ("Arena", "Undertaking", "Activity", "Setting")
"""The classes of settings that a reader may choose between; the first is shown at first."""
_SHOWN: Final = {
    State.LED: "led",
    State.STARTED: "started",
    State.TOOK_PART: "took-part",
    State.INVOLVED: "involved",
    State.STATED_ABSENT: "absent",
    State.NO: "no",
    State.NOT_STATED: "not-stated",
}
"""What each state is called in keys and styles, the strongest first."""
_MISSING: Final = frozenset({State.STATED_ABSENT, State.NO})


def matrix_page(columns: Sequence[Column], type_: str, language: str, edition: str = "") -> str:
    """Write the page.

    Args:
        columns: the settings, each with a cell for every sector.
        type_: the class that they are of.
        language: `nb` or `en`.
        edition: the edition of the data.
    """
    t = wording(language)
    parties = [cell.party for cell in columns[0].cells] if columns else []
    rows = [_row(column, t) for column in columns]
    return render(
        "matrix.html",
        language,
        here="matrix",
        path="matrix" if type_ == TYPES[0] else f"matrix?type={type_}",
        edition=edition,
        types=[(name, f"/{language}/matrix?type={name}", name == type_) for name in TYPES],
        type=type_,
        parties=[capitalised(party.label.get(language)) for party in parties],
        rows=sorted(rows, key=lambda row: alphabetical(str(row["name"]))),
        legend=[_counted(state, columns, t) for state in _SHOWN],
        as_csv=f"/{language}/matrix.csv?type={type_}",
    )


def matrix_csv(columns: Sequence[Column], language: str) -> str:
    """Write who was in what as CSV: a row for each setting, a column for each sector."""
    t = wording(language)
    written = io.StringIO()
    rows = csv.writer(written)
    parties = [cell.party for cell in columns[0].cells] if columns else []
    rows.writerow([t("matrix.setting"), *(capitalised(party.label.get(language)) for party in parties)])
    for row in sorted(
        (_row(column, t) for column in columns), key=lambda row: alphabetical(str(row["name"]))
    ):
        cells = ("; ".join(t(f"matrix.{state}") for state in cell["states"]) for cell in row["cells"])
        rows.writerow([harmless(str(row["name"])), *cells])
    return written.getvalue()


def _counted(state: State, columns: Sequence[Column], t: Wording) -> dict[str, Any]:
    """Count for each sector where it is in a state; where it was missing, tell which settings these are."""
    cells = zip(*(column.cells for column in columns), strict=True)
    of_parties = [
        [column.setting for column, cell in zip(columns, party, strict=True) if state in cell.states]
        for party in cells
    ]
    return {
        "state": _SHOWN[state],
        "counts": [
            {"number": len(found), "settings": _named(found, t) if state in _MISSING else []}
            for found in of_parties
        ],
    }


def _row(column: Column, t: Wording) -> dict[str, Any]:
    """Return a setting with a cell for each sector."""
    return {
        **named(column.setting, t),
        "statuses": [status.label.get(t.language) for status in column.setting.statuses],
        "completeness": [
            t("matrix.named", how=said.value.label.get(t.language)) for said in column.completeness
        ],
        "cells": [_cell(cell, t) for cell in column.cells],
        "others": _named([part.agent for part in column.without_sector], t),
    }


def _cell(cell: Cell, t: Wording) -> dict[str, Any]:
    """Return what is known of a sector in a setting; who led or started it also took part, untold."""
    states = [name for state, name in _SHOWN.items() if state in cell.states]
    if len(states) > 1 and "took-part" in states and "led" in states:
        states.remove("took-part")
    agents = [part.agent for part in cell.parts] + [absence.agent for absence in cell.absences]
    return {
        "party": capitalised(cell.party.label.get(t.language)),
        "states": states,
        "agents": _named(agents, t),
    }


def _named(things: Sequence[Reference], t: Wording) -> list[dict[str, str]]:
    """Name things, each once."""
    return list({thing.iri: named(thing, t) for thing in things}.values())
