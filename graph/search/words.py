"""A text taken apart into words that can be compared: folded, stemmed, and compounds by their parts.

Texts and what people type go the same way, so that equal words meet whatever the case and the marks of their
letters. Words are stemmed after they are folded, by the stemmers of Snowball (https://snowballstem.org).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import dropwhile
from types import MappingProxyType
from typing import Final, NamedTuple

import tantivy

LONGEST_TEXT: Final = 200
"""Characters that a person may type."""
LONGEST_WORD: Final = 64
"""Letters of a word that are looked at."""

_STEMMERS: Final[Mapping[str, str]] = MappingProxyType({"nb": "norwegian", "en": "english"})
WORD: Final = re.compile(r"(?!(?<=['’])[sS](?![^\W_]))(?:[^\W_]|[\u0300-\u036f])+")
"""Letters, digits and marks put over them; but no possessive s."""
_LETTERS: Final = (("æ", "ae"), ("ø", "o"), ("đ", "d"), ("ł", "l"), ("ð", "d"), ("þ", "th"))
_MARKS: Final = re.compile("[\u0300-\u036f]+")
SHORTEST_BEGINNING: Final = 3
"""Letters from which any word may be begun only, and be found anywhere; the last of fewer begins names."""
SHORTEST_END: Final = 3
"""Letters that the stem of a compound's last part has at least, to be looked for."""
_SHORTEST_HEAD: Final = 3
_SHORTEST_TAIL: Final = 4
_REMEMBERED: Final = 1 << 16


class Word(NamedTuple):
    """A word of a text, and where it stands there."""

    folded: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Yield the words of a text; the s of a possessive is none.

    >>> [word.folded for word in words("Mølla, four-party; Åse’s kafé (2010)")]
    ['molla', 'four', 'party', 'ase', 'kafe', '2010']
    """
    for match in WORD.finditer(text):
        folded = fold(match[0])
        if folded:
            yield Word(folded, match.start(), match.end())


def folded(text: str) -> list[str]:
    """Return the words of a text, folded, where their places do not matter: that is three times as fast.

    >>> folded("Åse’s kafé")
    ['ase', 'kafe']
    """
    return [word for word in map(fold, WORD.findall(text)) if word]


def wholes(text: str) -> tuple[str, ...]:
    """Return the words of a text as one, and the same without common words that it begins with.

    >>> wholes("The steering group of HUSK")
    ('the steering group of husk', 'steering group of husk')
    >>> wholes("Dialogseminar")
    ('dialogseminar',)
    """
    found = WORD.findall(text)
    told = list(dropwhile(is_common, found))
    return tuple(
        dict.fromkeys(whole for some in (found, told) if (whole := " ".join(filter(None, map(fold, some)))))
    )


@lru_cache(_REMEMBERED)
def fold(word: str) -> str:
    """Write a word without case and marks; aa is an older spelling of å, and so reads as a too.

    >>> [fold(word) for word in ("MØLLA", "Ærfugl", "Ålnes", "Aalnes", "Alnes", "Café")]
    ['molla', 'aerfugl', 'alnes', 'alnes', 'alnes', 'cafe']
    """
    return "".join(letter for letter in plain(word) if letter.isalnum())[:LONGEST_WORD]


def plain(text: str) -> str:
    """Write a text without case and marks; what is no letter stays.

    >>> plain("Åse’s kafé i Aamot")
    'ase’s kafe i amot'
    """
    text = text.casefold()
    for letter, written in _LETTERS:
        text = text.replace(letter, written)
    return _MARKS.sub("", unicodedata.normalize("NFKD", text).casefold()).replace("aa", "a")


@lru_cache(_REMEMBERED)
def stem(folded: str, language: str) -> str:
    """Take the endings off a folded word, again and again until none is left.

    Once is not enough: the stemmer makes `dialogseminar` of `dialogseminarene`, but `dialogsemin` of that.

    >>> {stem(word, "nb") for word in ("dialogseminar", "dialogseminaret", "dialogseminarene")}
    {'dialogsemin'}
    >>> stem("meetings", "en")
    'meet'
    """
    stemmed = "".join(_analyzer(language).analyze(folded)) or folded
    return folded if stemmed == folded else stem(stemmed, language)


@lru_cache(_REMEMBERED)
def is_common(written: str) -> bool:
    """Tell whether a word is so common in Norwegian or English that it may be left out: `på`, `the`.

    >>> is_common("På"), is_common("the"), is_common("NAV")
    (True, True, False)
    """
    return not all(_common_filter(language).analyze(written.casefold()) for language in _STEMMERS)


@lru_cache(_REMEMBERED)
def tails(folded: str) -> tuple[str, ...]:
    """Return the stems of what a Norwegian compound may end with: four letters or more, after three or more.

    >>> tails("faglunsjene"), tails("lunsj")
    (('lunsj', 'unsj', 'nsjen', 'sjen', 'jen'), ())
    """
    starts = range(_SHORTEST_HEAD, len(folded) - _SHORTEST_TAIL + 1)
    return tuple(dict.fromkeys(stem(folded[at:], "nb") for at in starts))


def beginnings(text: str) -> tuple[str, ...]:
    """Return the beginnings too short to be looked for among all words: there would be too many.

    >>> beginnings("sagene"), beginnings("i")
    (('s', 'sa'), ('i',))
    """
    return tuple(text[:length] for length in range(1, min(len(text) + 1, SHORTEST_BEGINNING)))


@cache
def _analyzer(language: str) -> tantivy.TextAnalyzer:
    """Return what stems single words."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    return builder.filter(tantivy.Filter.stemmer(_STEMMERS[language])).build()


@cache
def _common_filter(language: str) -> tantivy.TextAnalyzer:
    """Return what drops common words."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    return builder.filter(tantivy.Filter.stopword(_STEMMERS[language])).build()
