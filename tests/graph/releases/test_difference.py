"""What differs between two editions that differ in one thing, a file a case, told in both languages."""

import json
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from graph.analysis.keeping import write_analyses
from graph.build import assemble, build
from graph.releases.archive import write_release
from graph.releases.difference import difference, difference_between
from graph.releases.editions import edition_named
from graph.releases.errors import DifferenceError
from graph.snapshot import Snapshot
from husk.telling.differences import as_document, in_words
from tests.reading import READING, reading

FIXTURES = Path(__file__).parent / "fixtures"
CASES = sorted((FIXTURES / "differences").glob("*.json"))
TIE_MORE = json.loads((FIXTURES / "measures" / "a-tie-more.json").read_text("utf-8"))


def changed(case: Mapping[str, Any], folder: Path) -> Path:
    """Write the made-up programme with the changes of a case."""
    data = copytree(READING, folder / "data")
    for change in case["changes"]:
        file = data / "demo" / change["file"]
        text = file.read_text("utf-8")
        assert text.count(change["before"]) == 1
        file.write_text(text.replace(change["before"], change["after"]), "utf-8")
    return data


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_change_is_told_in_words(path: Path, tmp_path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))
    data = changed(case, tmp_path)
    found = difference(reading().dump(), assemble(data).dump())
    assert list(in_words(found, "nb")) == case["nb"]
    assert list(in_words(found, "en")) == case["en"]


@pytest.fixture(scope="module")
def analysed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Snapshot]:
    """Build the made-up programme, and with one tie more, each with its analyses."""
    folder = tmp_path_factory.mktemp("analysed")
    analyses = partial(write_analyses, samples=0)
    before, after = (
        build(data, folder / name, version="1", extras=[analyses]).snapshot
        for name, data in {"before": READING, "after": changed(TIE_MORE, folder)}.items()
    )
    return before, after


def test_measures_that_changed_are_told_by_network(
    analysed: tuple[Snapshot, Snapshot], tmp_path: Path
) -> None:
    before, after = (str(snapshot.path) for snapshot in analysed)
    found = difference_between(before, after, tmp_path)
    assert list(in_words(found, "nb")) == TIE_MORE["nb"]
    assert list(in_words(found, "en")) == TIE_MORE["en"]
    values = [value for moved in found.measures for value in moved.values]
    told = json.loads(as_document(found))["measures"]
    assert [value["after"] for moved in told for value in moved["values"]] == [each.after for each in values]
    assert sum(": " in line for line in in_words(found, "en", None)) == len(values) + 1  # and the counts
    assert not difference_between(after, after, tmp_path).measures


def test_an_edition_without_analyses_is_told_of(analysed: tuple[Snapshot, Snapshot], tmp_path: Path) -> None:
    before = analysed[0].path
    dump = tmp_path / "dump.nq"
    dump.write_bytes(edition_named(str(before), tmp_path).dataset)
    broken = copytree(before, tmp_path / "broken")
    next((broken / "analyses").iterdir()).write_text("{}", "utf-8")
    for one, other, side in ((dump, before, "first"), (before, broken, "second")):
        *_, told = in_words(difference_between(str(one), str(other), tmp_path), "en")
        assert told.startswith(f"The {side} edition has no analyses")
    assert list(in_words(difference_between(str(dump), str(dump), tmp_path), "nb")) == [
        "Ingenting er endret."
    ]


def test_changes_of_the_ontology_are_told_by_term() -> None:
    whole = reading().dump()
    lines = whole.splitlines(keepends=True)
    without = b"".join(
        line for line in lines if not line.startswith(b"<https://w3id.org/husk/ontology#Lesson>")
    )
    label = b"<https://w3id.org/husk/ontology#Measure> <http://www.w3.org/2000/01/rdf-schema#label> "
    assert label + '"måltall"'.encode() in whole
    other = whole.replace(label + '"måltall"'.encode(), label + b'"tall"')
    assert list(in_words(difference(without, whole), "en"))[:2] == ["Ontology terms added (1):", "    lesson"]
    assert list(in_words(difference(whole, other), "nb"))[:2] == [
        "Endrede begreper i ontologien (1):",
        "    tall",
    ]


def test_a_programme_that_is_taken_away_is_the_reverse_of_one_that_is_added() -> None:
    added, removed = difference(b"", reading().dump()), difference(reading().dump(), b"")
    assert added.things_added
    assert added.things_added == removed.things_removed
    assert added.relations_added == removed.relations_removed
    assert added.terms_added == removed.terms_removed


def test_a_long_part_is_bounded_unless_all_is_asked_for() -> None:
    found = difference(b"", reading().dump())
    bounded, everything = list(in_words(found, "en", 2)), list(in_words(found, "en", None))
    assert f"    and {len(found.things_added) - 2} more" in bounded
    assert [line for line in everything if line.startswith("    and ")] == []
    assert [line for line in bounded if not line.startswith("    and ")] == [
        line for line in everything if line in set(bounded)
    ]


def test_the_document_holds_every_change() -> None:
    found = difference(b"", reading().dump())
    document = json.loads(as_document(found))
    assert len(document["relations_added"]) == len(found.relations_added)
    assert document["things_added"][0]["label"].keys() == {"nb", "en"}
    assert document["counts"]["things"] == [0, len(found.things_added)]


def test_an_edition_is_found_by_folder_by_the_start_of_its_name_and_in_an_archive(tmp_path: Path) -> None:
    snapshot = build(READING, tmp_path, version="0.1.0").snapshot
    archive = write_release(snapshot, READING, date(2026, 1, 31).isoformat(), tmp_path)
    for name in (str(snapshot.path), snapshot.edition[:6], str(archive)):
        found = difference(snapshot.open_store().dump(), edition_named(name, tmp_path).dataset)
        assert list(in_words(found, "en")) == ["Nothing has changed."]


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_an_edition_that_is_not_there_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(DifferenceError, match="No edition begins so"):
        edition_named(name, tmp_path)


def test_an_archive_without_a_dataset_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("README.md", "")
    with pytest.raises(DifferenceError, match="cannot be read as a release"):
        edition_named(str(tmp_path / "a.zip"), tmp_path)


def test_what_is_no_dataset_is_refused() -> None:
    with pytest.raises(DifferenceError, match="not one of ours"):
        difference(b"<a", b"")
