"""What it is, who says it, how it is meant and where it stands, put into words."""

from collections.abc import Sequence
from typing import Any

from graph.reading.chronology import Span
from graph.reading.descriptions import Assertion, Passage, Reference
from ontology.terms import ID
from visualizations.wording import Wording, capitalised


def named(thing: Reference, t: Wording) -> dict[str, Any]:
    """Name a thing, and say where its page is."""
    return {"name": capitalised(thing.label.get(t.language)), "href": f"/{t.language}/id/{thing.id}"}


def evidence(assertions: Sequence[Assertion], t: Wording) -> dict[str, Any]:
    """Describe what a statement rests on, as templates show it: by whom in a line, and each assertion."""
    return {
        "by": said_by(assertions, t) if assertions else "",
        "sources": [source(assertion, t) for assertion in assertions],
    }


def unusual(assertions: Sequence[Assertion], t: Wording) -> list[str]:
    """Name the modalities other than actual, each once."""
    found = {assertion.modality.iri: assertion.modality.label.get(t.language) for assertion in assertions}
    return [label for iri, label in found.items() if not iri.endswith("/actual")]


def source(assertion: Assertion, t: Wording) -> dict[str, object]:
    """Describe an assertion as pages show it: summary, who said it, modality and places."""
    summaries = (passage.summary.get(t.language) for passage in assertion.passages if passage.summary)
    return {
        "iri": assertion.iri,
        "voice": {"id": assertion.voice.iri.removeprefix(ID), "name": assertion.voice.label.get(t.language)},
        "summary": " ".join(dict.fromkeys(summaries)),
        "said": said_how(assertion, t),
        "modality": assertion.modality.label.get(t.language),
        "modalityId": assertion.modality.iri.rpartition("/")[2],
        "isActual": assertion.modality.iri.endswith("/actual"),
        "places": [
            {"text": place(passage, t), "href": f"/{t.language}/id/{passage.iri.removeprefix(ID)}"}
            for passage in assertion.passages
        ],
        "reason": assertion.reason.get(t.language) if assertion.reason else None,
    }


def said_how(assertion: Assertion, t: Wording) -> str:
    """Tell in a sentence who holds an assertion, and who tells us where that is another."""
    voice, reporter = assertion.voice.label.get(t.language), assertion.reported_by
    if reporter:
        return t("evidence.reported", voice=voice, reporter=reporter.label.get(t.language))
    return t("evidence.said", voice=voice)


def said_by(assertions: Sequence[Assertion], t: Wording) -> str:
    """Name those who say it, each once, and how many pieces of evidence there are if more than one."""
    voices = dict.fromkeys(assertion.voice.label.get(t.language) for assertion in assertions)
    by = t("evidence.by", voices=t("evidence.and").join(voices))
    return by if len(assertions) < 2 else f"{by} · {t.count('count.sources', len(assertions))}"


def place(passage: Passage, t: Wording) -> str:
    """Tell where a passage stands: section, paragraph and sentence, and the pages it probably stands on."""
    parts = []
    if passage.section:
        number, label = passage.section.number or "", passage.section.label.get(t.language)
        parts.append(t("place.section", number=number) if number[:1].isdigit() else label)
    if passage.paragraph is not None:
        parts.append(t("place.paragraph", number=str(passage.paragraph)))
    if passage.sentence is not None:
        parts.append(t("place.sentence", number=str(passage.sentence)))
    if passage.pages:
        first, last = passage.pages[0], passage.pages[-1]
        pages = str(first) if first == last else f"{first}–{last}"
        parts.append(t("place.page", page=pages))
    return capitalised(", ".join(parts))


def period(reference: Reference | None, t: Wording) -> str | None:
    """Name a period, where there is one."""
    return reference.label.get(t.language) if reference else None


def years(span: Span) -> list[int | None]:
    """Return the years of the bounds of a time: earliest and latest start, earliest and latest end.

    >>> years(Span(20060101, 20061231))
    [2006, 2006, None, None]
    """
    bounds = (span.earliest_start, span.latest_start, span.earliest_end, span.latest_end)
    return [None if bound is None else bound // 10_000 for bound in bounds]
