"""The labels and the order of everything that things are described with, read once for each graph."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from graph.names import last_part
from graph.queries import query
from graph.reading.descriptions import Labelled, Reference, Text
from graph.reading.facts import Facts
from graph.store import Store
from graph.values import Iri
from ontology.terms import GENID, HUSK, LANGUAGES, OWL, RDF, RDFS, SKOS, VOCABULARY


class Lexicon:
    """Classes, properties, concepts and voices under their labels, and how they stand to each other."""

    def __init__(self, facts: Facts) -> None:
        """Take over what is said of the terms."""
        self._facts = facts
        terms = facts.subjects()
        self._labels = {
            iri: label for iri in terms if (label := facts.text(iri, SKOS + "prefLabel", RDFS + "label"))
        }
        self._superclasses = _closure({iri: facts.iris(iri, RDFS + "subClassOf") for iri in terms})
        self._defined = {iri for iri in terms if facts.iri(iri, OWL + "equivalentClass")}
        self._defined.update(
            class_
            for node in terms
            if node.startswith(GENID)
            for class_ in facts.iris(node, RDFS + "subClassOf")
        )
        self._superproperties = _closure({iri: facts.iris(iri, RDFS + "subPropertyOf") for iri in terms})
        self._broader = _closure({iri: facts.iris(iri, SKOS + "broader") for iri in terms})
        stated = {iri: inverse for iri in terms if (inverse := facts.iri(iri, OWL + "inverseOf"))}
        self._inverses = {inverse: iri for iri, inverse in stated.items()} | stated

    @classmethod
    def read(cls, store: Store) -> "Lexicon":
        """Read the terms of a graph."""
        return cls(Facts(store.construct(query("lexicon"))))

    def __contains__(self, iri: str) -> bool:
        """Tell whether a term has a label here."""
        return iri in self._labels

    def label(self, iri: str) -> Text:
        """Return a term's label, or else what its IRI ends with."""
        name = last_part(Iri(iri))
        return self._labels.get(iri, Text(name, name))

    def labelled(self, iri: str) -> Labelled:
        """Return a term under its label."""
        return Labelled(iri, self.label(iri))

    def classes(self) -> tuple[Labelled, ...]:
        """Return the classes of our ontology, in the order of their names."""
        ours = (iri for iri in sorted(self._labels) if iri.startswith(HUSK))
        return tuple(
            self.labelled(iri) for iri in ours if OWL + "Class" in self._facts.iris(iri, RDF + "type")
        )

    def definition(self, iri: str) -> Text | None:
        """Return what a term means, or None where nobody says."""
        return self._facts.text(iri, SKOS + "definition")

    def concepts(self, scheme: str) -> tuple[Labelled, ...]:
        """Return the concepts of a vocabulary of ours, such as `sector`, in its order."""
        found = (
            iri for iri in self._labels if VOCABULARY + scheme in self._facts.iris(iri, SKOS + "inScheme")
        )
        return tuple(
            self.labelled(iri)
            for iri in sorted(found, key=lambda iri: (self._facts.number(iri, HUSK + "order") or 0, iri))
        )

    def every_concept(self) -> tuple[Labelled, ...]:
        """Return the concepts of all vocabularies, in the order of their names."""
        return tuple(
            self.labelled(iri) for iri in sorted(self._labels) if self._facts.iris(iri, SKOS + "inScheme")
        )

    def concept_labelled(self, text: str, language: str) -> Reference | None:
        """Return the only concept that is called so in a language, letter by letter, or None."""
        found = self._concepts_by_label[language].get(text, ())
        return Reference(found[0], self.label(found[0]), kind=None) if len(found) == 1 else None

    @cached_property
    def _concepts_by_label(self) -> Mapping[str, Mapping[str, Sequence[str]]]:
        """The concepts of all vocabularies by their labels, for each language."""
        found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for iri, label in self._labels.items():
            if self._facts.iris(iri, SKOS + "inScheme"):
                for language in LANGUAGES:
                    found[language][label.get(language)].append(iri)
        return found

    def broader(self, scheme: str) -> Mapping[str, frozenset[str]]:
        """Return each concept of a vocabulary with those that hold it, however far up, itself left out."""
        return {concept.iri: self._broader[concept.iri] for concept in self.concepts(scheme)}

    def superclasses(self, iri: str) -> frozenset[str]:
        """Return every class that holds a class, however far up, the class itself left out."""
        return self._superclasses.get(iri, frozenset())

    def is_wider(self, wider: str, narrower: str) -> bool:
        """Tell whether one property follows from another: `took part in` from `led`."""
        return wider in self._superproperties.get(narrower, frozenset())

    def inverse(self, iri: str) -> str | None:
        """Return the property that says the same from the other end, or None."""
        return self._inverses.get(iri)

    def direct_property(self, role: str) -> str | None:
        """Return the property that abbreviates a participation in a role, or None."""
        return self._facts.iri(role, HUSK + "directProperty")

    def most_specific_first(self, classes: Iterable[str]) -> tuple[str, ...]:
        """Sort classes so that each stands before every class that holds it; our own come before others'.

        Classes that a thing falls under by definition come after those that it is said to be of: that is what
        people call it.
        """
        return tuple(
            sorted(
                set(classes),
                key=lambda iri: (
                    not iri.startswith(HUSK),
                    iri in self._defined,
                    -len(self.superclasses(iri)),
                    iri,
                ),
            )
        )


def _closure(direct: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Return for each term all that can be reached from it, the term itself left out.

    >>> _closure({"led": ["took part"], "took part": ["involved"]})["led"] == {"took part", "involved"}
    True
    """

    def reachable(term: str) -> frozenset[str]:
        found: set[str] = set()
        waiting = [term]
        while waiting:
            new = set(direct.get(waiting.pop(), ())) - found
            found |= new
            waiting.extend(new)
        return frozenset(found - {term})

    return {term: reachable(term) for term in direct}
