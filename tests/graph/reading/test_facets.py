"""Whatever a list is narrowed by, it holds exactly what SPARQL finds in the same graph."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import count, takewhile
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.reading.entities import EntityReader
from graph.reading.facets import EVERYTHING, Filters
from graph.store import EmbeddedStore
from ontology.terms import GRAPH, HUSK, ID, MODALITIES, concept
from tests.fjordvik import fjordvik
from tests.reading import reading
from tests.together import together

PREFIXES = """
PREFIX husk: <https://w3id.org/husk/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
DAYS = [None, 20060101, 20081231, 20090615, 20101231, 20200101]
WORDS = ["", " ", "e", "E", "fjord", "forum", "summary", "nothing", "'", '"\\']

READERS = {"fjordvik": EntityReader(fjordvik()), "reading": EntityReader(reading()), "together": together()}
STORES = {name: reader.store for name, reader in READERS.items()}


@cache
def in_any_modality(name: str) -> EmbeddedStore:
    """Return a graph in whose default graph stands what is said in any modality."""
    engine = pyoxigraph.Store()
    engine.load(STORES[name].dump(), pyoxigraph.RdfFormat.N_QUADS)
    for modality in MODALITIES[1:]:
        for quad in engine.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(GRAPH + modality)):
            engine.add(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object))
    return EmbeddedStore(engine)


def terms(iris: Sequence[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)


def one_of(variable: str, iris: Sequence[str]) -> str:
    return f"VALUES ?{variable} {{ {terms(iris)} }}" if iris else ""


def told(filters: Filters) -> str:
    return f"""
        ?assertion prov:wasAttributedTo ?voice ; husk:modality ?modality .
        {one_of("voice", filters.voices)} {one_of("modality", filters.modalities)}
    """


def mentioned(filters: Filters) -> str:
    return f"""{{
        {{ GRAPH ?assertion {{ ?entity ?p ?o }} }} UNION {{ GRAPH ?assertion {{ ?s ?p ?entity }} }}
        UNION {{ ?assertion prov:wasDerivedFrom ?entity }}
        UNION {{ ?assertion prov:wasDerivedFrom/husk:inSection ?entity }}
        UNION {{ ?assertion prov:wasDerivedFrom/oa:hasSource ?entity }}
        {told(filters)}
    }}"""


def conditions(filters: Filters) -> Iterator[str]:
    """Yield a pattern of `?entity` for each condition; a thing must match all."""
    yield """{ { GRAPH <https://w3id.org/husk/graph/labels> { ?entity skos:prefLabel ?any } }
               UNION { ?entity a husk:Passage } }"""
    for classes in ((filters.kind,) if filters.kind else (), filters.classes):
        if classes:
            yield f"?entity a/rdfs:subClassOf* ?class {one_of('class', classes)}"
    if filters.programmes:
        starts = " || ".join(f'STRSTARTS(STR(?entity), "{ID}{name}/")' for name in filters.programmes)
        yield f"?entity ?is ?anything FILTER({starts})"
    if filters.sectors:
        yield f"?entity husk:sector|husk:participantSector ?sector {one_of('sector', filters.sectors)}"
    if filters.first_day or filters.last_day:
        yield f"""
            {{ ?entity husk:period|husk:issued ?time }}
            UNION {{ ?part husk:agent|husk:in ?entity ; husk:period ?time }}
            UNION {{ ?time a husk:Period BIND(?time AS ?entity) }}
            ?time husk:edtf ?text
            OPTIONAL {{ ?time husk:earliestStart ?first }}
            OPTIONAL {{ ?time husk:latestEnd ?last }}
            BIND(xsd:integer(CONCAT(SUBSTR(?text, 1, 4), "0101")) AS ?year_begins)
            BIND(xsd:integer(CONCAT(SUBSTR(?text, STRLEN(?text) - 3), "1231")) AS ?year_ends)
            BIND(BOUND(?first) || BOUND(?last) AS ?is_actual)  # only those have bounds in the graph
            FILTER(COALESCE(?first, IF(?is_actual, 0, ?year_begins)) <= {filters.last_day or 99999999})
            FILTER(COALESCE(?last, IF(?is_actual, 99999999, ?year_ends)) >= {filters.first_day or 0})
        """
    part = f"""
        GRAPH ?assertion {{ ?part husk:agent ?entity ; husk:role ?had ; husk:in ?whole }}
        {told(filters)} {one_of("whole", filters.wholes)}
    """
    if filters.roles:
        yield f"{part} ?had skos:broader* ?role {one_of('role', filters.roles)}"
    elif filters.wholes:
        yield f"""
            {{ {part} }} UNION {{
                {{ SELECT DISTINCT ?entity {{
                    ?entity (husk:partOf|husk:inSection|oa:hasSource)+ ?whole
                    {one_of("whole", filters.wholes)}
                }} }}
                {mentioned(filters) if filters.voices or filters.modalities else ""}
            }}
        """
    elif filters.voices or filters.modalities:
        yield mentioned(filters)


def by_sparql(name: str, filters: Filters) -> set[str]:
    """Find the things that meet all conditions, without the read model."""
    store = in_any_modality(name)
    found = [
        {row["entity"].value for row in store.select(f"{PREFIXES} SELECT DISTINCT ?entity {{ {pattern} }}")}
        for pattern in conditions(filters)
    ]
    words = store.select(
        f"{PREFIXES} SELECT ?entity ?word {{ {{ ?entity skos:prefLabel|skos:altLabel|husk:name ?word }} "
        "UNION { ?entity a husk:Passage ; <http://purl.org/dc/terms/description> ?word } }"
    )
    needle = filters.words.strip().casefold()
    found.append({row["entity"].value for row in words if needle in row["word"].value.casefold()})
    return set.intersection(*found)


@cache
def values(name: str, pattern: str) -> list[str]:
    """Return what stands for `?value` somewhere in a graph."""
    rows = in_any_modality(name).select(f"{PREFIXES} SELECT DISTINCT ?value {{ {pattern} }} ORDER BY ?value")
    return [row["value"].value for row in rows]


def some(name: str, pattern: str) -> st.SearchStrategy[list[str]]:
    """Draw up to two of the values that there are; most often none, so that few conditions meet."""
    chosen = st.lists(st.sampled_from(values(name, pattern)), min_size=1, max_size=2, unique=True)
    return st.one_of(st.just([]), st.just([]), chosen)


@st.composite
def narrowed(draw: st.DrawFn) -> tuple[str, Filters]:
    name = draw(st.sampled_from(sorted(STORES)))
    classes = some(name, "?value a owl:Class FILTER(STRSTARTS(STR(?value), STR(husk:)))")
    filters = Filters(
        kind=draw(st.none() | classes.map(lambda found: found[0] if found else None)),
        classes=draw(classes),
        programmes=draw(st.sampled_from([[], [], [], *([each.name] for each in READERS[name].programmes)])),
        sectors=draw(some(name, "?value a husk:Sector")),
        roles=draw(some(name, "?value a husk:Role")),
        voices=draw(some(name, "?value a husk:Voice")),
        modalities=draw(some(name, "?value a husk:Modality")),
        wholes=draw(some(name, "{ ?x husk:in ?value } UNION { ?x husk:partOf ?value }")),
        first_day=draw(st.sampled_from(DAYS)),
        last_day=draw(st.sampled_from(DAYS)),
        words=draw(st.sampled_from(WORDS) | st.text(max_size=2)),
    )
    left_out = draw(st.sets(st.sampled_from(["kind", "classes", "sectors", "days", "words"]), max_size=5))
    for field in left_out - {"days"}:
        filters = replace(filters, **{field: getattr(EVERYTHING, field)})
    if "days" in left_out:
        filters = replace(filters, first_day=None, last_day=None)
    return name, filters


@settings(max_examples=150, derandomize=True)
@given(narrowed(), st.integers(1, 40), st.sampled_from(["nb", "en"]))
def test_the_parts_of_a_list_make_up_what_sparql_finds(
    narrowed: tuple[str, Filters], limit: int, language: str
) -> None:
    name, filters = narrowed
    reader = READERS[name]
    parts = (
        reader.find(filters, language=language, offset=offset, limit=limit) for offset in count(0, limit)
    )
    items = [found.iri for part in takewhile(lambda part: part.items, parts) for found in part.items]
    assert len(items) == len(set(items)) == reader.find(filters).total
    assert set(items) == by_sparql(name, filters)


SINGLE = [
    ("sectors", "?value a husk:Sector"),
    ("roles", "?value a husk:Role"),
    ("voices", "?value a husk:Voice"),
    ("modalities", "?value a husk:Modality"),
    ("wholes", "{ ?x husk:in ?value } UNION { ?x husk:partOf ?value }"),
]


@pytest.mark.parametrize(("field", "pattern"), SINGLE)
def test_each_condition_alone_chooses_what_sparql_finds(field: str, pattern: str) -> None:
    """And chooses something, but not all: a condition that never bites would pass the test above."""
    totals = set()
    for value in values("fjordvik", pattern):
        chosen: Any = {field: [value]}
        filters = Filters(**chosen)
        found = {thing.iri for thing in READERS["fjordvik"].find(filters, limit=500).items}
        assert found == by_sparql("fjordvik", filters)
        totals.add(len(found))
    assert max(totals) > 1
    assert min(totals) < READERS["fjordvik"].find().total


def test_the_things_of_each_programme_make_up_all_of_them() -> None:
    reader, every = READERS["together"], {"fjordvik", "havnevik"}
    found = {name: reader.find(Filters(programmes=[name]), limit=500) for name in every}
    assert all(part.total > 1 for part in found.values())
    assert sum(part.total for part in found.values()) == reader.find(Filters(programmes=[*every])).total
    for name, part in found.items():
        assert {thing.iri for thing in part.items} == by_sparql("together", Filters(programmes=[name]))


def ids(filters: Filters) -> list[str | None]:
    return [thing.id for thing in READERS["reading"].find(filters).items]


def test_a_role_that_was_only_planned_is_not_one_that_was() -> None:
    led = Filters(roles=[concept("role", "leader")])
    assert ids(led) == ["demo/organisation/fjordby-kommune"]
    assert ids(replace(led, modalities=[concept("modality", "planned")])) == ids(led)
    assert ids(replace(led, modalities=[concept("modality", "actual")])) == []


def test_role_and_whole_are_of_one_participation() -> None:
    subproject = ID + "demo/subproject/unge-i-arbeid"
    assert ids(Filters(roles=[concept("role", "leader")], wholes=[subproject])) == []
    assert ids(Filters(roles=[concept("role", "partner")], wholes=[subproject])) == [
        "demo/organisation/fjordby-kommune"
    ]


def test_a_thing_without_a_time_is_left_out_when_asked_by_time() -> None:
    assert ids(Filters(kind=HUSK + "Organisation", first_day=20090101, last_day=20090101)) == [
        "demo/organisation/osthavn-senter"
    ]
    assert ids(Filters(kind=HUSK + "Organisation", first_day=20110101)) == []


def test_passages_come_last_in_the_order_of_their_source() -> None:
    assert ids(EVERYTHING)[-2:] == ["demo/passage/1-p1-s1", "demo/passage/1-p1-s2"]
