"""Divide a paragraph of Norwegian or English running text into sentences.

A sentence ends with a full stop, a question mark or an exclamation mark, with the quotation marks and
brackets that close there, where white space follows and then a capital or a digit, perhaps behind an opening
sign or a dash. A full stop that belongs to an abbreviation or an initial ends none. A colon ends none either,
nor do the numbers of a list inside the text, as in: 1) this, and 2) that.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_END: Final = re.compile(
    r"(?P<word>\S*?[.?!])[)\]”»\"’]*(?=\s+(?P<next>(?:[–-]\s)?[(\[”«\"‘]*[^\W_]))(?P<space>\s+)"
)
_INITIAL: Final = re.compile(r"[A-ZÆØÅ]\.")
_OPENING: Final = '([”«"‘'

_NEVER_LAST: Final = re.compile(
    r"""(?xi) (
    adm | ang | avd | avs | bd | bl\.a | ca | cand | cf | dir | d\.v\.s | dr | dvs | eds? | e\.g | eks |
    evt? | f\.eks | fig | f\.o\.m | gj | hhv | hr | i\.e | iflg | ift | iht | innst | jfr? | kap | kgl |
    kl | konst | meld | mht | mrs? | nr | ot\.prp | pga | p\.g\.a | pkt | pp? | pr | prof | prop |
    red | ref | s | sml | spm | st | st\.meld | st\.prp | tab | tlf | t\.o\.m | utg | v | vol | vs
    ) \."""
)
"""Abbreviations that stand before what they belong to, so that no sentence ends with them."""

_SELDOM_LAST: Final = re.compile(r"(?i)(e\.kr|etc|e\.l|f\.kr|kr|mill|m\.?fl|m\.m|mrd|m\.?v|o\.l|osv|pst)\.")
"""Abbreviations that a sentence may end with: it does where a word with a capital follows."""


class Span(NamedTuple):
    """A part of a text: from its first character up to the one after its last."""

    start: int
    end: int


def split(text: str) -> Iterator[Span]:
    """Find the sentences of a paragraph without white space around it; only white space stands between them.

    >>> text = "Møtet var i St. Olavs gate. Bl.a. (jf. kap. 2) kom «Arne B. Dahl.» Hvem ellers?"
    >>> [text[start:end] for start, end in split(text)]
    ['Møtet var i St. Olavs gate.', 'Bl.a. (jf. kap. 2) kom «Arne B. Dahl.»', 'Hvem ellers?']
    """
    start = 0
    for found in _END.finditer(text):
        if _ends(found["word"].lstrip(_OPENING), found["next"]):
            yield Span(start, found.start("space"))
            start = found.end()
    if start < len(text):
        yield Span(start, len(text))


def _ends(word: str, following: str) -> bool:
    """Say whether a sentence ends with a word, given how the next one starts.

    >>> _ends("prosjektet.", "D"), _ends("jf.", "D"), _ends("osv.", "D"), _ends("osv.", "2")
    (True, False, True, False)
    """
    if following[-1].islower() or word.endswith("..."):
        return False
    if _INITIAL.fullmatch(word) or _NEVER_LAST.fullmatch(word):
        return False
    return following.isupper() or not _SELDOM_LAST.fullmatch(word)
