"""Dividing running text into sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.sources.sentences import split

TEXTS = st.text(alphabet="aEø1 .?!:()”«»…–-\n", max_size=60).map(str.strip)


def divided(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[start:end] for start, end in split(text)]


@given(TEXTS)
def test_sentences_hold_the_text_in_order_and_only_white_space_stands_between(text: str) -> None:
    place = 0
    for start, end in split(text):
        assert text[place:start].strip() == ""
        assert start < end
        assert text[start:end] == text[start:end].strip()
        place = end
    assert place == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "De kom.",
        "Hva er målet: Å finne et hus?",
        "Det gjelder 1) tak, 2) maling og 3) alt annet.",
        "Den 3. mai kom de, i 2. etasje.",
        "Huset i St. Olavs gate er solgt, jf. Kari Lien.",
        "Hun er f.eks. Kari Lien, jf. kap. 2, s. 14.",
        "Se Innst. 3 og Prop. 2 fra Stortinget.",
        "De fant E. B. Lien i NAV.",
        "De kom ... Og gikk.",
        "De kom … Og gikk.",
        "Hun eier tak, vinduer osv. (hos Lien).",
        "Hun sa «Kom hit!» og gikk.",
        "Notatet er red. Kari Lien sitt.",
    ],
)
def test_what_is_one_sentence(text: str) -> None:
    assert divided(text) == [text]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("De kom.", "De gikk."),
        ("De kom!", "Så gikk de."),
        ("Kom de?", "2015 var året."),
        ("De kom i 2015.", "2016 var verre."),
        ("De kom (i mai).", "(De gikk i juni.)"),
        ("Hun sa «Kom.»", "«Gå», sa han."),
        ("De malte tak, vinduer osv.", "Kari sto for det."),
        ("De malte tak m.m.", "«Fint», sa Kari."),
        ("Hun ble professor II.", "I mai sluttet hun."),
        ("Det er NAV.", "– Nei, sa hun."),
        ("De bor i Oslo.", "Ås er ikke langt unna."),
    ],
)
def test_what_is_two_sentences(first: str, second: str) -> None:
    assert divided(f"{first} {second}") == [first, second]
