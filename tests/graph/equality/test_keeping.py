"""What chance gives is kept with an edition as it was computed, and taken over where nothing has changed."""

import json
from pathlib import Path

import pytest

from graph.equality import keeping
from graph.equality.assessment import assess
from graph.equality.keeping import FILE, KEPT, Kept, read_equality, write_equality
from graph.equality.overview import EqualityReader
from graph.errors import SnapshotError
from tests.graph.equality.test_parts import store


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Return a directory in which it is kept."""
    directory = tmp_path / "one"
    directory.mkdir()
    write_equality(store(), directory, samples=19)
    return directory


def test_what_is_read_back_is_what_was_computed(written: Path) -> None:
    found = read_equality(written)
    assert found.keys() == set(KEPT)
    for kind in KEPT:
        parts = EqualityReader(store()).overview(kind).parts
        assert found[kind] == tuple(map(Kept.of, assess(parts, 1, 19)))


def test_equal_parts_are_not_assessed_again(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = written.parent / "other"
    other.mkdir()
    monkeypatch.setattr(keeping, "assess", None)
    write_equality(store(), other, samples=19)
    assert json.loads((other / FILE).read_text()) == json.loads((written / FILE).read_text())


def test_without_samples_nothing_is_kept(tmp_path: Path) -> None:
    write_equality(store(), tmp_path, samples=0)
    assert read_equality(tmp_path) == {}


def test_of_very_many_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build has no time for that."""
    parts = EqualityReader(store()).overview("Setting").parts
    monkeypatch.setattr(keeping, "MOST_PLACES", len(parts.actors) * len(parts.things) - 1)
    write_equality(store(), tmp_path, samples=19)
    assert "Setting" not in read_equality(tmp_path)


def test_what_cannot_be_read_is_told_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"Setting": 1}')
    with pytest.raises(SnapshotError, match="husk build"):
        read_equality(tmp_path)
