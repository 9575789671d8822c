"""What an IRI dereferences to keeps modality and voice, and reads back the same in every format."""

import json

import pyoxigraph
import pytest
import rdflib

from graph.errors import StoreError
from graph.reading.resources import (
    JSON_LD,
    N_QUADS,
    N_TRIPLES,
    RDF_XML,
    TRIG,
    TURTLE,
    Description,
    describe,
    describe_with_assertions,
    write,
)
from graph.values import Iri, Literal, Statement
from ontology.terms import HUSK, ID, LABELS, ONTOLOGY, PROV, SKOS, VOCABULARY
from tests.reading import reading

TRIPLE_FORMATS = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD)
FORMATS = (*TRIPLE_FORMATS, TRIG, N_QUADS)


def entity(entity_id: str) -> Iri:
    """Return the IRI of a thing of the made-up programme."""
    return Iri(f"{ID}demo/{entity_id}")


def described(iri: Iri) -> Description:
    """Describe what is there."""
    description = describe(reading(), iri)
    assert description is not None
    return description


def described_with_assertions(iri: Iri) -> Description:
    """Describe what is there in every modality."""
    description = describe_with_assertions(reading(), iri)
    assert description is not None
    return description


def parsed(written: bytes, media_type: str) -> set[str]:
    """Read a text with the engine, and return its quads as sorted N-Quads."""
    format_ = pyoxigraph.RdfFormat.from_media_type(media_type)
    assert format_ is not None
    return {str(quad) for quad in pyoxigraph.parse(written, format_)}


def test_a_thing_is_described_by_what_may_be_read_as_so() -> None:
    cafe, project = entity("arena/torsdagskafe"), entity("subproject/unge-i-arbeid")
    statements = described(cafe).statements
    assert Statement(cafe, Iri(HUSK + "partOf"), project) in statements
    assert Statement(cafe, Iri(SKOS + "prefLabel"), Literal.in_language("Thursday Café", "en")) in statements
    assert Statement(entity("judgement/tvil-om-kafeen"), Iri(HUSK + "about"), cafe) in statements


def test_a_plan_is_not_among_what_may_be_read_as_so() -> None:
    seminar = entity("activity/sommerseminar")
    statements = described(seminar).statements
    assert not [found for found in statements if found.predicate.value == HUSK + "partOf"]
    planned = Iri(VOCABULARY + "modality/planned")
    assert Statement(seminar, Iri(HUSK + "status"), planned) in statements


def test_with_assertions_a_plan_keeps_its_modality() -> None:
    seminar, assertion = entity("activity/sommerseminar"), entity("assertion/1-p1-s2-c")
    description = described_with_assertions(seminar)
    planned = Statement(seminar, Iri(HUSK + "partOf"), entity("subproject/unge-i-arbeid"))
    assert planned in description.graphs[assertion]
    assert planned not in description.statements
    modality = Statement(assertion, Iri(HUSK + "modality"), Iri(VOCABULARY + "modality/planned"))
    assert modality in description.statements


def test_an_assertion_comes_whole_even_where_it_says_more_than_of_the_thing() -> None:
    description = described_with_assertions(entity("organisation/fjordby-kommune"))
    names = {found.subject for found in description.graphs[entity("assertion/1-p1-s1-c")]}
    assert entity("organisation/alnes-skole") in names


def test_an_assertion_is_described_with_what_it_states_as_a_named_graph() -> None:
    assertion = entity("assertion/1-p1-s2-b")
    description = described(assertion)
    assert (
        Statement(assertion, Iri(PROV + "wasAttributedTo"), entity("voice/author")) in description.statements
    )
    claim = Statement(entity("claim/kafeen-virker"), Iri(HUSK + "about"), entity("arena/torsdagskafe"))
    assert claim in description.graphs[assertion]
    assert claim not in description.statements
    assert write(described_with_assertions(assertion), N_QUADS) == write(description, N_QUADS)


def test_a_voice_is_not_described_by_all_that_it_holds() -> None:
    subjects = {found.subject for found in described(entity("voice/author")).statements}
    assert subjects == {entity("voice/author")}


def test_a_vocabulary_is_described_with_its_concepts() -> None:
    subjects = {found.subject for found in described(Iri(VOCABULARY + "modality")).statements}
    assert subjects == {
        Iri(VOCABULARY + "modality"),
        *(Iri(f"{VOCABULARY}modality/{name}") for name in ("actual", "planned", "possible", "normative")),
    }


def test_a_concept_is_described_alone() -> None:
    concept = Iri(VOCABULARY + "modality/planned")
    assert {found.subject for found in described(concept).statements} == {concept}


def test_the_ontology_is_described_whole() -> None:
    statements = described(Iri(ONTOLOGY)).statements
    assert {found.subject for found in statements} > {
        Iri(ONTOLOGY),
        Iri(HUSK + "Arena"),
        Iri(HUSK + "partOf"),
    }


@pytest.mark.parametrize("iri", [ID + "demo/arena/nowhere", VOCABULARY + "planet", LABELS, ONTOLOGY + "/x"])
def test_what_nothing_is_said_of_has_no_description(iri: str) -> None:
    assert describe(reading(), Iri(iri)) is None
    assert describe_with_assertions(reading(), Iri(iri)) is None


@pytest.mark.parametrize("media_type", FORMATS)
def test_every_format_reads_back_the_same_statements(media_type: str) -> None:
    description = described(entity("subproject/unge-i-arbeid"))
    assert parsed(write(description, media_type), media_type) == parsed(write(description, N_QUADS), N_QUADS)


@pytest.mark.parametrize("iri", [entity("arena/torsdagskafe"), Iri(ONTOLOGY), Iri(VOCABULARY + "role")])
def test_another_library_reads_in_rdf_xml_what_it_reads_in_n_triples(iri: Iri) -> None:
    in_xml, in_lines = (
        rdflib.Graph().parse(data=write(described(iri), media_type), format=name)
        for media_type, name in ((RDF_XML, "xml"), (N_TRIPLES, "nt"))
    )
    assert len(in_xml) > 5
    assert set(in_xml) == set(in_lines)


@pytest.mark.parametrize("media_type", [JSON_LD, TRIG, N_QUADS])
def test_formats_that_know_named_graphs_keep_them(media_type: str) -> None:
    description = described_with_assertions(entity("organisation/fjordby-kommune"))
    read = parsed(write(description, media_type), media_type)
    assert read == parsed(write(description, N_QUADS), N_QUADS)
    graphs = {line.rsplit(" ", 1)[-1] for line in read if line.endswith(">")}
    assert {str(graph) for graph in description.graphs} <= graphs


@pytest.mark.parametrize("media_type", [TURTLE, N_TRIPLES, RDF_XML])
def test_formats_of_triples_leave_out_what_an_assertion_states(media_type: str) -> None:
    assertion = entity("assertion/1-p1-s2-b")
    subjects = {line.split(" ")[0] for line in parsed(write(described(assertion), media_type), media_type)}
    assert subjects == {str(assertion)}


@pytest.mark.parametrize("media_type", FORMATS)
def test_equal_descriptions_give_equal_bytes(media_type: str) -> None:
    description = described_with_assertions(entity("organisation/fjordby-kommune"))
    turned = Description(
        tuple(reversed(description.statements)),
        {graph: tuple(reversed(content)) for graph, content in reversed(list(description.graphs.items()))},
    )
    assert write(description, media_type) == write(turned, media_type)


def test_turtle_declares_the_prefixes_it_uses_and_no_others() -> None:
    written = write(described(entity("arena/torsdagskafe")), TURTLE).decode()
    declared = {line.split()[1] for line in written.splitlines() if line.startswith("@prefix")}
    assert {"husk:", "arena:", "skos:"} <= declared
    assert not {"person:", "sh:", "a:"} & declared


def test_json_ld_carries_its_context_and_terms() -> None:
    document = json.loads(write(described(entity("arena/torsdagskafe")), JSON_LD))
    assert document["@context"]["husk"] == HUSK
    (cafe,) = (node for node in document["@graph"] if node["id"] == entity("arena/torsdagskafe").value)
    assert cafe["prefLabel"] == {"nb": "Torsdagskafé", "en": "Thursday Café"}


def test_another_format_is_refused() -> None:
    with pytest.raises(StoreError, match="image/png"):
        write(described(Iri(VOCABULARY + "modality")), "image/png")
