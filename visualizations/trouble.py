"""Why a query has no answer, in the language of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.errors import HuskError, QuerySyntaxError
from graph.pool.errors import (
    FormatRefusedError,
    FromRefusedError,
    PoolError,
    QueryFailedError,
    QueryMemoryError,
    QueryTimeoutError,
    QueryTooLargeError,
    ServiceRefusedError,
    UpdateRefusedError,
)
from visualizations.wording import wording

_WORDS: Final[Mapping[type, str]] = {
    QuerySyntaxError: "trouble.unreadable",
    UpdateRefusedError: "trouble.update",
    ServiceRefusedError: "trouble.service",
    FromRefusedError: "trouble.from",
    QueryTimeoutError: "trouble.slow",
    QueryMemoryError: "trouble.memory",
    QueryTooLargeError: "trouble.long",
    QueryFailedError: "trouble.failed",
    FormatRefusedError: "trouble.form",
    PoolError: "trouble.busy",
    HuskError: "trouble.inside",
}


@dataclass(frozen=True)
class Trouble:
    """What to tell a reader."""

    text: str
    line: int | None = None
    """Where the query cannot be read any further, from 1."""
    column: int | None = None
    pointer: str = ""
    """The line with a mark under the place."""
    in_english: str = ""
    """What the engine says, which it says in English only."""


def trouble_of(error: HuskError, language: str) -> Trouble:
    """Return what to tell of an error in a language."""
    t = wording(language)
    words = next(_WORDS[kind] for kind in type(error).__mro__ if kind in _WORDS)
    if isinstance(error, QuerySyntaxError) and error.slip:
        guess = t(f"slip.{error.slip.name}", **error.slip.values)
        text = t("trouble.syntax", line=str(error.line), column=str(error.column), guess=guess)
        return Trouble(text, error.line, error.column, error.pointer)
    is_the_engines = type(error) in {QuerySyntaxError, QueryFailedError}
    return Trouble(t(words), in_english=str(error) if is_the_engines else "")
