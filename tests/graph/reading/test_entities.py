"""The read model tells everything that is said of a thing, in every modality, and by whom."""

import pytest

from graph.names import last_part
from graph.reading.descriptions import Entity, Reference, Relation, Text, Value
from graph.reading.entities import LONGEST_PAGE, EntityReader, UnknownClassError
from graph.reading.lexicon import Lexicon
from graph.values import Iri
from ontology.terms import HUSK, ID, kind_of
from tests.reading import reading

READER = EntityReader(reading())
IDS = [reference.iri.removeprefix(ID) for reference in READER.list_entities(limit=LONGEST_PAGE).items]


def get(entity_id: str) -> Entity:
    """Return a thing that is there."""
    entity = READER.get(f"demo/{entity_id}")
    assert entity is not None
    return entity


def relations(entity: Entity, property_: str, *, incoming: bool = False) -> dict[str, Relation]:
    """Return the relations of a property by what their values are called in English."""
    return {
        relation.value.label.en if isinstance(relation.value, Reference) else relation.value.text: relation
        for group in entity.groups
        if group.property.iri == HUSK + property_ and group.is_incoming == incoming
        for relation in group.relations
    }


def assertions(relation: Relation) -> list[str]:
    """Return the last part of each assertion's IRI."""
    return [assertion.iri.rpartition("/")[2] for assertion in relation.assertions]


def test_a_thing_has_label_description_and_kind_in_both_languages() -> None:
    entity = get("subproject/unge-i-arbeid")
    assert entity.id == "demo/subproject/unge-i-arbeid"
    assert entity.label == Text("Unge i arbeid", "Youth at Work")
    assert entity.description == Text("Et delprosjekt av Fjordprøven.", "A subproject of the Fjord Trial.")
    assert entity.reference.kind is not None
    assert entity.reference.kind.label == Text("delprosjekt", "subproject")


def test_names_are_told_with_the_assertions_that_use_them() -> None:
    names = get("organisation/osthavn-senter").names
    assert [name.value for name in names] == [
        Value(spelling, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "nb")
        for spelling in ("Østhavn Senter", "Østhavn senter")
    ]
    assert [assertions(name) for name in names] == [["1-p1-s1-b"], ["1-p1-s1-b"]]


def test_types_come_with_the_most_specific_first() -> None:
    types = get("subproject/unge-i-arbeid").types
    told = [type_.value.label.en for type_ in types if isinstance(type_.value, Reference)]
    assert told == ["subproject", "undertaking", "setting"]
    assert assertions(types[0]) == ["1-p1-s1-a"]
    assert not types[0].is_inferred
    assert types[1].is_inferred
    assert types[1].rules == ("cax-sco",)


def test_what_a_thing_is_said_to_be_comes_before_what_it_falls_under_by_definition() -> None:
    """People call it an arena, however many sectors met there."""
    classes = [HUSK + name for name in ("FourSectorArena", "Setting", "UserLedSetting", "Arena")]
    assert Lexicon.read(reading()).most_specific_first(classes)[:2] == (HUSK + "Arena", HUSK + "Setting")


def test_an_assertion_tells_voice_modality_and_place() -> None:
    (assertion,) = relations(get("subproject/unge-i-arbeid"), "hasOutcome")[
        "more young people in work"
    ].assertions
    assert assertion.voice.label == Text("rapportens forfatter", "the report's author")
    assert assertion.reported_by is None
    assert assertion.modality.label.en == "actual"
    assert assertion.reason is None
    (passage,) = assertion.passages
    assert passage.source is not None
    assert passage.source.label.en == "Report on the Fjord Trial"
    assert passage.section is not None
    assert (passage.section.number, passage.section.heading) == ("1", "Unge i arbeid")
    assert (passage.paragraph, passage.sentence, passage.pages) == (1, 2, (4, 5))
    assert passage.summary is not None
    assert passage.summary.en == "How it went, and what was to come."


def test_who_reports_a_voice_is_told_when_it_is_another() -> None:
    (assertion,) = relations(get("organisation/fjordby-kommune"), "wasPartnerIn")["Youth at Work"].assertions
    assert assertion.voice.label.en == "the programme's own description"
    assert assertion.reported_by is not None
    assert assertion.reported_by.label.en == "the report's author"


def test_the_curator_gives_a_reason() -> None:
    (assertion,) = relations(get("organisation/fjordby-kommune"), "sector")["authorities"].assertions
    assert assertion.reason == Text("Kommuner er myndigheter.", "Municipalities are authorities.")


def test_a_participation_is_folded_into_a_relation_with_role_period_and_all_voices() -> None:
    entity = get("organisation/osthavn-senter")
    relation = relations(entity, "wasResponsibleFor")["Youth at Work"]
    assert relation.participation is not None
    assert relation.participation.role.label == Text("ansvarlig", "responsible")
    assert relation.participation.period is not None
    assert relation.participation.period.label.en == "2008–2010"
    assert assertions(relation) == ["1-p1-s1-b", "1-p1-s1-c"]
    assert not relations(entity, "agent", incoming=True)


def test_a_participation_is_told_from_the_other_end_too() -> None:
    entity = get("subproject/unge-i-arbeid")
    relation = relations(entity, "underResponsibilityOf")["East Harbour Centre"]
    assert relation.participation is not None
    assert relation.participation.role.label.en == "responsible"
    assert assertions(relation) == ["1-p1-s1-b", "1-p1-s1-c"]
    assert not relations(entity, "in", incoming=True)


def test_a_statement_and_its_inverse_are_one_relation() -> None:
    entity = get("programme/fjordproven")
    assert set(relations(entity, "hasPart")) == {"Youth at Work", "Thursday Café"}
    assert not relations(entity, "partOf", incoming=True)
    assert assertions(relations(entity, "hasPart")["Youth at Work"]) == ["1-p1-s1-a"]


def test_what_only_rules_say_names_the_rules() -> None:
    relation = relations(get("arena/torsdagskafe"), "partOf")["The Fjord Trial"]
    assert relation.is_inferred
    assert "prp-trp" in relation.rules


def test_what_a_narrower_property_says_is_not_said_again() -> None:
    entity = get("organisation/osthavn-senter")
    assert not relations(entity, "tookPartIn")
    assert not relations(entity, "involvedIn")
    outer = {group.property.iri for group in get("arena/torsdagskafe").groups}
    assert not {iri for iri in outer if iri.startswith("http://purl.org/dc/terms/")}


def test_a_plan_is_shown_as_a_plan_at_both_ends() -> None:
    planned = relations(get("activity/sommerseminar"), "ledBy")["Fjordby Municipality"]
    led = relations(get("organisation/fjordby-kommune"), "led")["summer seminar"]
    for relation in (planned, led):
        assert [modality.label.en for modality in relation.modalities] == ["planned"]
        assert not relation.rules


def test_what_was_only_planned_has_its_class_and_a_status() -> None:
    reference = get("activity/sommerseminar").reference
    assert reference.kind is not None
    assert reference.kind.label.en == "activity"
    assert [status.label.en for status in reference.statuses] == ["planned"]


def test_a_number_never_stands_without_its_bound_and_unit() -> None:
    measure = relations(get("outcome/flere-i-jobb"), "measureOf", incoming=True)["share in work"].value
    assert isinstance(measure, Reference)
    assert measure.quantity is not None
    assert measure.quantity.text == Text("minst 77,5 prosent", "at least 77.5 percent")
    assert get("measure/andel-i-jobb").reference.quantity == measure.quantity


def test_a_judgement_shows_where_it_stands_on_what() -> None:
    views = relations(get("arena/torsdagskafe"), "about", incoming=True)
    judgement = views["doubt about the effect of the café"].value
    assert isinstance(judgement, Reference)
    assert judgement.view is not None
    assert judgement.view.stance.label.en == "doubts"
    assert [claim.label.en for claim in judgement.view.claims] == ["the café leads to work"]
    assert judgement.view.certainty is not None
    assert judgement.view.certainty.label.en == "likely"


def test_a_passage_tells_what_is_drawn_from_it() -> None:
    entity = get("passage/1-p1-s1")
    assert entity.label.en == "Who was responsible, and who took part."
    drawn = [group for group in entity.groups if group.is_incoming]
    assert [len(group.relations) for group in drawn] == [4]


def test_a_source_does_not_list_every_assertion_that_rules_lead_back_to_it() -> None:
    source = READER.all_of("Source")[0]
    kinds = {
        kind_of(relation.value.iri)
        for group in get(f"source/{last_part(Iri(source.iri))}").groups
        for relation in group.relations
        if isinstance(relation.value, Reference)
    }
    assert "passage" in kinds
    assert "assertion" not in kinds


@pytest.mark.parametrize("entity_id", IDS)
def test_every_assertion_that_mentions_a_thing_is_told_of_it(entity_id: str) -> None:
    mentioning = reading().select(
        "SELECT DISTINCT ?this ?graph "
        "{ { GRAPH ?graph { ?this ?p ?o } } UNION { GRAPH ?graph { ?s ?p ?this } } "
        "FILTER EXISTS { ?graph a <https://w3id.org/husk/ontology#Assertion> } }",
        {"this": Iri(ID + entity_id)},
    )
    entity = READER.get(entity_id)
    assert entity is not None
    assert {assertion.iri for assertion in entity.assertions} == {row["graph"].value for row in mentioning}


@pytest.mark.parametrize("entity_id", IDS)
def test_every_relation_rests_on_something(entity_id: str) -> None:
    entity = READER.get(entity_id)
    assert entity is not None
    if entity_id.split("/")[1] in {"source", "section", "passage", "voice", "period"}:
        return  # evidence describes itself
    groups = [group for group in entity.groups if group.property.iri != HUSK + "voiceOf"]
    told = [*entity.names, *entity.types, *(relation for group in groups for relation in group.relations)]
    assert [relation for relation in told if not (relation.assertions or relation.rules)] == []


@pytest.mark.parametrize(
    "entity_id",
    [
        "",
        "/",
        "demo",
        "demo/arena",
        "demo/arena/",
        "demo/arena/nowhere",
        "demo/planet/cafe",
        "DEMO/arena/torsdagskafe",
        "demo/arena/torsdagskafe/",
        "demo/arena/a b",
        "demo/arena/<x>",
        "demo/arena/\0",
        "../ontology",
        "demo/arena/å",
    ],
)
def test_nothing_is_told_of_an_id_that_nothing_has(entity_id: str) -> None:
    assert READER.get(entity_id) is None


def test_things_are_listed_in_the_order_of_the_norwegian_alphabet() -> None:
    organisations = READER.list_entities("Organisation").items
    assert [found.label.nb for found in organisations] == [
        "Fjordby kommune",
        "Ærfugl forlag",
        "Østhavn senter",
        "Ålnes skole",
    ]


def test_things_are_listed_by_the_labels_of_the_language() -> None:
    organisations = READER.list_entities("Organisation", language="en").items
    assert [found.label.en for found in organisations] == [
        "East Harbour Centre",
        "Eider Press",
        "Fjordby Municipality",
        "Ålnes School",
    ]


def test_a_class_lists_the_things_of_its_subclasses_in_every_modality() -> None:
    settings = {found.label.en for found in READER.list_entities("Setting").items}
    assert settings == {"The Fjord Trial", "Youth at Work", "Thursday Café", "summer seminar"}


def test_words_are_found_in_labels_and_names_whatever_their_case() -> None:
    for words in ("ØSTHAVN", "harbour", "  east  ".strip().upper()):
        assert [found.label.en for found in READER.list_entities(words=words).items] == [
            "East Harbour Centre"
        ]


def test_a_class_that_is_not_there_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(UnknownClassError, match=r"no type 'Organization'.*Organisation"):
        READER.list_entities("Organization")


def test_classes_are_counted_in_every_modality() -> None:
    counted = {class_.label.en: number for class_, number in READER.classes().items()}
    assert counted["organisation"] == 4
    assert counted["activity"] == 1
    assert counted["person"] == 0


def test_voices_are_listed() -> None:
    assert {voice.label.en for voice in READER.voices()} == {
        "the curator",
        "the programme's own description",
        "the report's author",
    }


@pytest.mark.parametrize(
    ("misspelled", "meant"),
    [
        ("demo/arena/torsdagskaffe", "demo/arena/torsdagskafe"),
        ("demo/Arena/Torsdagskafe", "demo/arena/torsdagskafe"),
        ("demo/project/unge-i-arbeid", "demo/subproject/unge-i-arbeid"),
        ("unge-i-arbeid", "demo/subproject/unge-i-arbeid"),
    ],
)
def test_near_misses_are_guessed(misspelled: str, meant: str) -> None:
    assert [found.id for found in READER.near(misspelled)] == [meant]


@pytest.mark.parametrize("entity_id", ["", "/", "demo/arena/zzz", "x" * 100_000])
def test_nothing_is_guessed_where_nothing_is_near(entity_id: str) -> None:
    assert READER.near(entity_id) == ()


@pytest.mark.parametrize(
    "entity_id", ["demo/passage/1-p1-s1", "demo/assertion/1-p1-s1-b", "demo/source/report"]
)
def test_terms_of_others_have_labels_in_both_languages_too(entity_id: str) -> None:
    entity = READER.get(entity_id)
    assert entity is not None
    others = [group.property for group in entity.groups if not group.property.iri.startswith(HUSK)]
    assert others
    for property_ in others:
        assert property_.label.nb not in {last_part(Iri(property_.iri)), property_.label.en}
