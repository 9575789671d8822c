"""The files that pages load, under addresses that change when one of them does: they may be kept for ever."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import Final

MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
"""The kinds of file that are served; a file of another kind is not."""


@dataclass(frozen=True)
class StaticFiles:
    """All files, in memory: they are few and small, and never change while the server runs."""

    contents: Mapping[str, bytes]
    """Path below the folder -> what the file holds."""
    digest: str
    """Tells these files from any others."""

    def url(self, path: str) -> str:
        """Return the address of a file.

        Raises:
            KeyError: there is no such file.
        """
        if path not in self.contents:
            raise KeyError(path)
        return f"/static/{self.digest}/{path}"


@cache
def static_files() -> StaticFiles:
    """Read the files that come with the product.

    >>> static_files().url("css/site.css").endswith("/css/site.css")
    True
    """
    contents = dict(sorted(_read(files("visualizations").joinpath("static"), "")))
    digest = hashlib.sha256()
    for path, content in contents.items():
        digest.update(f"{path} {len(content)}\n".encode() + content)
    return StaticFiles(contents, digest.hexdigest()[:16])


def _read(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    """Return path and content of every file of a served kind below a folder."""
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        path = prefix + entry.name
        if entry.is_dir():
            found += _read(entry, path + "/")
        elif PurePosixPath(path).suffix in MEDIA_TYPES:
            found.append((path, entry.read_bytes()))
    return found
