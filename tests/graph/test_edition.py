import shutil
from pathlib import Path

import pytest

from graph.edition import Inputs
from ontology.terms import HERE
from tests.graph.programmes import lay_out


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return lay_out("valid/neighbours", tmp_path)


@pytest.fixture
def ontology(tmp_path: Path) -> Path:
    return shutil.copytree(HERE, tmp_path / "ontology")


def test_same_input_is_the_same_edition_wherever_it_stands(
    data: Path, ontology: Path, tmp_path: Path
) -> None:
    elsewhere = shutil.copytree(data, tmp_path / "elsewhere")
    assert Inputs.read(data, "1").edition == Inputs.read(elsewhere, "1", ontology=ontology).edition


@pytest.mark.parametrize("name", ["husk.ttl", "shapes.ttl", "vocabularies/role.ttl", "rules/cax-sco.rq"])
def test_any_change_of_the_ontology_is_another_edition(data: Path, ontology: Path, name: str) -> None:
    before = Inputs.read(data, "1", ontology=ontology).edition
    with (ontology / name).open("a") as file:
        file.write("\n")
    assert Inputs.read(data, "1", ontology=ontology).edition != before


def test_any_change_of_data_is_another_edition(data: Path) -> None:
    before = Inputs.read(data, "1").edition
    with (data / "demo" / "1.trig").open("a") as file:
        file.write("\n")
    changed = Inputs.read(data, "1").edition
    shutil.copytree(data / "demo", data / "other")
    assert len({before, changed, Inputs.read(data, "1").edition}) == 3


def test_version_and_settings_belong_to_the_edition(data: Path) -> None:
    editions = {
        Inputs.read(data, "1").edition,
        Inputs.read(data, "2").edition,
        Inputs.read(data, "1", settings={"removals": "x"}).edition,
    }
    assert len(editions) == 3


def test_other_files_do_not_belong_to_the_edition(data: Path) -> None:
    before = Inputs.read(data, "1").edition
    (data / "demo" / "notes.txt").write_text("Remember.")
    assert Inputs.read(data, "1").edition == before


def test_inputs_name_files_programmes_and_packages(data: Path) -> None:
    inputs = Inputs.read(data, "1")
    assert inputs.programmes == ("demo",)
    assert {"data/demo/1.trig", "ontology/husk.ttl"} <= set(inputs.files)
    assert inputs.packages["pyoxigraph"] == "0.5.13"
    assert "tantivy" in inputs.packages
