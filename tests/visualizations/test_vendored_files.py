"""Files written elsewhere are the ones that their manifest names, with their licences beside them."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.checkout import ROOT

FOLDERS = (ROOT / "visualizations" / "static" / "vendor", ROOT / "tests" / "browser" / "vendor")
FREE = {"(Apache-2.0 OR MIT)", "Apache-2.0", "MIT", "OFL-1.1", "MPL-2.0"}
BUNDLER = "esbuild"


def entries() -> list[tuple[Path, dict[str, Any]]]:
    return [
        (folder, entry)
        for folder in FOLDERS
        for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    ]


def lock() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    ("folder", "entry"), entries(), ids=lambda value: value["file"] if isinstance(value, dict) else ""
)
def test_a_file_is_the_one_that_was_copied(folder: Path, entry: dict[str, Any]) -> None:
    digest = hashlib.sha384((folder / entry["file"]).read_bytes()).digest()
    assert base64.b64encode(digest).decode() == entry["sha384"]


@pytest.mark.parametrize(
    ("folder", "entry"), entries(), ids=lambda value: value["file"] if isinstance(value, dict) else ""
)
def test_a_file_has_its_licence_beside_it(folder: Path, entry: dict[str, Any]) -> None:
    assert entry["packages"]
    assert {package["licence"] for package in entry["packages"]} <= FREE
    assert (folder / entry["licenceFile"]).stat().st_size > 500


@pytest.mark.parametrize(
    ("folder", "entry"), entries(), ids=lambda value: value["file"] if isinstance(value, dict) else ""
)
def test_a_file_has_the_version_that_is_asked_for(folder: Path, entry: dict[str, Any]) -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    versions = {**wanted["dependencies"], **wanted["devDependencies"]}
    locked = lock()["packages"]
    for package in entry["packages"]:
        name = package["package"]
        assert package["version"] == versions.get(name, package["version"])
        assert package["version"] == locked[f"node_modules/{name}"]["version"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_nothing_stands_there_that_the_manifest_does_not_name(folder: Path) -> None:
    named = {
        name for home, entry in entries() if home == folder for name in (entry["file"], entry["licenceFile"])
    }
    assert {path.name for path in folder.iterdir()} == named | {"manifest.json"}


def test_everything_that_is_asked_for_is_carried() -> None:
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    carried = {package["package"] for _, entry in entries() for package in entry["packages"]}
    assert {*wanted["dependencies"], *wanted["devDependencies"]} - carried == {BUNDLER}


def test_nothing_that_a_package_would_run_is_run_when_files_are_fetched() -> None:
    assert "ignore-scripts=true" in (ROOT / ".npmrc").read_text(encoding="utf-8").splitlines()


def test_what_the_bundle_holds_of_others_is_in_its_licences() -> None:
    texts = (FOLDERS[0] / "swagger-ui-bundle.js.LICENSE.txt").read_text(encoding="utf-8")
    assert all(words in texts for words in ("Apache License", "SmartBear Software", "React", "DOMPurify"))


def test_the_lock_names_no_address() -> None:
    assert not any("resolved" in package for package in lock()["packages"].values())
