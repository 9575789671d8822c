"""Tables of things: one for each kind, with a row a thing and a column for each way it is related.

What a cell names is joined by ` | `. In brackets after it stands the period, and the modality unless it was:
a plan in a table looks like a fact otherwise. Things come in the order of their ids.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.exports.edition import Edition
from graph.exports.flattening import SEPARATOR
from graph.names import short
from graph.queries import query
from graph.reading.descriptions import (
    Assertion,
    Entity,
    Labelled,
    Reference,
    Relation,
    RelationGroup,
    Text,
)
from graph.values import Iri, Term
from ontology.terms import DCTERMS, HUSK, MODALITIES, OA, PROV

Cell = str | int
"""What a cell holds."""

TITLES: Final[Mapping[str, Text]] = {
    "programme": Text("Programmer", "Programmes"),
    "subproject": Text("Delprosjekter", "Subprojects"),
    "organisation": Text("Organisasjoner", "Organisations"),
    "person": Text("Personer", "Persons"),
    "group": Text("Grupper", "Groups"),
    "party": Text("Parter uten navn", "Parties"),
    "arena": Text("Arenaer", "Arenas"),
    "activity": Text("Aktiviteter", "Activities"),
    "method": Text("Metoder", "Methods"),
    "goal": Text("Mål", "Goals"),
    "target-group": Text("Målgrupper", "Target groups"),
    "topic": Text("Emner", "Topics"),
    "outcome": Text("Utfall", "Outcomes"),
    "claim": Text("Utsagn", "Claims"),
    "judgement": Text("Vurderinger", "Judgements"),
    "criterion": Text("Suksesskriterier", "Criteria"),
    "barrier": Text("Barrierer", "Barriers"),
    "lesson": Text("Lærdommer", "Lessons"),
    "recommendation": Text("Anbefalinger", "Recommendations"),
    "measure": Text("Måltall", "Measures"),
    "publication": Text("Publikasjoner", "Publications"),
    "period": Text("Tidsrom", "Periods"),
    "participation": Text("Deltakelser", "Participations"),
    "source": Text("Kilder", "Sources"),
    "section": Text("Avsnitt", "Sections"),
    "passage": Text("Steder i kildene", "Passages"),
    "assertion": Text("Påstander", "Assertions"),
    "voice": Text("Stemmer", "Voices"),
    "conflict": Text("Konflikter", "Conflicts"),
    "gap": Text("Mangler", "Gaps"),
    "identification": Text("Identifikasjoner", "Identifications"),
    "test": Text("Strukturprøver", "Tests"),
}
"""What the table of each kind is called; it is asked for by the English title, as in `target-groups`."""

_FIRST: Final = {
    "id": {"nb": "id", "en": "id"},
    "iri": {"nb": "iri", "en": "iri"},
    "label": {"nb": "betegnelse", "en": "label"},
    "names": {"nb": "navn i kildene", "en": "names in the sources"},
    "description": {"nb": "beskrivelse", "en": "description"},
    "kind": {"nb": "slag", "en": "kind"},
    "sectors": {"nb": "sektorer", "en": "sectors"},
    "periods": {"nb": "tid", "en": "time"},
}
_LAST: Final = {
    "assertions": {"nb": "antall påstander", "en": "number of assertions"},
    "voices": {"nb": "stemmer", "en": "voices"},
    "modality": {"nb": "modalitet", "en": "modality"},
}
_STATED: Final = {"nb": "hva den sier", "en": "what it states"}
"""What the last column of assertions is called, which holds their statements."""
_INCOMING: Final = {"nb": "{} (peker hit)", "en": "{} (points here)"}
"""What a column is called that holds what points at the thing by a property without an inverse."""
_APART: Final[Mapping[str, str]] = {
    HUSK + "sector": "sectors",
    HUSK + "period": "periods",
    HUSK + "issued": "periods",
    PROV + "wasAttributedTo": "voices",
    HUSK + "modality": "modality",
}
"""The properties of a thing that have one of the first or last columns."""
_OF_OTHERS: Final[Mapping[str, Text]] = {
    DCTERMS + "bibliographicCitation": Text("kildehenvisning", "citation"),
    DCTERMS + "publisher": Text("utgiver", "publisher"),
    DCTERMS + "title": Text("tittel", "title"),
    OA + "hasSource": Text("kilde", "source"),
    PROV + "wasDerivedFrom": Text("sted i kilden", "passage"),
}
"""What properties of other vocabularies are called, which our ontology gives no label."""


@dataclass(frozen=True)
class Table:
    """The things of a kind."""

    title: str
    columns: Sequence[str]
    """What stands above each column, in the language asked for."""
    rows: Sequence[Sequence[Cell]]


def read_table(edition: Edition, kind: str, language: str) -> Table:
    """Read the table of a kind of thing."""
    entities = [entity for name in edition.things.get(kind, ()) if (entity := edition.reader.get(name))]
    headings = _headings(entities, language)
    first = [heading[language] for heading in _FIRST.values()]
    last = [heading[language] for heading in _LAST.values()]
    rows = [tuple(_row(entity, headings, language)) for entity in entities]
    if kind == "assertion":
        last.append(_STATED[language])
        rows = [(*row, _stated(edition, str(row[1]))) for row in rows]
    return Table(TITLES[kind].get(language), (*first, *headings.values(), *last), rows)


def read_tables(edition: Edition, language: str) -> Iterator[Table]:
    """Yield the table of each kind that there are things of."""
    for kind in TITLES:
        if kind in edition.things:
            yield read_table(edition, kind, language)


_Relations = tuple[str, bool]
"""A property, and whether it points at the thing."""


def _headings(entities: Iterable[Entity], language: str) -> dict[_Relations, str]:
    """Return what the columns of relations are called, each name once, in the order of the alphabet."""
    found = {
        (group.property.iri, group.is_incoming): _label(group.property).get(language)
        for entity in entities
        for group in entity.groups
        if group.is_incoming or group.property.iri not in _APART
    }
    found = {key: _INCOMING[language].format(text) if key[1] else text for key, text in found.items()}
    taken = [*found.values(), *(heading[language] for heading in (*_FIRST.values(), *_LAST.values()))]
    unique = {
        key: f"{text} [{short(Iri(key[0]))}]" if taken.count(text) > 1 else text
        for key, text in found.items()
    }
    return dict(sorted(unique.items(), key=lambda item: (item[1].casefold(), item[0])))


def _row(entity: Entity, headings: Iterable[_Relations], language: str) -> Iterator[Cell]:
    """Yield the cells of a thing."""
    reference, assertions = entity.reference, _assertions(entity)
    groups = {(group.property.iri, group.is_incoming): group for group in entity.groups}
    yield reference.id or ""
    yield reference.iri
    yield reference.label.get(language)
    yield _joined(_shown(name, language) for name in entity.names)
    yield entity.description.get(language) if entity.description else ""
    yield reference.kind.label.get(language) if reference.kind else ""
    yield _joined(_apart(entity, "sectors", language))
    yield _joined(_apart(entity, "periods", language))
    for key in headings:
        yield _cell(groups.get(key), language)
    yield len(assertions)
    voices = (assertion.voice.label.get(language) for assertion in assertions.values())
    yield _joined((*_apart(entity, "voices", language), *voices))
    yield _modality(entity, language)


def _stated(edition: Edition, assertion: str) -> str:
    """Return what an assertion states, in the short names that authors and queries use."""
    statements = edition.store.construct(query("graph"), {"this": Iri(assertion)})
    return _joined(" ".join(map(_written, statement)) for statement in sorted(statements))


def _written(term: Term) -> str:
    """Write a term in short."""
    return short(term) if isinstance(term, Iri) else str(term)


def _label(property_: Labelled) -> Text:
    """Return what a property is called."""
    return _OF_OTHERS.get(property_.iri, property_.label)


def _apart(entity: Entity, column: str, language: str) -> Iterator[str]:
    """Yield what a thing has by the properties that a column is kept for."""
    for group in entity.groups:
        if not group.is_incoming and _APART.get(group.property.iri) == column:
            yield from (_shown(relation, language) for relation in group.relations)


def _cell(group: RelationGroup | None, language: str) -> str:
    """Return everything that a thing is related to by a property."""
    return _joined(_shown(relation, language) for relation in group.relations) if group else ""


def _shown(relation: Relation, language: str) -> str:
    """Return what a relation leads to, with its period, and its modality unless it was."""
    value = relation.value
    text = value.label.get(language) if isinstance(value, Reference) else value.text
    period = relation.participation.period if relation.participation else None
    told = [period.label.get(language)] if period else []
    modalities = relation.modalities
    if modalities and not any(_name(modality) == "actual" for modality in modalities):
        told += [modality.label.get(language) for modality in modalities]
    return f"{text} ({', '.join(told)})" if told else text


def _assertions(entity: Entity) -> dict[str, Assertion]:
    """Return every assertion that says something of a thing, by its IRI."""
    relations = [*entity.names, *entity.types, *(each for group in entity.groups for each in group.relations)]
    return {assertion.iri: assertion for relation in relations for assertion in relation.assertions}


def _modality(entity: Entity, language: str) -> str:
    """Return the modalities of what never was, else the most certain one in which the thing is what it is."""
    if told := [status.label.get(language) for status in entity.reference.statuses]:
        return _joined(told)
    if told := list(_apart(entity, "modality", language)):
        return _joined(told)
    found = {modality for type_ in entity.types for modality in type_.modalities}
    return min(found, key=lambda each: MODALITIES.index(_name(each))).label.get(language) if found else ""


def _name(modality: Labelled) -> str:
    """Return the name of a modality, such as `planned`."""
    return modality.iri.rpartition("/")[2]


def _joined(texts: Iterable[str]) -> str:
    """Return texts as one, each once."""
    return SEPARATOR.join(dict.fromkeys(text for text in texts if text))
