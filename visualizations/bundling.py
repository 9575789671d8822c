"""Our script modules as one script, for a page that stands in one file and can load nothing.

This is no bundler for any script: it takes modules as ours are written, with imports at the head of the file
and exports where something is declared.
"""

import re
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import Final, NamedTuple

from visualizations.static_files import static_files

_IMPORT: Final = re.compile(r'(?m)^import (?:\{(?P<names>[^}]*)\} from )?"(?P<path>[^"]+)";\n')
_EXPORT: Final = re.compile(r"(?m)^export (?=(?:async )?(?:function|class|const) (?P<name>\w+))")
_VENDOR: Final = "vendor/"


class Bundle(NamedTuple):
    """Scripts to be run one after the other."""

    vendor: tuple[str, ...]
    """What others wrote, each as it is."""
    own: str
    """The modules of ours, each after those that it imports."""


def bundle(entry: str) -> Bundle:
    """Put a module and all that it imports together.

    >>> bundle("js/dom.js").own.count("modules[")
    0

    Args:
        entry: the path of the module below the folder of static files, such as `js/map.js`.

    Raises:
        KeyError: there is no such module.
    """
    order = list(dict.fromkeys(_imported(entry)))
    vendor = tuple(_read(path) for path in order if path.startswith(_VENDOR))
    own = [path for path in order if not path.startswith(_VENDOR)]
    *others, last = own
    wrapped = [
        f'modules["{path}"] = (() => {{\n{_written(path, is_imported=True)}}})();\n' for path in others
    ]
    start = ["const modules = {};\n"] if others else []
    return Bundle(vendor, "".join([*start, *wrapped, _written(last, is_imported=False)]))


def _read(path: str) -> str:
    """Return a script, which must not seem to end the element that it will stand in."""
    return static_files().contents[path].decode().replace("</script", r"<\/script")


def _target(path: str, of: str) -> str:
    """Return where an imported module stands."""
    return normpath(join(dirname(of), path))


def _imported(path: str) -> Iterator[str]:
    """Yield all that a module imports, what is needed first, and then itself."""
    if not path.startswith(_VENDOR):
        for match in _IMPORT.finditer(_read(path)):
            yield from _imported(_target(match["path"], path))
    yield path


def _written(path: str, *, is_imported: bool) -> str:
    """Return a module whose imports are taken from those before it, and whose exports are returned."""

    def taken(match: re.Match[str]) -> str:
        if not match["names"]:
            return ""
        names = ", ".join(" ".join(match["names"].split()).rstrip(",").replace(" as ", ": ").split(", "))
        return f'const {{ {names} }} = modules["{_target(match["path"], path)}"];\n'

    text = _read(path)
    names = ", ".join(match["name"] for match in _EXPORT.finditer(text))
    body = _EXPORT.sub("", _IMPORT.sub(taken, text))
    return f"{body}return {{ {names} }};\n" if is_imported else body
