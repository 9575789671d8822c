"""Each network says what SPARQL says, with everyone who says so, and filters do what they say."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from graph.measures.computing import laid_out
from graph.networks.reading import EVERYTHING, Filters, Reader, read
from graph.networks.registry import NETWORKS, Projection
from graph.store import EmbeddedStore
from ontology.terms import HUSK, ID, MODALITIES, VOCABULARY, kind_of
from tests.fjordvik import fjordvik

ALL_MODALITIES = Filters(modalities=frozenset(MODALITIES))
PREFIX = "PREFIX husk: <https://w3id.org/husk/ontology#> "


@cache
def reader() -> Reader:
    return Reader(fjordvik())


def network(name: str, filters: Filters = EVERYTHING) -> Any:
    """Read a network of the made-up programme."""
    return reader().read(NETWORKS[name], filters)


def ideas(name: str, filters: Filters = EVERYTHING) -> Any:
    """Read a network of a graph of works and ideas, made up and small."""
    nquads = (Path(__file__).parent / "works_and_ideas.nq").read_bytes()
    return read(EmbeddedStore.in_memory(nquads), NETWORKS[name], filters)


def pairs(pattern: str) -> set[tuple[str, str]]:
    """Return pairs of ids that a pattern of SPARQL finds in the default graph."""
    return {
        (row["source"].value.removeprefix(ID), row["target"].value.removeprefix(ID))
        for row in fjordvik().select(f"{PREFIX} SELECT DISTINCT ?source ?target {{ {pattern} }}")
    }


def undirected(ties: Any) -> set[frozenset[str]]:
    return {frozenset(tie) for tie in ties}


@pytest.mark.parametrize("name", ["actors-by-arenas", "actors-by-subprojects"])
def test_actors_have_ties_with_the_settings_they_took_part_in(name: str) -> None:
    projection, found = NETWORKS[name], network(name)
    assert projection.sources is not None
    assert projection.targets is not None
    told = {
        (source, target)
        for source, target in pairs("?part husk:agent ?source ; husk:in ?target")
        if kind_of(ID + source) in projection.sources and kind_of(ID + target) in projection.targets
    }
    settings = {target for _, target in told}
    expected = {(source, target) for source, target in told if source not in settings}
    assert undirected(found.edges) == undirected(expected) != set()
    assert {node for node in found if found.nodes[node]["mode"] == "setting"} == settings


def test_organisations_have_a_tie_when_they_share_a_setting() -> None:
    found, took_part = network("organisations"), pairs("?part husk:agent ?source ; husk:in ?target")
    assert found.number_of_edges()
    for one, other, tie in found.edges(data=True):
        assert tie["weight"] > 0
        for setting in tie["settings"]:
            agents = {source for source, target in took_part if target == setting}
            assert {one, other} <= agents
            assert kind_of(ID + setting) != "programme"


def test_the_weight_may_be_another_than_declared() -> None:
    counted = reader().read(NETWORKS["organisations"], weight="count")
    assert all(tie["weight"] == len(tie["settings"]) for *_, tie in counted.edges(data=True))
    assert counted.graph["weighting"] == "count"
    assert network("organisations").graph["weighting"] == "newman"


def test_works_have_those_who_made_them() -> None:
    people, others = ideas("people-by-works"), ideas("organisations-by-works")
    assert undirected(people.edges) == undirected([("fjell/publication/report", "fjell/person/kari")])
    (tie,) = (data for *_, data in people.edges(data=True))
    assert {each.relation.iri for each in tie["ties"]} == {HUSK + "author", HUSK + "editor"}
    assert len(tie["assertions"]) == 2
    assert undirected(others.edges) == undirected(
        [("fjell/publication/report", "fjell/organisation/college")]
    )


def test_only_networks_of_works_and_the_whole_are_about_people() -> None:
    for name, projection in NETWORKS.items():
        people = {node for node in network(name, ALL_MODALITIES) if kind_of(ID + node) == "person"}
        assert projection.about_people or not people, name


def test_the_theory_goes_from_what_counters_to_what_is_countered() -> None:
    found = ideas("theory", ALL_MODALITIES)
    told = {
        (source.removeprefix("fjell/"), tie.relation.iri.removeprefix(HUSK), target.removeprefix("fjell/"))
        for source, target, data in found.edges(data=True)
        for tie in data["ties"]
    }
    assert found.is_directed()
    assert told == {
        ("method/circle", "hasGoal", "goal/trust"),
        ("method/circle", "counters", "barrier/haste"),
        ("criterion/time", "supports", "goal/trust"),
        ("criterion/time", "protectsAgainst", "claim/silence"),
        ("barrier/haste", "about", "goal/trust"),
        ("barrier/haste", "wouldLeadTo", "claim/silence"),
    }


def test_a_view_about_a_goal_threatens_it_only_if_it_is_a_barrier() -> None:
    tie = ideas("theory").edges["fjell/criterion/time", "fjell/goal/trust"]
    assert [each.relation.iri for each in tie["ties"]] == [HUSK + "supports"]


def test_the_whole_holds_every_other_networks_ties() -> None:
    whole = undirected(network("whole", ALL_MODALITIES).edges)
    for name in ("actors-by-arenas", "actors-by-subprojects"):
        assert undirected(network(name, ALL_MODALITIES).edges) <= whole, name


@pytest.mark.parametrize("projection", NETWORKS.values(), ids=lambda each: each.name)
def test_every_tie_has_its_assertions_with_places(projection: Projection) -> None:
    found = reader().read(projection, ALL_MODALITIES)
    for *_, tie in found.edges(data=True):
        assert tie["assertions"]
        assert len({each.iri for each in tie["assertions"]}) == len(tie["assertions"])
        assert all(each.passages for each in tie["assertions"] if each.file)


@pytest.mark.parametrize("projection", NETWORKS.values(), ids=lambda each: each.name)
def test_it_comes_in_one_order(projection: Projection) -> None:
    first, second = read(fjordvik(), projection), read(fjordvik(), projection)
    assert list(first) == sorted(first) == list(second)
    assert list(first.edges(data=True)) == list(second.edges(data=True))


@pytest.mark.parametrize("projection", NETWORKS.values(), ids=lambda each: each.name)
def test_an_empty_graph_gives_an_empty_network(projection: Projection) -> None:
    assert len(read(EmbeddedStore.in_memory(b""), projection)) == 0


@pytest.mark.parametrize("projection", NETWORKS.values(), ids=lambda each: each.name)
def test_a_network_is_described_in_both_languages(projection: Projection) -> None:
    for text in (projection.title, projection.sentence):
        assert text.nb
        assert text.en
    assert projection.sentence.nb.endswith(".")
    assert projection.sentence.en.endswith(".")


def test_sectors_can_be_asked_for() -> None:
    users = VOCABULARY + "sector/users"
    found = network("actors-by-arenas", Filters(sectors=frozenset({users})))
    actors = [data for _, data in found.nodes(data=True) if data["mode"] == "actor"]
    assert actors
    assert all(users in {sector.iri for sector in data["sectors"]} for data in actors)


def test_roles_can_be_asked_for() -> None:
    led = frozenset({VOCABULARY + "role/leader"})
    found = network("actors-by-arenas", Filters(roles=led))
    every = network("actors-by-arenas")
    assert {tie.relation.iri for *_, data in found.edges(data=True) for tie in data["ties"]} <= led
    assert found.number_of_edges() < every.number_of_edges()


def test_voices_can_be_asked_for_and_what_others_say_is_left_out() -> None:
    every = network("actors-by-arenas", ALL_MODALITIES)
    voices = {each.voice.iri for *_, tie in every.edges(data=True) for each in tie["assertions"]}
    assert len(voices) > 1
    for voice in voices:
        found = network(
            "actors-by-arenas", Filters(voices=frozenset({voice}), modalities=frozenset(MODALITIES))
        )
        assert {each.voice.iri for *_, tie in found.edges(data=True) for each in tie["assertions"]} == {voice}


def test_what_was_is_told_unless_something_else_is_asked_for() -> None:
    told = {tie["modality"] for *_, tie in network("actors-by-arenas").edges(data=True)}
    planned = network("actors-by-arenas", Filters(modalities=frozenset({"planned"})))
    assert told == {"actual"}
    assert {tie["modality"] for *_, tie in planned.edges(data=True)} == {"planned"}


@pytest.mark.parametrize(
    ("first", "last", "is_told"), [(2008, 2008, True), (2010, None, False), (None, 2006, False)]
)
def test_time_can_be_asked_for(first: int | None, last: int | None, *, is_told: bool) -> None:
    # Bruker- og brobyggerlaget took part in Onsdagskafeen from 2007 to 2009.
    found = network("actors-by-arenas", Filters(first_year=first, last_year=last))
    tie = ("fjordvik/organisation/bruker-og-brobyggerlaget", "fjordvik/arena/onsdagskafeen")
    assert found.has_edge(*tie) is is_told


def test_a_network_can_be_laid_out_for_measures() -> None:
    laid = laid_out(network("actors-by-arenas"))
    assert laid.is_two_mode
    assert laid.matrix.nnz == network("actors-by-arenas").number_of_edges()
    assert laid.sectors.max() + 1 == len(laid.sector_names) > 1
