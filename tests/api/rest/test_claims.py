"""Claims over HTTP: each with who says it, what was measured, and the verdict that follows from it."""

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from graph.analysis.keeping import write_analyses
from graph.build import Extra, build
from graph.claims.keeping import read_claims, write_claims
from graph.claims.structural_tests import Thresholds
from graph.pool import Limits, QueryPool
from graph.reading.entities import EntityReader
from graph.search.index import write_index
from graph.served import Served
from graph.snapshot import Snapshot
from tests.api.sparql_server import with_pool
from tests.claims import claims, lay_out_claims


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """An edition in which claims are tested."""
    data: Path = lay_out_claims(tmp_path_factory.mktemp("data"))
    samples = 9
    extras: list[Extra] = [
        write_index, partial(write_analyses, samples=samples), partial(write_claims, samples=samples)
    ]  # fmt: skip
    return build(data, tmp_path_factory.mktemp("var"), version="1", extras=extras).snapshot


@pytest.fixture(scope="module")
def client(snapshot: Snapshot) -> Iterator[TestClient]:
    pool = QueryPool(snapshot.store_path, Limits(workers=1))
    served = Served(snapshot, EntityReader(snapshot.open_store()), pool)
    with TestClient(with_pool(pool, create_app(served)), raise_server_exceptions=False) as opened:
        yield opened


def told(client: TestClient, language: str = "en") -> Any:
    answer = client.get(f"/api/v1/claims?lang={language}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_every_tested_claim_is_told_as_it_was_kept(client: TestClient, snapshot: Snapshot) -> None:
    kept = read_claims(snapshot.open_store(), snapshot.path)
    assert kept
    for language in ("nb", "en"):
        assert [
            (item["test"]["iri"], item["value"], item["ties"], item["verdict"], item["sentence"])
            for item in told(client, language)["items"]
        ] == [
            (
                each.test.iri,
                each.finding.value,
                each.finding.ties,
                each.verdict.answer.value,
                each.verdict.sentence.get(language),
            )
            for each in kept
        ]


def test_a_claim_is_told_with_voices_places_and_chance(client: TestClient) -> None:
    (glue,) = (item for item in told(client)["items"] if item["claim"]["label"] == "The office is the glue")
    assert [
        (each["stance"]["label"], each["assertion"]["voice"]["label"], each["assertion"]["modality"]["label"])
        for each in glue["holdings"]
    ] == [
        ("affirms", "the report's author", "actual"),
        ("doubts", "the programme's own description", "actual"),
    ]
    assert glue["reasons"] == ["Glue stands between."]
    assert sum(glue["chance"]["histogram"]["counts"]) == glue["chance"]["samples"] == 9
    assert (glue["network"], glue["measure"]) == ("actors-by-arenas", "two-mode-betweenness")
    assert [thing["label"] for thing in glue["about"]] == ["The Office"]


def test_the_thresholds_are_those_of_the_data(client: TestClient) -> None:
    assert told(client)["thresholds"] == asdict(Thresholds.read(claims()))


def test_an_edition_without_claims_has_an_empty_list(havnevik_client: TestClient) -> None:
    assert told(havnevik_client)["items"] == []
