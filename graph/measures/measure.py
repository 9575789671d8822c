"""What a measure is, and what it gives: a number, or that there is none and why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
from numpy.typing import NDArray

from graph.reading.descriptions import Text

Matrix = Any
"""A sparse matrix, `scipy.sparse.csr_array`, which has no types."""
Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Masked = np.ma.MaskedArray[Any, np.dtype[np.float64]]
"""Values in the order of the rows, or of the groups, of which the masked ones are undefined."""

ALWAYS_DEFINED: Final = Text("Målet er alltid definert.", "The measure is always defined.")
NO_TIES: Final = Text("Noden har ingen bånd.", "The node has no ties.")

Level = Literal["node", "group", "network"]
Mode = Literal["two-mode", "one-mode"]
Groups = Literal["sectors", "communities"]


@dataclass(frozen=True)
class Undefined:
    """There is no number, which is something else than nought."""

    reason: Text


Value = float | Undefined


@dataclass(frozen=True)
class Measure:
    """A measure with its definition, as data, so that pages and programs can tell what a number means."""

    name: str
    """As in addresses and on the command line: `closeness`."""
    title: Text
    definition: Text
    """One sentence; the exact formula stands in the function's docstring."""
    level: Level
    """Whether each node, each group or the whole network has a value."""
    mode: Mode
    """Which networks it applies to."""
    function: Callable[..., Masked]
    """From a matrix, and the groups of its nodes if the measure needs them, to values."""
    undefined: Text
    """When it has no value; this is the reason told where there is none."""
    reference: str
    weighted: bool = False
    """Whether the weights of the ties count; otherwise a tie is a tie."""
    directed: bool = False
    """Whether it is defined where ties have a direction."""
    groups: Groups | None = None
    """Which groups of nodes it needs: those of a stated attribute, or communities found in the network."""


def defined_where(values: Any, defined: Any) -> Masked:
    """Return values of which those are undefined that do not meet a condition.

    >>> import numpy as np
    >>> defined_where(np.array([1.0, np.nan]), np.array([True, False])).tolist()
    [1.0, None]
    """
    found = np.asarray(values, dtype=np.float64)
    shown = np.broadcast_to(np.asarray(defined, dtype=np.bool_), found.shape)
    return np.ma.array(np.where(shown, found, 0.0), mask=~shown)


def single(value: float | None) -> Masked:
    """Return the value of a whole network, which is undefined if it is None.

    >>> single(0.5).tolist(), single(None).tolist()
    ([0.5], [None])
    """
    return defined_where([0.0 if value is None else value], [value is not None])


def ratio(numerator: Any, denominator: Any) -> Masked:
    """Divide, and leave undefined what would be divided by nought.

    >>> ratio([1, 0], [2, 0]).tolist()
    [0.5, None]
    """
    above, below = np.asarray(numerator, dtype=np.float64), np.asarray(denominator, dtype=np.float64)
    defined = below != 0
    return defined_where(above / np.where(defined, below, 1.0), defined)
