"""Exports over HTTP: listed, named, typed, in the language asked for, and refused with what would do."""

import pytest
import rdflib
from starlette.testclient import TestClient

from graph.exports import exports
from graph.snapshot import Snapshot

EXPORT = "/api/v1/export"


def test_everything_that_can_be_exported_is_listed(client: TestClient) -> None:
    items = client.get(EXPORT, params={"lang": "en"}).json()["items"]
    assert [item["name"] for item in items] == list(exports())
    assert {item["name"]: item["title"] for item in items}["dataset"] == "The whole dataset"


@pytest.mark.parametrize(
    ("name", "language"),
    [*((name, "en") for name in exports()), ("arenas", "nb"), ("network-theory", "nb")],
)
def test_every_listed_file_can_be_fetched(
    client: TestClient, snapshot: Snapshot, name: str, language: str
) -> None:
    (item,) = (
        item for item in client.get(EXPORT, params={"lang": language}).json()["items"] if item["name"] == name
    )
    for offered in item["formats"]:
        response = client.get(offered["href"])
        assert response.status_code == 200
        assert response.headers["content-type"] == offered["media_type"]
        assert response.headers["content-language"] == ", ".join(item["languages"])
        assert response.headers["content-disposition"].startswith(f'attachment; filename="husk-{name}-')
        assert snapshot.edition[:12] in response.headers["content-disposition"]
        assert 'rel="license"' in response.headers["link"]
        assert response.headers["etag"]
        assert response.content or offered["name"] == "ris"  # which has no words where there are no works


def test_a_reader_who_has_it_gets_nothing_again(client: TestClient) -> None:
    tag = client.get(f"{EXPORT}/dataset").headers["etag"]
    response = client.get(f"{EXPORT}/dataset", headers={"If-None-Match": tag})
    assert (response.status_code, response.content) == (304, b"")


def test_a_large_one_is_streamed_and_known_by_its_tag(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get(f"{EXPORT}/dataset?format=nquads")
    monkeypatch.setattr("api.rest.exports._KEPT_BYTES", 1000)
    streamed = client.get(f"{EXPORT}/dataset?format=nquads&lang=en")
    assert "content-length" in whole.headers
    assert "content-length" not in streamed.headers
    assert streamed.content == whole.content
    again = client.get(
        f"{EXPORT}/dataset?format=nquads&lang=en", headers={"If-None-Match": streamed.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == streamed.headers["etag"]


def test_csv_leads_to_what_describes_it(client: TestClient) -> None:
    response = client.get(f"{EXPORT}/arenas?format=csv&lang=nb")
    described = client.get(response.links["describedby"]["url"])
    assert (
        described.headers["content-type"] == response.links["describedby"]["type"] == "application/csvm+json"
    )
    assert described.json()["url"] in response.headers["content-disposition"]


def test_a_workbook_is_not_compressed_twice(client: TestClient) -> None:
    assert "content-encoding" not in client.get(f"{EXPORT}/arenas?format=xlsx").headers
    assert client.get(f"{EXPORT}/arenas?format=csvw").headers["content-encoding"] == "gzip"


def test_accept_chooses_the_format(client: TestClient) -> None:
    response = client.get(f"{EXPORT}/dataset", headers={"Accept": "text/turtle"})
    assert response.headers["content-type"] == "text/turtle"
    assert len(rdflib.Graph().parse(data=response.content, format="turtle")) > 1000
    assert client.get(f"{EXPORT}/dataset").headers["content-type"] == "application/trig"


def test_what_is_not_acceptable_is_refused_with_what_there_is(client: TestClient) -> None:
    response = client.get(f"{EXPORT}/dataset", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "application/n-quads" in response.json()["detail"]


def test_an_unknown_export_is_not_found_and_all_are_named(client: TestClient) -> None:
    response = client.get(f"{EXPORT}/everything")
    assert response.status_code == 404
    assert all(name in response.json()["detail"] for name in exports())


def test_a_format_that_it_does_not_have_is_refused_with_those_it_has(client: TestClient) -> None:
    response = client.get(f"{EXPORT}/dataset?format=docx")
    assert response.status_code == 422
    assert "trig, nquads, turtle, jsonld" in response.json()["detail"]


def test_a_format_that_only_others_have_is_not_found_and_its_own_are_named(client: TestClient) -> None:
    response = client.get(f"{EXPORT}/dataset?format=xlsx")
    assert response.status_code == 404
    assert "trig, nquads, turtle, jsonld" in response.json()["detail"]


def test_a_misspelled_parameter_is_refused(client: TestClient) -> None:
    assert client.get(f"{EXPORT}/dataset?fromat=trig").status_code == 422


def test_every_media_type_is_documented(client: TestClient) -> None:
    document = client.get("/api/v1/openapi.json").json()
    operation = document["paths"][f"{EXPORT}/{{what}}"]["get"]
    documented = operation["responses"]["200"]["content"]
    offered = {form.media_type.partition(";")[0] for each in exports().values() for form in each.formats}
    assert set(documented) == offered
    assert documented["text/csv"]["schema"] == {"type": "string"}
    assert documented["application/ld+json"]["schema"] == {"type": ["array", "object"]}
    assert [found["schema"].get("format") for name, found in documented.items() if "sheet" in name] == [
        "binary"
    ]
    (what,) = (parameter for parameter in operation["parameters"] if parameter["name"] == "what")
    assert what["schema"]["enum"] == list(exports())
