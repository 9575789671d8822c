"""Whoever asks to be left out is in nothing that is built, and the build tells how much went."""

import io
import json
import shutil
from pathlib import Path

import pytest

from graph.authoring.parse import read
from graph.authoring.removal import RemovalError, read_removals, without
from graph.build import build
from graph.edition import Inputs
from graph.exports import Edition, exports
from graph.reading.entities import EntityReader
from graph.search.index import write_index
from graph.search.searching import SearchIndex
from graph.snapshot import Snapshot
from graph.values import Iri
from tests.havnevik import HAVNEVIK

ID = "https://w3id.org/husk/id/havnevik/"
LIV = Iri(ID + "person/liv-strand")
FIXTURES = Path(__file__).parent.parent / "fixtures" / "removals"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("programmes") / "data"
    shutil.copytree(HAVNEVIK, folder)
    shutil.copy(FIXTURES / "more.trig", folder / "havnevik")
    shutil.copy(FIXTURES / "what-she-did.rq", folder / "questions")
    return folder


@pytest.fixture(scope="module")
def snapshot(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    var = tmp_path_factory.mktemp("var")
    return build(data, var, version="1", extras=[write_index], removed=[LIV]).snapshot


@pytest.fixture(scope="module")
def reader(snapshot: Snapshot) -> EntityReader:
    return EntityReader(snapshot.open_store())


def test_neither_name_nor_surname_is_left_in_the_graph(data: Path, snapshot: Snapshot) -> None:
    dumped = snapshot.open_store().dump().decode().casefold()
    authored = "".join(path.read_text("utf-8") for path in data.glob("*/*")).casefold()
    for name in ("liv-strand", "liv strand", "strand, liv", "med strand"):
        assert name in authored
        assert name not in dumped
    assert "[navn fjernet] og eli vik" in dumped
    assert "wrote a book, [name removed]’s own" in dumped


def test_no_search_export_page_or_question_has_the_name(snapshot: Snapshot, reader: EntityReader) -> None:
    results = SearchIndex.open(snapshot.search_path).search("Liv Strand")
    assert not any("strand" in str(hit).casefold() for hit in results.hits)
    edition = Edition.of(snapshot, reader)
    for export in exports().values():
        written = io.BytesIO()
        export.write(edition, export.formats[0], "nb", written)
        assert b"strand" not in written.getvalue().lower(), export.name
    assert reader.get("havnevik/person/liv-strand") is None
    assert "strand" not in (snapshot.path / "manifest.json").read_text("utf-8").casefold()


def test_what_is_about_the_person_goes_and_the_rest_stays(reader: EntityReader) -> None:
    for gone in ("claim/hun-leste-best", "judgement/ros-for-lesingen", "gap/hvor-liv-strand-bodde"):
        assert reader.get(f"havnevik/{gone}") is None
    book = reader.get("havnevik/publication/en-bok-om-gangen")
    assert book is not None
    authors = [group for group in book.groups if group.property.label.en == "by"]
    authored_by = {relation.value for group in book.groups for relation in group.relations}
    assert any(getattr(value, "id", "") == "havnevik/person/eli-vik" for value in authored_by), authors


def test_all_who_took_part_are_no_longer_said_to_be_named(reader: EntityReader) -> None:
    def stated(arena: str) -> set[str]:
        found = reader.get(f"havnevik/arena/{arena}")
        assert found is not None
        return {
            getattr(relation.value, "iri", "").rpartition("/")[2]
            for group in found.groups
            if group.property.iri.endswith("participantsStated")
            for relation in group.relations
        }

    assert stated("lesekroken") == set()
    assert stated("hagekvelden") == {"complete"}


def test_the_build_tells_how_much_was_left_out(snapshot: Snapshot) -> None:
    told = json.loads((snapshot.path / "manifest.json").read_text("utf-8"))["removed"]
    assert (told["persons"], told["questions"]) == (1, 1)
    assert told["things"] == 4
    assert told["texts"] == 3
    assert told["statements"] > 10


def test_another_list_is_another_edition(data: Path, snapshot: Snapshot) -> None:
    assert Inputs.read(data, "1").edition != snapshot.edition


def test_nobody_is_left_out_unasked(data: Path) -> None:
    files = read(data)
    assert without(files, ()).files == files


def test_who_is_not_there_cannot_be_left_out(data: Path) -> None:
    with pytest.raises(RemovalError, match="There is no"):
        without(read(data), [Iri(ID + "person/somebody-else")])


@pytest.mark.parametrize("line", ["Liv Strand", ID + "arena/lesekroken"])
def test_a_list_holds_iris_of_persons(tmp_path: Path, line: str) -> None:
    listed = tmp_path / "removed.txt"
    listed.write_text(f"# who asked\n\n{LIV.value}\n", "utf-8")
    assert read_removals(listed) == {LIV}
    listed.write_text(f"{LIV.value}\n{line}\n", "utf-8")
    with pytest.raises(RemovalError, match="Line 2"):
        read_removals(listed)
    with pytest.raises(RemovalError, match="HUSK_REMOVED"):
        read_removals(tmp_path / "none.txt")
