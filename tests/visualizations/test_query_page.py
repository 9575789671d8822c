"""The page for queries begins with a query that runs, and offers the saved ones."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from graph.pool.errors import QueryFailedError
from graph.query_errors import SENTENCES
from graph.questions import Question, read
from graph.reading.answers import Cell, Table
from husk.settings import packaged_data
from ontology.terms import LANGUAGES
from tests.reading import reading
from tests.visualizations.reading_pages import read_page
from visualizations.query_page import MOST_ROWS, query_page
from visualizations.wording import wording

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


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slip_is_told_in_words(language: str) -> None:
    for slip, sentence in SENTENCES.items():
        assert (wording(language)(f"slip.{slip}") == sentence) == (language == "en"), slip


def test_the_other_language_keeps_the_query_and_asks_a_saved_one_in_its_own_words(
    questions: tuple[Question, ...],
) -> None:
    def other(query: str, chosen: str | None = None) -> dict[str, str]:
        page = read_page(query_page(questions, TOPICS, "nb", query=query, chosen=chosen))
        return dict(parse_qsl(urlsplit(page.one("a", id="language").attributes["href"]).query))

    saved = next(question for question in questions if question.form == "SELECT")
    as_saved = read_page(query_page(questions, TOPICS, "nb", chosen=saved.name)).one("textarea").text
    assert other(query="ASK { ?s ?p 1 }") == {"query": "ASK { ?s ?p 1 }"}
    changed = other(query="ASK {}", chosen=saved.name)
    assert changed == {"query": "ASK {}", "question": saved.name}
    turned = other(query=as_saved, chosen=saved.name)["query"]
    assert turned.split() == as_saved.replace('("nb")', '("en")').split()


def test_text_stays_text() -> None:
    title = "</textarea><script>alert(1)</script>"
    words = dict.fromkeys(LANGUAGES, title)
    question = Question("x", "works", words, words, f"ASK {{}} # {title}")
    page = read_page(
        query_page([question], TOPICS, "en", chosen="x", trouble=QueryFailedError(title), answer=title)
    )
    assert [script.attributes["type"] for script in page.all("script")] == ["application/json", "module"]
    assert title in page.one("textarea").text
    assert [pre.text for pre in page.all("pre")] == [title, title]


def test_a_long_answer_is_cut_and_says_so() -> None:
    table = Table(("n",), ((Cell("1"),),), total=1005)
    page = read_page(query_page((), {}, "en", query="SELECT", answer=table))
    assert "The answer has 1,005 rows; the first thousand are shown." in page.one("main").text
    graph = "<x:a> <x:b> <x:c> .\n" * (MOST_ROWS + 5)
    page = read_page(query_page((), {}, "nb", query="CONSTRUCT", answer=graph))
    assert page.one("pre").text.count("x:a") == MOST_ROWS
    assert "De første tusen linjene vises." in page.one("main").text
