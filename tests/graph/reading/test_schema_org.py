"""What programs read of a thing on its page: words of schema.org, and only what may be read as so."""

import json
from dataclasses import replace
from typing import Any

import pytest
import rdflib

from graph.reading.descriptions import (
    Assertion,
    Entity,
    Labelled,
    Reference,
    Relation,
    RelationGroup,
    Text,
    Value,
)
from graph.reading.entities import EntityReader
from graph.reading.schema_org import SCHEMA, SchemaOrg
from graph.reading.terminology import Terminology
from ontology.terms import HUSK, ID, RDF, XSD, concept, slug
from tests.fjordvik import fjordvik

pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"  # rdflib's own reader of JSON-LD still uses it
)

SCHEMA_ORG = SchemaOrg(Terminology.read(fjordvik()))
NOTHING = Text("", "")
VOICE = Labelled(f"{ID}demo/voice/author", NOTHING)
ACTUAL = Assertion(
    f"{ID}demo/assertion/1", VOICE, None, Labelled(concept("modality", "actual"), NOTHING), (), None
)
PLANNED = replace(ACTUAL, modality=Labelled(concept("modality", "planned"), NOTHING))
BOOK = Reference(f"{ID}demo/publication/bok", Text("Bok", "Book"), None)
KARI = Reference(f"{ID}demo/person/kari", Text("Kari", "Kari"), Labelled(HUSK + "Person", NOTHING))
KARI_IN_JSON = {
    "@id": KARI.iri,
    "@type": "Person",
    "name": [{"@value": "Kari", "@language": "nb"}, {"@value": "Kari", "@language": "en"}],
}


def period(label: str) -> Reference:
    """Return a period."""
    return Reference(f"{ID}demo/period/{slug(label)}", Text(label, label), None)


def told(property_: str, *relations: Relation, is_incoming: bool = False) -> dict[str, Any]:
    """Describe a publication with some values of one property; return what is said beyond its names."""
    class_ = Reference(HUSK + "Publication", NOTHING, None)
    group = RelationGroup(Labelled(HUSK + property_, NOTHING), is_incoming, relations)
    described = SCHEMA_ORG.describe(Entity(BOOK, None, (), (Relation(class_, (ACTUAL,)),), (group,)))
    assert described is not None
    assert described["@type"] == "CreativeWork"
    return {key: value for key, value in described.items() if key not in {"url", "name"} and key[0] != "@"}


def test_another_library_reads_it_with_nothing_but_what_stands_there() -> None:
    reader = EntityReader(fjordvik())
    things = [reader.get(item.id) for item in reader.list_entities(limit=500).items if item.id]
    described = [found for thing in things if thing and (found := SCHEMA_ORG.describe(thing))]
    assert len(described) > 50
    for found in described:
        read = rdflib.Graph().parse(data=json.dumps(found), format="json-ld")
        thing = rdflib.URIRef(found["@id"])
        names = read.objects(thing, rdflib.URIRef(SCHEMA + "name"))
        assert {name.language for name in names if isinstance(name, rdflib.Literal)} == {"nb", "en"}
        assert str(read.value(thing, rdflib.URIRef(RDF + "type"))).startswith(SCHEMA)
        words = {str(property_) for property_ in read.predicates()} - {RDF + "type"}
        assert all(word.startswith(SCHEMA) for word in words)


def test_a_value_is_told_with_its_kind_and_name() -> None:
    assert told("author", Relation(KARI, (ACTUAL,))) == {"author": [KARI_IN_JSON]}


def test_a_narrower_property_is_told_in_the_word_for_the_wider() -> None:
    assert told("ledBy", Relation(KARI, rules=("prp-inv1",))) == {"participant": [KARI_IN_JSON]}


def test_a_class_without_a_word_is_told_in_that_for_the_wider_or_is_a_thing() -> None:
    for class_, word in (("Subproject", "Project"), ("Gap", "Thing")):
        kind = replace(KARI, kind=Labelled(HUSK + class_, NOTHING))
        (value,) = told("about", Relation(kind, (ACTUAL,)))["about"]
        assert value["@type"] == word


@pytest.mark.parametrize(("label", "date"), [("2010", "2010"), ("2010-05", "2010-05"), ("våren 2010", None)])
def test_a_period_is_a_date_or_left_out(label: str, date: str | None) -> None:
    said = told("issued", Relation(period(label), (ACTUAL,)))
    assert said == ({"datePublished": [date]} if date else {})


def test_a_text_keeps_its_language() -> None:
    title = Relation(Value("sosionom", RDF + "langString", "nb"), (ACTUAL,))
    assert told("position", title) == {"jobTitle": [{"@value": "sosionom", "@language": "nb"}]}
    assert told("place", Relation(Value("Oslo", XSD + "string", None), (ACTUAL,))) == {"location": ["Oslo"]}


def test_what_was_only_planned_is_not_told() -> None:
    assert told("author", Relation(KARI, (PLANNED,))) == {}
    assert told("author", Relation(KARI, (PLANNED, ACTUAL))) == {"author": [KARI_IN_JSON]}
    unrealised = replace(BOOK, statuses=(Labelled(concept("modality", "planned"), NOTHING),))
    assert SCHEMA_ORG.describe(Entity(unrealised, None, (), (), ())) is None


def test_what_other_things_say_of_it_is_not_told() -> None:
    assert told("author", Relation(KARI, (ACTUAL,)), is_incoming=True) == {}
