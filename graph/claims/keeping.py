"""What was found of each claim, kept with an edition when it is built and read back at once."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from graph.analysis.analysing import Analysed
from graph.analysis.keeping import SEED, read_analysis, read_chance, read_without, written_without
from graph.claims.answering import AnsweredClaim, answered, findings
from graph.claims.finding import Finding
from graph.claims.structural_tests import Thresholds, structural_tests
from graph.errors import SnapshotError
from graph.networks.registry import Projection
from graph.reading.descriptions import Text
from graph.store import Store

FILE: Final = "claims.json"
"""Where the findings are, in the directory of a snapshot."""
_THINGS: Final = ("low_without", "high_without", "undefined_without")


def write_claims(store: Store, directory: Path, *, samples: int) -> None:
    """Hold every claim against the analyses that are in the directory of a snapshot, and keep what is found.

    Raises:
        UnusableError: a structural test names what cannot be computed.
    """

    def kept(projection: Projection) -> tuple[Analysed, ...]:
        analysis = read_analysis(directory, projection.name)
        return analysis.values if analysis else ()

    found = findings(store, structural_tests(store), kept, samples=samples, seed=SEED)
    document = {iri: written(finding) for iri, finding in found.items()}
    (directory / FILE).write_text(json.dumps(document, ensure_ascii=False, sort_keys=True), "utf-8")


def read_claims(store: Store, directory: Path) -> tuple[AnsweredClaim, ...]:
    """Read what was found of each claim, and answer it; nothing where a snapshot was built without.

    Raises:
        SnapshotError: it cannot be read.
    """
    tests = structural_tests(store)
    try:
        document = json.loads((directory / FILE).read_text("utf-8"))
        found = [read_back(document[test.iri]) for test in tests]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"What was found of the claims in {directory} cannot be read: {error}. Run `husk build`."
        raise SnapshotError(message) from error
    return answered(tests, found, Thresholds.read(store)) if tests else ()


def written(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON has it.

    >>> read_back(written(Finding(0.5, ties=12))) == Finding(0.5, ties=12)
    True
    """
    things = {name: written_without(getattr(finding, name)) for name in _THINGS}
    return {**asdict(finding), **things}


def read_back(found: Mapping[str, Any]) -> Finding:
    """Read a finding from JSON; what is left out is not known."""
    things = {name: read_without(found.get(name)) for name in _THINGS}
    chance, reason = found.get("chance"), found.get("reason")
    return Finding(
        **{
            **found,
            **things,
            "chance": read_chance(chance) if chance else None,
            "reason": Text(*reason) if reason else None,
        }
    )
