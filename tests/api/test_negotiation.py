"""Readers get the form and the language they prefer of those we offer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.negotiation import best_language, best_match

OFFERS = ("text/html", "text/turtle", "application/ld+json", "application/n-triples")
LANGUAGES = ("nb", "en")

weights = st.integers(0, 1000).map(lambda thousandths: f"{thousandths / 1000:.3f}")


@pytest.mark.parametrize(
    "header", [None, "", "  ", ",", ";", ";q=1", "nonsense", "text/turtle;q=high", "*/html"]
)
def test_a_header_that_states_no_preference_gets_the_first_offer(header: str | None) -> None:
    assert best_match(header, OFFERS) == "text/html"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("text/turtle", "text/turtle"),
        ("TEXT/Turtle", "text/turtle"),
        ("text/turtle; charset=utf-8", "text/turtle"),
        ('application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted, x"', "application/ld+json"),
        ("text/html;q=0.1, text/turtle;q=0.2", "text/turtle"),
        ("text/html;q=.1, text/turtle;q=.2", "text/turtle"),
        ("text/html; Q=0.1, text/turtle ; q=0.2", "text/turtle"),
        ("text/turtle;q=1.000, text/html;q=0.999", "text/turtle"),
        ("application/*", "application/ld+json"),
        ("*/*", "text/html"),
        ("text/html, image/gif, *; q=.2, */*; q=.2", "text/html"),
        ("image/png, *; q=.2", "text/html"),
    ],
)
def test_the_most_wanted_offer_wins(header: str, expected: str) -> None:
    assert best_match(header, OFFERS) == expected


def test_equally_wanted_offers_come_in_our_order() -> None:
    assert best_match("application/n-triples, text/turtle, application/ld+json", OFFERS) == "text/turtle"


def test_the_narrowest_range_decides_even_when_it_weighs_less() -> None:
    assert best_match("text/*, text/html;q=0.3, */*;q=0.9", OFFERS) == "text/turtle"
    assert best_match("*/*;q=0.5, text/*;q=0.4", OFFERS) == "application/ld+json"


def test_weight_nought_refuses() -> None:
    assert best_match("text/html;q=0, text/*;q=0.0, */*", OFFERS) == "application/ld+json"
    assert best_match("*/*;q=0", OFFERS) is None


@pytest.mark.parametrize("header", ["image/png", "text/csv, image/*", "text/html;q=0"])
def test_nothing_acceptable_is_none(header: str) -> None:
    assert best_match(header, OFFERS) is None


def test_nothing_on_offer_is_none() -> None:
    assert best_match(None, ()) is None
    assert best_match("*/*", ()) is None


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "nb"),
        ("", "nb"),
        ("*", "nb"),
        ("nb", "nb"),
        ("nb-NO", "nb"),
        ("no", "nb"),
        ("nn-NO, nn;q=0.9", "nb"),
        ("EN-gb", "en"),
        ("de, en;q=0.1", "en"),
        ("nb;q=0.4, en;q=0.5", "en"),
        ("no;q=0.1, nb;q=0.9, en;q=0.5", "nb"),
        ("nb;q=0, *", "en"),
        ("de", None),
        ("nb;q=0, en;q=0", None),
    ],
)
def test_languages_are_negotiated(header: str | None, expected: str | None) -> None:
    assert best_language(header, LANGUAGES) == expected


@given(st.permutations(OFFERS), st.lists(weights, min_size=len(OFFERS), max_size=len(OFFERS)))
def test_a_greatest_weight_wins_in_whatever_order_it_is_written(
    order: list[str], given_weights: list[str]
) -> None:
    weight = dict(zip(order, given_weights, strict=True))
    best = best_match(", ".join(f"{offer};q={weight[offer]}" for offer in order), OFFERS)
    greatest = max(map(float, given_weights))
    assert best == (next(offer for offer in OFFERS if float(weight[offer]) == greatest) if greatest else None)


@given(st.sampled_from(OFFERS), weights.filter(lambda weight: float(weight) < 1))
def test_naming_a_type_beats_every_wildcard(offer: str, weight: str) -> None:
    group = offer.partition("/")[0]
    assert best_match(f"*/*;q={weight}, {group}/*;q={weight}, {offer}", OFFERS) == offer


@given(st.text(alphabet='ab*/;,q=01."\\ -', max_size=60) | st.text(max_size=60))
def test_any_text_whatever_gets_an_offer_or_none(header: str) -> None:
    assert best_match(header, OFFERS) in (*OFFERS, None)
    assert best_language(header, LANGUAGES) in (*LANGUAGES, None)


def test_a_header_that_goes_on_for_ever_is_read_as_far_as_anybody_means_it() -> None:
    assert (
        best_match("text/csv, " + "image/png, " * 40_000 + "text/turtle;q=0.9", ("text/turtle", "text/csv"))
        == "text/csv"
    )
    assert best_match("image/png, " * 40_000 + "text/csv", ("text/csv",)) is None
