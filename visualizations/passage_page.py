"""The page of a passage: a summary, its place, what is asserted there, and its text where attached."""

from typing import Any, Final

from graph.reading.descriptions import Entity, Passage, Reference, Value
from graph.reading.panels import ToldHere
from graph.sources.attached import Quoted
from ontology.terms import ID
from visualizations.entity_page import forms_of, query_address
from visualizations.rendering import render
from visualizations.sentences import sentence
from visualizations.sources import place, said_how
from visualizations.wording import Wording, capitalised, wording

_DETAILS: Final = ("page", "startPosition", "endPosition", "fingerprint", "authoredIn")
"""What is told of a passage for those who look it up, by the properties of the ontology."""


def passage_page(
    passage: Passage,
    entity: Entity,
    asserted: tuple[ToldHere, ...],
    language: str,
    *,
    edition: str = "",
    beside: tuple[Reference | None, Reference | None] = (None, None),
    quoted: Quoted | None = None,
) -> str:
    """Write the page.

    Args:
        passage: the place and our summary.
        entity: everything else that is said of it.
        asserted: the assertions that rest on it.
        language: `nb` or `en`.
        edition: what the page is made from.
        beside: the passages before and after it in its source.
        quoted: its text in its paragraph, for who has the source and may see it.
    """
    t = wording(language)
    where = place(passage, t)
    previous, following = (
        {"href": f"/{language}/id/{found.id}", "name": found.label.get(language)} if found else None
        for found in beside
    )
    voices = {told.assertion.voice.iri for told in asserted}
    return render(
        "passage.html",
        language,
        here=None,
        path=f"id/{entity.id}",
        edition=edition,
        iri=entity.iri,
        kind=capitalised(entity.reference.kind.label.get(language)) if entity.reference.kind else "",
        where=where,
        title=f"{where}, {passage.source.label.get(language)}" if passage.source else where,
        summary=passage.summary.get(language) if passage.summary else "",
        stands_in=[
            {"href": f"/{language}/id/{found.iri.removeprefix(ID)}", "name": found.label.get(language)}
            for found in (passage.source, passage.section)
            if found
        ],
        quoted=quoted,
        counts=t(
            "entity.counts",
            statements=t.count("count.statements", len(asserted)),
            voices=t.count("count.voices", len(voices)),
        ),
        asserted=[_told(told, t) for told in asserted],
        query=query_address("page_asserted", entity.iri, language),
        details=_details(entity, t),
        previous=previous,
        following=following,
        formats=forms_of(entity),
    )


def _told(told: ToldHere, t: Wording) -> dict[str, Any]:
    """Return an assertion in words: who says it how, and each statement."""
    assertion = told.assertion
    return {
        "href": f"/{t.language}/id/{assertion.iri.removeprefix(ID)}",
        "name": assertion.iri.rpartition("/")[2],
        "said": said_how(assertion, t),
        "modality": assertion.modality.label.get(t.language),
        "is_actual": assertion.modality.iri.endswith("/actual"),
        "reason": assertion.reason.get(t.language) if assertion.reason else "",
        "statements": [sentence(said, t) for said in told.statements],
    }


def _details(entity: Entity, t: Wording) -> list[tuple[str, str]]:
    """Return what tells the place exactly, for who looks it up."""
    found = {group.property.iri.rpartition("#")[2]: group for group in entity.groups if not group.is_incoming}
    return [
        (
            capitalised(found[name].property.label.get(t.language)),
            ", ".join(
                relation.value.text for relation in found[name].relations if isinstance(relation.value, Value)
            ),
        )
        for name in _DETAILS
        if name in found
    ]
