"""How much of a source a graph has taken up: sentences, assertions, triples and entities of a section."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.names import entity
from graph.queries import query
from graph.sources.text import Sentence
from graph.store import Store
from graph.values import Iri, Statement


class Evidence(NamedTuple):
    """A statement of an assertion that rests on a passage."""

    passage: Iri
    assertion: Iri
    statement: Statement


@dataclass(frozen=True)
class Coverage:
    """What a graph says of some sentences, those of a section for example."""

    name: str
    sentences: int
    uncovered: tuple[Sentence, ...]
    """The sentences on which no assertion rests."""
    assertions: int
    triples: int
    """Different statements in the assertions."""
    entities: int
    """Different things of the programme that the statements speak of."""

    @property
    def covered(self) -> int:
        """On how many sentences an assertion rests."""
        return self.sentences - len(self.uncovered)


def evidence(store: Store, source: Iri) -> Sequence[Evidence]:
    """Return the statements of all assertions that rest on the passages of a source."""
    return [
        Evidence(
            Iri(row["passage"].value),
            Iri(row["assertion"].value),
            Statement(Iri(row["subject"].value), Iri(row["property"].value), row["value"]),
        )
        for row in store.select(query("passage_statements"), {"source": source})
    ]


def coverage(
    name: str, sentences: Collection[Sentence], found: Collection[Evidence], places: Mapping[Iri, str]
) -> Coverage:
    """Count what there is on some sentences.

    Args:
        name: what to call them.
        sentences: the sentences.
        found: the statements that rest on passages among them.
        places: for each passage whose sentence is in the text, the locator of that sentence.
    """
    covered = {places[item.passage] for item in found if item.passage in places}
    statements = {item.statement for item in found}
    terms = {term for statement in statements for term in (statement.subject, statement.object)}
    return Coverage(
        name,
        len(sentences),
        tuple(sentence for sentence in sentences if sentence.locator not in covered),
        len({item.assertion for item in found}),
        len(statements),
        sum(isinstance(term, Iri) and entity(term) is not None for term in terms),
    )
