from collections import Counter
from pathlib import Path

import pytest

from graph.build import assemble
from graph.counts import counts
from graph.store import EmbeddedStore
from ontology.terms import HUSK, ID, KINDS
from tests.benchmarks.programme import write_programme

SENTENCES = 300


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write_programme(folder, SENTENCES)
    return folder


@pytest.fixture(scope="module")
def store(data: Path) -> EmbeddedStore:
    """What follows from a made-up programme; that there is any says that it has no fault."""
    return assemble(data)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.trig")}


def test_same_size_and_seed_give_the_same_bytes(data: Path, tmp_path: Path) -> None:
    write_programme(tmp_path / "again", SENTENCES)
    write_programme(tmp_path / "other", SENTENCES, seed=2)
    assert contents(tmp_path / "again") == contents(data)
    assert contents(tmp_path / "other") != contents(data)


def test_a_programme_grows_with_its_sentences(store: EmbeddedStore, tmp_path: Path) -> None:
    write_programme(tmp_path, SENTENCES // 3)
    small, large = counts(assemble(tmp_path)), counts(store)
    assert (small["passages"], large["passages"]) == (SENTENCES // 3, SENTENCES)
    for name in ("entities", "assertions"):
        ratio = int(str(large[name])) / int(str(small[name]))
        assert 2 < ratio < 4, name


def test_a_programme_has_things_of_every_kind_but_some_of_curators(store: EmbeddedStore) -> None:
    rows = store.select("SELECT DISTINCT ?class WHERE { GRAPH ?graph { ?thing a ?class } }")
    found = {row["class"].value for row in rows}
    left_out = ("Group", "UnnamedParty", "TargetGroup", "Conflict", "Identification", "StructuralTest")
    assert {class_.removeprefix(HUSK) for class_ in set(KINDS.values()) - found} == set(left_out)


def test_every_voice_and_modality_is_heard(store: EmbeddedStore) -> None:
    rows = store.select(
        "PREFIX husk: <https://w3id.org/husk/ontology#> PREFIX prov: <http://www.w3.org/ns/prov#> "
        "SELECT ?voice ?modality WHERE { ?a prov:wasAttributedTo ?voice ; husk:modality ?modality }"
    )
    assert len({row["voice"] for row in rows}) == 6
    assert len({row["modality"] for row in rows}) == 4


def test_who_takes_part_where_is_heavy_tailed(store: EmbeddedStore) -> None:
    rows = store.select(
        "PREFIX husk: <https://w3id.org/husk/ontology#> "
        "SELECT ?agent ?in WHERE { ?participation husk:agent ?agent ; husk:in ?in }"
    )
    for end in ("agent", "in"):
        times = sorted(Counter(row[end].value.removeprefix(ID) for row in rows).values())
        assert times[len(times) // 2] <= 2
        assert times[-1] >= 8
