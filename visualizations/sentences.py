"""Statements as sentences: of a thing, what is said of it, and who else says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.names import last_part
from graph.reading.descriptions import Assertion, Reference, RelationGroup, Value
from graph.reading.panels import SaidHere
from graph.reading.voices import Held
from graph.values import Iri
from ontology.terms import HUSK, ID, RDF
from visualizations.sources import named, period, place
from visualizations.titles import titled
from visualizations.wording import Wording

_VOWELS: Final = frozenset("aeiou")


def sentence(said: SaidHere, t: Wording) -> dict[str, Any]:
    """Return a statement as a sentence: thing, property, value, and the role unless the property tells it."""
    relation = _relation(said, t)
    role = said.role.label.get(t.language) if said.role else ""
    value = said.value
    is_thing = isinstance(value, Reference) and value.id is not None
    return {
        "thing": named(said.thing, t),
        "relation": relation,
        "value": _value(said, t),
        "href": f"/{t.language}/id/{value.id}" if isinstance(value, Reference) and is_thing else None,
        "lang": value.language if isinstance(value, Value) and value.language != t.language else None,
        "about": ", ".join(
            filter(None, ("" if role in relation.casefold() else role, period(said.period, t)))
        ),
    }


def reads_on(group: RelationGroup, t: Wording) -> str:
    """Name a property so that it reads on from the thing: `led`, or for an incoming one `author of`."""
    label = group.property.label.get(t.language)
    if not group.is_incoming:
        return label
    return t.entries.get(f"of.{last_part(Iri(group.property.iri))}") or t("entity.incoming", property=label)


def in_a_line(said: SaidHere, t: Wording) -> str:
    """Say a statement in a line of plain text, with its time."""
    told, when = sentence(said, t), period(said.period, t)
    line = f"{told['thing']['name']} {told['relation']} {told['value']}"
    return f"{line} ({when})" if when else line


def held_in_words(held: Held, t: Wording, *, own: str) -> dict[str, Any]:
    """Return a statement with where it stands, who else makes it, and what contradicts it.

    Args:
        held: the statement and all who make it.
        t: the words.
        own: the IRI of the voice, or of the assertion, that a page is about; all others are others.
    """
    ours = [each for each in held.assertions if own in (each.iri, each.voice.iri)]
    others = [each for each in held.assertions if each not in ours]
    return {
        **sentence(held.said, t),
        "sources": [_source(assertion, t) for assertion in ours],
        "others": [
            {**_source(assertion, t), "voice": assertion.voice.label.get(t.language)} for assertion in others
        ],
        "also": _also(others, t) if others else "",
        "conflicts": [named(conflict, t) for conflict in held.conflicts],
    }


def _also(others: Sequence[Assertion], t: Wording) -> str:
    """Tell in a line who else says it, and how often if more than once."""
    voices = dict.fromkeys(assertion.voice.label.get(t.language) for assertion in others)
    also = t("sentence.also", voices=t("evidence.and").join(voices))
    return also if len(others) < 2 else f"{also} · {t.count('count.sources', len(others))}"


def tells_itself(said: SaidHere) -> bool:
    """Tell whether a statement has a sentence of its own; the unit of a measure stands behind its number."""
    return said.property.iri != HUSK + "unit" or said.thing.quantity is None


def _relation(said: SaidHere, t: Wording) -> str:
    """Say what a statement has to do with its value."""
    if said.property.iri == RDF + "type":
        starts_open = _value(said, t)[:1].casefold() in _VOWELS
        return t("sentence.is-an") if starts_open else t("sentence.is")
    if _is_bound(said):
        return t("entity.types").casefold()
    with_verb = t.entries.get(f"said.{said.property.iri.rpartition('#')[2].rpartition('/')[2]}")
    return with_verb or said.property.label.get(t.language)


def _is_bound(said: SaidHere) -> bool:
    """Tell whether a statement gives the number of a measure, which is told with bound and unit."""
    return said.thing.quantity is not None and said.thing.quantity.bound.iri == said.property.iri


def _value(said: SaidHere, t: Wording) -> str:
    """Name a value, a measure with its number."""
    if said.thing.quantity and _is_bound(said):
        return said.thing.quantity.text.get(t.language)
    value = titled(said.value, said.property.iri, t.language)
    if isinstance(value, Value):
        return value.text
    label = value.label.get(t.language)
    return f"{label}: {value.quantity.text.get(t.language)}" if value.quantity else label


def _source(assertion: Assertion, t: Wording) -> dict[str, Any]:
    """Return where an assertion stands, how it is meant where that is not as a fact, and its own page."""
    return {
        "modality": ""
        if assertion.modality.iri.endswith("/actual")
        else assertion.modality.label.get(t.language),
        "href": f"/{t.language}/id/{assertion.iri.removeprefix(ID)}",
        "places": places(assertion, t),
    }


@dataclass(frozen=True)
class Word:
    """A word in a list of facts: its text, where it leads, and whether a program reads it."""

    text: str
    href: str | None = None
    is_code: bool = False


def places(assertion: Assertion, t: Wording) -> Sequence[Word]:
    """Return the passages that an assertion rests on, each with its page."""
    return [
        Word(place(passage, t), f"/{t.language}/id/{passage.iri.removeprefix(ID)}")
        for passage in assertion.passages
    ]
