"""Each assertion is a nanopublication that the nanopub library takes for valid."""

import re
from collections import defaultdict
from collections.abc import Mapping

import pytest
import rdflib
from nanopub.nanopub import Nanopub

from graph.queries import query
from graph.values import Iri
from tests.graph.exports.vikdal import exported, vikdal

PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
HUSK = rdflib.Namespace("https://w3id.org/husk/ontology#")
DCTERMS = rdflib.Namespace("http://purl.org/dc/terms/")
ASSERTIONS = """
SELECT ?assertion { ?assertion a <https://w3id.org/husk/ontology#Assertion> }
"""
pytestmark = [  # rdflib warns of itself, and of what the library uses
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning"),
]


@pytest.fixture(scope="module")
def graphs() -> Mapping[str, rdflib.ConjunctiveGraph]:
    """The four graphs of each nanopublication together, by its assertion."""
    found: defaultdict[str, rdflib.ConjunctiveGraph] = defaultdict(rdflib.ConjunctiveGraph)
    dataset = rdflib.Dataset()
    dataset.parse(data=exported("nanopublications", "trig"), format="trig")
    for subject, property_, value, graph in dataset.quads():
        name = str(graph).partition("#")[0]
        found[name].get_context(rdflib.URIRef(str(graph))).add((subject, property_, value))
    return found


def test_each_assertion_is_one(graphs: Mapping[str, rdflib.ConjunctiveGraph]) -> None:
    expected = {row["assertion"].value for row in vikdal().select(ASSERTIONS)}
    assert len(expected) == 6
    assert set(graphs) == expected


def test_each_is_valid(graphs: Mapping[str, rdflib.ConjunctiveGraph]) -> None:
    assert [name for name, graph in graphs.items() if not Nanopub(rdf=graph).is_valid] == []


def test_what_it_states_is_what_the_dataset_states(graphs: Mapping[str, rdflib.ConjunctiveGraph]) -> None:
    for name, graph in graphs.items():
        stated = vikdal().construct(query("graph"), {"this": Iri(name)})
        assert len(graph.get_context(rdflib.URIRef(name))) == len(stated) > 0


def test_its_provenance_tells_voice_place_and_modality(graphs: Mapping[str, rdflib.ConjunctiveGraph]) -> None:
    name = rdflib.URIRef("https://w3id.org/husk/id/vikdal/assertion/1-p1-s1-b")
    provenance = graphs[str(name)].get_context(rdflib.URIRef(f"{name}#provenance"))
    passage = provenance.value(name, PROV.wasDerivedFrom)
    assert str(provenance.value(name, PROV.wasAttributedTo)).endswith("/voice/author")
    assert str(provenance.value(name, HUSK.modality)).endswith("/planned")
    assert str(provenance.value(passage, HUSK.paragraph)) == "1"


def test_its_publication_tells_licence_version_and_edition(
    graphs: Mapping[str, rdflib.ConjunctiveGraph],
) -> None:
    for name, graph in graphs.items():
        information = graph.get_context(rdflib.URIRef(f"{name}#publication-info"))
        told = {str(value) for value in information.objects(rdflib.URIRef(f"{name}#nanopublication"))}
        assert told >= {"https://creativecommons.org/licenses/by/4.0/", "1.2.3", "0123456789abcdef" * 2}


def test_nothing_in_it_changes_from_day_to_day() -> None:
    assert not re.search(rb"dateTime|\d{4}-\d\d-\d\dT", exported("nanopublications", "trig"))
