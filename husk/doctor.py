"""What is wrong with a set-up, and how to mend it: `husk doctor`."""

import json
import os
import shutil
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

from graph.analysis.keeping import ANALYSED, read_analysis
from graph.authoring.parse import trig_files
from graph.counts import counts
from graph.edition import Inputs
from graph.errors import HuskError, SnapshotError
from graph.remote.errors import EditionError, RemoteError
from graph.search.searching import SearchIndex
from graph.snapshot import Snapshot, current
from husk import __version__
from husk.building import settings_of_edition
from husk.server import require_port
from husk.settings import Settings, SettingsError
from husk.stores import StorePlace

_MEGABYTE: Final = 1 << 20
_ROOM_MB: Final = 500
"""Free room below which a build of a small programme may fail."""
_SERVER_MB: Final = 600
"""Memory that the server itself takes, at the size of the first programme."""

_COUNTED: Final = ("entities", "assertions", "passages", "voices")
"""What the description of the dataset, which is added after counting, has none of."""

State = Literal["ok", "note", "fault"]


@dataclass(frozen=True)
class Finding:
    """What was found of one part of the set-up."""

    part: str
    state: State
    """`fault`: something will not work. `note`: it will, but perhaps not as wished."""
    told: str
    cure: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at each part of the set-up; nothing is changed. One part that fails hides no other."""
    parts: dict[str, Callable[[Settings], Iterator[Finding]]] = {
        "kernel": _kernel,
        "data": _data,
        "var": _var,
        "snapshot": _snapshot,
        "engine": _engine,
        "port": _port,
        "memory": _memory,
        "sources": _sources,
        "java": _java,
    }
    for part, look in parts.items():
        try:
            yield from look(settings)
        except (HuskError, OSError) as error:
            yield Finding(part, "fault", str(error), "Mend that, and run `husk doctor` again.")


def as_text(finding: Finding) -> str:
    """Write a finding for people."""
    mark = {"ok": "ok   ", "note": "note ", "fault": "FAULT"}[finding.state]
    cure = f"\n      Cure: {finding.cure}" if finding.cure else ""
    return f"{mark} {finding.part}: {finding.told}{cure}"


def as_json(findings: list[Finding]) -> str:
    """Write findings for programs."""
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2)


def _kernel(_: Settings) -> Iterator[Finding]:
    """Look for what the query processes need of the system."""
    if hasattr(os, "pidfd_open") and Path("/proc/self/statm").exists():
        yield Finding("kernel", "ok", "Linux, with what the query processes need.")
    else:
        cure = "Run husk on Linux 5.3 or newer, with /proc mounted."
        yield Finding("kernel", "fault", "The query processes need pidfd_open and /proc.", cure)


def _data(settings: Settings) -> Iterator[Finding]:
    """Look for programmes."""
    files = list(trig_files(settings.data))
    programmes = sorted({path.relative_to(settings.data).parts[0] for path in files})
    if programmes:
        yield Finding("data", "ok", f"{len(files)} files of {', '.join(programmes)} in {settings.data}.")
    else:
        cure = "Set HUSK_DATA to the folder that holds a folder for each programme."
        yield Finding("data", "fault", f"There are no .trig files below {settings.data}.", cure)


def _var(settings: Settings) -> Iterator[Finding]:
    """Look whether snapshots can be written."""
    folder = next(path for path in (settings.var, *settings.var.absolute().parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        cure = "Let this user write there, or set HUSK_VAR to another folder."
        yield Finding("var", "fault", f"Nothing can be written in {folder}: {error.strerror}.", cure)
        return
    free = shutil.disk_usage(folder).free // _MEGABYTE
    if free < _ROOM_MB:
        cure = "Make room: a build keeps the last two snapshots beside the new one."
        yield Finding("var", "note", f"Only {free} MB are free in {folder}.", cure)
    else:
        yield Finding("var", "ok", f"{settings.var} can be written, {free} MB are free.")


def _snapshot(settings: Settings) -> Iterator[Finding]:
    """Look whether what is served is whole, and made of the data as they are."""
    try:
        snapshot = current(settings.var)
    except SnapshotError as error:
        yield Finding("snapshot", "fault", str(error), "husk build")
        return
    with snapshot.hold():
        yield from _wholeness(snapshot)
    wanted = Inputs.read(settings.data, __version__, settings=settings_of_edition(settings)).edition
    if wanted == snapshot.edition:
        yield Finding("edition", "ok", f"{snapshot.edition[:12]} is made of the data as they are.")
    else:
        told = "Data, ontology, code, packages or settings have changed since the snapshot was built."
        yield Finding("edition", "note", told, "husk build")


def _wholeness(snapshot: Snapshot) -> Iterator[Finding]:
    """Look whether each part of a snapshot can be read, and whether it has all of its quads."""
    stated: Any = snapshot.manifest["counts"]
    found = counts(snapshot.open_store())
    if any(stated[name] != found[name] for name in _COUNTED):
        cure = f"Remove {snapshot.path} and run `husk build`, or `husk restore` a backup."
        yield Finding("snapshot", "fault", "The store does not have what its manifest counts.", cure)
        return
    SearchIndex.open(snapshot.search_path)
    analysed = [name for name in ANALYSED if read_analysis(snapshot.path, name)]
    told = f"{found['assertions']} assertions, an index of words, {len(analysed)} analyses."
    yield Finding("snapshot", "ok", f"{snapshot.edition[:12]} is whole: {told}")


def _engine(settings: Settings) -> Iterator[Finding]:
    """Look whether the engine that shall answer does, with an edition of which the snapshot is here."""
    if not settings.store:
        yield Finding("engine", "ok", "None is named; the snapshot answers from its own store.")
        return
    try:
        with closing(StorePlace(settings)) as place:
            edition = place.snapshot().edition
    except EditionError as error:
        yield Finding("engine", "fault", str(error), "husk push")
    except RemoteError as error:
        cure = "Start the engine, or mend HUSK_STORE and the user, password or token that go with it."
        yield Finding("engine", "fault", str(error), cure)
    else:
        yield Finding("engine", "ok", f"{settings.store} answers with edition {edition[:12]}.")


def _port(settings: Settings) -> Iterator[Finding]:
    """Look whether the port is free, or held by a husk already."""
    place = f"{settings.host}:{settings.port}"
    try:
        require_port(settings)
        yield Finding("port", "ok", f"{place} is free.")
    except SettingsError as error:
        if edition := _served_at(settings):
            yield Finding("port", "ok", f"A husk serves edition {edition[:12]} at {place}.")
        else:
            yield Finding("port", "fault", str(error), "Set HUSK_PORT or HUSK_HOST.")


def _served_at(settings: Settings) -> str | None:
    """Return the edition that a husk serves at the address of the settings; None where none does."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    try:
        with urllib.request.urlopen(f"http://{host}:{settings.port}/health", timeout=5) as answer:
            return str(json.load(answer)["edition"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _memory(settings: Settings) -> Iterator[Finding]:
    """Look whether the limits on queries fit into the memory of the machine."""
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // _MEGABYTE
    most = _SERVER_MB + settings.cache_mb + settings.query_workers * settings.query_memory_mb
    if most > total:
        told = f"Queries may take {most} MB together, and the machine has {total} MB."
        yield Finding("memory", "note", told, "Lower HUSK_QUERY_MEMORY_MB or HUSK_QUERY_WORKERS.")
    else:
        yield Finding("memory", "ok", f"All queries at their limit take {most} MB of {total} MB.")


def _sources(settings: Settings) -> Iterator[Finding]:
    """Look for the texts of the sources, where they are said to be."""
    if settings.sources is None:
        yield Finding("sources", "ok", "None attached; passages are not held against their texts.")
    elif settings.sources.is_dir():
        yield Finding("sources", "ok", f"Attached from {settings.sources}.")
    else:
        cure = "Set HUSK_SOURCES to the folder with the texts, or unset it."
        yield Finding("sources", "fault", f"{settings.sources} is no folder.", cure)


def _java(_: Settings) -> Iterator[Finding]:
    """Look for Java, without which HermiT cannot prove the graph consistent."""
    if shutil.which("java"):
        yield Finding("java", "ok", "There, so that `husk check` can ask HermiT.")
    else:
        cure = "Install a Java runtime (on Debian: apt install default-jre-headless), or do without."
        yield Finding("java", "note", "Not there: `husk check` does without HermiT.", cure)
