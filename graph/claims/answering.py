"""All claims of a graph held against structure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from graph.analysis.analysing import Analysed, read_for_analysis
from graph.claims.finding import Finding, of_network, of_parties
from graph.claims.structural_tests import StructuralTest, Thresholds
from graph.claims.verdict import Verdict, verdict
from graph.equality.assessment import Assessed, assess
from graph.equality.measures import EqualityMeasure
from graph.equality.overview import EqualityReader
from graph.equality.parts import Parts, Way
from graph.networks.reading import Reader
from graph.networks.registry import Projection
from graph.null_models.false_discovery import benjamini_hochberg
from graph.reading.descriptions import Text
from graph.reading.entities import EntityReader
from graph.store import Store
from graph.values import Iri
from ontology.terms import ID

Analyses = Callable[[Projection], Sequence[Analysed]]
"""Returns the values of a network, or what is kept of them."""


@dataclass(frozen=True)
class AnsweredClaim:
    """A structural test with what came of it."""

    test: StructuralTest
    finding: Finding
    adjusted_p: float | None
    """The p of the finding after Benjamini and Hochberg, over all tests; None where it has none."""
    verdict: Verdict


def findings(
    store: Store, tests: Sequence[StructuralTest], analyses: Analyses, *, samples: int, seed: int
) -> dict[str, Finding]:
    """Return what structure shows of each test, by its IRI.

    Args:
        store: the graph.
        tests: what is tested.
        analyses: gives the values of a network.
        samples: how many times chance deals out the sectors, where a way to have part is tested; 0 for values
            only.
        seed: equal seeds give equal results.
    """
    return dict((*_of_networks(store, tests, analyses), *_of_parties(store, tests, samples, seed)))


def answered(
    tests: Sequence[StructuralTest], findings: Sequence[Finding], thresholds: Thresholds
) -> tuple[AnsweredClaim, ...]:
    """Answer all tests by their findings; the p are adjusted over all of them."""
    each_p = [finding.chance.p if finding.chance else None for finding in findings]
    adjusted = iter(benjamini_hochberg(np.array([p for p in each_p if p is not None])).tolist())
    all_adjusted = [None if p is None else next(adjusted) for p in each_p]
    return tuple(
        AnsweredClaim(test, finding, p, verdict(test.direction, finding, p, thresholds))
        for test, finding, p in zip(tests, findings, all_adjusted, strict=True)
    )


def _of_networks(
    store: Store, tests: Sequence[StructuralTest], analyses: Analyses
) -> Iterator[tuple[str, Finding]]:
    """Yield what the networks show, each read and analysed once."""
    reader = None
    known: dict[str, tuple[Any, Sequence[Analysed]]] = {}
    for test in tests:
        projection, measure = test.network, test.measure
        if isinstance(projection, Way) or isinstance(measure, EqualityMeasure):
            continue
        if projection.name not in known:
            reader = reader or Reader(store)
            known[projection.name] = read_for_analysis(reader, projection), analyses(projection)
        yield test.iri, of_network(test, measure, *known[projection.name])


def _of_parties(
    store: Store, tests: Sequence[StructuralTest], samples: int, seed: int
) -> Iterator[tuple[str, Finding]]:
    """Yield what the ways to have part show."""
    of_ways = [(test, test.network) for test in tests if isinstance(test.network, Way)]
    if not of_ways:
        return
    reader, equality = EntityReader(store), EqualityReader(store)
    known: dict[str, tuple[Parts, tuple[Assessed, ...]]] = {}

    def label(name: str) -> Text:
        iri = name if ":" in name else ID + name
        return reader.references((), [Iri(iri)]).label(iri)

    for test, way in of_ways:
        if test.kind not in known:
            parts = equality.overview(test.kind).parts
            known[test.kind] = parts, assess(parts, seed, samples or 1)
        finding = of_parties(test, way, *known[test.kind], label)
        yield test.iri, finding if samples else replace(finding, chance=None)
