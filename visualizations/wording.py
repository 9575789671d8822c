"""The words of the pages, Norwegian bokmål and English: one file a language, with the same keys."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from ontology.terms import LANGUAGES

_AFTER_Z: Final = str.maketrans({"æ": "{", "ø": "|", "å": "}"})


class Wording:
    """The words in one language, called with a key.

    >>> t = wording("en")
    >>> t("site.map")
    'Map'
    >>> t.count("count.actors", 1), t.count("count.actors", 1200)
    ('1 actor', '1,200 actors')
    """

    def __init__(self, language: str, entries: Mapping[str, str]) -> None:
        """Take over the entries of a language."""
        self.language = language
        self.other = LANGUAGES[1 - LANGUAGES.index(language)]
        self.entries = entries

    def __call__(self, key: str, **values: str) -> str:
        """Return the text of a key, its gaps filled with the values.

        Raises:
            KeyError: there is no such text, or a value is missing.
        """
        return self.entries[key].format(**values) if values else self.entries[key]

    def count(self, key: str, number: int) -> str:
        """Return how many there are of something, as one or as several."""
        form = "one" if number == 1 else "other"
        return self(f"{key}.{form}", number=self.number(number))

    def number(self, number: int) -> str:
        """Return a number as the language writes it."""
        separator = "\N{NARROW NO-BREAK SPACE}" if self.language == "nb" else ","
        return f"{number:,}".replace(",", separator)

    def part(self, start: str) -> dict[str, str]:
        """Return the entries whose keys begin so, for the script of a page."""
        return {key: text for key, text in self.entries.items() if key.startswith(start)}


@cache
def wording(language: str) -> Wording:
    """Read the words of a language.

    Raises:
        ValueError: it is not one of `LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise ValueError(f"There are no pages in {language!r}, only in {' and '.join(LANGUAGES)}.")
    text = files("visualizations").joinpath("texts", f"{language}.json").read_text(encoding="utf-8")
    return Wording(language, json.loads(text))


def alphabetical(name: str) -> str:
    """Return the key that sorts names into the Norwegian alphabet.

    >>> sorted(["Østby", "Ås", "Ærlig", "Zoo"], key=alphabetical)
    ['Zoo', 'Ærlig', 'Østby', 'Ås']
    """
    return name.casefold().translate(_AFTER_Z)


def capitalised(text: str) -> str:
    """Return a text that begins with a capital, the rest as it was.

    >>> capitalised("aktør i HUSK")
    'Aktør i HUSK'
    """
    return text[:1].upper() + text[1:]


def harmless(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula.

    >>> harmless("=1+1"), harmless("Café")
    ("'=1+1", 'Café')
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
