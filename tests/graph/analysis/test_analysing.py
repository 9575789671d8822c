"""An analysis puts chance and sensitivity beside the value to which they belong."""

import pytest

from graph.analysis.analysing import (
    analyse,
    outline_for_analysis,
    read_for_analysis,
    require_measures,
    require_network,
)
from graph.analysis.assessment import LeftToChance
from graph.errors import UnusableError
from graph.measures.computing import node_values
from graph.measures.measure import Undefined
from graph.measures.registry import MEASURES
from graph.networks.reading import Reader, read
from graph.networks.registry import NETWORKS, Projection
from tests.fjordvik import fjordvik


def test_each_value_stands_beside_its_own_chance() -> None:
    projection = NETWORKS["actors-by-arenas"]
    names = ["two-mode-betweenness", "betweenness", "e-i-index", "e-i-of-sectors"]
    measures = require_measures(projection, names)
    found = analyse(fjordvik(), projection, measures, samples=9, seed=1)
    assert [each.measure.name for each in found if each.name == ""] == ["e-i-index"]
    for each in found:
        assert LeftToChance.TIES in each.chance
        for chance in each.chance.values():
            assert chance.observed == pytest.approx(each.value)
        assert (each.value is None) == (each.reason is not None)


@pytest.mark.parametrize("projection", NETWORKS.values(), ids=NETWORKS)
def test_the_outline_has_the_nodes_and_ties_that_are_analysed(projection: Projection) -> None:
    reader = Reader(fjordvik())
    outline, whole = outline_for_analysis(reader, projection), read_for_analysis(reader, projection)
    assert dict(outline.nodes(data=True)) == dict(whole.nodes(data=True))
    assert sorted(outline.edges) == sorted(whole.edges)


def test_without_samples_there_are_the_values_of_the_measure() -> None:
    projection = NETWORKS["actors-by-arenas"]
    measure = MEASURES["two-mode-count"]
    found = analyse(fjordvik(), projection, [measure], samples=0, seed=1)
    expected = node_values(measure, read(fjordvik(), projection))
    assert {each.name: each.value for each in found} == expected
    assert all(not each.chance for each in found)


def test_the_weights_of_organisations_are_those_declared() -> None:
    projection = NETWORKS["organisations"]
    found = analyse(fjordvik(), projection, [MEASURES["strength"]], samples=9, seed=1)
    expected = node_values(MEASURES["strength"], read(fjordvik(), projection))
    for each in found:
        value = expected[each.name]
        assert not isinstance(value, Undefined)
        assert each.value == pytest.approx(value)


def test_directed_networks_have_values_only() -> None:
    projection = NETWORKS["theory"]
    found = analyse(fjordvik(), projection, require_measures(projection, []), samples=9, seed=1)
    assert all(each.value is not None and not each.chance for each in found)


def test_persons_are_measured_only_if_asked_for() -> None:
    with pytest.raises(UnusableError, match="--persons"):
        require_network("people-by-works", persons=False)
    assert require_network("people-by-works", persons=True).about_people


def test_what_is_unknown_is_answered_with_what_there_is() -> None:
    with pytest.raises(UnusableError, match="actors-by-arenas"):
        require_network("friends", persons=False)
    with pytest.raises(UnusableError, match="betweenness"):
        require_measures(NETWORKS["organisations"], ["two-mode-count"])
