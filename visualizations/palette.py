"""The colours of the style sheet, for pictures that stand outside a page and so cannot refer to it."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from visualizations.static_files import static_files

_COLOUR: Final = re.compile(
    r"(?m)^\s*--(?P<name>[a-z-]+): (?P<value>#[0-9a-f]{6}|var\(--(?P<other>[a-z-]+)\));$"
)
_DARK: Final = "@media (prefers-color-scheme: dark)"
_PRINT: Final = "@media print"


@cache
def palette(scheme: str) -> Mapping[str, str]:
    """Return the colours of a scheme, `light` or `dark`, by the names of their tokens.

    >>> palette("light")["paper"], palette("light")["mark-arena"] == palette("light")["ink"]
    ('#f6f5f1', True)
    >>> palette("dark")["paper"]
    '#10161c'
    """
    sheet = static_files().contents["css/tokens.css"].decode()
    light, rest = sheet.split(_DARK)
    parts = [light] if scheme == "light" else [light, rest.split(_PRINT)[0]]
    found: dict[str, str] = {}
    others: dict[str, str] = {}
    for part in parts:
        for match in _COLOUR.finditer(part):
            if match["other"]:
                others[match["name"]] = match["other"]
            else:
                found[match["name"]] = match["value"]
    return {**found, **{name: found[other] for name, other in others.items()}}
