"""An edition carries its analyses, and they are what anybody would compute of it."""

import json
from functools import partial
from pathlib import Path

import pytest

from graph.analysis.analysing import analyse, fitting_measures, read_for_analysis
from graph.analysis.keeping import ANALYSED, SEED, TESTED, number_of_ties, read_analysis, write_analyses
from graph.build import build
from graph.errors import SnapshotError
from graph.measures.registry import MEASURES
from graph.networks.reading import Reader
from graph.networks.registry import NETWORKS
from graph.snapshot import Snapshot
from tests.fjordvik import FJORDVIK, fjordvik

SAMPLES = 9
NETWORK = "actors-by-arenas"


def built(var: Path, samples: int, version: str = "1") -> Snapshot:
    return build(FJORDVIK, var, version=version, extras=[partial(write_analyses, samples=samples)]).snapshot


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return built(tmp_path_factory.mktemp("var"), SAMPLES)


@pytest.mark.parametrize("network", ANALYSED)
def test_what_is_kept_is_what_an_analysis_gives(snapshot: Snapshot, network: str) -> None:
    kept = read_analysis(snapshot.path, network)
    assert kept
    projection = NETWORKS[network]
    measures = fitting_measures(projection)
    for samples, wanted in ((SAMPLES, True), (0, False)):
        chosen = [measure for measure in measures if (measure.name in TESTED) == wanted]
        again = analyse(fjordvik(), projection, chosen, samples=samples, seed=SEED)
        for measure in chosen:
            assert kept.of(measure.name) == tuple(each for each in again if each.measure == measure)
    assert {each.measure for each in kept.values} <= set(measures)
    assert kept.samples == (0 if projection.directed else SAMPLES)


def test_persons_are_in_none_of_it(snapshot: Snapshot) -> None:
    files = sorted(path.stem for path in (snapshot.path / "analyses").iterdir())
    assert files == sorted(name for name, each in NETWORKS.items() if not each.about_people)


def test_only_measures_that_there_are_are_tested() -> None:
    assert set(TESTED) <= set(MEASURES)


def test_without_samples_there_are_values_alone(tmp_path: Path) -> None:
    kept = read_analysis(built(tmp_path, 0).path, NETWORK)
    assert kept
    assert kept.values
    assert not any(each.chance for each in kept.values)


def test_of_very_many_ties_there_are_values_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ties = {
        name: number_of_ties(read_for_analysis(Reader(fjordvik()), projection), projection)
        for name, projection in ANALYSED.items()
    }
    monkeypatch.setattr("graph.analysis.keeping.MOST_TIES", ties[NETWORK] - 1)
    snapshot = built(tmp_path, 1)
    for name, projection in ANALYSED.items():
        kept = read_analysis(snapshot.path, name)
        assert kept
        assert kept.samples == int(ties[name] < ties[NETWORK] and not projection.directed)


def test_an_equal_network_is_not_analysed_again(tmp_path: Path) -> None:
    """The second edition has what was found for the first, which is marked here to be known again."""
    first = built(tmp_path, 0)
    file = first.path / "analyses" / f"{NETWORK}.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"seed": 77}), "utf-8")
    second = read_analysis(built(tmp_path, 0, version="2").path, NETWORK)
    assert second
    assert second.seed == 77
    other = read_analysis(built(tmp_path, 1, version="3").path, NETWORK)
    assert other
    assert other.seed == SEED


def test_an_edition_without_analyses_has_none(tmp_path: Path) -> None:
    assert read_analysis(build(FJORDVIK, tmp_path, version="1").snapshot.path, NETWORK) is None


def test_a_damaged_analysis_is_told(tmp_path: Path) -> None:
    (tmp_path / "analyses").mkdir()
    (tmp_path / "analyses" / f"{NETWORK}.json").write_text('{"network": "half')
    with pytest.raises(SnapshotError, match="husk build"):
        read_analysis(tmp_path, NETWORK)
