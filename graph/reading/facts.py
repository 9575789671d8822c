"""Statements laid out for looking up what a thing has: its labels, its links, its values."""

from collections import defaultdict
from collections.abc import Iterable

from graph.reading.descriptions import Text
from graph.values import Iri, Literal, Statement, Term


class Facts:
    """What some statements say, by subject and property; values come sorted, so that equal graphs read alike.

    >>> label = Statement(Iri("x:a"), Iri("x:label"), Literal.in_language("Kafé", "nb"))
    >>> facts = Facts([label, Statement(Iri("x:a"), Iri("x:near"), Iri("x:b"))])
    >>> facts.text("x:a", "x:label")
    Text(nb='Kafé', en='Kafé')
    >>> facts.iris("x:a", "x:near")
    ('x:b',)
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        """Lay the statements out."""
        terms: defaultdict[tuple[str, str], set[Term]] = defaultdict(set)
        for statement in statements:
            terms[statement.subject.value, statement.predicate.value].add(statement.object)
        self._terms = {key: sorted(values, key=str) for key, values in terms.items()}

    def subjects(self) -> tuple[str, ...]:
        """Return every thing that something is said of, each once, sorted."""
        return tuple(sorted({subject for subject, _ in self._terms}))

    def iris(self, subject: str, *properties: str) -> tuple[str, ...]:
        """Return the things that a thing is linked to by any of some properties, in their order."""
        return tuple(term.value for term in self._all(subject, properties) if isinstance(term, Iri))

    def iri(self, subject: str, *properties: str) -> str | None:
        """Return the first thing that a thing is linked to, or None."""
        return next(iter(self.iris(subject, *properties)), None)

    def literals(self, subject: str, *properties: str) -> tuple[Literal, ...]:
        """Return each literal that a thing has for any of some properties, in their order."""
        return tuple(term for term in self._all(subject, properties) if isinstance(term, Literal))

    def values(self, subject: str, *properties: str) -> tuple[str, ...]:
        """Return the text of each literal that a thing has for any of some properties, in their order."""
        return tuple(literal.value for literal in self.literals(subject, *properties))

    def value(self, subject: str, *properties: str) -> str | None:
        """Return the text of the first literal that a thing has, or None."""
        return next(iter(self.values(subject, *properties)), None)

    def number(self, subject: str, *properties: str) -> int | None:
        """Return the first whole number that a thing has, or None."""
        value = self.value(subject, *properties)
        return None if value is None else int(value)

    def text(self, subject: str, *properties: str) -> Text | None:
        """Return a text in both languages from the first property that has one, or None.

        Where one language is missing the other stands in for it, then text without a language.
        """
        for property_ in properties:
            found = [term for term in self._all(subject, (property_,)) if isinstance(term, Literal)]
            if found:
                by_language = {term.language: term.value for term in reversed(found)}
                nb, en = by_language.get("nb"), by_language.get("en")
                either = nb or en or found[0].value
                return Text(nb or either, en or either)
        return None

    def _all(self, subject: str, properties: Iterable[str]) -> list[Term]:
        """Return every value that a thing has for any of some properties."""
        return [term for property_ in properties for term in self._terms.get((subject, property_), ())]
