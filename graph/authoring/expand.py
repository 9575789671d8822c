"""Writes out what the short form leaves to the build, so that every assertion is complete.

Added are: the description of each assertion; to each participation the direct property that abbreviates it;
to each dated period its type and its EDTF text, read back from its IRI; labels for dated periods without one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.authoring.attribution import DEFAULTS, Attribution, ShortForm
from graph.authoring.origins import Origins
from graph.authoring.parse import AuthoredFile
from graph.authoring.participations import faults, participations, periods_nowhere_given
from graph.authoring.period_labels import in_english, in_norwegian
from graph.authoring.placement import misplaced
from graph.edtf import Edtf, EdtfError, from_slug
from graph.errors import Problem
from graph.model import Model
from graph.names import ATTRIBUTED_TO, DERIVED_FROM, PREF_LABEL, RDF_TYPE, entity, husk, last_part, short
from graph.values import Iri, Literal, Statement

_DATED: Final = re.compile(r"[\d_]|open_|between-")
_WRITTEN_OUT: Final = frozenset({ATTRIBUTED_TO, DERIVED_FROM, husk("reportedBy"), husk("modality"), RDF_TYPE})


@dataclass(frozen=True)
class Assertion:
    """One assertion with all it states and who states it."""

    iri: Iri
    file: AuthoredFile
    attribution: Attribution
    statements: tuple[Statement, ...]
    """What it states: as authored, then what the build added."""


@dataclass(frozen=True)
class Expansion:
    """The authored data written out in full."""

    files: tuple[AuthoredFile, ...]
    assertions: tuple[Assertion, ...]
    labels: tuple[Statement, ...]
    provenance: tuple[Statement, ...]
    """What describes sources, sections, passages, voices and assertions."""

    @cached_property
    def origins(self) -> Origins:
        """Where everything is said; worked out when first needed, which is when there is a fault."""
        return Origins(self.files)


def expand(files: tuple[AuthoredFile, ...], model: Model) -> tuple[Expansion, tuple[Problem, ...]]:
    """Write out the short form of all files, and tell what stands in the way.

    An assertion that nobody can be held to is left out; the rest still serves to find more problems.
    """
    short_form = ShortForm(files)
    problems: list[Problem] = []
    assertions: list[Assertion] = []
    for file in files:
        problems.extend(misplaced(file, model))
        for iri, statements in file.assertions.items():
            attribution = short_form.attribute(iri, file)
            additions, faulty = _additions(iri, statements, file, model)
            problems.extend(faulty)
            if isinstance(attribution, Attribution):
                complete = tuple(dict.fromkeys((*statements, *additions)))
                assertions.append(Assertion(iri, file, attribution, complete))
            else:
                problems.extend(attribution)
    problems.extend(short_form.unused_defaults())
    problems.extend(periods_nowhere_given(files))
    problems.extend(_without_graph(files))
    expansion = Expansion(
        files, tuple(assertions), _labels(files, assertions), _provenance(files, assertions)
    )
    return expansion, tuple(problems)


def _additions(
    assertion: Iri, statements: tuple[Statement, ...], file: AuthoredFile, model: Model
) -> tuple[list[Statement], list[Problem]]:
    """Work out what the build adds to an assertion."""
    additions: list[Statement] = []
    problems: list[Problem] = []
    for participation in participations(statements):
        found = list(faults(participation, assertion, file))
        problems.extend(found)
        if not found:
            additions.extend(participation.direct(model.direct_properties))
    for period in _dated_periods(statements):
        try:
            edtf = from_slug(last_part(period))
        except EdtfError as error:
            problems.append(
                file.problem(
                    f"{short(period)} is no time: {error.reason}.", error.cure, graph=assertion, name=period
                )
            )
            continue
        additions.append(Statement(period, RDF_TYPE, husk("Period")))
        additions.append(Statement(period, husk("edtf"), Literal(str(edtf))))
    return additions, problems


def _dated_periods(statements: Iterable[Statement]) -> Iterator[Iri]:
    """Yield the periods, each once, that are named by their dates; others are called, say, first-period."""
    terms = dict.fromkeys(term for statement in statements for term in (statement.subject, statement.object))
    for term in terms:
        if isinstance(term, Iri) and is_dated(term):
            yield term


def is_dated(iri: Iri) -> bool:
    """Tell whether an IRI names a period by its date.

    >>> is_dated(Iri("https://w3id.org/husk/id/demo/period/2006_"))
    True
    """
    name = entity(iri)
    return name is not None and name.kind == "period" and _DATED.match(name.slug) is not None


def _without_graph(files: tuple[AuthoredFile, ...]) -> Iterator[Problem]:
    """Yield the assertions that are described but state nothing."""
    stating = {iri for file in files for iri in file.assertions}
    for file in files:
        for subject in dict.fromkeys(statement.subject for statement in file.descriptions):
            name = entity(subject)
            if name is not None and name.kind == "assertion" and subject not in stating:
                yield file.problem(
                    f"{short(subject)} is described, but it states nothing.",
                    "Correct its name, write what it states, or remove the description.",
                    subject=subject,
                )


def _labels(files: Iterable[AuthoredFile], assertions: Iterable[Assertion]) -> tuple[Statement, ...]:
    """Collect the labels, and label the dated periods that have none."""
    labels = dict.fromkeys(statement for file in files for statement in file.labels)
    labelled = {statement.subject for statement in labels if statement.predicate == PREF_LABEL}
    for assertion in assertions:
        for subject, predicate, value in assertion.statements:
            if predicate == husk("edtf") and subject not in labelled and isinstance(value, Literal):
                labels.update(dict.fromkeys(_period_labels(subject, from_slug(last_part(subject)))))
                labelled.add(subject)
    return tuple(labels)


def _period_labels(period: Iri, edtf: Edtf) -> Iterator[Statement]:
    """Yield a period's name in both languages."""
    yield Statement(period, PREF_LABEL, Literal.in_language(in_norwegian(edtf), "nb"))
    yield Statement(period, PREF_LABEL, Literal.in_language(in_english(edtf), "en"))


def _provenance(files: Iterable[AuthoredFile], assertions: Iterable[Assertion]) -> tuple[Statement, ...]:
    """Collect the descriptions, with those of assertions written out and the defaults left away.

    Whatever a file describes, a passage as well as a voice, is said to be authored there, as assertions are.
    """
    written = dict.fromkeys(
        statement
        for assertion in assertions
        for statement in assertion.attribution.statements(assertion.iri, assertion.file.name)
    )
    described = {assertion.iri for assertion in assertions}
    for file in files:
        for statement in file.descriptions:
            of_short_form = statement.subject in described and statement.predicate in _WRITTEN_OUT
            if statement.predicate not in DEFAULTS and not of_short_form:
                written[statement] = None
            if statement.predicate == RDF_TYPE:
                written[Statement(statement.subject, husk("authoredIn"), Literal(file.name))] = None
    return tuple(written)
