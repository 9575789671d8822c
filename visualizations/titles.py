"""Networks and measures that data name, by their titles."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from graph.equality import measures as of_equality
from graph.equality.parts import Way
from graph.measures.registry import MEASURES
from graph.networks.registry import NETWORKS
from graph.reading.descriptions import Reference, Text, Value
from ontology.terms import HUSK

_TITLES: Final[Mapping[str, Mapping[str, Text]]] = {
    HUSK + "inNetwork": {
        **{name: network.title for name, network in NETWORKS.items()},
        **{way.slug: way.label for way in Way},
    },
    HUSK + "byMeasure": {
        **{name: measure.title for name, measure in MEASURES.items()},
        **{measure.name: measure.label for measure in of_equality.MEASURES},
    },
}
"""What the values of a property are called, by the name they have in data."""


def titled(value: Reference | Value, property_: str, language: str) -> Reference | Value:
    """Return a value as people call it: a network or a measure by its title, all else as it is.

    >>> titled(Value("two-mode-betweenness", "", None), HUSK + "byMeasure", "en").text
    'betweenness (two-mode)'
    >>> titled(Value("whole", "", None), HUSK + "name", "en").text
    'whole'
    """
    title = _TITLES.get(property_, {}).get(value.text) if isinstance(value, Value) else None
    return replace(value, text=title.get(language)) if title and isinstance(value, Value) else value
