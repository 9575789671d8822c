"""A person's words as a query of the engine, put together from terms: nothing that is typed is parsed.

What a match is worth says what a person means first. A whole name is worth more than any number of words, a
word of the label more than one of another name, and that more than one of the description. Equal matches
stand in the order of the index, which has things that much is said of first. See docs/search.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from tantivy import Occur, Query

from graph.search.asked import Asked, AskedWord
from graph.search.index import FIELDS, WHOLE, schema
from graph.search.words import SHORTEST_BEGINNING, SHORTEST_END, stem
from ontology.terms import ID, LANGUAGES


class _Worth(NamedTuple):
    """What it is worth to find a word in a field."""

    itself: float
    stem: float
    beginning: float
    tail: float
    near: float


_WORTH: Final[Mapping[str, _Worth]] = MappingProxyType(
    {
        "label": _Worth(100, 95, 90, 80, 40),
        "name": _Worth(70, 67, 64, 60, 28),
        "sentence": _Worth(58, 57, 55, 52, 24),
        "description": _Worth(20, 18, 16, 14, 8),
        "class": _Worth(12, 11, 10, 9, 4),
        "concept": _Worth(3.5, 3.4, 3.3, 3.2, 1.6),
        "definition": _Worth(1.4, 1.3, 1.2, 1.1, 0.5),
    }
)
_COMMON: Final = 1 / 16
"""The share of that which a word is worth that nearly everything has."""
_ID: Final = 10_000.0
_LABEL: Final = 9_000.0
_NAME: Final = 8_000.0
_LABEL_BUT_FOR_ENDINGS: Final = 7_000.0
_FIRST_WORDS_OF_LABEL: Final = 6_000.0
_FIRST_WORDS_BUT_FOR_ENDINGS: Final = 5_500.0
_BEGINNING_OF_LABEL: Final = 5_000.0
_LABEL_WITH_AN_ERROR: Final = 4_500.0
_NAME_WITH_AN_ERROR: Final = 4_000.0
_CONCEPT: Final = 0.4
"""So little that every thing that has the words comes before."""


def every_word(asked: Asked, forgiven: frozenset[str]) -> Query:
    """Return the query for things that have every word, those forgiven also with typing errors."""
    wanted = [
        (Occur.Should if word.is_common else Occur.Must, _word(word, is_forgiven=word.folded in forgiven))
        for word in asked.words
    ]
    return Query.disjunction_max_query([Query.boolean_query(wanted), _term("id", asked.id, _ID)])


def any_word(asked: Asked, forgiven: frozenset[str]) -> Query:
    """Return the query for things that have some of the words, those first that have more of them."""
    wanted = [
        (Occur.Should, _word(word, is_forgiven=word.folded in forgiven))
        for word in asked.words
        if not word.is_common
    ]
    return Query.boolean_query(wanted)


def one_word(word: AskedWord) -> Query:
    """Return the query for things that have a word as it is typed."""
    return _word(word, is_forgiven=False)


def things(iris: Iterable[str]) -> Query:
    """Return the query for things that are known."""
    return Query.term_set_query(schema(), "id", [iri.removeprefix(ID) for iri in iris])


def narrowed(query: Query, values: Mapping[str, str]) -> Query:
    """Narrow a query to things that have a value for each of some facets, which is worth nothing."""
    if not values:
        return query
    conditions = [(Occur.Must, _term(facet, value, 0)) for facet, value in values.items()]
    return Query.boolean_query([(Occur.Must, query), *conditions])


def ranked(query: Query, asked: Asked, forgiven: frozenset[str]) -> Query:
    """Let those come first whose whole name was typed, or the beginning of it; it finds the same things."""
    if not asked.words:
        return query
    wholes = [
        _term("whole_label", asked.whole, _LABEL),
        _term("whole_name", asked.whole, _NAME),
        _term("whole_sentence", asked.whole, _NAME),
        _term("whole_concept", asked.whole, _CONCEPT),
        _near("whole_label", asked.whole + " ", _FIRST_WORDS_OF_LABEL, prefix=True),
        _beginning("whole_label", asked.whole, _BEGINNING_OF_LABEL),
    ]
    for language in LANGUAGES:
        stems = " ".join(stem(word, language) for word in asked.whole.split())
        wholes.append(_term(f"whole_label_{language}", stems, _LABEL_BUT_FOR_ENDINGS))
        wholes.append(
            _near(f"whole_label_{language}", stems + " ", _FIRST_WORDS_BUT_FOR_ENDINGS, prefix=True)
        )
    if forgiven:
        wholes.append(_near("whole_label", asked.whole, _LABEL_WITH_AN_ERROR, errors=1))
        wholes.append(_near("whole_name", asked.whole, _NAME_WITH_AN_ERROR, errors=1))
    return Query.boolean_query([(Occur.Must, query), (Occur.Should, Query.disjunction_max_query(wholes))])


def _word(word: AskedWord, *, is_forgiven: bool) -> Query:
    """Return the query for things that have a word; the best place counts."""
    ways: Iterable[Query] = (way for field in FIELDS for way in _ways(field, word, is_forgiven=is_forgiven))
    return Query.disjunction_max_query(list(ways))


def _ways(field: str, word: AskedWord, *, is_forgiven: bool) -> Iterator[Query]:
    """Yield the ways in which a word can stand in a field."""
    share = _COMMON if word.is_common else 1.0
    worth = _Worth(*(share * value for value in _WORTH[field]))
    folded = word.folded
    yield _term(field, folded, worth.itself)
    for language in LANGUAGES:
        yield _term(f"{field}_{language}", stem(folded, language), worth.stem)
    if len(stem(folded, "nb")) >= SHORTEST_END:
        yield _term(f"{field}_tail", stem(folded, "nb"), worth.tail)
    if word.may_begin_others and (len(folded) >= SHORTEST_BEGINNING or field in WHOLE):
        yield _beginning(field, folded, worth.beginning)
    if is_forgiven and word.errors:
        yield _near(field, folded, worth.near, errors=word.errors, prefix=True)


def _term(field: str, term: str, worth: float) -> Query:
    """Return the query for a term."""
    return Query.const_score_query(Query.term_query(schema(), field, term), worth)


def _beginning(field: str, text: str, worth: float) -> Query:
    """Return the query for terms that begin so; those of a letter or two are a field of their own."""
    if len(text) < SHORTEST_BEGINNING:
        return _term(f"{field}_beginning", text, worth)
    return _near(field, text, worth, prefix=True)


def _near(field: str, text: str, worth: float, *, errors: int = 0, prefix: bool = False) -> Query:
    """Return the query for terms that differ by some errors at most, or begin so."""
    near = Query.fuzzy_term_query(schema(), field, text, distance=errors, prefix=prefix)
    return Query.const_score_query(near, worth)
