"""Whatever the first programme says has a voice, a modality and a place, and what never was is no fact."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

import pytest
from rdflib import Dataset

from graph.authoring.expand import is_dated
from graph.authoring.parse import AuthoredFile, read
from graph.build import assemble
from graph.inference.explain import Derivation, _Explanation, explain
from graph.inference.infer import SPELLINGS, TIME_BOUNDS, UNREALISED
from graph.inference.premises import Inference, _fill
from graph.inference.rules import Rule
from graph.model import Model
from graph.names import last_part
from graph.reading.resources import JSON_LD, N_QUADS, context, describe_with_assertions, write
from graph.sources.verify import verify
from graph.store import EmbeddedStore
from graph.values import Iri, Statement
from ontology.terms import (
    HUSK,
    INFERRED,
    METADATA,
    MODALITIES,
    ONTOLOGY,
    ONTOLOGY_GRAPH,
    RDF,
    modality_graph,
    parse_entity,
    slug,
)
from tests.checkout import ROOT
from tests.data.questions import PREFIXES, PROLOGUE, Rows, shown

DATA: Final = ROOT / "data"
OF_THE_SOURCE: Final = {"source", "section", "passage", "voice", "assertion"}
"""The kinds that files describe outside assertions."""
UNUSED: Final = {
    "Lesson": "what was learned stands as judgements, criteria and recommendations",
    "extractionFix": "the text of the note is read without mending",
    "defaultVoice": "short for what the build writes out",
    "defaultReporter": "short for what the build writes out",
    "defaultModality": "short for what the build writes out",
}
"""The terms of the ontology that the graph does without, and why."""


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    return assemble(DATA)


@pytest.fixture(scope="module")
def files() -> tuple[AuthoredFile, ...]:
    return read(DATA)


def ask(store: EmbeddedStore, query: str) -> Rows:
    return sorted(tuple(map(shown, row)) for row in store.select(PROLOGUE + query).rows)


def is_said_of_the_domain(statement: Statement) -> bool:
    """Tell whether a statement is one that some voice must answer for."""
    subject, predicate, value = statement
    entity = parse_entity(subject.value)
    if entity is None or entity.kind in OF_THE_SOURCE:
        return False
    if predicate.value == RDF + "type":
        return value.value.startswith(HUSK)
    return predicate.value.startswith(HUSK) and predicate.value not in METADATA


def in_default_graph(store: EmbeddedStore) -> set[Statement]:
    return set(filter(is_said_of_the_domain, store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")))


def asserted(store: EmbeddedStore) -> set[Statement]:
    """Return what stands in assertion graphs, with what the build adds there."""
    stands_in = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?graph { ?s ?p ?o } ?graph a husk:Assertion }"
    return set(store.construct(PROLOGUE + stands_in))


def rests_on_an_assertion(derivation: Derivation) -> bool:
    """Tell whether a statement is asserted, or follows by a rule from something that is."""
    return bool(derivation.evidence) or any(map(rests_on_an_assertion, derivation.premises))


def test_whatever_is_said_is_asserted_or_inferred(store: EmbeddedStore) -> None:
    by_rules = f'GRAPH ?graph {{ ?s ?p ?o }} FILTER STRSTARTS(STR(?graph), "{INFERRED}")'
    inferred = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {by_rules} }}"
    said = in_default_graph(store)
    assert len(said) > 500
    assert said - asserted(store) - set(store.construct(inferred)) == set()


def drawn(store: EmbeddedStore, rules: Iterable[Rule]) -> Iterator[tuple[Statement, tuple[Statement, ...]]]:
    """Yield whatever rules conclude, the ontology's and our own three, each time with the premises."""
    for rule in rules:
        head, body = Inference(rule)._patterns
        for row in store.select(f"{rule.prologue}\nSELECT * WHERE {{ {rule.body} }}"):
            yield _fill(head, row), tuple(_fill(pattern, row) for pattern in body)
    explanation = _Explanation(store, ())
    for graph in (SPELLINGS, TIME_BOUNDS, UNREALISED):
        for conclusion in store.construct(
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
        ):
            for premises in explanation._premises(last_part(graph), conclusion):
                yield conclusion, premises


def resting_on_assertions(store: EmbeddedStore, rules: Iterable[Rule]) -> set[Statement]:
    """Return what is asserted, and what follows by rules from something that is, with whatever else stands.

    All is drawn at once, from the ground up, for asking for the premises of each statement takes minutes.
    """
    stands = f'GRAPH ?graph {{ ?s ?p ?o }} FILTER (!STRSTARTS(STR(?graph), "{INFERRED}"))'
    known = set(store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {stands} }}"))
    resting = asserted(store)
    steps = list(drawn(store, rules))
    before = -1
    while before < len(known) + len(resting):
        before = len(known) + len(resting)
        for conclusion, premises in steps:
            if conclusion not in resting and known.issuperset(premises):
                known.add(conclusion)
                if not resting.isdisjoint(premises):
                    resting.add(conclusion)
    return resting


@pytest.mark.slow
def test_whatever_is_inferred_follows_from_assertions(store: EmbeddedStore) -> None:
    inferred = in_default_graph(store) - asserted(store)
    assert len(inferred) > 100
    assert sorted(map(str, inferred - resting_on_assertions(store, Model.read().rules))) == []


def test_something_of_what_each_rule_inferred_is_explained(store: EmbeddedStore) -> None:
    inferred = in_default_graph(store) - asserted(store)
    explanation = _Explanation(store, Model.read().rules)  # what it has found once it looks for no more
    of_rules = f'FILTER STRSTARTS(STR(?graph), "{INFERRED}")'
    graphs = store.select(f"SELECT DISTINCT ?graph {{ GRAPH ?graph {{ ?s ?p ?o }} {of_rules} }}")
    explained = 0
    for graph in sorted(str(row["graph"]) for row in graphs):
        by_rule = store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
        for statement in sorted(inferred.intersection(by_rule))[:4]:
            derivation = explanation.derive(statement, frozenset())
            assert derivation is not None, statement
            assert rests_on_an_assertion(derivation), statement
            explained += 1
    assert explained > 20


def test_every_assertion_has_one_voice_one_modality_and_a_passage(
    store: EmbeddedStore, files: tuple[AuthoredFile, ...]
) -> None:
    described = """SELECT ?assertion (COUNT(DISTINCT ?voice) AS ?voices) (COUNT(DISTINCT ?modality) AS ?n) {
        ?assertion a husk:Assertion ; prov:wasAttributedTo ?voice ; husk:modality ?modality .
        ?assertion prov:wasDerivedFrom ?passage .
        ?voice a husk:Voice ; husk:voiceKind ?kind .
        ?modality a husk:Modality .
        ?passage a husk:Passage ; oa:hasSource ?source ; husk:inSection ?section ; husk:fingerprint ?text .
    } GROUP BY ?assertion"""
    authored = chain.from_iterable(file.assertions for file in files)
    assert ask(store, described) == sorted((shown(assertion), "1", "1") for assertion in authored)


def test_the_curator_gives_reasons_and_is_reported_by_nobody(store: EmbeddedStore) -> None:
    of_the_curator = "?a prov:wasAttributedTo/husk:voiceKind voice-kind:curator"
    reasons = 'husk:reason ?nb , ?en FILTER (lang(?nb) = "nb" && lang(?en) = "en")'
    alone = "FILTER NOT EXISTS { ?a husk:reportedBy ?reporter }"
    conclusions = ask(store, f"SELECT ?a {{ {of_the_curator} }}")
    assert conclusions == ask(store, f"SELECT ?a {{ {of_the_curator} ; {reasons} {alone} }}") != []


@pytest.mark.parametrize("modality", [name for name in MODALITIES if name != "actual"])
def test_what_was_not_actual_is_no_fact_unless_it_is_asserted_as_one_too(
    modality: str, store: EmbeddedStore
) -> None:
    stated = "GRAPH ?assertion { ?s ?p ?o } ?assertion husk:modality modality:actual"
    actual = f"{PROLOGUE} CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {stated} }}"
    other = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{modality_graph(modality)}> {{ ?s ?p ?o }} }}"
    only_other = set(store.construct(other)) - set(store.construct(actual))
    assert in_default_graph(store) & only_other == set()


def test_the_funding_that_was_decided_is_no_fact(store: EmbeddedStore) -> None:
    assert ask(store, "SELECT ?who { ?who husk:funded subproject:ung-i-jobb }") == []
    unrealised = "SELECT ?what ?status { ?what a husk:Unrealised ; husk:status ?status }"
    for thing in (
        "participation:baerum-kommune_funder_ung-i-jobb",
        "measure:ar-med-vedtatt-finansiering-av-ung-i-jobb",
    ):
        assert (thing, "modality:planned") in ask(store, unrealised)


def test_every_term_of_the_ontology_is_used_but_for_those_named(store: EmbeddedStore) -> None:
    terms = store.select(
        PROLOGUE
        + f"""SELECT DISTINCT ?term {{ ?term rdfs:isDefinedBy <{ONTOLOGY}> FILTER NOT EXISTS {{
            {{ ?subject ?term ?value }} UNION {{ GRAPH ?any {{ ?subject ?term ?value }} }}
            UNION {{ GRAPH ?graph {{ ?thing ?property ?term }} FILTER (?graph != <{ONTOLOGY_GRAPH}>) }}
        }} }}"""
    )
    assert {row["term"].value.removeprefix(HUSK) for row in terms} == UNUSED.keys()


def evidence(derivation: Derivation) -> set[str]:
    """Return the assertions at the leaves of a derivation."""
    here = {shown(found.assertion) for found in derivation.evidence}
    return here.union(*map(evidence, derivation.premises))


def test_an_arena_of_four_sectors_is_explained_by_who_took_part(store: EmbeddedStore) -> None:
    courses = Iri(PREFIXES["arena"] + "kursene-i-endringsmetode")
    derivation = explain(store, courses, Iri(RDF + "type"), Iri(HUSK + "FourSectorArena"))
    assert derivation.rule == "cls-int1"
    said = {f"assertion:2.2-p5-s1-{letter}" for letter in "acde"}
    assert said <= evidence(derivation)


def test_nav_in_the_list_of_partners_is_none_of_its_offices(store: EmbeddedStore) -> None:
    assert ask(store, "SELECT ?name { organisation:nav husk:name ?name }") == [("NAV",)]
    assert ask(store, "SELECT ?whole { organisation:nav husk:partOf ?whole }") == []


def test_everything_has_an_iri(store: EmbeddedStore) -> None:
    assert b"_:" not in store.dump()


def spellings(label: str) -> set[str]:
    """Return how an IRI may be spelled from a label, which may add in brackets what tells it apart."""
    return {slug(label), slug(re.sub(r" \(.*?\)", "", label))}


def test_iris_are_spelled_from_norwegian_labels(store: EmbeddedStore) -> None:
    labels = 'SELECT ?thing ?label { ?thing skos:prefLabel ?label FILTER (lang(?label) = "nb") }'
    misspelled = [
        f"{shown(row['thing'])} is called {row['label'].value!r}, which is spelled {slug(row['label'].value)}"
        for row in store.select(PROLOGUE + labels)
        if (entity := parse_entity(row["thing"].value))
        and entity.kind not in {*OF_THE_SOURCE, "participation"}
        and not is_dated(Iri(entity.iri))
        and entity.slug not in spellings(row["label"].value)
    ]
    assert misspelled == []


def test_passages_stand_in_the_source_where_the_graph_has_them(store: EmbeddedStore, sources: Path) -> None:
    assert verify(store, sources).problems == ()


def test_every_sentence_and_footnote_has_an_assertion(store: EmbeddedStore, sources: Path) -> None:
    (note,) = verify(store, sources).sources
    assert [sentence.locator for sentence in note.total.uncovered] == []
    assert note.total.sentences > 400
    footnotes = {f"fn{number}" for number in range(1, 22)}
    assert footnotes <= {check.passage.section for check in note.checks}


def test_things_are_found_by_every_name_and_title_that_the_source_gives_them(store: EmbeddedStore) -> None:
    naming = "VALUES ?naming { husk:name husk:formerName dcterms:title } GRAPH ?a { ?thing ?naming ?name }"
    said = f"{naming} ?a a husk:Assertion . ?thing skos:prefLabel ?any"
    labels = "?thing skos:prefLabel|skos:altLabel ?name"
    assert len(ask(store, f"SELECT DISTINCT ?thing ?name {{ {said} }}")) > 300
    assert ask(store, f"SELECT ?thing ?name {{ {said} FILTER NOT EXISTS {{ {labels} }} }}") == []
    assert ask(store, "SELECT ?thing { ?thing skos:altLabel ?name ; skos:prefLabel ?name }") == []


def used(store: EmbeddedStore, pattern: str) -> set[str]:
    """Return what stands as ?used in any graph but that of the ontology."""
    query = f"SELECT DISTINCT ?used {{ GRAPH ?g {{ {pattern} }} FILTER(?g != <{ONTOLOGY_GRAPH}>) }}"
    return {row["used"].value for row in store.select(query)}


def test_every_property_and_class_has_a_term_in_the_context(store: EmbeddedStore) -> None:
    definitions = context()
    starts = {name: start for name, start in definitions.items() if isinstance(start, str)}
    terms = set()
    for name, definition in definitions.items():
        short = definition.get("@id", name) if isinstance(definition, dict) else str(definition)
        prefix, _, rest = short.partition(":")
        terms.add(starts.get(prefix, "") + rest)
    properties = used(store, "?s ?used ?o") - {RDF + "type"}
    assert len(properties) > 100
    assert properties - terms == set()
    classes = used(store, "?s a ?used")
    assert {class_ for class_ in classes if class_.startswith(HUSK)} - terms == set()
    assert {class_ for class_ in classes if not class_.startswith(tuple(starts.values()))} == set()


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own reader uses what it deprecates
def test_the_json_ld_of_a_thing_of_each_kind_is_read_alike_by_another_library(store: EmbeddedStore) -> None:
    first: dict[str, Iri] = {}
    for iri in sorted(used(store, "?used a ?class")):
        if entity := parse_entity(iri):
            first.setdefault(entity.kind, Iri(iri))
    assert len(first) > 25
    for thing in first.values():
        description = describe_with_assertions(store, thing)
        assert description is not None
        in_json, in_quads = (
            {tuple(map(str, quad)) for quad in Dataset().parse(data=write(description, form), format=name)}
            for form, name in ((JSON_LD, "json-ld"), (N_QUADS, "nquads"))
        )
        assert in_quads
        assert in_json == in_quads, thing
