"""The page of an entity: what it is, what is said of it, and who says so where."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from graph.reading.chronology import Dated
from graph.reading.descriptions import (
    Assertion,
    Entity,
    Extent,
    Labelled,
    Reference,
    Relation,
    RelationGroup,
    Value,
)
from graph.reading.matters import Place
from graph.reading.panels import Panels, Work, asked
from graph.values import Iri
from ontology.terms import HUSK, ID, kind_of
from visualizations.marks import MARKS, Mark
from visualizations.matters_page import matter_in_words, side_in_words
from visualizations.measured import MeasuredIn, measured_in_words
from visualizations.neighbourhood import neighbourhood
from visualizations.rendering import render
from visualizations.sentences import reads_on
from visualizations.sources import evidence, named, period, unusual
from visualizations.terms import address, page_of, path_of
from visualizations.timeline import timeline, told, years_of
from visualizations.titles import titled
from visualizations.twins import Twins, twins_in_words
from visualizations.wording import Wording, capitalised, wording

FORMATS: Final = (
    ("Turtle", "/id/{}.ttl"),
    ("JSON-LD", "/id/{}.jsonld"),
    ("N-Triples", "/id/{}.nt"),
    ("RDF/XML", "/id/{}.rdf"),
    ("TriG", "/id/{}.trig"),
    ("N-Quads", "/id/{}.nq"),
    ("JSON", "/api/v1/entities/{}"),
)
"""The forms that an entity can be had in, and where."""

QUERIES: Final = ("page_statements", "page_neighbours", "page_times", "page_works", "page_matters")
"""The queries that find what a page shows, each part by one."""

MOST_VALUES: Final = 20
"""How many values of a property are shown; the rest is folded, or on a page of its own."""
MOST_FOLDED: Final = 40
"""How many values of a property its page carries at the most, the folded ones included."""
MOST_TOLD: Final = 40
"""How many times, works, contradictions and gaps are told on the page of a thing."""
_SECTOR: Final = HUSK + "sector"
_NO_MARKS: Final[Mapping[str, Mark]] = {}
_NOTHING: Final = Panels()


def shown(count: int) -> int:
    """Return how many of so many values of a property are read for the page of a thing."""
    return count if count <= MOST_FOLDED else MOST_VALUES


def entity_page(
    entity: Entity,
    language: str,
    *,
    marks: Mapping[str, Mark] = _NO_MARKS,
    panels: Panels = _NOTHING,
    measured: Sequence[MeasuredIn] = (),
    sides: Sequence[Place] = (),
    edition: str = "",
    for_programs: Mapping[str, Any] | None = None,
    mapped_as: str | None = None,
    twins: Twins | None = None,
) -> str:
    """Write the page of an entity in a language; one that is on the map links there.

    What somebody says comes first, each statement with its sources; then what concerns it, part by part, each
    with the query that finds it; what only follows by rule comes last.

    Args:
        entity: the thing.
        language: `nb` or `en`.
        marks: how the map draws each of its things, by id.
        panels: what there is to show beside what is said.
        measured: its values in networks.
        sides: what stands against each other, where it is a contradiction.
        edition: what the page is made from.
        for_programs: the thing as JSON-LD, which the page carries beside what people read.
        mapped_as: the id under which it stands on the map, empty for none; without it, its own.
        twins: the same thing in other programmes, where there are several.
    """
    t = wording(language)
    rows = [
        _row(capitalised(reads_on(group, t)), titled_relations(group, t), t, rest=_rest(entity.id, group, t))
        for group in entity.groups
    ]
    names = _row(t("entity.names"), entity.names, t)
    types = _row(t("entity.types"), entity.types, t)
    stated = [row for row in (types, names, *rows) if row["stated"]]
    neighbours = neighbourhood(entity, panels.neighbours, marks, t) if panels.neighbours else None
    mapped_as = mapped_as if mapped_as is not None else entity.id if entity.id in marks else ""
    others = []
    if twins:
        others = twins_in_words(
            entity, twins, lambda group: _row(capitalised(reads_on(group, t)), group.relations, t), t
        )
    return render(
        "entity.html",
        language,
        here=None,
        path=f"id/{entity.id}",
        edition=edition,
        for_programs=for_programs,
        entity=entity,
        name=capitalised(entity.label.get(language)),
        description=_description(entity, language),
        mark=_mark(entity),
        kind=capitalised(entity.reference.kind.label.get(language)) if entity.reference.kind else "",
        statuses=[status.label.get(language) for status in entity.reference.statuses],
        counts=_counts(entity.extent, t),
        stated=stated,
        inferred=[row for row in rows if row["inferred"]],
        definitions=[_definition(assertion, language) for assertion in entity.definitions],
        neighbours=neighbours,
        times=_times(panels.times, t),
        works=[_work(work, t) for work in panels.works],
        matters=[
            (kind, [matter_in_words(matter, t) for matter in told])
            for kind, told in (("conflicts", panels.conflicts), ("gaps", panels.gaps))
            if told
        ],
        parts=_parts(entity.extent, panels, measured=len(measured), twins=len(others)),
        cut=_cut(panels, t),
        measured=measured_in_words(measured, t),
        sides=[side_in_words(side, t) for side in sides],
        queries={name: query_address(name, entity.iri, language) for name in QUERIES},
        twins=others,
        programme=twins.choice.name(entity.iri, language) if twins else "",
        mapped_as=mapped_as,
        is_mapped=bool(mapped_as),
        most_values=MOST_VALUES,
        is_person=kind_of(entity.iri) == "person",
        formats=forms_of(entity),
    )


def _description(entity: Entity, language: str) -> str:
    """Return what a thing is described with, where that is more than its label."""
    description = entity.description.get(language) if entity.description else ""
    return "" if description == entity.label.get(language) else description


def _counts(extent: Extent, t: Wording) -> str:
    """Tell how much is said of a thing and by how many; nothing where nobody says anything."""
    if not extent.voices:
        return ""
    statements = t.count("count.statements", extent.assertions)
    return t("entity.counts", statements=statements, voices=t.count("count.voices", extent.voices))


def _definition(assertion: Assertion, language: str) -> dict[str, str | None]:
    """Return an assertion that gives a thing its class, with its page and file."""
    path = assertion.iri.removeprefix(ID)
    return {"name": path.rpartition("/")[2], "href": f"/{language}/id/{path}", "file": assertion.file}


def _parts(extent: Extent, panels: Panels, *, measured: int, twins: int) -> list[tuple[str, int]]:
    """Return the parts of the page that have something, in their order, with how much."""
    counts = {
        "stated": extent.assertions,
        "neighbours": len(panels.neighbours),
        "times": panels.total("times"),
        "works": panels.total("works"),
        "measured": measured,
        "twins": twins,
        "matters": panels.total("conflicts") + panels.total("gaps"),
    }
    return [(name, count) for name, count in counts.items() if count]


def _cut(panels: Panels, t: Wording) -> dict[str, str]:
    """Tell, by panel, how many are shown where those are not all."""
    return {
        name: t(
            "entity.nearest" if name == "neighbours" else "entity.first",
            shown=t.number(number),
            total=t.number(total),
        )
        for name, total in panels.totals.items()
        if total > (number := len(getattr(panels, name)))
    }


def forms_of(entity: Entity) -> list[tuple[str, str]]:
    """Return the forms that a thing can be had in, each with its address."""
    return [(name, pattern.format(entity.id)) for name, pattern in FORMATS]


def query_address(name: str, iri: str, language: str) -> str:
    """Return where a query of a page is shown with its answer."""
    return f"/{language}/sparql?{urlencode({'query': asked(name, Iri(iri))})}"


def _times(found: Sequence[Dated], t: Wording) -> dict[str, Any] | None:
    """Return the times of a thing as bars and in words, or None where it has none."""
    with_dates = [item for item in found if item.span.is_dated]
    return (
        {
            "picture": timeline(with_dates, years_of(with_dates), t) if with_dates else None,
            "items": [told(item, t) for item in found],
        }
        if found
        else None
    )


def _work(work: Work, t: Wording) -> dict[str, Any]:
    """Return a publication in words."""
    return {
        **named(work.thing, t),
        "issued": period(work.issued, t),
        "modalities": unusual(work.assertions, t),
        **evidence(work.assertions, t),
    }


def _mark(entity: Entity) -> Any:
    """Return the mark that the map gives an entity, or None where it has none."""
    for group in entity.groups:
        if group.property.iri == _SECTOR:
            for relation in group.relations:
                name = _name(relation.value.iri) if isinstance(relation.value, Reference) else ""
                if name in MARKS:
                    return MARKS[name]
    return MARKS.get(kind_of(entity.iri) or "")


def _row(
    heading: str, relations: Sequence[Relation], t: Wording, *, rest: dict[str, str] | None = None
) -> dict[str, Any]:
    """Return a row of the page: a heading, values that are stated, those only inferred, and where all are."""
    return {
        "heading": heading,
        "stated": [relation_in_words(each, heading, t) for each in relations if not each.is_inferred],
        "inferred": [relation_in_words(each, heading, t) for each in relations if each.is_inferred],
        "all": rest,
    }


def titled_relations(group: RelationGroup, t: Wording) -> Sequence[Relation]:
    """Return the relations of a property, a network or a measure named by its title."""
    return [
        replace(relation, value=titled(relation.value, group.property.iri, t.language))
        for relation in group.relations
    ]


def _rest(entity_id: str, group: RelationGroup, t: Wording) -> dict[str, str] | None:
    """Return where all relations of a property are, or None where they are all on the page of the thing."""
    if group.total is None:
        return None
    asked = urlencode({"property": path_of(group.property.iri, is_incoming=group.is_incoming)})
    return {
        "href": f"/{t.language}/id/{entity_id}?{asked}",
        "text": t("entity.all", number=t.number(group.total)),
    }


def relation_in_words(relation: Relation, heading: str, t: Wording) -> dict[str, Any]:
    """Return a value with role (unless the heading tells it), period, modalities and sources in words."""
    role = when = None
    if relation.participation:
        role, period_ = relation.participation.role, relation.participation.period
        when = period(period_, t)
        role = None if role.label.get(t.language) in heading.casefold() else role
    return {
        **_value(relation.value, t),
        "role": _term(role, t) if role else None,
        "when": when if role else capitalised(when or ""),
        "modalities": unusual(relation.assertions, t),
        **evidence(relation.assertions, t),
        "rules": ", ".join(relation.rules),
    }


def _term(term: Labelled, t: Wording) -> dict[str, str]:
    """Name a concept, and say where its page is."""
    return {"text": capitalised(term.label.get(t.language)), "href": address(term.iri, t.language)}


def _value(value: Reference | Value, t: Wording) -> dict[str, Any]:
    """Return the text of a value, its language where that is another, and its page where it has one."""
    if isinstance(value, Value):
        language = value.language if value.language != t.language else None
        return {"text": value.text, "lang": language, "href": None}
    text = capitalised(value.label.get(t.language))
    if value.quantity:
        text = f"{text}: {value.quantity.text.get(t.language)}"
    if value.view:
        claims = "; ".join(claim.label.get(t.language) for claim in value.view.claims)
        stance = value.view.stance.label.get(t.language)
        text = f"{text} ({stance}: {claims})" if claims else f"{text} ({stance})"
    if value.id is None:
        return {"text": text, "lang": None, "href": page_of(value.iri, t.language)}
    if kind_of(value.iri) == "assertion":
        text = t("entity.assertion", name=value.label.get(t.language))
    return {"text": text, "lang": None, "href": f"/{t.language}/id/{value.id}"}


def _name(iri: str) -> str:
    """Return what an IRI ends with."""
    return iri.rpartition("/")[2]
