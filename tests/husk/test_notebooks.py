"""The notebooks in docs/ run from beginning to end, and find what the graph holds."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

from graph.build import build
from graph.reading.coverage import CoverageReader, State
from graph.reading.entities import EntityReader
from graph.snapshot import Snapshot, current
from husk import __version__
from ontology.terms import HUSK
from tests.checkout import ROOT
from tests.havnevik import HAVNEVIK, havnevik

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
WHO_TOOK_PART = ROOT / "docs" / "notebooks" / "who-took-part.ipynb"
SECONDS = 300


@pytest.fixture(scope="module", params=["own", "made-up"])
def snapshot(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The product's own data; and a programme where some are said not to have been there."""
    if request.param == "own":
        return current(request.getfixturevalue("var"))
    return build(HAVNEVIK, tmp_path_factory.mktemp("var"), version=__version__).snapshot


@pytest.fixture(scope="module")
def run(snapshot: Snapshot) -> dict[str, list[Any]]:
    """The outputs of each cell of the notebook, and of one more that tells its table as JSON."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("HUSK_GRAPH", str(snapshot.path))
        notebook = nbformat.read(WHO_TOOK_PART, as_version=4)
        notebook.cells.append(new_code_cell("print(table.to_json(force_ascii=False))", id="told"))
        NotebookClient(notebook, timeout=SECONDS, kernel_name="python3").execute()
    return {cell.id: cell.outputs for cell in notebook.cells if cell.cell_type == "code"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_stands_without_what_a_run_leaves(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert cells
    assert all(cell.outputs == [] and cell.execution_count is None for cell in cells)


@pytest.mark.slow
def test_its_table_is_what_coverage_tells(run: dict[str, list[Any]], snapshot: Snapshot) -> None:
    store = snapshot.open_store()
    reader = EntityReader(store)
    actual = {row["arena"].value for row in store.select(f"SELECT ?arena {{ ?arena a <{HUSK}Arena> }}")}
    columns = CoverageReader(reader).read("sector", type_="Arena", limit=1000).columns
    expected = {
        (cell.party.label.en, column.setting.label.en): _state(cell.states)
        for column in columns
        if column.setting.iri in actual
        for cell in column.cells
    }
    told = json.loads(run["told"][0].text)
    assert {
        (sector, arena): state for sector, arenas in told.items() for arena, state in arenas.items()
    } == expected
    assert {"took part", "not stated"} <= set(expected.values())


def test_the_made_up_programme_tells_of_absence() -> None:
    """Else nothing would test what the notebook makes of it."""
    columns = CoverageReader(havnevik()).read("sector", type_="Arena", limit=1000).columns
    found = {state for column in columns for cell in column.cells for state in cell.states}
    assert {State.STATED_ABSENT, State.NO, State.NOT_STATED, State.TOOK_PART} <= found


@pytest.mark.slow
def test_it_ends_in_a_figure_and_in_words(run: dict[str, list[Any]], snapshot: Snapshot) -> None:
    assert snapshot.edition in run["open"][0].data["text/markdown"]
    assert any("image/png" in output.get("data", {}) for output in run["figure"])
    arenas = {arena for told in json.loads(run["told"][0].text).values() for arena in told}
    in_words = run["figure-in-words"][0].data["text/markdown"]
    assert all(f"**{arena}**" in in_words for arena in arenas)
    assert f"{len(arenas)} arenaer" in run["summary-in-norwegian"][0].data["text/markdown"]


def _state(states: tuple[State, ...]) -> str:
    """Return what the notebook calls what is known of a sector."""
    if {State.TOOK_PART, State.LED} & set(states):
        return "took part"
    return "did not" if {State.STATED_ABSENT, State.NO} & set(states) else "not stated"
