"""The checkout as tests see it: where it lies and which files belong to the project."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent


def project_files(*folders: str) -> tuple[Path, ...]:
    """Return the files of the project, below these folders or anywhere: all that git does not ignore.

    >>> ROOT / "pyproject.toml" in project_files()
    True
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *folders]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = {ROOT / name for name in listing.split("\0") if name}
    return tuple(sorted(path for path in paths if path.is_file()))


def is_of_others(path: Path) -> bool:
    """Tell whether a file was written elsewhere and is only carried along."""
    return "vendor" in path.parent.parts or path.name == "LICENSE-DATA"


def text_of(path: Path) -> str | None:
    """Return the text of a file, or nothing where it is no text (a picture, a typeface)."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
