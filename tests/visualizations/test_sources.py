"""Places and voices in words."""

from dataclasses import replace

import pytest

from graph.reading.descriptions import Assertion, Labelled, Passage, Section, Text
from visualizations.sources import place, said_by, source
from visualizations.wording import wording

SECTION = Section(
    "https://w3id.org/husk/id/demo/section/2.4", Text("2.4 Om kaféen", "2.4 On the café"), "2.4", None
)
PASSAGE = Passage(
    iri="https://w3id.org/husk/id/demo/passage/2.4-p1-s2",
    source=None,
    section=SECTION,
    paragraph=1,
    sentence=2,
    pages=(16,),
    summary=Text("Kaféen åpnet.", "The café opened."),
)
ASSERTION = Assertion(
    iri="https://w3id.org/husk/id/demo/assertion/2.4-p1-s2-a",
    voice=Labelled("https://w3id.org/husk/id/demo/voice/guests", Text("gjestene", "the guests")),
    reported_by=None,
    modality=Labelled("https://w3id.org/husk/vocabulary/modality/actual", Text("faktisk", "actual")),
    passages=(PASSAGE,),
    reason=None,
)
AUTHOR = Labelled("https://w3id.org/husk/id/demo/voice/author", Text("forfatteren", "the author"))


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        (PASSAGE, "Punkt 2.4, avsnitt 1, setning 2, trolig side 16"),
        (replace(PASSAGE, pages=(16, 17)), "Punkt 2.4, avsnitt 1, setning 2, trolig side 16–17"),
        (replace(PASSAGE, pages=(), sentence=None), "Punkt 2.4, avsnitt 1"),
        (
            replace(
                PASSAGE,
                pages=(),
                section=replace(SECTION, number="fn11", label=Text("fotnote 11", "footnote 11")),
            ),
            "Fotnote 11, avsnitt 1, setning 2",
        ),
        (replace(PASSAGE, section=None, paragraph=None, sentence=None, pages=()), ""),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(passage: Passage, text: str) -> None:
    assert place(passage, wording("nb")) == text


def test_a_source_tells_who_where_and_what() -> None:
    assert source(ASSERTION, wording("en")) == {
        "iri": ASSERTION.iri,
        "voice": {"id": "demo/voice/guests", "name": "the guests"},
        "summary": "The café opened.",
        "said": "According to the guests.",
        "modality": "actual",
        "modalityId": "actual",
        "isActual": True,
        "places": [
            {
                "text": "Section 2.4, paragraph 1, sentence 2, probably page 16",
                "href": "/en/id/demo/passage/2.4-p1-s2",
            }
        ],
        "reason": None,
    }


def test_a_reported_voice_is_told_with_its_reporter() -> None:
    told = source(replace(ASSERTION, reported_by=AUTHOR), wording("nb"))
    assert told["said"] == "Ifølge gjestene, gjengitt av forfatteren."


def test_a_conclusion_is_told_with_its_reason() -> None:
    told = source(replace(ASSERTION, reason=Text("Det følger.", "It follows.")), wording("en"))
    assert told["reason"] == "It follows."


def test_each_voice_is_named_once() -> None:
    other = replace(ASSERTION, voice=AUTHOR)
    assert said_by([ASSERTION], wording("nb")) == "Ifølge gjestene"
    assert (
        said_by([ASSERTION, other, ASSERTION], wording("nb")) == "Ifølge gjestene og forfatteren · 3 belegg"
    )
