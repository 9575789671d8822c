"""Do shapes and checks notice what people do wrong? Faults of many kinds are planted in the real data.

Each kind is planted at four places that a seed picks. What no check notices stands in `survivors.txt`, so
that a check that is lost shows, and one that is won.
"""

from collections.abc import Callable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final, Self

import pytest

from graph import build
from graph.authoring import parse
from graph.build import assemble
from graph.checking.disagreements import disagreements
from graph.errors import DataError, Problem
from graph.model import Model
from tests.checkout import ROOT
from tests.data.mutations.kinds import KINDS, Fault, Kind

pytestmark = pytest.mark.slow

DATA: Final = ROOT / "data"
SURVIVORS: Final = Path(__file__).parent / "survivors.txt"
TARGETS: Final = 4
SEED: Final = 20120301


def planted(kind: Kind) -> list[Fault]:
    """Return the fault at places that chance picks, the same ones as long as nothing changes there."""
    found = list(kind.faults(DATA))
    assert len(found) >= TARGETS, f"{kind.name} can be planted at {len(found)} places only"
    return sorted(found, key=lambda fault: blake2b(f"{SEED} {fault}".encode()).digest())[:TARGETS]


def noticed(fault: Fault, folder: Path) -> tuple[Problem, ...]:
    """Return what the checks say of the data with a fault in it."""
    for path in DATA.glob("*/*.trig"):
        name = path.relative_to(DATA)
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        target.unlink(missing_ok=True)
        if name.as_posix() == fault.file:
            target.write_text(fault.text, "utf-8")
        else:
            target.symlink_to(path)
    try:
        return tuple(disagreements(assemble(folder)))
    except DataError as error:
        return error.problems


class _AtLast:
    """Runs what a build has done beside its checks only when its result is asked for."""

    def __init__(self, work: Callable[..., object], *arguments: object) -> None:
        self.result = lambda: work(*arguments)


class _Alone:
    """Stands for the threads of a build: where a check refuses the data, nothing was inferred in vain."""

    submit = _AtLast

    def __init__(self, max_workers: int) -> None:
        """Need no thread."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Have nothing to wait for."""


@pytest.fixture(scope="module")
def _only_what_differs() -> Iterator[None]:
    """Read the model once, and each file once as it stands; and infer only from what the checks let pass."""
    read_file = parse._read_file
    unchanged = cache(read_file)

    def read_once(path: Path, name: str) -> parse.AuthoredFile | Problem:
        return unchanged(path.resolve(), name) if path.is_symlink() else read_file(path, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Model, "read", cache(Model.read))
        patch.setattr(parse, "_read_file", read_once)
        patch.setattr(build, "ThreadPoolExecutor", _Alone)
        yield


@pytest.fixture(scope="module")
def outcomes(
    tmp_path_factory: pytest.TempPathFactory, _only_what_differs: None
) -> dict[Fault, tuple[Problem, ...]]:
    """All planted faults, each with what the checks say of it."""
    folder = tmp_path_factory.mktemp("data")
    return {fault: noticed(fault, folder) for kind in KINDS for fault in planted(kind)}


def test_the_data_have_no_fault_to_begin_with() -> None:
    assert tuple(disagreements(assemble(DATA))) == ()


def test_at_least_nine_in_ten_are_noticed(outcomes: dict[Fault, tuple[Problem, ...]]) -> None:
    assert len(KINDS) >= 25
    assert len(outcomes) == len(KINDS) * TARGETS
    assert sum(map(bool, outcomes.values())) >= 0.9 * len(outcomes)


def test_the_survivors_are_those_that_are_known(outcomes: dict[Fault, tuple[Problem, ...]]) -> None:
    survivors = "".join(f"{fault}\n" for fault, problems in outcomes.items() if not problems)
    assert survivors == SURVIVORS.read_text("utf-8")


def test_what_is_noticed_is_pointed_at(outcomes: dict[Fault, tuple[Problem, ...]]) -> None:
    """A problem stands in the file, or names what was changed there."""
    caught = {fault: problems for fault, problems in outcomes.items() if problems}
    pointed = [
        fault for fault, problems in caught.items() if any(found.file == fault.file for found in problems)
    ]
    lost = sorted(set(map(str, caught)) - set(map(str, pointed)))
    assert len(pointed) >= 0.95 * len(caught), lost
    assert all(problem.cure for problems in caught.values() for problem in problems)
