"""Networks made plain: every attribute of a node, a tie or the network becomes a text or a number.

File formats of networks hold nothing else. What cannot be made plain is refused, so that nothing is lost
without a word.

- a text in both languages becomes the one asked for, and so does a pair such as `label_nb` and `label_en`
- a thing becomes its label, a literal its text, several values are joined by ` | `
- `ties` becomes `relations`, `from` (the ends that they go from), `periods` and `setting_periods`
- assertions become `voices`, `reporters`, `modalities`, `passages`, `summaries`, `reasons` and `assertions`
- nothing becomes the empty text, or for a number no attribute
"""

import math
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

import networkx as nx

from graph.errors import HuskError
from graph.names import last_part
from graph.networks.reading import Tie
from graph.reading.descriptions import Assertion, Labelled, Passage, Reference, Text, Value
from graph.values import Iri
from ontology.terms import LANGUAGES

SEPARATOR: Final = " | "
"""What stands between several values."""

Plain = str | int | float | bool
"""What a file of a network can hold."""

_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""See https://www.w3.org/TR/xml/#charsets."""
_PLACE: Final = {
    "paragraph": {"nb": "avsnitt", "en": "paragraph"},
    "sentence": {"nb": "setning", "en": "sentence"},
    "page": {"nb": "s.", "en": "p."},
}


class FlatteningError(HuskError):
    """A network has an attribute that no file can hold."""


def flatten(network: "nx.Graph[Any]", language: str) -> "nx.Graph[str]":
    """Return a network whose attributes are all plain.

    Raises:
        FlatteningError: an attribute is of a kind that this module does not know.
    """
    flat: nx.Graph[str] = type(network)()
    flat.graph.update(plain(network.graph, language))
    nodes = {str(node): plain(data, language) for node, data in network.nodes(data=True)}
    _complete(nodes.values())
    for name, data in nodes.items():
        flat.add_node(name, **data)
    ties = [(str(one), str(other), plain(data, language)) for one, other, data in network.edges(data=True)]
    _complete([data for _, _, data in ties])
    for one, other, data in ties:
        flat.add_edge(one, other, **data)
    return flat


def plain(attributes: Mapping[str, Any], language: str) -> dict[str, Plain]:
    """Return attributes as texts and numbers; a number that is not defined is left out.

    >>> plain({"label_nb": "Kafé", "label_en": "Café", "size": 2, "roles": ("a", "b"), "mean": None}, "en")
    {'label': 'Café', 'size': 2, 'roles': 'a | b'}
    """
    found: dict[str, Plain] = {}
    for name, value in attributes.items():
        start, _, tag = name.rpartition("_")
        if start and tag in LANGUAGES and all(f"{start}_{each}" in attributes for each in LANGUAGES):
            name, value = start, attributes[f"{start}_{language}"]  # noqa: PLW2901  # the pair is one
        if isinstance(value, Collection) and value and all(isinstance(each, Tie) for each in value):
            found |= _ties(value, language)
        elif isinstance(value, Collection) and value and all(isinstance(each, Assertion) for each in value):
            found |= _evidence(value, language)
        elif isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
            found[name] = value
        elif value is not None and not isinstance(value, float):
            found[name] = _text(name, value, language)
    return found


def _text(name: str, value: Any, language: str) -> str:
    """Return a value as a text.

    Raises:
        FlatteningError: it is of an unknown kind.
    """
    match value:
        case str():
            text = value
        case Text():
            text = value.get(language)
        case Labelled() | Reference():
            text = value.label.get(language)
        case Value():
            text = value.text
        case tuple() | list():
            text = SEPARATOR.join(_text(name, each, language) for each in value)
        case set() | frozenset():
            text = SEPARATOR.join(sorted(_text(name, each, language) for each in value))
        case int() | float():
            text = str(value)
        case _:
            raise FlatteningError(
                f"The attribute {name!r} of a network is a {type(value).__name__}, which "
                "graph.exports.flattening cannot make plain: tell it how."
            )
    return _NOT_IN_XML.sub("\ufffd", text)


def _ties(ties: Collection[Tie], language: str) -> dict[str, Plain]:
    """Return by which relations two things are tied, from which of them, and when."""
    return {
        "relations": _joined((tie.relation for tie in ties), language),
        "from": _joined((tie.source for tie in ties), language),
        "periods": _joined((period for tie in ties for period in tie.periods), language),
        "setting_periods": _joined((period for tie in ties for period in tie.setting_periods), language),
    }


def _evidence(assertions: Collection[Assertion], language: str) -> dict[str, Plain]:
    """Return who says something, in which modalities, and where."""
    passages = [passage for assertion in assertions for passage in assertion.passages]
    told: dict[str, list[Any]] = {
        "voices": [assertion.voice for assertion in assertions],
        "reporters": [assertion.reported_by for assertion in assertions],
        "modalities": [assertion.modality for assertion in assertions],
        "passages": [_place(passage, language) for passage in passages],
        "summaries": [passage.summary for passage in passages],
        "reasons": [assertion.reason for assertion in assertions],
        "assertions": [assertion.iri for assertion in assertions],
    }
    return {name: _joined(values, language) for name, values in told.items()}


def _joined(values: Iterable[Any], language: str) -> str:
    """Return values as one text, each once, in the order in which they come; nothing is left out."""
    texts = (_text("", value, language) for value in values if value)
    return SEPARATOR.join(dict.fromkeys(texts))


def _place(passage: Passage, language: str) -> str:
    """Tell where a passage stands, e.g. `2.4, avsnitt 3, setning 1 (s. 16)`."""
    told = [passage.section.number or last_part(Iri(passage.section.iri))] if passage.section else []
    for name in ("paragraph", "sentence"):
        number = getattr(passage, name)
        if number is not None:
            told.append(f"{_PLACE[name][language]} {number}")
    pages = ", ".join(map(str, passage.pages))
    place = ", ".join(told)
    return f"{place} ({_PLACE['page'][language]} {pages})" if pages else place


def _complete(data: Iterable[dict[str, Plain]]) -> None:
    """Give everything the empty text where others have a text, since some tools mistake what is missing."""
    data = list(data)
    texts = dict.fromkeys(name for each in data for name, value in each.items() if isinstance(value, str))
    for each in data:
        for name in texts:
            each.setdefault(name, "")
