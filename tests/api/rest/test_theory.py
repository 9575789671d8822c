"""The theory of change is told link by link, and what it lacks, with who says so."""

from starlette.testclient import TestClient

from api.rest.theory import Lacks, Links
from graph.reading.lacks import Lack, lacks
from graph.reading.theory import Theory
from tests.api.rest.havnevik import ask, get
from tests.havnevik import havnevik


def test_every_link_is_told_with_its_assertions(havnevik_client: TestClient) -> None:
    told = get(havnevik_client, "theory", relation="hasGoal", limit=100)
    Links.model_validate(told)
    links = {(link["before"]["iri"], link["after"]["iri"]) for link in told["items"]}
    assert links == ask(
        havnevik_client,
        "SELECT DISTINCT ?s ?g { GRAPH ?a { ?s husk:hasGoal ?g } ?a husk:modality ?m }",
    )
    assert all(link["assertions"] for link in told["items"])
    assert get(havnevik_client, "theory")["total"] > told["total"] == len(links)


def test_what_it_lacks_is_what_is_found(havnevik_client: TestClient) -> None:
    told = get(havnevik_client, "theory/lacks")
    Lacks.model_validate(told)
    found = lacks(havnevik(), Theory.read(havnevik()))
    assert {each["name"]: [item["thing"]["iri"] for item in each["items"]] for each in told["lacks"]} == {
        lack.value: [each.thing.iri for each in found[lack]] for lack in Lack
    }
    assert any(item["assertions"] for each in told["lacks"] for item in each["items"])
