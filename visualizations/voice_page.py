"""The page of a voice: what it says, thing by thing, where and how, and what others say of the same."""

from functools import partial
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

from graph.reading.descriptions import Entity, Labelled, Reference, Value
from graph.reading.voices import SaidByVoice, SaidOf
from ontology.terms import HUSK
from visualizations.entity_page import forms_of, query_address
from visualizations.paging import Stretch, turns
from visualizations.rendering import render
from visualizations.sentences import Word, held_in_words, tells_itself
from visualizations.sources import named
from visualizations.terms import address
from visualizations.wording import Wording, capitalised, wording

THINGS_A_PAGE: Final = 6
"""Of how many things a page tells what the voice says."""
MOST_STATEMENTS: Final = 40
"""How many statements of each thing it tells at the most."""
_SHOWN_APART: Final = frozenset({HUSK + "authoredIn"})


def voice_page(
    entity: Entity,
    said: SaidByVoice,
    language: str,
    *,
    kind: str | None = None,
    offset: int = 0,
    edition: str = "",
) -> str:
    """Write the page.

    Args:
        entity: the voice.
        said: the part of what it says that is shown.
        language: `nb` or `en`.
        kind: of what kind of things alone, by the name of its class.
        offset: how many things stand before the first that is shown.
        edition: what the page is made from.
    """
    t = wording(language)
    path = f"id/{entity.id}"
    total = sum(said.modalities.values())

    def part(of: str | None, start: int = 0) -> str:
        asked = {**({"kind": of} if of else {}), **({"offset": str(start)} if start > 0 else {})}
        return f"/{language}/{path}?{urlencode(asked)}" if asked else f"/{language}/{path}"

    return render(
        "voice.html",
        language,
        here=None,
        path=part(kind, offset).removeprefix(f"/{language}/"),
        edition=edition,
        name=capitalised(entity.label.get(language)),
        description=entity.description.get(language) if entity.description else "",
        kind=capitalised(entity.reference.kind.label.get(language)) if entity.reference.kind else "",
        facts=_facts(entity, t),
        counts=t.count("count.statements", total),
        modalities=_modalities(said, language),
        kinds=[
            {
                "name": capitalised(found.label.get(language)),
                "count": number,
                "href": part(_name(found)),
                "is_here": _name(found) == kind,
            }
            for found, number in said.kinds.items()
        ],
        everything={"href": part(None), "is_here": kind is None, "count": sum(said.kinds.values())},
        shown=_shown(said, offset, t),
        things=[_thing(item, entity.iri, t) for item in said.items],
        **turns(Stretch(offset, len(said.items), said.total), THINGS_A_PAGE, partial(part, kind)),
        queries=[
            (t("voice.query"), query_address("page_said", entity.iri, language)),
            (t("voice.agreed"), query_address("page_agreed", entity.iri, language)),
        ],
        rest=f"/api/v1/assertions?{urlencode({'voice': entity.id, 'lang': language})}",
        iri=entity.iri,
        formats=forms_of(entity),
    )


def _facts(entity: Entity, t: Wording) -> list[dict[str, Any]]:
    """Return what a voice is and whose, property by property."""
    return [
        {"name": capitalised(group.property.label.get(t.language)), "values": values}
        for group in entity.groups
        if not group.is_incoming
        and group.property.iri not in _SHOWN_APART
        and (values := [_fact(relation.value, t) for relation in group.relations])
    ]


def _modalities(said: SaidByVoice, language: str) -> list[dict[str, Any]]:
    """Return in which modalities a voice says how much, each with its page."""
    return [
        {"name": modality.label.get(language), "href": address(modality.iri, language), "count": number}
        for modality, number in said.modalities.items()
    ]


def _shown(said: SaidByVoice, offset: int, t: Wording) -> str:
    """Tell which of all things are shown; nothing where there are none."""
    if not said.items:
        return ""
    last = offset + len(said.items)
    return t("voice.shown", first=t.number(offset + 1), last=t.number(last), total=t.number(said.total))


def _thing(item: SaidOf, voice: str, t: Wording) -> dict[str, Any]:
    """Return a thing with what a voice says of it."""
    return {
        **named(item.thing, t),
        "kind": capitalised(item.thing.kind.label.get(t.language)) if item.thing.kind else "",
        "cut": _cut(item, t),
        "relations": [
            (relation, list(statements))
            for relation, statements in groupby(
                (held_in_words(held, t, own=voice) for held in item.statements if tells_itself(held.said)),
                key=lambda said: said["relation"],
            )
        ],
    }


def _cut(item: SaidOf, t: Wording) -> str:
    """Tell how many statements of a thing are shown, where those are not all."""
    shown, total = len(item.statements), item.total
    return t("voice.first", shown=t.number(shown), total=t.number(total)) if shown < total else ""


def _fact(value: Reference | Value, t: Wording) -> Word:
    """Return what a voice is or whose it is, with its page."""
    if isinstance(value, Value):
        return Word(value.text)
    href = f"/{t.language}/id/{value.id}" if value.id else address(value.iri, t.language)
    return Word(capitalised(value.label.get(t.language)), href)


def _name(kind: Labelled) -> str:
    """Return the name of a class of ours."""
    return kind.iri.removeprefix(HUSK)
