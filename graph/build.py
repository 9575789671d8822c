"""From authored files to a published snapshot: read, expand, check, infer, check again, write, switch.

A build that finds a fault, or that dies, publishes nothing; what was served before is served on.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, Protocol

import pyoxigraph

from graph import snapshot as snapshots
from graph.authoring.expand import Expansion, expand
from graph.authoring.parse import read
from graph.authoring.removal import Removal, Removed, without
from graph.checking.spelling import misnumbered, misspelled, of_another_kind
from graph.checking.undescribed import undescribed
from graph.checking.validate import (
    against_shapes,
    against_sources,
    in_circles,
    without_being_real,
)
from graph.collecting import uncollected
from graph.counts import counts
from graph.dataset import Stated, load, write_down
from graph.edition import Inputs
from graph.errors import DataError, Problem, SnapshotError
from graph.inference.infer import infer
from graph.locks import hold_alone
from graph.metadata import About, describe
from graph.model import PACKAGED, Model
from graph.questions import Question, require_topics
from graph.questions import read as read_questions
from graph.snapshot import QUADS, STORE, Snapshot
from graph.store import EmbeddedStore, Store
from graph.values import Iri

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
    removed: Collection[Iri] = (),
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
        removed: the persons who are to be left out; who they are is part of the edition, and told nowhere.

    Raises:
        RemovalError: nothing is said of somebody who is to be left out.
        DataError: the authored data has faults; all that could be found at once are in it.
        SourceTextError: there is no folder of sources, or a text cannot be read as the data describe it.
        SnapshotError: the data changed meanwhile, or something cannot be read or written.
    """
    recipe = _Recipe(
        data,
        ontology,
        version,
        {**(settings or {}), **_fingerprint(removed)},
        tuple(extras),
        sources,
        progress,
        frozenset(removed),
    )
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
    removed: frozenset[Iri] = frozenset()

    def inputs(self) -> Inputs:
        """Take the fingerprints of what there is to read now."""
        return Inputs.read(self.data, self.version, ontology=self.ontology, settings=self.settings)


@uncollected()
def _build(recipe: _Recipe, inputs: Inputs, var: Path) -> Snapshot:
    """Publish a snapshot of inputs that has not been published yet."""
    dataset = _infer(recipe)
    with snapshots.unpublished(var) as directory:
        _write(dataset, directory, inputs, recipe)
        if recipe.inputs().files != inputs.files:
            raise SnapshotError("The data changed while they were read. Run `husk build` again.")
        recipe.progress("publish", 0, 1)
        return snapshots.publish(directory, inputs.edition, var)


def _write(dataset: "_Dataset", directory: Path, inputs: Inputs, recipe: _Recipe) -> None:
    """Write a snapshot into its directory, after what follows has been checked.

    The engine writes its store while the rest of the work is done, for it does so without Python's lock. It
    is closed at the end, for as long as it is open it may put files in the place of others by itself.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        writing = beside.submit(_stored, dataset.engine, directory)
        triples = _check_result(dataset, recipe)
        questions, removed = _asked(recipe, dataset)
        _write_files(EmbeddedStore(dataset.engine), directory, inputs, recipe, removed)
        recipe.progress("write", 0, 1)
        about = About(inputs.version, inputs.edition, inputs.programmes, questions)
        description = describe(dataset.engine, triples, about)
        _add(description, writing.result(), directory)


@uncollected()
def assemble(
    data: Path, *, ontology: Path = PACKAGED, sources: Path | None = None, progress: Progress = silent
) -> EmbeddedStore:
    """Return the whole dataset in memory, checked but not published.

    Where the folder of the sources is given, every passage is held against its source too.

    Raises:
        DataError: the authored data has faults; all that could be found at once are in it.
    """
    recipe = _Recipe(data, ontology, "", {}, (), sources, progress)
    dataset = _infer(recipe)
    _check_result(dataset, recipe)
    return EmbeddedStore(dataset.engine)


class _Dataset(NamedTuple):
    """Everything that follows from the files, and what it follows from."""

    engine: pyoxigraph.Store
    expansion: Expansion
    model: Model
    removal: Removal


def _infer(recipe: _Recipe) -> _Dataset:
    """Go the way from files to everything that follows from them.

    What was written is held against the shapes while the engine already infers, without Python's lock.
    """
    recipe.progress("read", 0, 1)
    model = Model.read(recipe.ontology)
    removal = without(read(recipe.data), recipe.removed)
    files = removal.files
    recipe.progress("expand", 0, 1)
    expansion, problems = expand(files, model)
    spelling = (problem for file in files for problem in (*misspelled(file), *misnumbered(file)))
    _refuse((*problems, *spelling, *undescribed(expansion, model), *of_another_kind(expansion, model)))
    recipe.progress("check", 0, 1)
    stated = write_down(expansion, model)
    with ThreadPoolExecutor(max_workers=1) as beside:
        inferring = beside.submit(_engine, stated, model)
        _refuse(against_shapes(stated.triples, expansion, model))
        recipe.progress("infer", 0, 1)
        return _Dataset(inferring.result(), expansion, model, removal)


def _engine(stated: Stated, model: Model) -> pyoxigraph.Store:
    """Load what is stated and add what follows from it."""
    engine = load(stated)
    infer(engine, model.rules)
    return engine


def _check_result(dataset: _Dataset, recipe: _Recipe) -> str:
    """Hold what follows against the shapes, and passages against their sources where those are there.

    Returns the default graph in N-Triples.

    Raises:
        DataError: something does not hold.
        SourceTextError: a source cannot be read as the data describe it.
    """
    engine, expansion, model, _ = dataset
    recipe.progress("check what follows", 0, 1)
    dumped = engine.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph()) or b""
    triples = dumped.decode()
    _refuse(
        (
            *without_being_real(EmbeddedStore(engine), expansion),
            *in_circles(EmbeddedStore(engine), expansion),
            *against_shapes(triples, expansion, model),
        )
    )
    if recipe.sources is not None:
        recipe.progress("check passages", 0, 1)
        _refuse(against_sources(EmbeddedStore(engine), recipe.sources, expansion))
    return triples


def _refuse(problems: Iterable[Problem]) -> None:
    """Stop where there are problems.

    Raises:
        DataError: there are.
    """
    found = tuple(problems)
    if found:
        raise DataError(found)


def _stored(engine: pyoxigraph.Store, directory: Path) -> pyoxigraph.Store:
    """Write the dataset as the file that query processes load, and as the store that is served."""
    quads = str(directory / QUADS)
    engine.dump(quads, pyoxigraph.RdfFormat.N_QUADS)
    on_disk = pyoxigraph.Store(str(directory / STORE))
    on_disk.bulk_load(path=quads, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)  # they are the engine's
    return on_disk


def _add(description: bytes, on_disk: pyoxigraph.Store, directory: Path) -> None:
    """Put the description of the dataset into file and store, and the store on disk."""
    with (directory / QUADS).open("ab") as quads:
        quads.write(description)
    on_disk.bulk_load(description, pyoxigraph.RdfFormat.N_QUADS)
    on_disk.flush()


def _write_files(store: Store, directory: Path, inputs: Inputs, recipe: _Recipe, removed: Removed) -> None:
    """Write what a snapshot consists of beside its store."""
    for done, extra in enumerate(recipe.extras):
        recipe.progress("extras", done, len(recipe.extras))
        extra(store, directory)
    manifest = {
        "edition": inputs.edition,
        "version": inputs.version,
        "programmes": inputs.programmes,
        "counts": counts(store),
        "inputs": inputs.files,
        "code": inputs.code,
        "packages": inputs.packages,
        "settings": inputs.settings,
        "removed": asdict(removed),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True)
    (directory / "manifest.json").write_text(text + "\n", "utf-8")


def _asked(recipe: _Recipe, dataset: _Dataset) -> tuple[tuple[Question, ...], Removed]:
    """Return the saved questions that name nobody who is left out, and what is left out with the others.

    Raises:
        QuestionError: a saved question is not written as questions are.
    """
    questions = read_questions(recipe.data)
    require_topics(questions, EmbeddedStore(dataset.engine))
    kept = tuple(question for question in questions if not dataset.removal.names(question))
    return kept, replace(dataset.removal.removed, questions=len(questions) - len(kept))


def _fingerprint(removed: Collection[Iri]) -> dict[str, str]:
    """Return what tells one list of removals from another without telling who is on it."""
    if not removed:
        return {}
    return {"removed": sha256("\n".join(sorted(iri.value for iri in removed)).encode()).hexdigest()}
