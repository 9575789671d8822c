"""Whoever types a few words is first shown what they mean: a table made by reading the note."""

import csv
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from graph.build import assemble
from graph.search.index import FOLDER, write_index
from graph.search.searching import SearchIndex
from ontology.terms import ID
from tests.checkout import ROOT


class Search(NamedTuple):
    """What is typed, what is meant, and why."""

    typed: str
    first: str
    why: str


TABLE: Final = Path(__file__).parent / "fixtures" / "searches.tsv"
with TABLE.open(encoding="utf-8", newline="") as lines:
    SEARCHES: Final = [Search(**row) for row in csv.DictReader(lines, delimiter="\t")]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    folder = tmp_path_factory.mktemp("search")
    write_index(assemble(ROOT / "data"), folder)
    return SearchIndex.open(folder / FOLDER)


def test_the_table_is_read() -> None:
    assert len(SEARCHES) > 40


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("search", SEARCHES, ids=[search.typed for search in SEARCHES])
def test_what_is_meant_comes_first(search: Search, language: str, index: SearchIndex) -> None:
    hits = index.search(search.typed, language=language, limit=5).hits
    assert [hit.iri.removeprefix(f"{ID}osloregionen/") for hit in hits][:1] == [search.first], search.why
    assert hits[0].matches or "/" in search.typed
