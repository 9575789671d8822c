"""How does what each stage of a build and of a server's start costs grow with the graph?

    python -m tests.benchmarks.growth [large | SENTENCES ...]

Made-up programmes of two sizes, or of those that are asked for, are built stage by stage, each size in a
process of its own, whose memory is then told too. Time is that of the processor, which other work of the
machine lengthens little. An exponent is the slope of a line through the logarithms of sentences and times; 1
is in proportion. By quads it would be larger, for every graph has the same ontology in it. Stages that grow
faster than n log n, on the whole or at the end, are named, with the reason where one is known.
"""

import gc
import json
import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Protocol, TypeVar

import numpy as np
import pyoxigraph

from graph.authoring.expand import expand
from graph.authoring.parse import read
from graph.build import _add, _stored
from graph.checking.spelling import misnumbered, misspelled, of_another_kind
from graph.checking.undescribed import undescribed
from graph.checking.validate import against_shapes, in_circles, without_being_real
from graph.collecting import uncollected
from graph.counts import counts
from graph.dataset import load, write_down
from graph.inference.infer import infer
from graph.metadata import About, describe
from graph.model import Model
from graph.pool.holder import load as load_for_queries
from graph.reading.entities import EntityReader
from graph.reading.panels import PanelReader
from graph.search.index import write_index
from graph.snapshot import Snapshot, publish
from graph.store import EmbeddedStore
from graph.values import Iri
from ontology.terms import ID
from tests.benchmarks.programme import NAME, write_programme
from visualizations.layout import write_layout

T = TypeVar("T")

USUAL: Final = (26, 640)
"""Sentences of programmes of 10 and 100 thousand quads."""
LARGE: Final = (*USUAL, 6_850)
"""The same, and one of a million."""
NOISE: Final = 0.05
"""How far apart the exponents of two runs may be."""
PAGES: Final = 200
"""How many things are read as their pages show them."""
LABELLED: Final = (
    "SELECT DISTINCT ?thing WHERE { GRAPH <https://w3id.org/husk/graph/labels> { ?thing ?property ?label } } "
    "ORDER BY ?thing"
)
_FAR: Final = "as much is done for each quad, but a million no longer lie near the processor"
REASONS: Final[Mapping[str, str]] = {
    "check names": _FAR,
    "load": _FAR,
    "infer": f"{_FAR}; and all that is said of a thing is gone through to find one statement of it",
    "write": _FAR,
}
"""Why a stage grows faster than n log n."""


class Timed(Protocol):
    """Does what it is given and takes the time of it."""

    def __call__(self, stage: str, task: Callable[[], T]) -> T:
        """Do the task of a stage."""
        ...


@dataclass(frozen=True)
class Size:
    """What a programme of one size cost."""

    sentences: int
    quads: int
    megabytes: int
    """The most memory that was used at a time."""
    seconds: Mapping[str, float]
    """Of the processor, by stage."""


def main(sizes: Sequence[int] = USUAL) -> None:
    """Measure all sizes, print the times, and how they grow."""
    measured = [_measured_apart(sentences) for sentences in sizes]
    print(
        "\nGrowth: seconds of the processor, by quads" + "".join(f"{size.quads:>12,}" for size in measured),
        end="",
    )
    print(f"{'exponent':>12}{'at the end':>12}")
    for stage in measured[0].seconds:
        times = [size.seconds[stage] for size in measured]
        slopes = "".join(
            f"{slope:>12.2f}" for slope in (exponent(sizes, times), exponent(sizes[-2:], times[-2:]))
        )
        print(f"  {stage:<40}" + "".join(f"{each:>12.3f}" for each in times) + slopes)
    print(f"  {'memory, MB':<40}" + "".join(f"{size.megabytes:>12,}" for size in measured))
    for stage in faster(sizes, [size.seconds for size in measured]):
        print(f"  faster than n log n: {stage} ({REASONS.get(stage, 'no reason known')})")


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """Return the power of size by which times grow.

    >>> round(exponent([10, 100, 1000], [1, 100, 10_000]), 3)
    2.0
    """
    return float(np.polyfit(np.log(sizes), np.log(np.maximum(times, 1e-4)), 1)[0])


def faster(sizes: Sequence[int], seconds: Sequence[Mapping[str, float]]) -> Iterator[str]:
    """Yield the stages that grow faster than n log n, on the whole or at the end.

    >>> list(faster([10, 100, 1000], [{"a": 1, "b": 1}, {"a": 11, "b": 100}, {"a": 120, "b": 10_000}]))
    ['b']
    """
    for stage in seconds[0]:
        times = [each[stage] for each in seconds]
        for some in (slice(None), slice(-2, None)):
            allowed = exponent(sizes[some], [size * math.log(size) for size in sizes[some]]) + NOISE
            if exponent(sizes[some], times[some]) > allowed:
                yield stage
                break


def _measured_apart(sentences: int) -> Size:
    """Measure a size in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.growth", "--one", str(sentences)]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Size(**json.loads(run.stdout))


def measure(sentences: int) -> Size:
    """Build a programme of so many sentences stage by stage, and read it as a server does."""
    seconds: dict[str, float] = {}

    def timed(stage: str, task: Callable[[], T]) -> T:
        start = time.process_time()
        result = task()
        seconds[stage] = time.process_time() - start
        return result

    gc.disable()  # as a build does
    with tempfile.TemporaryDirectory() as name:
        write_programme(Path(name, "data"), sentences)
        snapshot = _built(Path(name), timed)
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        gc.enable()
        _read(snapshot, timed)
        quads = len(snapshot.quads_path.read_bytes().splitlines())
    return Size(sentences, quads, megabytes, seconds)


def _built(folder: Path, timed: Timed) -> Snapshot:
    """Build a snapshot as `graph.build` does, but one stage after the other."""
    model, directory = Model.read(), folder / "var" / "snapshots" / ".building"
    directory.mkdir(parents=True)
    files = timed("read", lambda: read(folder / "data"))
    expansion, _ = timed("expand", lambda: expand(files, model))
    timed(
        "check names",
        lambda: [
            *(problem for file in files for problem in (*misspelled(file), *misnumbered(file))),
            *undescribed(expansion, model),
            *of_another_kind(expansion, model),
        ],
    )
    stated = timed("write down", lambda: write_down(expansion, model))
    timed("check shapes of what is stated", lambda: against_shapes(stated.triples, expansion, model))
    engine = timed("load", lambda: load(stated))
    timed("infer", lambda: infer(engine, model.rules))
    store, graph = EmbeddedStore(engine), pyoxigraph.DefaultGraph()
    triples = (engine.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=graph) or b"").decode()
    timed("check shapes of what follows", lambda: against_shapes(triples, expansion, model))
    timed(
        "check what follows", lambda: [*without_being_real(store, expansion), *in_circles(store, expansion)]
    )
    timed("counts", lambda: counts(store))  # now: the engine writes on in threads of its own later
    on_disk = timed("write", lambda: _stored(engine, directory))
    timed("layout", lambda: write_layout(store, directory))
    timed("search index", lambda: write_index(store, directory))
    about = About("", "", [NAME], ())
    timed("description", lambda: _add(describe(engine, triples, about), on_disk, directory))
    (directory / "manifest.json").write_text("{}", "utf-8")
    return timed("publish", lambda: publish(directory, NAME, folder / "var"))


def _read(snapshot: Snapshot, timed: Timed) -> None:
    """Read a snapshot as a server does when it starts, and then some of its things."""
    with uncollected():  # as a server does
        reader = timed("start of a server", lambda: EntityReader(snapshot.open_store()))
    timed("start of the query processes", lambda: load_for_queries(snapshot.quads_path))
    panels = PanelReader(reader)
    subjects = [term for row in reader.store.select(LABELLED) if isinstance(term := row["thing"], Iri)]
    chosen = random.Random(1).sample(subjects, min(PAGES, len(subjects)))

    def show() -> None:
        for iri in chosen:
            reader.get(iri.value.removeprefix(ID))
            panels.read(iri.value)

    timed(f"{PAGES} things with their panels", show)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asdict(measure(int(sys.argv[2])))))
    else:
        main(LARGE if sys.argv[1:] == ["large"] else [int(each) for each in sys.argv[1:]] or USUAL)
