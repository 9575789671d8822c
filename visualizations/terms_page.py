"""The pages of the terms: the ontology with all its classes and properties, a vocabulary, a concept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Any, Final

from graph.reading.concepts import ConceptReader, Having
from graph.reading.descriptions import Labelled
from graph.reading.requirements import Requirement, requirements
from graph.reading.terminology import Term, Terminology
from ontology.terms import HUSK, LANGUAGES, ONTOLOGY, OWL, RDFS, SKOS, VOCABULARY, concept, kind_of
from visualizations.entity_page import query_address
from visualizations.paging import Stretch, turns
from visualizations.rendering import render
from visualizations.sources import evidence, named, period, unusual
from visualizations.terms import address
from visualizations.wording import Wording, alphabetical, capitalised, wording

SUFFIXES: Final = (("Turtle", ".ttl"), ("JSON-LD", ".jsonld"), ("RDF/XML", ".rdf"), ("N-Triples", ".nt"))
"""The forms that terms can be had in, and what is put behind their address."""

HAVING_A_PAGE: Final = 60
"""How much of what has a concept a page shows."""
_BASE: Final = ONTOLOGY.removesuffix("ontology")
_ACTUAL: Final = concept("modality", "actual")
"""What nearly all assertions have; a list of them would be one of everything."""
_BETWEEN: Final[Mapping[str, str]] = {
    "terms.value": ": ",
    "terms.chain": " → ",
    "terms.requirements": "; ",
    "terms.character": "; ",
}
_LINKS: Final = (
    ("terms.superclasses", RDFS + "subClassOf"),
    ("terms.superproperties", RDFS + "subPropertyOf"),
    ("terms.disjoint", OWL + "disjointWith"),
    ("terms.domain", RDFS + "domain"),
    ("terms.range", RDFS + "range"),
    ("terms.inverse", OWL + "inverseOf"),
    ("terms.broader", SKOS + "broader"),
    ("terms.direct", HUSK + "directProperty"),
    ("terms.close", SKOS + "closeMatch"),
)
"""What a term is linked to: how the link reads, and the property that says it."""
_LINKS_BACK: Final = (
    ("terms.subclasses", RDFS + "subClassOf"),
    ("terms.subproperties", RDFS + "subPropertyOf"),
    ("terms.disjoint", OWL + "disjointWith"),
    ("terms.domain-of", RDFS + "domain"),
    ("terms.range-of", RDFS + "range"),
    ("terms.inverse", OWL + "inverseOf"),
    ("terms.narrower", SKOS + "broader"),
    ("terms.direct-of", HUSK + "directProperty"),
)
"""What is linked to a term, likewise."""
_NOTES: Final = (("terms.domain", HUSK + "domainNote"), ("terms.range", HUSK + "rangeNote"))
_ORDER: Final = (
    "terms.superclasses",
    "terms.subclasses",
    "terms.value",
    "terms.disjoint",
    "terms.superproperties",
    "terms.subproperties",
    "terms.domain",
    "terms.range",
    "terms.inverse",
    "terms.chain",
    "terms.character",
    "terms.requirements",
    "terms.domain-of",
    "terms.range-of",
    "terms.broader",
    "terms.narrower",
    "terms.direct",
    "terms.direct-of",
    "terms.close",
)
"""In which order a term is told of."""


@dataclass(frozen=True)
class Value:
    """A word of a row: its text, where it leads, and what is said of it after it."""

    text: str
    href: str | None = None
    after: str = ""


@dataclass(frozen=True)
class Row:
    """One thing that is said of a term."""

    heading: str
    values: tuple[Value, ...]
    between: str
    """What stands between two values."""


@dataclass(frozen=True)
class Entry:
    """A term as a page shows it."""

    term: Term
    label: str
    definition: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    """A part of a page."""

    anchor: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class TermPages:
    """Writes the pages of the terms of an edition."""

    terminology: Terminology
    edition: str = ""
    concepts: ConceptReader | None = None
    """What tells who or what has a concept."""

    def ontology(self, language: str) -> str:
        """Write the page of the ontology, on which every class and property has its name as its anchor."""
        t = wording(language)
        terms = self.terminology
        return self._page(
            terms.ontology,
            t,
            eyebrow=t("terms.ontology"),
            note=t("terms.lead-version", version=terms.version, namespace=HUSK),
            sections=[
                self._section("classes", t("terms.classes"), _by_label(terms.classes(), t), t),
                self._section("properties", t("terms.properties"), _by_label(terms.properties(), t), t),
            ],
        )

    def vocabulary(self, path: str, language: str, offset: int = 0) -> str | None:
        """Write the page of a vocabulary or a concept, given what follows `/vocabulary/`; None for others.

        Args:
            path: what follows `/vocabulary/`.
            language: `nb` or `en`.
            offset: how many of what has the concept stand before the first that is shown.
        """
        t = wording(language)
        term = self.terminology.get(VOCABULARY + path)
        if term is None:
            return None
        scheme = next(iter(self.terminology.related(term.iri, SKOS + "inScheme")), None)
        concepts = (term,) if scheme else self.terminology.concepts(term.iri)
        is_of = t("terms.concept", scheme=scheme.label.get(language)) if scheme else t("terms.vocabulary")
        return self._page(
            term,
            t,
            eyebrow=is_of,
            up=address(scheme.iri, language) if scheme else None,
            sections=[self._section("concepts", "" if scheme else t("terms.concepts"), concepts, t)],
            having=self._having(term, offset, t) if scheme else None,
        )

    def _having(self, term: Term, offset: int, t: Wording) -> dict[str, Any] | None:
        """Return what has a concept in words, part by part, with the query behind it."""
        if self.concepts is None or term.iri == _ACTUAL:
            return None
        found = self.concepts.having(term.iri, offset=offset, limit=HAVING_A_PAGE)
        part = partial(_part, address(term.iri, t.language))
        return {
            "count": t.count("terms.having", found.total),
            "groups": [
                (capitalised(property_.label.get(t.language)), [_had(each, t) for each in group])
                for property_, group in groupby(found.items, key=lambda each: each.property)
            ],
            **turns(Stretch(offset, len(found.items), found.total), HAVING_A_PAGE, part),
            "path": part(offset).removeprefix(f"/{t.language}/"),
            "query": query_address("page_concept", term.iri, t.language),
        }

    def _page(
        self,
        about: Term,
        t: Wording,
        *,
        eyebrow: str,
        sections: Sequence[Section],
        note: str = "",
        up: str | None = None,
        having: Mapping[str, Any] | None = None,
    ) -> str:
        """Put a page together."""
        path = about.iri.removeprefix(_BASE)
        return render(
            "terms.html",
            t.language,
            here=None,
            path=having["path"] if having else path,
            stem=path,
            having=having,
            edition=self.edition,
            iri=about.iri,
            title=capitalised(about.label.get(t.language)),
            lead=about.definition.get(t.language),
            eyebrow=eyebrow,
            note=note,
            up=up,
            sections=sections,
            vocabularies=[
                Value(scheme.label.get(t.language), address(scheme.iri, t.language))
                for scheme in self.terminology.schemes()
            ],
            ontology=address(ONTOLOGY, t.language),
            formats=[
                *((name, f"/{path}{suffix}") for name, suffix in SUFFIXES),
                *([("SHACL", "/shapes.ttl")] if about.iri == ONTOLOGY else []),
            ],
        )

    def _section(self, anchor: str, heading: str, terms: Iterable[Term], t: Wording) -> Section:
        """Return a part of a page with its terms."""
        return Section(anchor, heading, tuple(self._entry(term, t) for term in terms))

    def _entry(self, term: Term, t: Wording) -> Entry:
        """Return a term with everything that is said of it."""
        said = self._said(term, t)
        rows = (
            Row(t(key), tuple(dict.fromkeys(said[key])), _BETWEEN.get(key, ", "))
            for key in _ORDER
            if said.get(key)
        )
        label = capitalised(term.label.get(t.language))
        return Entry(term, label, term.definition.get(t.language), tuple(rows))

    def _said(self, term: Term, t: Wording) -> dict[str, list[Value]]:
        """Return what is said of a term, by the key of the heading."""
        terms, iri = self.terminology, term.iri
        said: defaultdict[str, list[Value]] = defaultdict(list)
        for key, property_ in _LINKS:
            said[key] += _sorted(terms.related(iri, property_), t)
        for key, property_ in _LINKS_BACK:
            said[key] += _sorted(terms.related_to(iri, property_), t)
        for key, property_ in _NOTES:
            note = terms.note(iri, property_)
            said[key] += [Value(note.get(t.language))] if note else []
        said["terms.value"] += [_link(found, t) for found in terms.required_value(iri)]
        chain = terms.members(iri, OWL + "propertyChainAxiom")
        said["terms.chain"] += [_link(found, t) for found in chain]
        said["terms.character"] += map(Value, self._characteristics(iri, t))
        demanded = requirements().get(iri, ())
        said["terms.requirements"] += (self._required(found, t) for found in demanded)
        return said

    def _characteristics(self, iri: str, t: Wording) -> list[str]:
        """Say what a property is like, in words."""
        types = self.terminology.types(iri)
        said = {
            t("terms.transitive"): OWL + "TransitiveProperty" in types,
            t("terms.single-valued"): self.terminology.is_true(iri, HUSK + "singleValued"),
            t("terms.annotation"): OWL + "AnnotationProperty" in types,
        }
        return [words for words, holds in said.items() if holds]

    def _required(self, demanded: Requirement, t: Wording) -> Value:
        """Say in words what shapes demand."""
        said = []
        if demanded.minimum and demanded.minimum == demanded.maximum:
            said.append(t("terms.exactly", number=str(demanded.minimum)))
        else:
            said += [t("terms.least", number=str(demanded.minimum))] if demanded.minimum else []
            said += [t("terms.most", number=str(demanded.maximum))] if demanded.maximum is not None else []
        said += [t("terms.both")] if demanded.languages >= set(LANGUAGES) else []
        return replace(_link(self.terminology.labelled(demanded.property), t), after=", ".join(said))


def _had(having: Having, t: Wording) -> dict[str, Any]:
    """Return one thing that has a concept, in what and when it had it, and who says so."""
    is_assertion = kind_of(having.thing.iri) == "assertion"
    return {
        **named(having.thing, t),
        **({"name": having.thing.iri.rpartition("/")[2]} if is_assertion else {}),
        "setting": named(having.setting, t) if having.setting else None,
        "when": period(having.period, t) or "",
        "modalities": [] if is_assertion else unusual(having.assertions, t),
        **evidence(having.assertions, t),
    }


def _part(here: str, offset: int) -> str:
    """Return where a part of a page stands."""
    return f"{here}?offset={offset}" if offset > 0 else here


def _by_label(terms: Iterable[Term], t: Wording) -> list[Term]:
    """Sort terms as the alphabet does."""
    return sorted(terms, key=lambda term: alphabetical(term.label.get(t.language)))


def _sorted(found: Iterable[Labelled], t: Wording) -> list[Value]:
    """Return terms as links, in the order of the alphabet."""
    return sorted((_link(term, t) for term in found), key=lambda value: alphabetical(value.text))


def _link(term: Labelled, t: Wording) -> Value:
    """Return a term under its label, leading to its page, or to its own address where it is another's."""
    return Value(term.label.get(t.language), address(term.iri, t.language))
