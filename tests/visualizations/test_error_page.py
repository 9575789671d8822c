"""What a reader is told when something goes wrong."""

import pytest

from graph.reading.descriptions import Reference, Text
from tests.visualizations.reading_pages import read_page
from visualizations.error_page import error_page


@pytest.mark.parametrize(
    ("status", "language", "title"),
    [
        (404, "nb", "Her er det ingenting"),
        (404, "en", "There is nothing here"),
        (406, "en", "That did not work"),
        (500, "nb", "Noe gikk galt hos oss"),
        (503, "en", "Something went wrong on our side"),
    ],
)
def test_each_kind_of_error_has_words_of_its_own(status: int, language: str, title: str) -> None:
    page = read_page(error_page(status, language))
    assert page.one("h1").text == title
    assert page.one("p", class_="eyebrow numeric").text == str(status)
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


def test_what_may_have_been_meant_is_linked() -> None:
    cafe = Reference("https://w3id.org/husk/id/demo/arena/cafe", Text("Kaféen", "The café"), None)
    page = read_page(error_page(404, "en", near=[cafe]))
    assert page.one("a", href="/en/id/demo/arena/cafe").text == "The café"


def test_a_page_that_has_no_other_language_leads_to_none() -> None:
    assert read_page(error_page(500, "nb")).all("a", id="language") == []
