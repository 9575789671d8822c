"""From facts to what a reader is shown: things named, assertions with their places, numbers with bounds."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from graph.names import last_part
from graph.reading.descriptions import (
    Assertion,
    Labelled,
    Passage,
    Quantity,
    Reference,
    Section,
    Text,
    Value,
    View,
)
from graph.reading.facts import Facts
from graph.reading.lexicon import Lexicon
from graph.values import Iri, Term
from ontology.terms import DCTERMS, HUSK, OA, PROV, RDF, RDFS, SKOS

_BOUNDS: Final = tuple(
    HUSK + name for name in ("exactly", "minimum", "maximum", "lessThan", "approximately", "mean")
)
_LABELS: Final = (
    SKOS + "prefLabel",
    RDFS + "label",
    DCTERMS + "title",
    HUSK + "edtf",
    DCTERMS + "description",
)
_UNREALISED: Final = HUSK + "Unrealised"


class References:
    """Names things from what is known of them, and of the terms that describe them."""

    def __init__(
        self,
        lexicon: Lexicon,
        facts: Facts,
        known: Mapping[str, Reference] = MappingProxyType({}),
        told: Mapping[str, Assertion] = MappingProxyType({}),
    ) -> None:
        """Take the terms of a graph, facts about its things, and by IRI what is named or told of already."""
        self._lexicon = lexicon
        self._facts = facts
        self._known = known
        self._told = told

    def reference(self, iri: str) -> Reference:
        """Name a thing."""
        return self._known.get(iri) or Reference(
            iri=iri,
            label=self.label(iri),
            kind=self.kind(iri),
            statuses=tuple(map(self._lexicon.labelled, self._facts.iris(iri, HUSK + "status"))),
            quantity=self._quantity(iri),
            view=self._view(iri),
        )

    def value(self, term: Term) -> Reference | Value:
        """Name the thing that a term stands for, or show the literal that it is."""
        if isinstance(term, Iri):
            return self.reference(term.value)
        return Value(term.value, term.datatype, term.language)

    def label(self, iri: str) -> Text:
        """Return what a thing is called: its label, title, time or summary, or else the end of its IRI."""
        if iri in self._known:
            return self._known[iri].label
        if iri in self._lexicon:
            return self._lexicon.label(iri)
        name = last_part(Iri(iri))
        return self._facts.text(iri, *_LABELS) or Text(name, name)

    def labelled(self, iri: str) -> Labelled:
        """Return a thing under its label."""
        return Labelled(iri, self.label(iri))

    def kind(self, iri: str) -> Labelled | None:
        """Return the most specific class of a thing that the ontology gives a label, or None."""
        classes = self._lexicon.most_specific_first(self._facts.iris(iri, RDF + "type"))
        named = [class_ for class_ in classes if class_ in self._lexicon and class_ != _UNREALISED]
        return self._lexicon.labelled(named[0]) if named else None

    def assertion(self, iri: str) -> Assertion:
        """Tell who holds an assertion, in which modality, and where it stands."""
        if iri in self._told:
            return self._told[iri]
        facts = self._facts
        reporter = facts.iri(iri, HUSK + "reportedBy")
        return Assertion(
            iri=iri,
            voice=self.labelled(facts.iri(iri, PROV + "wasAttributedTo") or ""),
            reported_by=self.labelled(reporter) if reporter else None,
            modality=self.labelled(facts.iri(iri, HUSK + "modality") or ""),
            passages=tuple(self.passage(passage) for passage in facts.iris(iri, PROV + "wasDerivedFrom")),
            reason=facts.text(iri, HUSK + "reason"),
            file=facts.value(iri, HUSK + "authoredIn"),
        )

    def passage(self, iri: str) -> Passage:
        """Tell where a passage stands and what it is about."""
        facts = self._facts
        section = facts.iri(iri, HUSK + "inSection")
        source = facts.iri(iri, OA + "hasSource")
        return Passage(
            iri=iri,
            source=self.labelled(source) if source else None,
            section=self._section(section) if section else None,
            paragraph=facts.number(iri, HUSK + "paragraph"),
            sentence=facts.number(iri, HUSK + "sentence"),
            pages=tuple(sorted(int(page) for page in facts.values(iri, HUSK + "page"))),
            summary=facts.text(iri, DCTERMS + "description"),
        )

    def _section(self, iri: str) -> Section:
        """Tell which section it is."""
        number = self._facts.value(iri, HUSK + "sectionNumber")
        return Section(iri, self.label(iri), number, self._facts.value(iri, HUSK + "heading"))

    def _quantity(self, iri: str) -> Quantity | None:
        """Return the number of a measure with its bound and unit; None for what is no measure."""
        for bound in _BOUNDS:
            number = self._facts.value(iri, bound)
            if number is not None:
                unit = self._facts.iri(iri, HUSK + "unit")
                labelled = self._lexicon.labelled(unit) if unit else None
                return Quantity(self._lexicon.labelled(bound), Decimal(number), labelled)
        return None

    def _view(self, iri: str) -> View | None:
        """Return where a judgement stands; None for what is no judgement."""
        stance = self._facts.iri(iri, HUSK + "stance")
        if stance is None:
            return None
        certainty = self._facts.iri(iri, HUSK + "certainty")
        return View(
            stance=self._lexicon.labelled(stance),
            claims=tuple(self.labelled(claim) for claim in self._facts.iris(iri, HUSK + "claims")),
            certainty=self._lexicon.labelled(certainty) if certainty else None,
        )
