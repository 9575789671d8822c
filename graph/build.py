"""From authored files to a published snapshot: read, expand, check, infer, check again, write, switch.

A build that finds a fault, or that dies, publishes nothing; what was served before is served on.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

import pyoxigraph

from graph import snapshot as snapshots
from graph.authoring.expand import expand
from graph.authoring.parse import read
from graph.checking.spelling import misspelled, of_another_kind
from graph.checking.undescribed import undescribed
from graph.checking.validate import against_shapes, against_sources, result_against_shapes, without_being_real
from graph.counts import counts
from graph.dataset import load
from graph.edition import Inputs
from graph.errors import DataError, Problem, SnapshotError
from graph.inference.infer import infer
from graph.locks import hold_alone
from graph.metadata import About, add_metadata
from graph.model import PACKAGED, Model
from graph.questions import read as read_questions
from graph.snapshot import Snapshot
from graph.store import EmbeddedStore, Store

Extra = Callable[[Store, Path], None]
"""Writes more files, such as the layout of the map, into a snapshot that is not published yet."""


class Progress(Protocol):
    """Is told how far a build has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take note that of a stage so much is done; `total` is 0 where nobody knows it beforehand."""


def silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


class BuildResult(NamedTuple):
    """The snapshot that is served, and whether it had to be built."""

    snapshot: Snapshot
    built: bool


def build(
    data: Path,
    var: Path,
    *,
    version: str,
    extras: Sequence[Extra] = (),
    sources: Path | None = None,
    progress: Progress = silent,
    ontology: Path = PACKAGED,
    settings: Mapping[str, str] | None = None,
) -> BuildResult:
    """Publish the snapshot of the data, unless it is there already.

    Args:
        data: the folder with a folder for each programme.
        var: the folder for what is built.
        version: of the product.
        extras: write more files before the snapshot is published.
        sources: the folder with the texts of the sources, which every passage is then held against.
        progress: is told how far the build has come.
        ontology: the folder with ontology, vocabularies, shapes and rules.
        settings: those that change answers, and so the edition.

    Raises:
        DataError: the authored data has faults; all that could be found at once are in it.
        SourceTextError: there is no folder of sources, or a text cannot be read as the data describe it.
        SnapshotError: the data changed meanwhile, or something cannot be read or written.
    """
    recipe = _Recipe(data, ontology, version, dict(settings or {}), tuple(extras), sources, progress)
    try:
        (var / "snapshots").mkdir(parents=True, exist_ok=True)
        progress("wait", 0, 1)
        with hold_alone(var / "build.lock"):
            snapshots.sweep(var)
            inputs = recipe.inputs()
            found = snapshots.find(var, inputs.edition)
            snapshot = snapshots.switch(found, var) if found else _build(recipe, inputs, var)
            snapshots.remove_old(var)
    except OSError as error:
        message = (
            f"The snapshot cannot be made: {error}. Check the disk, and who may read {data} and write {var}."
        )
        raise SnapshotError(message) from error
    return BuildResult(snapshot, built=found is None)


@dataclass(frozen=True)
class _Recipe:
    """What a build was asked for."""

    data: Path
    ontology: Path
    version: str
    settings: Mapping[str, str]
    extras: tuple[Extra, ...]
    sources: Path | None
    progress: Progress

    def inputs(self) -> Inputs:
        """Take the fingerprints of what there is to read now."""
        return Inputs.read(self.data, self.version, ontology=self.ontology, settings=self.settings)


def _build(recipe: _Recipe, inputs: Inputs, var: Path) -> Snapshot:
    """Publish a snapshot of inputs that has not been published yet."""
    engine = _assemble(recipe.data, recipe.ontology, recipe.sources, recipe.progress)
    with snapshots.unpublished(var) as directory:
        _write(engine, directory, inputs, recipe)
        if recipe.inputs().files != inputs.files:
            raise SnapshotError("The data changed while they were read. Run `husk build` again.")
        recipe.progress("publish", 0, 1)
        return snapshots.publish(directory, inputs.edition, var)


def assemble(
    data: Path, *, ontology: Path = PACKAGED, sources: Path | None = None, progress: Progress = silent
) -> EmbeddedStore:
    """Return the whole dataset in memory, checked but not published.

    Where the folder of the sources is given, every passage is held against its source too.

    Raises:
        DataError: the authored data has faults; all that could be found at once are in it.
    """
    return EmbeddedStore(_assemble(data, ontology, sources, progress))


def _assemble(data: Path, ontology: Path, sources: Path | None, progress: Progress) -> pyoxigraph.Store:
    """Go the way from files to everything that follows from them."""
    progress("read", 0, 1)
    model = Model.read(ontology)
    files = read(data)
    progress("expand", 0, 1)
    expansion, problems = expand(files, model)
    spelling = (problem for file in files for problem in misspelled(file))
    _refuse((*problems, *spelling, *undescribed(expansion, model), *of_another_kind(expansion, model)))
    progress("check", 0, 1)
    _refuse(against_shapes(expansion, model))
    progress("infer", 0, 0)
    engine = load(expansion, model)
    infer(engine, model.rules, lambda rounds: progress("infer", rounds, 0))
    progress("check what follows", 0, 1)
    triples = engine.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph()) or b""
    _refuse(
        (
            *without_being_real(EmbeddedStore(engine), expansion),
            *result_against_shapes(triples.decode(), expansion, model),
        )
    )
    if sources is not None:
        progress("check passages", 0, 1)
        _refuse(against_sources(EmbeddedStore(engine), sources, expansion))
    return engine


def _refuse(problems: Iterable[Problem]) -> None:
    """Stop where there are problems.

    Raises:
        DataError: there are.
    """
    found = tuple(problems)
    if found:
        raise DataError(found)


def _write(engine: pyoxigraph.Store, directory: Path, inputs: Inputs, recipe: _Recipe) -> None:
    """Write everything that a snapshot consists of."""
    recipe.progress("write", 0, 1)
    counted = counts(EmbeddedStore(engine))
    add_metadata(engine, _about(inputs, recipe))
    on_disk = pyoxigraph.Store(str(directory / "store"))
    on_disk.bulk_load(engine.dump(format=pyoxigraph.RdfFormat.N_QUADS), pyoxigraph.RdfFormat.N_QUADS)
    on_disk.flush()
    del on_disk  # which lets go of its files
    store = EmbeddedStore(engine)
    for done, extra in enumerate(recipe.extras):
        recipe.progress("extras", done, len(recipe.extras))
        extra(store, directory)
    manifest = {
        "edition": inputs.edition,
        "version": inputs.version,
        "programmes": inputs.programmes,
        "counts": counted,
        "inputs": inputs.files,
        "code": inputs.code,
        "packages": inputs.packages,
        "settings": inputs.settings,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True)
    (directory / "manifest.json").write_text(text + "\n", "utf-8")


def _about(inputs: Inputs, recipe: _Recipe) -> About:
    """Return what the description of the dataset tells beside what is counted."""
    questions = read_questions(recipe.data)
    return About(inputs.version, inputs.edition, inputs.programmes, questions)
