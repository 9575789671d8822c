"""The page of a kind: every thing of a class, by the alphabet, each with what it is in a sentence."""

from collections.abc import Sequence

from graph.reading.descriptions import Labelled, Reference, Text
from visualizations.rendering import render
from visualizations.sources import named
from visualizations.wording import alphabetical, capitalised, wording


def kind_page(
    class_: Labelled,
    definition: Text | None,
    things: Sequence[tuple[Reference, Text | None]],
    language: str,
    edition: str = "",
) -> str:
    """Write the page of a class.

    Args:
        class_: the class, under its label.
        definition: what it holds.
        things: all of them, each with its description.
        language: `nb` or `en`.
        edition: the edition of the data.
    """
    t = wording(language)
    listed = [
        {
            **named(thing, t),
            "description": description.get(language) if description else "",
            "statuses": [status.label.get(language) for status in thing.statuses],
        }
        for thing, description in things
        if thing.id
    ]
    listed.sort(key=lambda thing: alphabetical(str(thing["name"])))
    name = class_.iri.rpartition("#")[2]
    return render(
        "kind.html",
        language,
        here=None,
        path=f"kinds/{name}",
        edition=edition,
        title=capitalised(class_.label.get(language)),
        definition=definition.get(language) if definition else "",
        class_name=name,
        things=listed,
    )
