"""One value beside what chance gives for it: a small picture, and numbers as a language writes them."""

from typing import Any, Final

from graph.null_models.significance import Chance
from graph.runs import TOLERANCE
from visualizations.wording import Wording

WIDTH: Final = 72
HEIGHT: Final = 16
"""The size of a picture that stands beside a value, in pixels."""
_EDGE: Final = 2
"""Room at both ends, so that a value there is seen whole."""


def drawn(chance: Chance, width: int = WIDTH, height: int = HEIGHT) -> dict[str, Any] | None:
    """Return how the samples are spread as a drawing: a path of bars, and where the value lies among them.

    A value that lies outside of the samples stands at the edge of the drawing, beyond the bars.
    """
    spread, observed = chance.histogram, chance.observed
    if spread is None or observed is None or chance.z is None:
        return None
    low, high = min(spread.low, observed), max(spread.high, observed)
    scale = (width - 2 * _EDGE) / (high - low) if high > low else 0.0

    def place(value: float) -> float:
        return round(_EDGE + (value - low) * scale, 1)

    tallest, bars = max(spread.counts), []
    step = max((spread.high - spread.low) * scale / len(spread.counts), 2.0)
    for number, count in enumerate(spread.counts):
        if count:
            left = place(spread.low) + number * step
            bars.append(f"M{left:.1f} {height}v-{max(count / tallest * height, 1):.1f}h{step:.1f}V{height}z")
    return {
        "bars": "".join(bars),
        "at": place(observed),
        "width": width,
        "height": height,
    }


def figure(value: float | None, t: Wording) -> str:
    """Write a number with three digits that count, as the language writes it; a dash where there is none.

    >>> from visualizations.wording import wording
    >>> figure(0.12345, wording("nb")), figure(1234.5, wording("en")), figure(-2.0, wording("en"))
    ('0,123', '1,234', '−2')
    >>> figure(None, wording("nb")), figure(0.00012, wording("en"))
    ('–', '0.00012')
    """
    if value is None:
        return "–"
    value = 0.0 if abs(value) <= TOLERANCE else value
    text = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    if "e" in text:
        text = f"{value:.5f}".rstrip("0").rstrip(".")
    if t.language == "nb":
        text = text.replace(",", "\N{NARROW NO-BREAK SPACE}").replace(".", ",")
    return text.replace("-", "\N{MINUS SIGN}")
