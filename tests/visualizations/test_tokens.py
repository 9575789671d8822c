"""The colours of the pages: enough contrast, light and dark, for everything they are used for."""

import re
from itertools import pairwise

import pytest

from visualizations.marks import MARKS
from visualizations.static_files import static_files

TOKENS = static_files().contents["css/tokens.css"].decode()
TEXT = 4.5
"""What WCAG 2.2, 1.4.3, asks of text."""
SHAPE = 3.0
"""What WCAG 2.2, 1.4.11, asks of whatever else must be seen."""

PAIRS = [
    *[
        (ink, ground, TEXT)
        for ink in ("ink", "ink-soft", "accent")
        for ground in ("paper", "surface", "accent-soft")
    ],
    ("on-accent", "accent", TEXT),
    *[(line, ground, SHAPE) for line in ("rule-strong", "focus") for ground in ("paper", "surface")],
    ("tie", "surface", 2.5),
    *[(end, ground, SHAPE) for end in ("scale-low", "scale-high") for ground in ("surface", "paper")],
    *[(f"mark-{mark}", ground, SHAPE) for mark in MARKS for ground in ("surface", "paper")],
]


def block(start: str) -> str:
    """Return what stands between the braces that open after a text."""
    begin = TOKENS.index("{", TOKENS.index(start)) + 1
    depth, end = 1, begin
    while depth:
        depth += {"{": 1, "}": -1}.get(TOKENS[end], 0)
        end += 1
    return TOKENS[begin : end - 1]


def colours(scheme: str) -> dict[str, str]:
    """Return the tokens that are colours, in a scheme, with references to others followed."""
    light = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6}|var\(--[\w-]+\));", block(":root")))
    dark = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block("prefers-color-scheme: dark")))
    chosen = light | (dark if scheme == "dark" else {})
    return {name: chosen[value[6:-1]] if value.startswith("var") else value for name, value in chosen.items()}


def luminance(colour: str) -> float:
    """Return the relative luminance that WCAG defines."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_colours_stand_out(scheme: str, ink: str, ground: str, least: float) -> None:
    tokens = colours(scheme)
    assert contrast(tokens[ink], tokens[ground]) >= least


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_mark_has_a_colour(scheme: str) -> None:
    assert {f"mark-{mark}" for mark in MARKS} <= set(colours(scheme))


def test_sectors_differ_in_drawing_and_in_colour() -> None:
    filled = [mark for mark in MARKS.values() if mark.filled]
    for scheme in ("light", "dark"):
        assert len({colours(scheme)[f"mark-{mark.name}"] for mark in filled}) == len(filled)
    assert len({mark.path for mark in MARKS.values()}) == len(MARKS)


def test_steps_of_type_grow() -> None:
    sizes = [float(size) for size in re.findall(r"--size-(?:small|text|lead|3|2): ([\d.]+)rem", TOKENS)]
    assert len(sizes) == 5
    assert all(small < large for small, large in pairwise(sizes))
