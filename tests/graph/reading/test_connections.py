"""The ways that are found are all shortest ones, and no others; compared with networkx on random graphs."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.reading.connections import ConnectionReader, Connections, Search
from graph.reading.ties import Stating, Tie, Ties, modality_bits
from ontology.terms import HUSK, ID
from tests.havnevik import havnevik

ABOUT: Final = HUSK + "about"
KNOWS: Final = HUSK + "belongsTo"
ACTUAL: Final = modality_bits(["actual"])
EVERY_WAY: Final = 10_000

Edge = tuple[int, int]


def node(number: int) -> str:
    return f"{ID}demo/organisation/{number}"


def tied(
    edges: Iterable[Edge], modality: str = "actual", property_: str = KNOWS
) -> list[tuple[Tie, Stating]]:
    return [(Tie(node(one), property_, node(other)), Stating("a", modality)) for one, other in edges]


def found(
    ties: Ties, start: str, end: str, *, longest: int = 6, limit: int = EVERY_WAY, modalities: int = ACTUAL
) -> set[tuple[str, ...]]:
    """Return the ways that are found, as the IRIs of their things."""
    ways = Search(ties, modalities).shortest(start, end, longest, limit).ways
    return {tuple(ties.iris[number] for number in way) for way in ways}


def shortest(edges: Iterable[Edge], start: int, end: int, longest: int) -> set[tuple[str, ...]]:
    """Return what networkx finds."""
    network = nx.Graph(edges)
    if start not in network or end not in network or not nx.has_path(network, start, end):
        return set()
    ways = {tuple(map(node, way)) for way in nx.all_shortest_paths(network, start, end)}
    return {way for way in ways if len(way) - 1 <= longest}


EDGES = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda edge: edge[0] != edge[1]), max_size=30
)


@given(EDGES, st.integers(1, 12), st.integers(1, 6))
def test_all_shortest_ways_are_found_and_no_others(edges: list[Edge], end: int, longest: int) -> None:
    ties = Ties.of(tied(edges))
    assert found(ties, node(0), node(end), longest=longest) == shortest(edges, 0, end, longest)


@given(EDGES, EDGES)
def test_only_ties_of_the_modalities_asked_for_count(actual: list[Edge], planned: list[Edge]) -> None:
    ties = Ties.of([*tied(actual), *tied(planned, "planned")])
    assert found(ties, node(0), node(1)) == shortest(actual, 0, 1, 6)
    both = modality_bits(["actual", "planned"])
    assert found(ties, node(0), node(1), modalities=both) == shortest([*actual, *planned], 0, 1, 6)


@given(EDGES, st.integers(1, 5))
def test_of_many_ways_those_through_things_with_few_ties_come_first(edges: list[Edge], limit: int) -> None:
    ties = Ties.of(tied(edges))
    network = nx.Graph(edges)

    def hubs(way: tuple[str, ...]) -> float:
        product = 1.0
        for iri in way[1:-1]:
            product *= 1 + network.degree(int(iri.rpartition("/")[2]))
        return round(product, 6)

    few = Search(ties, ACTUAL).shortest(node(0), node(1), 6, limit).ways
    told = [hubs(tuple(ties.iris[number] for number in way)) for way in few]
    assert told == sorted(map(hubs, shortest(edges, 0, 1, 6)))[:limit]


def test_a_search_that_looks_at_too_many_ties_gives_up_and_says_so() -> None:
    ties = Ties.of(tied((0, other) for other in range(1, 100)) + tied([(1, 200), (200, 201)]))
    assert Search(ties, ACTUAL, most_looks=50).shortest(node(0), node(201), 6, 5).is_complete is False
    assert Search(ties, ACTUAL, most_looks=500).shortest(node(0), node(201), 6, 5).is_complete is True


def test_a_view_ties_what_it_is_about_to_nothing_but_itself() -> None:
    view, goal, method = (f"{ID}demo/{name}" for name in ("judgement/praise", "goal/more", "method/talk"))
    ties = Ties.of(
        [
            (Tie(view, ABOUT, goal), Stating("a", "actual")),
            (Tie(view, ABOUT, method), Stating("a", "actual")),
        ]
    )
    assert found(ties, goal, method) == set()
    assert found(ties, view, goal) == {(view, goal)}
    assert found(ties, method, view) == {(method, view)}


def test_a_view_reaches_far_through_what_it_is_about() -> None:
    view, other = f"{ID}demo/judgement/praise", f"{ID}demo/judgement/doubt"
    ties = Ties.of(
        [
            (Tie(view, ABOUT, node(1)), Stating("a", "actual")),
            *tied([(1, 2)]),
            (Tie(other, ABOUT, node(2)), Stating("a", "actual")),
        ]
    )
    assert found(ties, view, other) == {(view, node(1), node(2), other)}
    assert found(ties, node(2), view) == {(node(2), node(1), view)}


def test_to_be_part_of_one_programme_connects_nothing_but_the_programme() -> None:
    programme, arena = f"{ID}demo/programme/lift", f"{ID}demo/arena/cafe"
    told = [
        (Tie(arena, HUSK + "partOf", programme), Stating("a", "actual")),
        (Tie(programme, HUSK + "hasPart", f"{ID}demo/arena/club"), Stating("a", "actual")),
    ]
    ties = Ties.of(told)
    assert found(ties, arena, f"{ID}demo/arena/club") == set()
    assert found(ties, arena, programme) == {(arena, programme)}
    assert found(ties, programme, f"{ID}demo/arena/club") == {(programme, f"{ID}demo/arena/club")}


def test_to_take_part_in_one_programme_connects() -> None:
    programme = f"{ID}demo/programme/lift"
    ties = Ties.of(
        (Tie(node(number), HUSK + "tookPartIn", programme), Stating("a", "actual")) for number in (1, 2)
    )
    assert found(ties, node(1), node(2)) == {(node(1), programme, node(2))}


def test_what_only_the_programme_has_in_common_is_not_connected() -> None:
    assert ways(connect("Gartneriet", "Havnevik bibliotek")) == []
    assert ways(connect("Gartneriet", "Havneløftet")) == [
        ["The Nursery", "The City Garden", "The Harbour Lift"]
    ]
    assert ways(connect("subproject:lesesirkelen", "Lesekroken")) == [
        ["The Reading Circle", "The Reading Nook"]
    ]


def connect(start: str, end: str, modality: str = "actual", *, longest: int = 4) -> Connections:
    reader = havnevik()
    first, last = reader.thing_named(start), reader.thing_named(end)
    return ConnectionReader(reader).connect(first, last, [modality], longest=longest)


def ways(found: Connections) -> list[list[str]]:
    """Return the labels of the things on each way."""
    for way in found.ways:
        assert all(step.end == following.start for step, following in pairwise(way))
    return [[found.start.label.en, *(step.end.label.en for step in way)] for way in found.ways]


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("Leselaget", "Lesekroken", [("initiated", False, "initiator"), ("led", False, "leader")]),
        ("Lesekroken", "Leselaget", [("initiated by", False, "initiator"), ("led by", False, "leader")]),
        ("Lesekroken", "høytlesning", [("uses method", False, None)]),
        ("høytlesning", "Lesekroken", [("uses method", True, None)]),
        ("En bok om gangen", "subproject:lesesirkelen", [("documents", False, None)]),
        ("judgement:ros-av-loftet", "Gartneriet", [("about", False, None)]),
    ],
)
def test_a_step_tells_all_that_ties_its_things(
    start: str, end: str, told: list[tuple[str, bool, str | None]]
) -> None:
    ((step,),) = connect(start, end).ways
    assert [
        (tie.property.label.en, tie.is_incoming, tie.participation and tie.participation.role.label.en)
        for tie in step.ties
    ] == told
    assert all(tie.assertions and tie.assertions[0].passages for tie in step.ties)


def test_ways_of_other_modalities_are_told_only_when_asked_for() -> None:
    assert ways(connect("Kystinstituttet", "Fagdagen", longest=1)) == []
    assert ways(connect("Kystinstituttet", "Fagdagen", "planned", longest=1)) == [
        ["The Coastal Institute", "The Professional Day"]
    ]


def test_that_somebody_was_not_there_connects_nobody() -> None:
    assert connect("Byhagen", "Velforeningen", longest=1).ways == ()


def test_what_is_nowhere_tied_is_connected_to_nothing() -> None:
    gap, actor = "gap:hva-reparasjon-gjorde", "Leselaget"
    assert connect(gap, actor, longest=2).ways == ()


def test_evidence_and_vocabularies_tie_nothing() -> None:
    reader = havnevik()
    ties = Ties.read(reader.store, reader.lexicon)
    kinds = {iri.removeprefix(ID).split("/")[1] for iri in ties.iris}
    assert kinds >= {"organisation", "arena", "person", "publication", "judgement"}
    assert not kinds & {"assertion", "passage", "period", "section", "source", "voice", "participation"}
