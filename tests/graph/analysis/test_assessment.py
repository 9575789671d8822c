"""Every value of a measure is told with its chance and what it hangs on, as if each were worked out alone."""

from collections.abc import Mapping
from typing import Any

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from graph.analysis.assessment import Assessed, LeftOut, LeftToChance, assess, assess_one_mode
from graph.measures.computing import Laid, laid_out, network_value, node_values
from graph.measures.measure import Integers, Masked, Matrix, Measure, defined_where
from graph.measures.registry import MEASURES
from graph.null_models.curveball import Curveball
from graph.null_models.significance import against_chance
from graph.reading.descriptions import Text
from graph.runs import StoppedError

TIES = (
    ("users", "clinic"),
    ("users", "course"),
    ("users", "lunch"),
    ("office", "clinic"),
    ("office", "course"),
    ("college", "clinic"),
    ("college", "lunch"),
    ("council", "board"),
)
SECTORS = {"users": "users", "council": "users", "office": "work"}
TEXT = Text("", "")


def sizes(_: Matrix, sectors: Integers) -> Masked:
    """Count who is of each sector, up to the last that there is."""
    return defined_where(np.bincount(sectors[sectors >= 0]), defined=True)


SIZES = Measure("sizes", TEXT, TEXT, "group", "one-mode", sizes, TEXT, "", groups="sectors")


def two_mode(*without: str) -> "nx.Graph[str]":
    """Return who was where, without some of them and without who is then nowhere."""
    network: nx.Graph[str] = nx.Graph(two_mode=True)
    for actor, setting in TIES:
        if not {actor, setting} & set(without):
            network.add_node(actor, mode="actor", sectors=[SECTORS[actor]] if actor in SECTORS else [])
            network.add_node(setting, mode="setting")
            network.add_edge(actor, setting)
    return network


def laid() -> Laid:
    """Return it as a matrix."""
    return laid_out(two_mode())


def met(matrix: Matrix) -> Matrix:
    """Project it to who met whom."""
    product = csr_array(matrix @ matrix.T)
    product.setdiag(0)
    product.eliminate_zeros()
    return product


def voices(matrix: Matrix) -> Mapping[tuple[int, int], frozenset[str]]:
    """Let one voice tell of all ties, and another of those in the first row and the first column too."""
    places = zip(*(part.tolist() for part in matrix.nonzero()), strict=True)
    return {place: frozenset({"author"} if all(place) else {"author", "users"}) for place in places}


def assessed(*measures: Measure, samples: int = 99, **others: Any) -> dict[str, tuple[Assessed, ...]]:
    """Assess measures of the made-up network."""
    return assess(laid(), measures, met, voices(laid().matrix), seed=1, samples=samples, **others)


def test_values_are_those_of_the_network_actors_first() -> None:
    found = assessed(MEASURES["two-mode-closeness"])["two-mode-closeness"]
    values = node_values(MEASURES["two-mode-closeness"], two_mode())
    assert [each.chance[LeftToChance.TIES].observed for each in found] == [
        values[node] for node in laid().rows + laid().columns
    ]


def test_chance_is_that_of_the_incidences() -> None:
    measure = MEASURES["betweenness"]
    found = assessed(measure)["betweenness"]
    alone = {"alone": lambda matrix: measure.function(met(matrix))}
    assert [each.chance[LeftToChance.TIES] for each in found] == list(
        against_chance(Curveball(laid().matrix, 1), alone, 99)["alone"]
    )


@pytest.mark.parametrize(("kind", "names"), [(LeftOut.SETTING, "columns"), (LeftOut.ACTOR, "rows")])
def test_what_a_value_hangs_on_is_found_by_reading_the_network_without_it(kind: LeftOut, names: str) -> None:
    measure = MEASURES["two-mode-closeness"]
    nodes = laid().rows + laid().columns
    for node, found in zip(nodes, assessed(measure)[measure.name], strict=True):
        runs = {name: node_values(measure, two_mode(name)).get(node) for name in getattr(laid(), names)}
        values = [value for value in runs.values() if isinstance(value, float)]
        sensitivity = found.without[kind]
        assert set(sensitivity.undefined_without) == {
            name for name, value in runs.items() if not isinstance(value, float)
        }
        assert sensitivity.low == pytest.approx(min(values))
        assert sensitivity.high == pytest.approx(max(values))


def test_a_measure_of_the_network_has_one_value() -> None:
    (found,) = assessed(MEASURES["density"])["density"]
    projected = nx.from_scipy_sparse_array(met(laid().matrix))
    assert found.chance[LeftToChance.TIES].observed == network_value(MEASURES["density"], projected)
    assert set(found.without) == set(LeftOut)


def test_a_measure_of_sectors_is_held_against_sectors_dealt_out_anew() -> None:
    users, work = assessed(SIZES)["sizes"]
    for each, observed in ((users, 2), (work, 1)):
        assert set(each.chance) == set(LeftToChance)
        assert each.chance[LeftToChance.SECTORS].observed == observed
        assert each.chance[LeftToChance.SECTORS].deviation == 0
    assert users.without[LeftOut.ACTOR].low_without == "users"


def test_of_the_mixing_of_sectors_both_ties_and_sectors_are_left_to_chance() -> None:
    (index,) = assessed(MEASURES["e-i-index"])["e-i-index"]
    by_ties, by_sectors = index.chance[LeftToChance.TIES], index.chance[LeftToChance.SECTORS]
    assert by_ties.observed == by_sectors.observed
    assert by_ties.histogram != by_sectors.histogram


def test_a_sector_that_is_gone_has_no_value() -> None:
    _, work = assessed(SIZES)["sizes"]
    assert work.without[LeftOut.ACTOR].undefined_without == ("office",)


def test_a_voice_takes_along_what_only_it_tells_of() -> None:
    users, office, *_ = assessed(MEASURES["two-mode-count"])["two-mode-count"]
    assert (users.without[LeftOut.VOICE].low, office.without[LeftOut.VOICE].low) == (3, 1)


def test_it_tells_of_all_networks_that_it_makes() -> None:
    told: list[tuple[int, int]] = []
    assessed(MEASURES["density"], SIZES, samples=9, progress=lambda *step: told.append(step))
    total = 2 * 9 + len(laid().rows) + len(laid().columns) + 2
    assert told == [(done, total) for done in range(1, total + 1)]


def test_all_measures_of_a_network_share_its_projection() -> None:
    projected: list[Matrix] = []

    def project(matrix: Matrix) -> Matrix:
        projected.append(matrix)
        return met(matrix)

    measures = [MEASURES["density"], MEASURES["degree"]]
    assess(laid(), measures, project, voices(laid().matrix), seed=1, samples=9)
    networks = 4 + 9 + len(laid().rows) + len(laid().columns) + 2
    assert len(projected) == networks


def test_it_stops_when_asked() -> None:
    with pytest.raises(StoppedError):
        assessed(MEASURES["density"], stopped=lambda: True)


def test_a_network_of_one_mode_is_held_against_those_with_the_same_degrees() -> None:
    network = laid_out(nx.karate_club_graph())
    binary = Laid((network.matrix > 0).astype(np.float64), network.rows, network.rows, network.sectors, ())
    measures = [MEASURES["degree"], MEASURES["transitivity"]]
    found = assess_one_mode(binary, measures, voices(binary.matrix), seed=1, samples=99)
    assert {each.chance[LeftToChance.TIES].deviation for each in found["degree"]} == {0}
    (transitivity,) = found["transitivity"]
    assert transitivity.chance[LeftToChance.TIES].observed == pytest.approx(0.2557, abs=1e-4)
    assert set(transitivity.without) == {LeftOut.ACTOR, LeftOut.VOICE}


@pytest.mark.parametrize("matrix", [[[0, 2], [2, 0]], [[0, 1], [0, 0]]])
def test_ties_with_weights_or_directions_have_no_null_model(matrix: list[list[int]]) -> None:
    names = ("a", "b")
    network = Laid(csr_array(np.array(matrix)), names, names, np.array([-1, -1]), ())
    with pytest.raises(ValueError, match="no null model"):
        assess_one_mode(network, [MEASURES["degree"]], {}, seed=1)
