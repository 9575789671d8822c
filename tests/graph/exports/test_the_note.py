"""The exports of the note itself hold what the graph holds of it, and none of its sentences."""

import io
import re
from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

import igraph
import openpyxl
import pytest

from graph.authoring.parse import read
from graph.build import assemble
from graph.checking.quoting import names
from graph.exports import Edition, require
from graph.sources.quotations import Run, quotations, source_runs
from husk.settings import packaged_data
from tests.graph.exports.citations.reading_back import by_bibtexparser
from tests.graph.exports.vikdal import edition_of

PREFIXES = """
PREFIX husk: <https://w3id.org/husk/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
WORKS = PREFIXES + "SELECT DISTINCT ?work { ?work a husk:Publication }"
YEARS = (
    PREFIXES
    + """
SELECT ?work ?year { ?work a husk:Publication ; husk:issued/husk:edtf ?year FILTER(STRLEN(?year) = 4) }
"""
)
TIES = PREFIXES + "SELECT DISTINCT ?agent ?setting { ?part husk:agent ?agent ; husk:in ?setting }"
ASSERTIONS = PREFIXES + "SELECT DISTINCT ?assertion { ?assertion a husk:Assertion }"


@cache
def note() -> Edition:
    """Return everything that follows from the note."""
    return edition_of(assemble(packaged_data()), "osloregionen")


@cache
def written(what: str, form: str) -> bytes:
    """Return an export."""
    export, output = require(what), io.BytesIO()
    export.write(note(), export.require_format(form), "nb", output)
    return output.getvalue()


@pytest.fixture(scope="module")
def runs(sources: Path) -> AbstractSet[Run]:
    """Every eight words in a row of the note."""
    found = {run for path in sources.glob("*.txt") for run in source_runs(path.read_text("utf-8"))}
    assert len(found) > 1000
    return found


def test_every_work_is_cited_with_the_year_that_the_graph_has() -> None:
    cited = by_bibtexparser(written("publications", "bibtex"))
    store = note().store
    assert len(cited) == len(store.select(WORKS)) > 30
    expected = {
        "osloregionen:" + row["work"].value.rpartition("/")[2]: row["year"].value
        for row in store.select(YEARS)
    }
    assert {key: work.year for key, (work, _) in cited.items() if work.year} == expected
    assert len(expected) > 15


def test_igraph_finds_every_tie(tmp_path: Path) -> None:
    path = tmp_path / "network.graphml"
    path.write_bytes(written("network-taking-part", "graphml"))
    network = igraph.Graph.Read_GraphML(str(path))
    ties = {frozenset({row["agent"].value, row["setting"].value}) for row in note().store.select(TIES)}
    iris = network.vs["iri"]
    assert {frozenset({iris[tie.source], iris[tie.target]}) for tie in network.es} == ties
    assert network.ecount() == len(ties) > 100


def test_every_assertion_is_a_nanopublication() -> None:
    content = written("nanopublications", "trig")
    assert content.count(b" a np:Nanopublication ;") == len(note().store.select(ASSERTIONS)) > 2000


def test_a_workbook_opens_with_a_row_for_each_organisation() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(written("organisations", "xlsx")))
    assert workbook.sheetnames == ["Organisasjoner", "om"]
    assert workbook["Organisasjoner"].max_row == len(note().things["organisation"]) + 1


@pytest.mark.parametrize(
    ("what", "form"),
    [
        ("nanopublications", "trig"),
        ("publications", "ris"),
        ("passages", "csv"),
        ("map-in-all-modalities", "kumu"),
    ],
)
def test_no_sentence_of_the_note_is_exported(runs: AbstractSet[Run], what: str, form: str) -> None:
    free = names(read(packaged_data()))
    values = re.split(r'["|]|  - ', written(what, form).decode())  # two values are no sentence
    assert [quoted for value in values for quoted in quotations(value, runs, free)] == []
