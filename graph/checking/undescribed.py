"""Names that nothing describes: a slip of spelling, or a thing that the author forgot to introduce."""

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from graph.authoring.attribution import DEFAULTS
from graph.authoring.expand import Expansion, is_dated
from graph.authoring.parse import AuthoredFile
from graph.errors import Problem
from graph.model import Model
from graph.names import LABELS, RDF_TYPE, entity, last_part, short
from graph.values import Iri
from ontology.terms import HUSK, ID, VOCABULARY

_OURS: Final = (HUSK, ID, VOCABULARY)


class _Use(NamedTuple):
    """A name where it is used: in which graph (None: a file's default graph), in a statement about what."""

    name: Iri
    graph: Iri | None
    subject: Iri


def undescribed(expansion: Expansion, model: Model) -> Iterator[Problem]:
    """Yield, once for each file, every name of ours that is used but not described.

    The ontology folder describes terms and concepts. All else is described by having a type, which an
    assertion or the default graph of a file gives it.
    """
    known = model.terms | _typed(expansion)
    passages = _passages(expansion)
    for file in expansion.files:
        reported: set[Iri] = set()
        for use in (*_uses(file), *passages.get(file.name, ())):
            if use.name in known or use.name in reported:
                continue
            if use.name.value.startswith(_OURS) and not is_dated(use.name):
                reported.add(use.name)
                yield _problem(use, file, known)


def _uses(file: AuthoredFile) -> Iterator[_Use]:
    """Yield the names in a file, but not of what only gets defaults, nor of assertions described here."""
    for graph, statements in (*file.assertions.items(), (LABELS, file.labels)):
        for statement in statements:
            yield from (_Use(name, graph, statement.subject) for name in statement if isinstance(name, Iri))
    for subject, predicate, value in file.descriptions:
        parts = entity(subject)
        if predicate not in DEFAULTS and (parts is None or parts.kind != "assertion"):
            yield _Use(subject, None, subject)
        yield from (_Use(name, None, subject) for name in (predicate, value) if isinstance(name, Iri))


def _passages(expansion: Expansion) -> Mapping[str, Sequence[_Use]]:
    """Return the passages that the assertions of each file are named after, by the name of the file."""
    uses: defaultdict[str, list[_Use]] = defaultdict(list)
    for assertion in expansion.assertions:
        for passage in assertion.attribution.passages:
            uses[assertion.file.name].append(_Use(passage, assertion.iri, assertion.iri))
    return uses


def _typed(expansion: Expansion) -> frozenset[Iri]:
    """Return the assertions, and what has a type, also in those that could not be expanded."""
    authored = (statements for file in expansion.files for statements in file.assertions.values())
    expanded = (assertion.statements for assertion in expansion.assertions)
    typed = {
        statement.subject
        for statements in (*authored, *expanded, expansion.provenance)
        for statement in statements
        if statement.predicate == RDF_TYPE
    }
    return frozenset(typed.union(*(file.assertions for file in expansion.files)))


def _problem(use: _Use, file: AuthoredFile, known: frozenset[Iri]) -> Problem:
    """Say that a name is not described, and which name was perhaps meant."""
    meant = _nearest(use.name, known)
    guess = f" Did you mean {short(meant)}?" if meant else ""
    if use.graph == LABELS:
        message, otherwise = (
            f"{short(use.name)} has a label, but nothing is said of it.",
            "or remove the label",
        )
    else:
        message = f"{short(use.name)} is used here, but nothing describes it."
        otherwise = _introduction(use.name)
    return file.problem(
        message + guess,
        f"Correct the name, {otherwise}.",
        graph=use.graph,
        subject=use.subject,
        name=use.name,
    )


def _introduction(name: Iri) -> str:
    """Tell how a thing is introduced, or where terms of its kind are listed."""
    if name.value.startswith(HUSK):
        return "or use a term of ontology/husk.ttl"
    if name.value.startswith(VOCABULARY):
        return "or use a concept of ontology/vocabularies/"
    parts = entity(name)
    if parts is not None and parts.kind in {"voice", "source", "section", "passage"}:
        return f"or describe the {parts.kind} in the default graph of a file, with its type"
    return "or give it a type in an assertion, and labels in both languages"


def _nearest(name: Iri, known: Iterable[Iri]) -> Iri | None:
    """Return the known name that is spelled most like another, of the same kind."""
    namespace = name.value.removesuffix(last_part(name))
    same_kind = {last_part(iri): iri for iri in sorted(known) if iri.value.startswith(namespace)}
    close = difflib.get_close_matches(last_part(name), same_kind, n=1)
    return same_kind[close[0]] if close else None
