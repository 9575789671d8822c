"""The page for queries begins with a query that runs, and offers the saved ones."""

import pytest

from graph.questions import Question, read
from husk.settings import packaged_data
from ontology.terms import LANGUAGES
from tests.reading import reading
from tests.visualizations.reading_pages import read_page
from visualizations.query_page import query_page


@pytest.fixture(scope="module")
def questions() -> tuple[Question, ...]:
    return read(packaged_data())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_there_at_first_has_an_answer(language: str) -> None:
    page = read_page(query_page((), language, "edition"))
    assert len(reading().select(page.one("textarea").text)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_saved_question_is_offered_and_can_be_begun_from(
    questions: tuple[Question, ...], language: str
) -> None:
    page = read_page(query_page(questions, language, "edition"))
    links = {
        link.attributes["href"]: link.text for link in page.all("a") if "question=" in link.attributes["href"]
    }
    for question in questions:
        assert links[f"/{language}/sparql?question={question.name}#query"] == question.title[language]
        begun = read_page(query_page(questions, language, "edition", question.name))
        assert begun.one("textarea").text == " ".join(question.asked_in(language).split())
        assert begun.one("label").text == question.title[language]
        assert begun.one("p", id="about").text == question.description[language]


def test_an_unknown_question_begins_as_none_does() -> None:
    assert query_page((), "en", "edition", "no-such") == query_page((), "en", "edition")


def test_text_stays_text() -> None:
    title = "</textarea><script>alert(1)</script>"
    words = dict.fromkeys(LANGUAGES, title)
    page = read_page(
        query_page([Question("x", "works", words, words, f"ASK {{}} # {title}")], "en", "edition", "x")
    )
    assert page.all("script") == []
    assert title in page.one("textarea").text
