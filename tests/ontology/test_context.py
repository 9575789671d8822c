"""Data written with the JSON-LD context reads back as the same data, under short names."""

import json
from typing import Any

from pyoxigraph import RdfFormat, parse
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from ontology.terms import HERE, HUSK
from tests.ontology.graphs import FIXTURES, world

CONTEXT: dict[str, Any] = json.loads((HERE / "context.jsonld").read_text("utf-8"))["@context"]
ONTOLOGY = Graph().parse(HERE / "husk.ttl")


def test_every_term_of_the_ontology_has_its_own_name_as_short_name() -> None:
    terms = {str(s) for s in ONTOLOGY.subjects() if isinstance(s, URIRef) and s.startswith(HUSK)}
    for term in terms:
        name = term.removeprefix(HUSK)
        meaning = CONTEXT[name]
        assert (meaning if isinstance(meaning, str) else meaning["@id"]) == f"husk:{name}"


def test_every_short_name_of_ours_is_a_term_of_the_ontology() -> None:
    ids = {
        value if isinstance(value, str) else value.get("@id", name)
        for name, value in CONTEXT.items()
        if value != 1.1
    }
    ours = {URIRef(HUSK + iri.removeprefix("husk:")) for iri in ids if iri.startswith("husk:")}
    assert ours <= set(ONTOLOGY.subjects())


def test_object_properties_take_references_and_data_properties_values() -> None:
    for term, kind in ONTOLOGY.subject_objects(RDF.type):
        meaning = CONTEXT.get(str(term).removeprefix(HUSK)) if str(term).startswith(HUSK) else None
        if kind == OWL.ObjectProperty and meaning:
            assert meaning["@type"] == "@id"
        if kind == OWL.DatatypeProperty and meaning:
            assert ("@container" in meaning) == (ONTOLOGY.value(term, RDFS.range) == RDF.PlainLiteral)


def test_a_programme_survives_being_written_and_read() -> None:
    programme = Graph().parse(FIXTURES / "world.ttl")
    written = programme.serialize(format="json-ld", context=CONTEXT)
    read = {quad.triple for quad in parse(written, RdfFormat.JSON_LD)}
    assert read == {quad.triple for quad in world()}
    leader = next(
        node for node in json.loads(written)["@graph"] if str(node.get("id")).endswith("role/leader") is False
    )
    assert leader


def test_labels_are_found_by_language() -> None:
    programme = Graph().parse(FIXTURES / "world.ttl")
    nodes = json.loads(programme.serialize(format="json-ld", context=CONTEXT))["@graph"]
    (lunch,) = [node for node in nodes if str(node["id"]).endswith("arena/sommerlunsjen")]
    assert lunch["prefLabel"] == {"en": "The Summer Lunch", "nb": "Sommerlunsjen"}
    assert lunch["type"] == "Arena"
    assert lunch["excluded"].endswith("party/beboere")
