"""The built dataset: which graph holds what, against an account that shares no code with the build."""

from collections import defaultdict
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.authoring.attribution import Attribution
from graph.authoring.expand import Assertion, Expansion
from graph.authoring.parse import AuthoredFile
from graph.build import assemble
from graph.dataset import load, write_down
from graph.model import Model
from graph.names import RDF_TYPE, husk
from graph.store import EmbeddedStore
from graph.values import Iri, Literal, Statement
from ontology.terms import (
    GENID,
    GRAPH,
    HERE,
    HUSK,
    ID,
    INFERRED,
    METADATA,
    MODALITIES,
    OWL,
    PROV,
    RDF,
    VOCABULARY,
    concept,
)
from tests.graph.programmes import lay_out

STATEMENTS = st.builds(
    Statement,
    st.sampled_from([Iri("x:a"), Iri("x:b")]),
    st.sampled_from([Iri("x:p"), RDF_TYPE]),
    st.sampled_from([Iri("x:a"), Iri("x:C")]),
)
Triple = tuple[str, str, str]
"""IRIs stand as they are, literals as N-Triples writes them."""
Graphs = dict[str, set[Triple]]
"""The graphs of a dataset; the default graph is under the empty name."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    return assemble(lay_out("valid/neighbours", tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="module")
def graphs(store: EmbeddedStore) -> Graphs:
    found: defaultdict[str, set[Triple]] = defaultdict(set)
    for quad in pyoxigraph.parse(store.dump(), format=pyoxigraph.RdfFormat.N_QUADS):
        subject, predicate, value = (str(term).strip("<>") for term in quad.triple)
        graph = (
            "" if isinstance(quad.graph_name, pyoxigraph.DefaultGraph) else str(quad.graph_name).strip("<>")
        )
        found[graph].add((subject, predicate, value))
    return dict(found)


def values(graphs: Graphs, graph: str, subject: str, predicate: str) -> set[str]:
    return {value for found, property_, value in graphs[graph] if (found, property_) == (subject, predicate)}


def assertions(graphs: Graphs, modality: str) -> set[Triple]:
    """All that the assertions in a modality state."""
    stating = (
        name
        for name in graphs
        if f"{VOCABULARY}modality/{modality}" in values(graphs, GRAPH + "provenance", name, HUSK + "modality")
    )
    return set().union(*(graphs[name] for name in stating))


def test_default_graph_is_the_union_of_what_may_be_read_as_so(graphs: Graphs) -> None:
    plain = ("labels", "provenance", "ontology", "vocabularies")
    inferred = [name for name in graphs if name.startswith(INFERRED)]
    expected = assertions(graphs, "actual").union(
        *(graphs[GRAPH + name] for name in plain), *(graphs[name] for name in inferred)
    )
    assert graphs[""] == expected


@pytest.mark.parametrize("modality", ["planned", "possible"])
def test_graph_of_a_modality_is_the_union_of_its_assertions(graphs: Graphs, modality: str) -> None:
    assert graphs[GRAPH + modality] == assertions(graphs, modality)


def test_nothing_only_planned_or_possible_is_in_the_default_graph(graphs: Graphs) -> None:
    not_actual = graphs[GRAPH + "planned"] | graphs[GRAPH + "possible"]
    assert not_actual - assertions(graphs, "actual")
    assert not graphs[""] & (not_actual - assertions(graphs, "actual"))


@given(st.lists(st.tuples(st.sampled_from(MODALITIES), st.lists(STATEMENTS, max_size=4)), max_size=6))
def test_any_assertions_are_sorted_into_default_graph_and_graphs_of_modalities(
    stated: list[tuple[str, list[Statement]]],
) -> None:
    file = AuthoredFile("demo", "demo/1.trig", "", (), (), {})
    assertions = tuple(
        Assertion(
            Iri(f"{ID}demo/assertion/1-p1-s{number}-a"),
            file,
            Attribution(Iri("x:voice"), None, Iri(concept("modality", modality)), (Iri("x:passage"),)),
            tuple(statements),
        )
        for number, (modality, statements) in enumerate(stated)
    )
    engine = load(write_down(Expansion((file,), assertions, (), ()), Model((), (), "", ())))
    for modality in MODALITIES:
        expected = {str(one) for name, statements in stated if name == modality for one in statements}
        graph = pyoxigraph.DefaultGraph() if modality == "actual" else pyoxigraph.NamedNode(GRAPH + modality)
        found = {f"{quad.triple} ." for quad in engine.quads_for_pattern(None, None, None, graph)}
        added = {line for line in found if husk("Unrealised").value in line or husk("status").value in line}
        assert found - added == expected
        assert not added or modality == "actual"


def test_what_was_only_planned_is_unrealised_and_counts_under_no_other_class(graphs: Graphs) -> None:
    party = f"{ID}demo/activity/fest"
    assert values(graphs, "", party, RDF + "type") == {HUSK + "Unrealised"}
    assert values(graphs, "", party, HUSK + "status") == {
        f"{VOCABULARY}modality/planned",
        f"{VOCABULARY}modality/possible",
    }


def test_statement_of_three_assertions_counts_once(store: EmbeddedStore) -> None:
    (row,) = store.select(
        "PREFIX husk: <https://w3id.org/husk/ontology#> SELECT (COUNT(*) AS ?count) { ?thing a husk:Arena }"
    )
    assert row["count"] == Literal("1", "http://www.w3.org/2001/XMLSchema#integer")
    named = store.select(
        "SELECT ?class ?graph { GRAPH ?graph { ?thing a ?class } }", {"class": Iri(HUSK + "Arena")}
    )
    assert len(named) == 3


def test_every_statement_of_ours_stands_in_an_assertion_or_follows(graphs: Graphs) -> None:
    stated = [name for name in graphs if name.startswith((f"{ID}demo/assertion/", INFERRED))]
    model = [GRAPH + "ontology", GRAPH + "vocabularies"]
    unaccounted = graphs[""].difference(*(graphs[name] for name in (*stated, *model)))
    described = tuple(f"{ID}demo/{kind}/" for kind in ("source", "section", "passage", "voice"))
    for subject, predicate, value in unaccounted:
        if predicate.startswith(HUSK) and predicate not in METADATA:
            assert subject.startswith(described), (subject, predicate, value)
        if predicate == RDF + "type":
            assert subject.startswith((*described, f"{ID}demo/assertion/")), (subject, value)


def test_every_assertion_has_a_voice_a_modality_and_a_passage(graphs: Graphs) -> None:
    names = [name for name in graphs if name.startswith(f"{ID}demo/assertion/")]
    assert len(names) == 5
    for name in names:
        for predicate in (PROV + "wasAttributedTo", HUSK + "modality", PROV + "wasDerivedFrom"):
            assert values(graphs, "", name, predicate)


def test_there_are_no_blank_nodes(store: EmbeddedStore) -> None:
    assert b"_:" not in store.dump()


def test_blank_nodes_of_the_ontology_have_names_of_their_own(graphs: Graphs) -> None:
    axioms = list(pyoxigraph.parse(path=HERE / "husk.ttl"))
    anonymous = {term for quad in axioms for term in quad.triple if isinstance(term, pyoxigraph.BlankNode)}
    triples = graphs[GRAPH + "ontology"]
    assert len({term for triple in triples for term in triple if term.startswith(GENID)}) == len(anonymous)
    assert len(triples) == len(axioms)
    restrictions = {subject for subject, _, value in triples if value == OWL + "Restriction"}
    assert restrictions
    assert all(subject.startswith(GENID) for subject in restrictions)


def test_two_assemblies_are_the_same_bytes(store: EmbeddedStore, tmp_path: Path) -> None:
    assert assemble(lay_out("valid/neighbours", tmp_path)).dump() == store.dump()
