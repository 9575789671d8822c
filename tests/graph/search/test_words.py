import pytest

from graph.search.asked import MOST_WORDS, Asked
from graph.search.words import LONGEST_WORD, fold, stem, tails, wholes, words


def folded(text: str) -> list[str]:
    return [word.folded for word in words(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mølla", "molla"),
        ("ÅLNES", "aalnes"),
        ("Ålnes", "alnes"),
        ("Ærfugl", "aerfugl"),
        ("kafé", "kafe"),
        ("kafe\u0301", "kafé"),  # the accent as a character of its own
        ("Å", "A\u030a"),
        ("Straße", "strasse"),
        ("ﬁre", "fire"),  # a ligature is meant
    ],
)
def test_case_and_marks_of_letters_do_not_count(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert len(folded(one)) == 1


def test_words_know_where_they_stand() -> None:
    text = "«Åpen dør», sa Kari’s venn – kl. 12."
    assert [text[word.start : word.end] for word in words(text)] == [
        "Åpen",
        "dør",
        "sa",
        "Kari",
        "venn",
        "kl",
        "12",
    ]


@pytest.mark.parametrize(
    "text", ["", " ", "?!*(){}[]\"'~^:\\", "\x00\x07\x1b", "🙂🏳️‍🌈", "\u202e\u200f", "\u0301", "\ud800"]
)
def test_what_has_no_letters_has_no_words(text: str) -> None:
    assert folded(text) == []


def test_a_very_long_word_is_cut() -> None:
    assert len(fold("m" * 10_000)) == LONGEST_WORD


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("nb", ("dialogseminar", "dialogseminaret", "dialogseminarene", "dialogseminarer")),
        ("nb", ("arena", "arenaen", "arenaene")),
        ("nb", ("molle", "molla", "mollen")),
        ("en", ("barrier", "barriers")),
        ("en", ("involve", "involved", "involving")),
    ],
)
def test_the_forms_of_a_word_have_one_stem(language: str, forms: tuple[str, ...]) -> None:
    assert len({stem(form, language) for form in forms}) == 1


def test_a_stem_has_no_ending_left() -> None:
    for word in ("dialogseminarene", "brukermedvirkningen", "samarbeidspartnerne", "meetings"):
        for language in ("nb", "en"):
            assert stem(stem(word, language), language) == stem(word, language)


@pytest.mark.parametrize(
    ("compound", "end"),
    [
        ("dialogseminarene", "seminar"),
        ("refleksjonsdialogseminarene", "dialogseminar"),
        ("brukermedvirkning", "medvirkning"),
        ("praksisplassbedrifter", "bedriftene"),
        ("jobbkafeen", "kafe"),
    ],
)
def test_a_compound_is_found_by_what_it_ends_with(compound: str, end: str) -> None:
    assert stem(end, "nb") in tails(compound)


def test_a_word_is_no_compound_of_a_letter_or_two() -> None:
    assert stem("faring", "nb") not in tails("erfaring")


def test_a_name_is_also_known_without_its_article() -> None:
    assert wholes("The dialogue seminars") == ("the dialogue seminars", "dialogue seminars")
    assert wholes("Det") == ("det",)


def test_common_words_may_be_missing_unless_there_are_no_others() -> None:
    assert [word.folded for word in Asked.read("hvem er i NAV").words if not word.is_common] == ["nav"]
    assert not any(word.is_common for word in Asked.read("the and of").words)


def test_only_so_many_words_are_looked_for() -> None:
    assert len(Asked.read(" ".join(f"w{number}" for number in range(500))).words) == MOST_WORDS


def test_typing_errors_are_forgiven_by_the_length_of_a_word() -> None:
    asked = Asked.read("nav krem seminar dialogseminar")
    assert [word.errors for word in asked.words] == [0, 1, 1, 2]


def test_an_id_and_an_iri_are_known() -> None:
    assert Asked.read(" https://w3id.org/husk/id/demo/arena/cafe ").id == "demo/arena/cafe"
