"""Assertions are listed, narrowed and told over REST as SPARQL finds them."""

from itertools import combinations
from typing import Any

import pytest
from starlette.testclient import TestClient

from graph.names import in_reading_order
from graph.reading.entities import EntityReader
from graph.snapshot import Snapshot
from graph.store import Store
from graph.values import Iri
from ontology.terms import ID, concept

ASSERTIONS = "/api/v1/assertions"
PATTERNS = {
    "subject": "FILTER EXISTS {{ GRAPH ?a {{ {0} ?p1 ?o1 }} }}",
    "object": "FILTER EXISTS {{ GRAPH ?a {{ ?s2 ?p2 {0} }} }}",
    "voice": "?a prov:wasAttributedTo {0} .",
    "modality": "?a husk:modality {0} .",
    "passage": "?a prov:wasDerivedFrom {0} .",
    "source": "?a prov:wasDerivedFrom/oa:hasSource {0} .",
}


@pytest.fixture(scope="module")
def store(havnevik_snapshot: Snapshot) -> Store:
    return havnevik_snapshot.open_store()


@pytest.fixture(scope="module")
def values(store: Store) -> dict[str, str]:
    """For each condition the IRI that most assertions meet it with."""
    found = {}
    for name, variable in {
        "subject": "GRAPH ?a { ?x ?p ?o }",
        "object": "GRAPH ?a { ?s ?p ?x FILTER(STRSTARTS(STR(?x), STR(id:))) }",
        "voice": "?a prov:wasAttributedTo ?x",
        "modality": "?a husk:modality ?x",
        "passage": "?a prov:wasDerivedFrom ?x",
        "source": "?a prov:wasDerivedFrom/oa:hasSource ?x",
    }.items():
        query = f"""{PREFIXES} SELECT ?x (COUNT(DISTINCT ?a) AS ?n) {{ ?a a husk:Assertion . {variable} }}
        GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT 1"""
        (row,) = store.select(query)
        found[name] = row["x"].value
    return found


PREFIXES = f"""
PREFIX husk: <https://w3id.org/husk/ontology#>
PREFIX id: <{ID}>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""


def listed(client: TestClient, **conditions: str) -> list[dict[str, Any]]:
    """Return all parts of a list together."""
    page = client.get(ASSERTIONS, params={**conditions, "limit": "7"}).json()
    found: list[dict[str, Any]] = page["items"]
    while "next" in page:
        page = client.get(page["next"]).json()
        found += page["items"]
    assert len(found) == page["total"]
    return found


@pytest.mark.parametrize(
    "names", [names for size in (0, 1, 2, 3) for names in combinations(PATTERNS, size)], ids="+".join
)
def test_conditions_hold_together_as_in_sparql(
    havnevik_client: TestClient, store: Store, values: dict[str, str], names: tuple[str, ...]
) -> None:
    given = {name: values[name] for name in names}
    patterns = " ".join(PATTERNS[name].format(Iri(iri)) for name, iri in given.items())
    rows = store.select(f"{PREFIXES} SELECT DISTINCT ?a {{ ?a a husk:Assertion . {patterns} }}")
    expected = sorted((row["a"].value for row in rows), key=in_reading_order)
    asked = {name: iri.rpartition("/")[2] if name == "modality" else iri for name, iri in given.items()}
    assert [item["iri"] for item in listed(havnevik_client, **asked)] == expected


def test_each_tells_all_that_it_states(havnevik_client: TestClient, store: Store) -> None:
    for item in listed(havnevik_client):
        stated = store.construct(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {Iri(item['iri'])} {{ ?s ?p ?o }} }}")
        assert len(item["statements"]) == len(stated) > 0
        assert havnevik_client.get(item["href"]).json() == item


def test_a_thing_may_be_given_by_its_name(havnevik_client: TestClient, havnevik_snapshot: Snapshot) -> None:
    thing = EntityReader(havnevik_snapshot.open_store()).all_of("Organisation")[0]
    by_iri = havnevik_client.get(ASSERTIONS, params={"subject": thing.iri, "lang": "nb"}).json()
    by_name = havnevik_client.get(ASSERTIONS, params={"subject": thing.label.nb, "lang": "nb"}).json()
    assert by_iri["total"] == by_name["total"] > 0
    assert by_iri["items"] == by_name["items"]


def test_planned_ones_are_apart(havnevik_client: TestClient) -> None:
    planned = listed(havnevik_client, modality="planned")
    assert planned
    assert {item["modality"]["iri"] for item in planned} == {concept("modality", "planned")}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("modality=sure", 422),
        ("subjekt=x", 422),
        ("subject=nothing%20is%20called%20so", 404),
        ("offset=-1", 422),
    ],
)
def test_what_cannot_be_asked_is_a_problem(havnevik_client: TestClient, query: str, status: int) -> None:
    response = havnevik_client.get(f"{ASSERTIONS}?{query}")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("name", ["none", "havnevik/assertion/none", "havnevik/arena/none", "%00"])
def test_what_is_no_assertion_is_not_found(havnevik_client: TestClient, name: str) -> None:
    assert havnevik_client.get(f"{ASSERTIONS}/{name}").status_code == 404
