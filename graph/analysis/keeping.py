"""The analyses that an edition carries: computed when it is built, read back at once.

Of every network without persons, all measures are kept; those that chance has something to say about are
held against it, and computed without each setting, actor and voice, where that can be done in a build: of a
network with very many ties there are values alone. An analysis is a function of its network,
so one that an earlier snapshot has of an equal network, made by the same code, is taken over.
"""

import hashlib
import json
import os
import shutil
import signal
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from graph.analysis.analysing import Analysed, Without, analyse_network, fitting_measures, read_for_analysis
from graph.analysis.assessment import LeftOut, LeftToChance
from graph.errors import SnapshotError
from graph.fingerprints import code_fingerprint
from graph.measures.computing import laid_out
from graph.measures.registry import MEASURES
from graph.networks.one_mode import count
from graph.networks.reading import Reader
from graph.networks.registry import NETWORKS, Projection
from graph.null_models.significance import Chance, Histogram
from graph.processes import end_with_parent
from graph.reading.descriptions import Text
from graph.store import Store

SEED: Final = 1
"""Where chance starts in what is kept."""
FOLDER: Final = "analyses"
"""The folder of a snapshot that they are in."""
ANALYSED: Final = {name: each for name, each in NETWORKS.items() if not each.about_people}
"""The networks of which analyses are kept: those without persons."""
TESTED: Final = (
    "two-mode-betweenness",
    "betweenness",
    "transitivity",
    "constraint",
    "effective-size",
    "brokerage-coordinator",
    "brokerage-consultant",
    "brokerage-gatekeeper",
    "brokerage-representative",
    "brokerage-liaison",
    "e-i-index",
    "e-i-of-sectors",
    "e-i-of-nodes",
    "participation",
    "core-fit",
    "modularity",
    "community-stability",
)
"""The measures that are held against chance. Others are told as they are: chance keeps them, as it does
degrees, or they say much the same as one of these. `husk analyse NETWORK --measure closeness` asks chance."""
MOST_TIES: Final = 1_000
"""The ties of the largest network that chance makes anew so many times in a build, those between actors that
share settings included. The networks of one note have a third of that; of a million quads, actors by
subprojects has 203 between its two modes and 8,995 between actors, and took four minutes."""
_CODE: Final = (
    "analysis/analysing.py",
    "analysis/assessment.py",
    "analysis/sensitivity.py",
    "measures",
    "networks",
    "null_models",
    "runs.py",
)
"""What makes the values, below the folder of the graph."""
_PACKAGES: Final = ("graspologic-native", "networkx", "numpy", "rustworkx", "scipy")

Progress = Callable[[int, int], None]
"""Told how many networks are done, and of how many."""


@dataclass(frozen=True)
class KeptAnalysis:
    """What was computed of a network."""

    network: str
    key: str
    """The fingerprint of all that it is a function of."""
    samples: int
    """How many networks chance made; 0 where there is no chance."""
    seed: int
    values: tuple[Analysed, ...]

    def of(self, measure: str) -> tuple[Analysed, ...]:
        """Return the values of one measure, in the order of the network."""
        return tuple(each for each in self.values if each.measure.name == measure)


def write_analyses(store: Store, directory: Path, *, samples: int, progress: Progress | None = None) -> None:
    """Analyse every network of a graph, into the directory of a snapshot that is not published yet.

    Processes of their own do the work, as many as there are processors.

    Args:
        store: the graph.
        directory: that of the snapshot; the others stand beside it.
        samples: how many networks chance makes; 0 for values only, as of a network with over `MOST_TIES`.
        progress: told how many networks are done.
    """
    (directory / FOLDER).mkdir()
    reader = Reader(store)
    jobs = []
    for projection in ANALYSED.values():
        network = read_for_analysis(reader, projection)
        held = samples if samples and number_of_ties(network, projection) <= MOST_TIES else 0
        key = _key(network, projection, held)
        if found := _kept_elsewhere(directory, projection.name, key):
            shutil.copyfile(found, _file(directory, projection.name))
        else:
            jobs.append((network, projection.name, key, held, _file(directory, projection.name)))
    _run(jobs, progress or (lambda _done, _total: None))


def read_analysis(directory: Path, network: str) -> KeptAnalysis | None:
    """Read the analysis of a network from the directory of a snapshot; None where that was built without.

    Raises:
        SnapshotError: there is one that cannot be read.
    """
    try:
        return _told(json.loads(_file(directory, network).read_text("utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"The analysis of {network} in {directory} cannot be read: {error}. Run `husk build`."
        raise SnapshotError(message) from error


def number_of_ties(network: Any, projection: Projection) -> int:
    """Count the ties of a network, and those between actors that measures of one mode are computed of.

    Chance and leaving things out compute both anew, so a setting with very many actors counts as it costs.
    """
    ties = int(network.number_of_edges())
    return ties if projection.directed else ties + count(laid_out(network).matrix).nnz // 2


def _run(jobs: list[tuple[Any, str, str, int, Path]], progress: Progress) -> None:
    """Do the jobs: few and small ones here, for a process takes a second to start."""
    if all(
        not network or (not samples and network.number_of_edges() <= MOST_TIES)
        for network, _, _, samples, _ in jobs
    ):
        for done, job in enumerate(jobs, 1):
            _analyse(*job)
            progress(done, len(jobs))
        return
    jobs.sort(key=lambda job: -job[0].number_of_edges())
    workers = min(os.cpu_count() or 1, len(jobs))
    with ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin) as pool:
        running = [pool.submit(_analyse, *job) for job in jobs]
        for done, each in enumerate(as_completed(running), 1):
            each.result()
            progress(done, len(jobs))


def _begin() -> None:
    """Have a process stop when it is told to, or when the one that started it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_with_parent()


def _analyse(network: Any, name: str, key: str, samples: int, file: Path) -> None:
    """Analyse a network and write down what is found."""
    projection = NETWORKS[name]
    measures = fitting_measures(projection)
    tested = [measure for measure in measures if measure.name in TESTED]
    others = [measure for measure in measures if measure.name not in TESTED]
    values = (
        *analyse_network(network, projection, tested, samples=samples, seed=SEED),
        *analyse_network(network, projection, others, samples=0, seed=SEED),
    )
    places = {measure.name: place for place, measure in enumerate(measures)}
    ordered = sorted(values, key=lambda each: places[each.measure.name])
    held = 0 if projection.directed else samples
    kept = KeptAnalysis(name, key, held, SEED, tuple(ordered))
    file.write_text(json.dumps(_written(kept), ensure_ascii=False, sort_keys=True), "utf-8")


def _file(directory: Path, network: str) -> Path:
    """Return where the analysis of a network is kept."""
    return directory / FOLDER / f"{network}.json"


def _kept_elsewhere(directory: Path, network: str, key: str) -> Path | None:
    """Return the file of an equal analysis in a snapshot beside this one."""
    for other in directory.parent.iterdir():
        file = _file(other, network)
        try:
            if json.loads(file.read_text("utf-8"))["key"] == key:
                return file
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return None


def _key(network: Any, projection: Projection, samples: int) -> str:
    """Return the fingerprint of all that an analysis is a function of."""
    nodes = [
        (
            node,
            *(attributes.get(name) for name in ("mode", "label_nb", "label_en")),
            [(sector.iri, sector.label) for sector in attributes["sectors"]],
        )
        for node, attributes in network.nodes(data=True)
    ]
    ties = [
        (
            one,
            other,
            data.get("weight"),
            sorted(
                {(each.voice.iri, each.voice.label.nb, each.voice.label.en) for each in data["assertions"]}
            ),
        )
        for one, other, data in network.edges(data=True)
    ]
    packages = {name: version(name) for name in _PACKAGES}
    code = code_fingerprint(Path(__file__).parent.parent / name for name in _CODE)
    whole = [projection.name, nodes, ties, samples, SEED, TESTED, packages, code]
    return hashlib.sha256(json.dumps(whole, default=sorted).encode()).hexdigest()


def _written(kept: KeptAnalysis) -> dict[str, Any]:
    """Return an analysis as JSON has it; what there is not is left out."""
    values = [
        {
            "measure": each.measure.name,
            "name": each.name,
            "label": each.label,
            "value": each.value,
            "reason": each.reason,
            "chance": {kind.value: asdict(chance) for kind, chance in each.chance.items()},
            "low": each.low,
            "high": each.high,
            "hangs_on": each.hangs_on,
            "low_without": written_without(each.low_without),
            "high_without": written_without(each.high_without),
            "undefined_without": written_without(each.undefined_without),
        }
        for each in kept.values
    ]
    return {
        "network": kept.network,
        "key": kept.key,
        "samples": kept.samples,
        "seed": kept.seed,
        "values": [{name: value for name, value in each.items() if value is not None} for each in values],
    }


def _told(document: Mapping[str, Any]) -> KeptAnalysis:
    """Read an analysis from JSON."""
    values = tuple(
        Analysed(
            MEASURES[each["measure"]],
            each["name"],
            Text(*each["label"]),
            each.get("value"),
            _text(each.get("reason")),
            {LeftToChance(kind): read_chance(chance) for kind, chance in each["chance"].items()},
            each.get("low"),
            each.get("high"),
            _text(each.get("hangs_on")),
            read_without(each.get("low_without")),
            read_without(each.get("high_without")),
            read_without(each.get("undefined_without")),
        )
        for each in document["values"]
    )
    return KeptAnalysis(document["network"], document["key"], document["samples"], document["seed"], values)


def _text(found: Sequence[str] | None) -> Text | None:
    """Read a text in both languages."""
    return Text(*found) if found else None


def written_without(thing: Without | None) -> list[Any] | None:
    """Return as JSON has it what was left out."""
    return [thing.kind.value, thing.label] if thing else None


def read_without(found: Sequence[Any] | None) -> Without | None:
    """Read from JSON what was left out."""
    return Without(LeftOut(found[0]), Text(*found[1])) if found else None


def read_chance(found: Mapping[str, Any]) -> Chance:
    """Read from JSON what chance gives."""
    histogram = found.get("histogram")
    spread = Histogram(histogram["low"], histogram["high"], tuple(histogram["counts"])) if histogram else None
    return Chance(**{**found, "histogram": spread, "reason": _text(found.get("reason"))})
