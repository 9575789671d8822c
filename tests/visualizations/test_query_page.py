"""The page for queries begins with a query that runs, and offers the saved ones."""

import pytest

from graph.questions import Question, read
from graph.reading.answers import Cell, Table
from husk.settings import packaged_data
from ontology.terms import LANGUAGES
from tests.reading import reading
from tests.visualizations.reading_pages import read_page
from visualizations.query_page import MOST_ROWS, query_page

TOPICS = {question.topic: dict.fromkeys(LANGUAGES, question.topic) for question in read(packaged_data())}


@pytest.fixture(scope="module")
def questions() -> tuple[Question, ...]:
    return read(packaged_data())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_there_at_first_has_an_answer(language: str) -> None:
    page = read_page(query_page((), {}, language, "edition"))
    assert len(reading().select(page.one("textarea").text)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_saved_question_is_offered_and_can_be_begun_from(
    questions: tuple[Question, ...], language: str
) -> None:
    page = read_page(query_page(questions, TOPICS, language, "edition"))
    links = {
        link.attributes["href"]: link.text for link in page.all("a") if "question=" in link.attributes["href"]
    }
    for question in questions:
        assert links[f"/{language}/sparql?question={question.name}#query"] == question.title[language]
        begun = read_page(query_page(questions, TOPICS, language, chosen=question.name))
        shown = begun.one("textarea").text
        assert shown
        assert " ".join(question.asked_in(language).split()).endswith(shown)
        assert "title@" not in shown
        assert begun.one("label").text == question.title[language]
        assert begun.one("p", id="about").text == question.description[language]


def test_an_unknown_question_begins_as_none_does() -> None:
    assert query_page((), {}, "en", chosen="no-such") == query_page((), {}, "en")


def test_text_stays_text() -> None:
    title = "</textarea><script>alert(1)</script>"
    words = dict.fromkeys(LANGUAGES, title)
    question = Question("x", "works", words, words, f"ASK {{}} # {title}")
    page = read_page(query_page([question], TOPICS, "en", chosen="x", trouble=title, answer=title))
    assert page.all("script") == []
    assert title in page.one("textarea").text
    assert [pre.text for pre in page.all("pre")] == [title, title]


def test_a_long_answer_is_cut_and_says_so() -> None:
    table = Table(("n",), tuple((Cell(str(number)),) for number in range(MOST_ROWS + 5)))
    page = read_page(query_page((), {}, "en", query="SELECT", answer=table))
    assert len(page.one("tbody").all("tr")) == MOST_ROWS
    assert "The answer has 1,005 rows; the first thousand are shown." in page.one("main").text
