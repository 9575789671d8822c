"""The page of a kind: the things of a class, by the alphabet, each with what it is in a sentence."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from graph.reading.descriptions import Labelled, Reference, Text
from graph.reading.programmes import Same
from ontology.terms import ID
from visualizations.paging import Stretch, in_numbers, turns
from visualizations.programmes import Choice
from visualizations.rendering import render
from visualizations.sources import named
from visualizations.wording import Wording, alphabetical, capitalised, wording

THINGS_A_PAGE: Final = 500
"""How many things of a kind a page lists."""


def kind_page(
    class_: Labelled,
    definition: Text | None,
    things: Sequence[tuple[Reference, Text | None]],
    language: str,
    edition: str = "",
    *,
    several: Choice | None = None,
    same: Same = MappingProxyType({}),
    offset: int = 0,
) -> str:
    """Write the page of a class.

    Args:
        class_: the class, under its label.
        definition: what it holds.
        things: all of them, each with its description.
        language: `nb` or `en`.
        edition: the edition of the data.
        several: the choice of a programme, where there are several.
        same: what is the same thing in several of them, which is listed once.
        offset: how many things stand before the first that is listed.
    """
    t = wording(language)
    every = sorted(
        (found for found in _once(things, same) if found[0].id),
        key=lambda found: alphabetical(capitalised(found[0].label.get(language))),
    )
    name = class_.iri.rpartition("#")[2]
    listed = [
        {
            **named(thing, t),
            "programme": several.name(thing.iri, language) if several and several.is_of_all else "",
            "also": _also(thing.iri, several, same, t) if several else [],
            "description": description.get(language) if description else "",
            "statuses": [status.label.get(language) for status in thing.statuses],
        }
        for thing, description in every[offset : offset + THINGS_A_PAGE]
    ]

    stretch = Stretch(offset, len(listed), len(every))

    def part(start: int) -> str:
        asked = f"?{urlencode({'offset': start})}" if start else ""
        return f"/{language}/kinds/{name}{asked}"

    return render(
        "kind.html",
        language,
        here=None,
        path=part(offset).removeprefix(f"/{language}/"),
        edition=edition,
        title=capitalised(class_.label.get(language)),
        definition=definition.get(language) if definition else "",
        class_name=name,
        things=listed,
        total=len(every),
        extent=in_numbers(stretch, t) if 0 < len(listed) < len(every) else "",
        **turns(stretch, THINGS_A_PAGE, part),
        also=f"&programme={several.chosen.name}" if several and several.chosen else "",
    )


def _once(
    things: Sequence[tuple[Reference, Text | None]], same: Same
) -> Iterator[tuple[Reference, Text | None]]:
    """Yield things, of those that are the same only the one whose IRI comes first."""
    there = {thing.iri for thing, _ in things}
    for thing, description in things:
        if thing.iri == next((name for name in same.get(thing.iri, ()) if name in there), thing.iri):
            yield thing, description


def _also(iri: str, choice: Choice, same: Same, t: Wording) -> list[tuple[str, str]]:
    """Name the other programmes that a thing is in, each with its page there."""
    names = [name for name in same.get(iri, ()) if name != iri]
    return [(choice.name(name, t.language), f"/{t.language}/id/{name.removeprefix(ID)}") for name in names]
