from pathlib import Path

import pytest

from graph.authoring.parse import AuthoredFile, read, trig_files
from graph.errors import DataError
from graph.names import LABELS
from graph.values import Iri
from tests.graph.programmes import lay_out

ID = "https://w3id.org/husk/id/demo/"


def read_neighbours(folder: Path) -> AuthoredFile:
    first, _ = read(lay_out("valid/neighbours", folder))
    return first


def test_file_is_read_into_descriptions_labels_and_assertions(tmp_path: Path) -> None:
    file = read_neighbours(tmp_path)
    assert (file.programme, file.name) == ("demo", "demo/1.trig")
    assert [iri.value.removeprefix(f"{ID}assertion/") for iri in file.assertions] == [
        "1-p1-s1-a",
        "1-p1-s1-b",
        "1-p1-s1-c",
        "1-p1-s2-a",
        "1-p1-s2-b",
    ]
    assert {statement.subject for statement in file.labels} == {
        Iri(f"{ID}{name}") for name in ("organisation/nabolaget", "arena/kafe", "activity/fest")
    }


def test_empty_name_stands_for_the_file(tmp_path: Path) -> None:
    file = read_neighbours(tmp_path)
    assert file.iri == Iri("https://w3id.org/husk/data/demo/1.trig")
    assert file.iri in {statement.subject for statement in file.descriptions}


def test_files_are_read_in_the_order_of_programme_and_name(tmp_path: Path) -> None:
    for name in ("b/2.trig", "b/10.trig", "a/3.trig", "a/notes.txt", "questions/q.rq"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [path.relative_to(tmp_path).as_posix() for path in trig_files(tmp_path)] == [
        "a/3.trig",
        "b/10.trig",
        "b/2.trig",
    ]


def test_file_with_a_space_in_its_name_is_read(tmp_path: Path) -> None:
    data = lay_out("valid/neighbours", tmp_path)
    (data / "demo" / "1.trig").rename(data / "demo" / "1 ny.trig")
    assert read(data)[0].iri.value.endswith("/demo/1%20ny.trig")


def test_folder_that_cannot_name_a_programme_is_refused(tmp_path: Path) -> None:
    (lay_out("valid/neighbours", tmp_path) / "demo").rename(tmp_path / "data" / "Demo 1")
    with pytest.raises(DataError, match="cannot name a programme"):
        read(tmp_path / "data")


def test_labels_may_be_opened_as_often_as_one_likes(tmp_path: Path) -> None:
    data = lay_out("valid/neighbours", tmp_path)
    with (data / "demo" / "1.trig").open("a", encoding="utf-8") as file:
        file.write('graph:labels { arena:kafe skos:prefLabel "Kafé"@nb . }\n')
    assert len(read(data)) == 2


def test_problem_points_at_the_name_then_the_property_then_the_subject(tmp_path: Path) -> None:
    file = read_neighbours(tmp_path)
    graph, subject = Iri(f"{ID}assertion/1-p1-s2-b"), Iri(f"{ID}activity/fest")
    part_of = Iri("https://w3id.org/husk/ontology#partOf")
    line = next(number for number, text in enumerate(file.text.splitlines(), 1) if "husk:partOf" in text)
    assert file.problem("", "", graph=graph, subject=subject, predicate=part_of).line == line
    assert file.problem("", "", graph=graph, subject=subject).line == line
    assert file.problem("", "", graph=graph).line == line - 1
    assert file.problem("", "", graph=LABELS, subject=subject).assertion is None
