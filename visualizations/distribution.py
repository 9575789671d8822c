"""One value beside what chance gives for it: a small picture, and the same in words."""

from typing import Any, Final

from graph.null_models.significance import Chance
from visualizations.wording import Wording

WIDTH: Final = 320
HEIGHT: Final = 64
_EDGE: Final = 12
"""Room at both ends, so that a value there is seen whole."""
_FLOOR: Final = HEIGHT - 12
"""Where the bars stand; the middle 95 percent are marked below."""
_HEAD: Final = 12
"""Room above the bars for the mark of the value."""


def number(value: float, t: Wording) -> str:
    """Write a number with three digits that count.

    >>> from visualizations.wording import wording
    >>> number(0.12782, wording("nb")), number(0.12782, wording("en")), number(1.0, wording("en"))
    ('0,128', '0.128', '1')
    """
    return f"{value:.3g}".replace(".", "," if t.language == "nb" else ".")


def distribution(value: float, chance: Chance, t: Wording) -> dict[str, Any] | None:
    """Return the picture as the template draws it, and its words; None where chance gives no values."""
    histogram = chance.histogram
    if histogram is None or chance.low is None or chance.high is None or chance.mean is None:
        return None
    low, high = min(histogram.low, value), max(histogram.high, value)
    scale = (WIDTH - 2 * _EDGE) / (high - low) if high > low else 0.0

    def x(at: float) -> float:
        return round(_EDGE + (at - low) * scale, 1) if scale else WIDTH / 2

    step = (histogram.high - histogram.low) / len(histogram.counts)
    most = max(histogram.counts)
    tallest = _FLOOR - _HEAD
    bars = [
        {
            "x": x(histogram.low + place * step),
            "width": max(round(step * scale, 1) - 1, 3),
            "height": round(tallest * count / most, 1),
        }
        for place, count in enumerate(histogram.counts)
        if count
    ]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "head": _HEAD,
        "floor": _FLOOR,
        "bars": [{**bar, "y": round(_FLOOR - bar["height"], 1)} for bar in bars],
        "value": x(value),
        "low": x(chance.low),
        "high": x(chance.high),
        "words": t(
            "findings.chance",
            low=number(chance.low, t),
            high=number(chance.high, t),
            mean=number(chance.mean, t),
            samples=str(chance.samples),
        ),
    }
