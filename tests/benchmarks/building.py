"""How long does a build take? Beside the engine alone, which only reads the same files into memory."""

import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pyoxigraph

from graph.authoring.parse import trig_files
from graph.build import build
from husk.building import EXTRAS
from husk.settings import packaged_data

TURNS = 5


def seconds(task: Callable[[], object]) -> float:
    """Return the median time of a task."""
    times = []
    for _ in range(TURNS):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def read_alone(data: Path) -> None:
    """Read the files as the engine does, without asking anything of them."""
    store = pyoxigraph.Store()
    for path in trig_files(data):
        store.load(path=path, format=pyoxigraph.RdfFormat.TRIG, base_iri="https://example.org/")


def main() -> None:
    """Measure a first build and one of unchanged data; print both as ratios to the reading alone."""
    data, turns = packaged_data(), count()
    with tempfile.TemporaryDirectory() as folder:
        reading = seconds(lambda: read_alone(data))
        first = seconds(
            lambda: build(data, Path(folder, str(next(turns))), version="benchmark", extras=EXTRAS)
        )
        again = seconds(lambda: build(data, Path(folder, "0"), version="benchmark", extras=EXTRAS))
    print("Building the data of the product (median of 5)      ms   ratio")
    for name, measured in (
        ("the engine reads the files, no more", reading),
        ("a first build, with layout and search index", first),
        ("a build of unchanged data", again),
    ):
        print(f"  {name:<46}{measured * 1000:>8.1f}{measured / reading:>8.1f}")


if __name__ == "__main__":
    main()
