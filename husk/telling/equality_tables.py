"""Which tables tell how equal the parties are; apart, so that the command line can name them at once."""

from enum import StrEnum


class EqualityTable(StrEnum):
    """The tables that `husk equality` writes as CSV."""

    values = "values"
    settings = "settings"
    years = "years"
    turns = "turns"
