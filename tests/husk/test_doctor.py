"""Each fault of a set-up is found, with its cure, and a set-up without one is said to be sound."""

import configparser
import http.server
import json
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from graph.build import build
from graph.remote.pushing import push
from graph.search.index import write_index
from graph.snapshot import current
from husk import __version__
from husk.building import settings_of_edition
from husk.doctor import Finding, examine
from husk.settings import PREFIX, Settings
from tests.checkout import ROOT
from tests.graph.remote.engines import oxigraph
from tests.husk.conftest import HUSK
from tests.ports import free_port
from tests.reading import READING

OPERATION = ROOT / "docs" / "examples" / "operation"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of a sound set-up."""
    settings = Settings(data=READING, var=tmp_path_factory.mktemp("var"), port=free_port())
    build(
        settings.data,
        settings.var,
        version=__version__,
        extras=[write_index],
        settings=settings_of_edition(settings),
    )
    return settings


def found(settings: Settings) -> dict[str, Finding]:
    return {finding.part: finding for finding in examine(settings)}


def test_a_sound_set_up_has_no_fault(built: Settings) -> None:
    findings = found(built)
    assert {finding.state for finding in findings.values()} <= {"ok", "note"}
    assert findings["snapshot"].state == findings["edition"].state == "ok"


def test_every_fault_and_note_has_a_cure(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, var=tmp_path / "var", sources=tmp_path / "none", query_memory_mb=10**9)
    findings = found(settings)
    wrong = {part for part, finding in findings.items() if finding.state != "ok"}
    assert {"data", "snapshot", "sources", "memory"} <= wrong
    assert all(findings[part].cure for part in wrong)


def test_data_that_changed_since_the_build_are_noted(built: Settings) -> None:
    assert found(replace(built, samples=7))["edition"].state == "note"


def test_a_snapshot_that_lost_something_is_a_fault(built: Settings, tmp_path: Path) -> None:
    shutil.copytree(built.var, tmp_path / "var", symlinks=True)
    manifest = tmp_path / "var" / "current" / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    told["counts"]["assertions"] += 1
    manifest.write_text(json.dumps(told), "utf-8")
    assert found(replace(built, var=tmp_path / "var"))["snapshot"].state == "fault"


def test_a_snapshot_without_its_index_is_a_fault(built: Settings, tmp_path: Path) -> None:
    shutil.copytree(built.var, tmp_path / "var", symlinks=True)
    shutil.rmtree(tmp_path / "var" / "current" / "search")
    assert found(replace(built, var=tmp_path / "var"))["snapshot"].state == "fault"


def test_an_engine_is_looked_at_where_one_is_named(built: Settings, tmp_path: Path) -> None:
    with oxigraph(tmp_path) as engine:
        named = replace(built, store=engine.address)
        empty = found(named)["engine"]
        assert (empty.state, empty.cure) == ("fault", "husk push")
        push(current(built.var), engine)
        assert found(named)["engine"].state == "ok"
    gone = found(named)["engine"]
    assert (gone.state, "HUSK_STORE" in gone.cure) == ("fault", True)
    assert found(built)["engine"].state == "ok"


def test_a_port_that_another_program_has_is_a_fault(built: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", built.port))
        taken.listen()
        finding = found(built)["port"]
    assert finding.state == "fault"
    assert str(built.port) in finding.told


class Health(http.server.BaseHTTPRequestHandler):
    """Answers as a husk does that serves an edition."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"edition": "0123456789abcdef"}')

    def log_message(self, *_: object) -> None:
        """Write nothing."""


@pytest.fixture
def served(built: Settings) -> Iterator[None]:
    with http.server.HTTPServer(("127.0.0.1", built.port), Health) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield
        server.shutdown()
        thread.join()


@pytest.mark.usefixtures("served")
def test_a_port_that_a_husk_has_is_none(built: Settings) -> None:
    finding = found(built)["port"]
    assert (finding.state, "0123456789ab" in finding.told) == ("ok", True)


def test_the_command_ends_with_1_where_there_is_a_fault(tmp_path: Path) -> None:
    command = [*HUSK, "doctor", "--json", "--var", str(tmp_path / "var"), "--data", str(READING)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    faults = [finding["part"] for finding in json.loads(answer.stdout) if finding["state"] == "fault"]
    assert "snapshot" in faults


def test_the_systemd_unit_calls_commands_and_settings_that_there_are() -> None:
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]  # as its documentation says
    unit.read(OPERATION / "husk.service")
    service = unit["Service"]
    assert service["KillMode"] == "mixed"
    assert service["ExecStartPre"].endswith("husk build")
    assert service["ExecStart"].endswith("husk serve")
    named = re.findall(r"(\w+)=", service["Environment"])
    assert set(named) <= {PREFIX + setting.name.upper() for setting in fields(Settings)}


def test_the_container_file_copies_and_calls_what_there_is() -> None:
    text = (OPERATION / "Containerfile").read_text("utf-8")
    assert (ROOT / "requirements.lock").is_file()
    assert set(re.findall(r"\bHUSK_\w+", text)) <= {PREFIX + each.name.upper() for each in fields(Settings)}
    assert '"husk build && exec husk serve"' in text
