"""Why the graph says what it says: from a statement, through rules, down to assertions and their passages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.errors import StoreError
from graph.inference.infer import SPELLINGS, TIME_BOUNDS, UNREALISED
from graph.inference.premises import Inference
from graph.inference.rules import Rule
from graph.inference.spellings import NAMING
from graph.model import PACKAGED
from graph.names import RDF_TYPE, entity, husk, last_part, short
from graph.queries import query
from graph.store import Store
from graph.values import Iri, Statement, Term
from ontology.terms import INFERRED, MODALITIES, modality_graph

_UNIONS: Final = tuple(map(modality_graph, MODALITIES))
"""Graphs that hold only what assertions state."""


class UnknownStatementError(StoreError):
    """Nothing says what was asked about; `near` holds what is said instead."""

    def __init__(self, statement: Statement, near: Iterable[Statement]) -> None:
        """Build the sentence, with what is said of two of the three terms."""
        self.statement = statement
        self.near = tuple(near)
        hints = [f"    {written(statement)}" for statement in self.near]
        instead = ["It does say:", *hints] if hints else ["It says nothing of the kind; check the spelling."]
        super().__init__("\n".join([f"The graph does not say: {written(statement)}.", *instead]))


@dataclass(frozen=True)
class Evidence:
    """An assertion that states something: who holds it, who tells us, how it is meant, and where."""

    assertion: Iri
    voice: Iri
    reporter: Iri | None
    modality: Iri
    passages: tuple[Iri, ...]
    file: str | None
    """Where it is authored, below the data folder."""

    def __str__(self) -> str:
        """Say it in one line."""
        reporter = f", reported by {short(self.reporter)}" if self.reporter else ""
        passages = ", ".join(map(short, self.passages))
        modality = last_part(self.modality)
        file = f", in {self.file}" if self.file else ""
        return f"{short(self.assertion)}: {short(self.voice)}{reporter}, {modality}, at {passages}{file}"


@dataclass(frozen=True)
class Derivation:
    """A statement and what it rests on: evidence, or a graph that needs none, or a rule and its premises."""

    statement: Statement
    evidence: tuple[Evidence, ...] = ()
    graphs: tuple[str, ...] = ()
    """Names such as `ontology` and `labels`, where it stands in one of these."""
    rule: str | None = None
    premises: tuple["Derivation", ...] = ()

    def lines(self, indent: str = "") -> Iterator[str]:
        """Draw it as a tree."""
        yield indent + written(self.statement)
        for evidence in self.evidence:
            yield f"{indent}  asserted in {evidence}"
        for graph in self.graphs:
            yield f"{indent}  stands in graph:{graph}"
        if self.rule is not None:
            yield f"{indent}  by rule {self.rule}, since"
        for premise in self.premises:
            yield from premise.lines(indent + "    ")

    def __str__(self) -> str:
        """Draw it as a tree."""
        return "\n".join(self.lines())


def explain(
    store: Store, subject: Iri, predicate: Iri, value: Term, rules: Iterable[Rule] | None = None
) -> Derivation:
    """Find out what a statement rests on.

    Args:
        store: holds the whole dataset, named graphs included.
        subject: of the statement.
        predicate: of the statement.
        value: the object of the statement.
        rules: those by which the dataset was built; by default those of the product.

    Raises:
        UnknownStatementError: no graph says so.
    """
    if rules is None:
        rules = map(Rule.read, sorted(PACKAGED.glob("rules/*.rq")))
    statement = Statement(subject, predicate, value)
    found = _Explanation(store, rules).derive(statement, frozenset())
    if found is None:
        raise UnknownStatementError(statement, _near(store, statement))
    return found


def written(statement: Statement) -> str:
    """Show a statement as authors write it."""
    return " ".join(short(term) if isinstance(term, Iri) else str(term) for term in statement)


class _Explanation:
    """A search for what a statement rests on; what was found once is not looked for again."""

    def __init__(self, store: Store, rules: Iterable[Rule]) -> None:
        """Look in a store, by rules."""
        self._store = store
        self._inferences = {rule.name: Inference(rule) for rule in rules}
        self._found: dict[Statement, Derivation] = {}

    def derive(self, statement: Statement, below: frozenset[Statement]) -> Derivation | None:
        """Find what a statement rests on without resting on itself or on any statement below it.

        A rule only adds what is not there, so whatever is inferred has premises that were there before it.
        """
        if statement not in self._found and statement not in below:
            derivation = self._look_up(statement, below | {statement})
            if derivation is not None:
                self._found[statement] = derivation
        return self._found.get(statement)

    def _look_up(self, statement: Statement, below: frozenset[Statement]) -> Derivation | None:
        """Find in which graphs a statement stands, and if these are only inferred, what it follows from."""
        evidence, graphs = self._standing(statement)
        inferred = [
            graph.value.removeprefix(INFERRED) for graph in graphs if graph.value.startswith(INFERRED)
        ]
        plain = tuple(
            last_part(graph) for graph in graphs if not graph.value.startswith((INFERRED, *_UNIONS))
        )
        if evidence or plain:
            return Derivation(statement, evidence, plain)
        for rule in inferred:
            for premises in self._premises(rule, statement):
                derived = [self.derive(premise, below) for premise in premises]
                found = tuple(derivation for derivation in derived if derivation is not None)
                if len(found) == len(premises):
                    return Derivation(statement, rule=rule, premises=found)
        return None

    def _standing(self, statement: Statement) -> tuple[tuple[Evidence, ...], tuple[Iri, ...]]:
        """Return the assertions that state something, and the other graphs in which it stands."""
        evidence: dict[Iri, Evidence] = {}
        graphs: list[Iri] = []
        terms = dict(zip("spo", statement, strict=True))
        for row in self._store.select(query("statement_graphs"), terms):
            graph, voice, modality = row["graph"], row.get("voice"), row.get("modality")
            passage, reporter = row.get("passage"), row.get("reporter")
            if not isinstance(graph, Iri):
                continue
            file = row["file"].value if "file" in row else None
            if isinstance(voice, Iri) and isinstance(modality, Iri) and isinstance(passage, Iri):
                known = evidence.get(graph)
                passages = (*known.passages, passage) if known else (passage,)
                told = reporter if isinstance(reporter, Iri) else None
                evidence[graph] = Evidence(graph, voice, told, modality, passages, file)
            elif (name := entity(graph)) is None or name.kind != "assertion":
                graphs.append(graph)
        return tuple(evidence.values()), tuple(graphs)

    def _premises(self, rule: str, conclusion: Statement) -> Iterator[tuple[Statement, ...]]:
        """Yield the sets of statements from which a rule, ours or the ontology's, concludes a statement."""
        if rule == last_part(TIME_BOUNDS):
            yield from self._stated(conclusion.subject, husk("edtf"))
        elif rule == last_part(UNREALISED):
            yield from self._stated(conclusion.subject, RDF_TYPE)
        elif rule == last_part(SPELLINGS):
            for property_ in NAMING:
                for (name,) in self._stated(conclusion.subject, property_):
                    if name.object == conclusion.object:
                        yield (name,)
        elif rule in self._inferences:
            yield from self._inferences[rule].premises(self._store, conclusion)

    def _stated(self, subject: Iri, predicate: Iri) -> Iterator[tuple[Statement, ...]]:
        """Yield, one at a time, what assertions state of a thing."""
        rows = self._store.select(query("stated_values"), {"s": subject, "p": predicate})
        for value in dict.fromkeys(row["value"] for row in rows):
            yield (Statement(subject, predicate, value),)


def _near(store: Store, statement: Statement) -> Iterator[Statement]:
    """Yield what is said with two of the three terms of a statement."""
    for row in store.select(query("near_statements"), dict(zip("spo", statement, strict=True))):
        subject, predicate = row["subject"], row["predicate"]
        if isinstance(subject, Iri) and isinstance(predicate, Iri):
            yield Statement(subject, predicate, row["object"])
