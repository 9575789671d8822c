"""A thing in the words of https://schema.org, for programs that read pages, such as search engines.

The words come from the close matches of the ontology. Only what may be read as so is said, and nothing of
what was only planned, possible or called for: the words have no place for a modality.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from graph.reading.descriptions import Entity, Reference, Relation, Text, Value
from graph.reading.terminology import Terminology
from ontology.terms import RDFS, SKOS, concept, kind_of

SCHEMA: Final = "https://schema.org/"
_ACTUAL: Final = concept("modality", "actual")
_ALTERNATE_NAME: Final = SCHEMA + "alternateName"
_DATE: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")


class SchemaOrg:
    """Describes things in JSON-LD that carries its context with it."""

    def __init__(self, terminology: Terminology) -> None:
        """Take the ontology whose close matches are the words."""
        self._terminology = terminology

    def describe(self, entity: Entity) -> dict[str, Any] | None:
        """Return a thing as JSON-LD; None for one that is not known to have been."""
        if entity.reference.statuses:
            return None
        classes = (relation.value for relation in entity.types if _is_so(relation))
        said: dict[str, Any] = {
            "@context": {"@vocab": SCHEMA},
            "@id": entity.iri,
            "@type": self._class(value.iri for value in classes if isinstance(value, Reference)),
            "url": entity.iri,
            "name": _in_both(entity.label),
        }
        if entity.description:
            said["description"] = _in_both(entity.description)
        names = (_literal(found.value) for found in entity.names if _is_so(found))
        values = {_ALTERNATE_NAME: [name for name in names if name not in said["name"]]}
        for group in entity.groups:
            word = None if group.is_incoming else self._match(group.property.iri, RDFS + "subPropertyOf")
            if word:
                values.setdefault(word, [])
                values[word] += [self._value(found.value) for found in group.relations if _is_so(found)]
        for word, found in values.items():
            distinct = [value for place, value in enumerate(found) if value and value not in found[:place]]
            if distinct:
                said[word.removeprefix(SCHEMA)] = distinct
        return said

    def _value(self, value: Reference | Value) -> Any:
        """Return a value of a property; a period is a date where it is one, and else has no word."""
        if isinstance(value, Value):
            return _literal(value)
        if kind_of(value.iri) == "period":
            return value.label.nb if _DATE.fullmatch(value.label.nb) else None
        class_ = self._class([value.kind.iri] if value.kind else [])
        return {"@id": value.iri, "@type": class_, "name": _in_both(value.label)}

    def _class(self, classes: Iterable[str]) -> str:
        """Return the word for a thing of some classes, the first that there is."""
        words = (self._match(class_, RDFS + "subClassOf") for class_ in classes)
        return next(filter(None, words), SCHEMA + "Thing").removeprefix(SCHEMA)

    def _match(self, term: str, wider: str) -> str | None:
        """Return the word for a term, or for the nearest wider term that has one."""
        seen, waiting = {term}, [term]
        while waiting:
            here = waiting.pop(0)
            for match in self._terminology.related(here, SKOS + "closeMatch"):
                if match.iri.startswith(SCHEMA):
                    return match.iri
            new = [found.iri for found in self._terminology.related(here, wider) if found.iri not in seen]
            seen.update(new)
            waiting += new
        return None


def _is_so(relation: Relation) -> bool:
    """Tell whether a relation may be read as so: asserted as actual, or inferred from what is."""
    return relation.is_inferred or any(modality.iri == _ACTUAL for modality in relation.modalities)


def _in_both(text: Text) -> list[dict[str, str]]:
    """Return a text in both languages."""
    return [{"@value": text.nb, "@language": "nb"}, {"@value": text.en, "@language": "en"}]


def _literal(value: Reference | Value) -> Any:
    """Return a literal, with its language if it has one."""
    if isinstance(value, Reference):
        return value.iri
    return {"@value": value.text, "@language": value.language} if value.language else value.text
