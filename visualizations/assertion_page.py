"""The page of an assertion: what it states in sentences, who says so, how, where and when, and who else."""

from typing import Any

from graph.reading.descriptions import Assertion, Entity, Labelled
from graph.reading.voices import StatedByAssertion
from ontology.terms import ID
from visualizations.entity_page import forms_of, query_address
from visualizations.matters_page import matter_in_words
from visualizations.rendering import render
from visualizations.sentences import Word, held_in_words, in_a_line, places, tells_itself
from visualizations.sources import period
from visualizations.terms import address
from visualizations.wording import Wording, capitalised, wording


def assertion_page(stated: StatedByAssertion, entity: Entity, language: str, *, edition: str = "") -> str:
    """Write the page.

    Args:
        stated: the assertion, what it states, and who else does.
        entity: everything else that is said of it.
        language: `nb` or `en`.
        edition: what the page is made from.
    """
    t = wording(language)
    assertion, statements = stated.assertion, [held for held in stated.statements if tells_itself(held.said)]
    name = assertion.iri.rpartition("/")[2]
    line = capitalised(in_a_line(statements[0].said, t))
    held = [held_in_words(each, t, own=assertion.iri) for each in statements]
    return render(
        "assertion.html",
        language,
        here=None,
        path=f"id/{entity.id}",
        edition=edition,
        name=name,
        line=line,
        title=t("assertion.title", line=line, name=name),
        more=t.count("assertion.more", len(statements) - 1) if len(statements) > 1 else "",
        modality="" if _is_actual(assertion) else assertion.modality.label.get(language),
        facts=_facts(stated, t),
        statements=held,
        is_shared=any(each["others"] for each in held),
        conflicts=[matter_in_words(conflict, t) for conflict in stated.conflicts],
        query=query_address("page_stated", entity.iri, language),
        iri=entity.iri,
        formats=[
            (form, f"/api/v1/assertions/{entity.id}" if form == "JSON" else href)
            for form, href in forms_of(entity)
        ],
    )


def _facts(stated: StatedByAssertion, t: Wording) -> list[dict[str, Any]]:
    """Return who says so, who tells us, how it is meant, where it stands, of what time, why, and the file."""
    assertion = stated.assertion
    times = dict.fromkeys(period(held.said.period, t) for held in stated.statements if held.said.period)
    told = (
        ("assertion.voice", [_linked(assertion.voice, t)]),
        ("assertion.reported", [_linked(assertion.reported_by, t)] if assertion.reported_by else []),
        (
            "assertion.modality",
            [
                Word(
                    capitalised(assertion.modality.label.get(t.language)),
                    address(assertion.modality.iri, t.language),
                )
            ],
        ),
        ("assertion.place", places(assertion, t)),
        ("assertion.time", [Word(time) for time in times if time]),
        ("assertion.reason", [Word(assertion.reason.get(t.language))] if assertion.reason else []),
        ("assertion.file", [Word(assertion.file, is_code=True)] if assertion.file else []),
    )
    return [{"name": t(key), "values": values} for key, values in told if values]


def _linked(voice: Labelled, t: Wording) -> Word:
    """Name a voice, and say where its page is."""
    return Word(capitalised(voice.label.get(t.language)), f"/{t.language}/id/{voice.iri.removeprefix(ID)}")


def _is_actual(assertion: Assertion) -> bool:
    """Tell whether an assertion holds what it states to have been."""
    return assertion.modality.iri.endswith("/actual")
