"""An edition as an archive: all that was read, the whole dataset, and what tells of both, with checksums.

The archive is an RO-Crate (https://www.researchobject.org/ro-crate/specification/1.1/). Equal editions of
equal dates give equal bytes: entries are sorted, and none has a time of its own.
"""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from graph.errors import SnapshotError
from graph.exports import Edition, require
from graph.model import PACKAGED
from graph.reading.entities import EntityReader
from graph.snapshot import Snapshot
from ontology.terms import ID

CHECKSUMS: Final = "checksums.txt"
CRATE: Final = "ro-crate-metadata.json"
DATASET: Final = "dataset.nq"
DOCUMENTS: Final = ("CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSE-DATA", "README.md")
"""What the project says of itself; an installed package may not have all of it."""
_TIMELESS: Final = (1980, 1, 1, 0, 0, 0)
_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_MEDIA_TYPES: Final = {
    ".trig": "application/trig",
    ".ttl": "text/turtle",
    ".rq": "application/sparql-query",
    ".nq": "application/n-quads",
    ".json": "application/json",
    ".md": "text/markdown",
    ".cff": "application/yaml",
}
_WORDS: Final = {
    DATASET: "The whole dataset, inferred statements included, as N-Quads.",
    "manifest.json": "What the edition was built from, and how much is in it.",
    CHECKSUMS: "The SHA-256 of every other file, as `sha256sum --check` reads them.",
}


def write_release(snapshot: Snapshot, data: Path, date: str, output: Path) -> Path:
    """Write the archive of an edition into a folder and return its path.

    Args:
        snapshot: what is released.
        data: the folder that it was built from.
        date: of the release, as 2026-11-27.
        output: the folder that the archive is written into.

    Raises:
        SnapshotError: the data or the ontology have changed since the edition was built.
    """
    files = _inputs(snapshot, data)
    edition = Edition.of(snapshot, EntityReader(snapshot.open_store()))
    files[DATASET] = _dataset(edition)
    files["manifest.json"] = (snapshot.path / "manifest.json").read_bytes()
    files |= {
        name: (PACKAGED.parent / name).read_bytes()
        for name in DOCUMENTS
        if (PACKAGED.parent / name).is_file()
    }
    files[CRATE] = _crate(edition, files, date)
    files[CHECKSUMS] = _checksums(files)
    path = output / f"husk-{edition.version}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"husk-{edition.version}/{name}", _TIMELESS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return path


def _inputs(snapshot: Snapshot, data: Path) -> dict[str, bytes]:
    """Read what the edition was built from, and hold it against the fingerprints.

    Raises:
        SnapshotError: a file has changed or is gone.
    """
    folders = {"data": data, "ontology": PACKAGED}
    found = {}
    fingerprints: Any = snapshot.manifest["inputs"]
    for name, fingerprint in fingerprints.items():
        folder, _, rest = name.partition("/")
        path = folders[folder] / rest
        content = path.read_bytes() if path.is_file() else b""
        if hashlib.sha256(content).hexdigest() != fingerprint:
            raise SnapshotError(f"{path} is not what the edition was built from. Run `husk build` first.")
        found[name] = content
    return found


def _dataset(edition: Edition) -> bytes:
    written = BytesIO()
    export = require("dataset")
    export.write(edition, export.require_format("nquads"), "en", written)
    return written.getvalue()


def _checksums(files: Mapping[str, bytes]) -> bytes:
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return "".join(lines).encode()


def _crate(edition: Edition, files: Mapping[str, bytes], date: str) -> bytes:
    """Describe the archive as an RO-Crate."""
    names = sorted({*files, CHECKSUMS})
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"husk {edition.version}: {', '.join(edition.programmes)}",
        "description": "What collaboration programmes did, learned and wished to do next, with who says so "
        "where: authored data, ontology, and the whole dataset that follows from them.",
        "datePublished": date,
        "version": edition.version,
        "identifier": edition.name,
        "license": {"@id": _LICENCE},
        "creator": {"@id": "#contributors"},
        "isBasedOn": [{"@id": document.iri} for document in edition.documents],
        "hasPart": [{"@id": name} for name in names],
    }
    described = [_file(name, files.get(name)) for name in names]
    sources = [
        {"@id": document.iri, "@type": "CreativeWork", "name": document.label.nb, "identifier": document.iri}
        for document in edition.documents
    ]
    graph = [
        {
            "@id": CRATE,
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        },
        root,
        {"@id": _LICENCE, "@type": "CreativeWork", "name": "CC BY 4.0", "identifier": _LICENCE},
        {"@id": "#contributors", "@type": "Organization", "name": "The husk contributors", "url": ID},
        *sources,
        *described,
    ]
    crate = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    return (json.dumps(crate, ensure_ascii=False, indent=2) + "\n").encode()


def _file(name: str, content: bytes | None) -> dict[str, str]:
    """Describe a file; the one with the checksums is written last, so its size is not told."""
    path = Path(name)
    described = {"@id": name, "@type": "File", "name": path.name}
    described["encodingFormat"] = _MEDIA_TYPES.get(path.suffix, "text/plain")
    if name in _WORDS:
        described["description"] = _WORDS[name]
    if content is not None:
        described["contentSize"] = str(len(content))
    return described
