"""The page of a thing: statements with their sources first, what only follows by rule last."""

from dataclasses import replace
from decimal import Decimal

import pytest

from graph.reading.descriptions import (
    Assertion,
    Entity,
    Labelled,
    Participation,
    Quantity,
    Reference,
    Relation,
    RelationGroup,
    Text,
    Value,
    View,
)
from graph.reading.matters import MatterReader
from tests.havnevik import havnevik
from tests.visualizations.reading_pages import Element, read_page
from visualizations.entity_page import MOST_VALUES, entity_page

HUSK = "https://w3id.org/husk/ontology#"
ID = "https://w3id.org/husk/id/demo/"
VOCABULARY = "https://w3id.org/husk/vocabulary/"

ACTUAL = Labelled(VOCABULARY + "modality/actual", Text("faktisk", "actual"))
PLANNED = Labelled(VOCABULARY + "modality/planned", Text("planlagt", "planned"))
GUESTS = Labelled(ID + "voice/guests", Text("gjestene", "the guests"))
SAID = Assertion(ID + "assertion/1-p1-s1-a", GUESTS, None, ACTUAL, (), None)
ARENA = Labelled(HUSK + "Arena", Text("arena", "arena"))
CAFE = Reference(ID + "arena/cafe", Text("kaféen", "the café"), ARENA)
CHOIR = Reference(ID + "group/choir", Text("Koret", "The choir"), None)


def group(label: Text, *relations: Relation, is_incoming: bool = False) -> RelationGroup:
    return RelationGroup(Labelled(HUSK + label.en.replace(" ", ""), label), is_incoming, relations)


def page_of(*groups: RelationGroup, language: str = "en", reference: Reference = CAFE) -> Element:
    entity = Entity(reference, Text("Et møtested.", "A meeting place."), (), (), groups)
    return read_page(entity_page(entity, language))


def test_a_name_begins_with_a_capital() -> None:
    assert page_of().one("h1").text == "The café"
    assert page_of(language="nb").one("h1").text == "Kaféen"


def test_a_statement_leads_to_the_thing_and_tells_who_says_so() -> None:
    row = page_of(group(Text("hadde som gjest", "had guest"), Relation(CHOIR, (SAID,)))).one(
        "div", class_="row"
    )
    assert row.one("h3").text == "Had guest"
    assert row.one("a").attributes["href"] == "/en/id/demo/group/choir"
    assert row.one("summary").text == "According to the guests"


def test_a_statement_that_is_not_actual_is_marked() -> None:
    planned = replace(SAID, modality=PLANNED)
    page = page_of(group(Text("hadde som gjest", "had guest"), Relation(CHOIR, (planned,))))
    assert page.all("span", class_="modality")[0].text == "planned"


@pytest.mark.parametrize(("role", "about"), [("guest", "2010"), ("singer", "Singer , 2010")])
def test_a_role_is_told_unless_the_heading_does(role: str, about: str) -> None:
    period = Reference(ID + "period/2010", Text("2010", "2010"), None)
    part = Participation(ID + "participation/p", Labelled(VOCABULARY + "role/r", Text(role, role)), period)
    relation = Relation(CHOIR, (SAID,), participation=part)
    page = page_of(group(Text("hadde som gjest", "had guest"), relation))
    assert page.one("span", class_="about soft").text == about


def test_the_foot_names_the_assertion_that_gives_the_class_and_its_file() -> None:
    defining = Relation(Reference(ARENA.iri, ARENA.label, None), (replace(SAID, file="demo/1.trig"),))
    entity = Entity(CAFE, None, (), (defining,), ())
    foot = read_page(entity_page(entity, "en")).one("footer", class_="formats")
    assert "/en/id/demo/assertion/1-p1-s1-a" in [link.attributes["href"] for link in foot.all("a")]
    assert [code.text for code in foot.all("code")] == [CAFE.iri, "demo/1.trig"]


def test_an_incoming_property_reads_the_other_way() -> None:
    page = page_of(
        group(Text("handler om", "about"), Relation(CHOIR, (SAID,)), is_incoming=True), language="nb"
    )
    assert page.one("div", class_="row").one("h3").text == "Handler om dette"


@pytest.mark.parametrize(
    ("language", "heading"), [("nb", "Er målgruppe for"), ("en", "Is a target group of")]
)
def test_an_incoming_property_has_words_of_its_own_where_it_needs_them(language: str, heading: str) -> None:
    incoming = RelationGroup(
        Labelled(HUSK + "hasTargetGroup", Text("har målgruppe", "has target group")),
        is_incoming=True,
        relations=(Relation(CHOIR, (SAID,)),),
    )
    assert page_of(incoming, language=language).one("div", class_="row").one("h3").text == heading


def test_a_concept_as_value_or_role_leads_to_its_page() -> None:
    sector = Reference(VOCABULARY + "sector/users", Text("brukere", "users"), None)
    part = Participation(ID + "participation/p", Labelled(VOCABULARY + "role/r", Text("r", "singer")), None)
    page = page_of(
        group(
            Text("sektor", "in sector"),
            Relation(sector, (SAID,)),
            Relation(CHOIR, (SAID,), participation=part),
        )
    )
    links = {link.text: link.attributes["href"] for link in page.one("div", class_="row").all("a")}
    assert links["Users"] == "/en/vocabulary/sector/users"
    assert links["Singer"] == "/en/vocabulary/role/r"


def test_of_many_values_the_rest_is_folded() -> None:
    many = [
        Relation(Reference(f"{ID}demo/arena/a{number}", Text(str(number), str(number)), None), (SAID,))
        for number in range(MOST_VALUES + 3)
    ]
    row = page_of(group(Text("har del", "has part"), *many)).one("div", class_="row")
    rest = row.one("details", class_="rest")
    assert rest.all("summary")[0].text == "3 more"
    shown, folded = (
        {link.attributes["href"] for link in part.all("a") if "/arena/" in link.attributes["href"]}
        for part in (row, rest)
    )
    assert (len(shown), len(folded)) == (MOST_VALUES + 3, 3)


def test_a_contradiction_tells_both_sides_with_their_sources() -> None:
    reader = havnevik()
    (conflict,) = MatterReader(reader).list_of("Conflict", language="en", offset=0, limit=1).items
    entity = reader.get(conflict.reference.id or "")
    assert entity is not None
    shown = read_page(entity_page(entity, "en", sides=conflict.places)).one(
        "section", aria_labelledby="sides"
    )
    assert len(shown.one("ul", class_="things").all("ul", class_="evidence")) == 2


def test_what_only_follows_by_rule_stands_apart_and_names_the_rules() -> None:
    inferred = Relation(CHOIR, rules=("prp-inv1", "cax-sco"))
    page = page_of(group(Text("hadde som gjest", "had guest"), Relation(CAFE, (SAID,)), inferred))
    apart = page.one("details", class_="inferred")
    assert "Follows by the rule prp-inv1, cax-sco" in apart.text
    assert "The choir" in apart.text
    assert "The café" not in apart.text


def test_a_literal_in_the_other_language_says_so() -> None:
    names = group(Text("navn", "name"), Relation(Value("Kaféen", "x:langString", "nb"), (SAID,)))
    assert page_of(names, language="en").one("span", lang="nb").text == "Kaféen"
    assert page_of(names, language="nb").all("span", lang="nb") == []


def test_a_number_is_never_shown_without_its_bound() -> None:
    quantity = Quantity(
        Labelled(HUSK + "minimum", Text("minst", "at least")),
        Decimal(77),
        Labelled(VOCABULARY + "unit/percent", Text("prosent", "percent")),
    )
    measure = Reference(ID + "measure/m", Text("andel i jobb", "share in work"), None, quantity=quantity)
    page = page_of(group(Text("har mål", "has measure"), Relation(measure, (SAID,))))
    assert page.one("div", class_="row").one("a").text == "Share in work: at least 77 percent"


def test_a_judgement_is_never_shown_without_its_stance() -> None:
    claim = Labelled(ID + "claim/c", Text("kaféen virker", "the café works"))
    view = View(Labelled(VOCABULARY + "stance/doubts", Text("tviler", "doubts")), (claim,), None)
    judgement = Reference(ID + "judgement/j", Text("Et syn", "A view"), None, view=view)
    page = page_of(group(Text("handler om", "about"), Relation(judgement, (SAID,)), is_incoming=True))
    assert page.one("div", class_="row").one("a").text == "A view (doubts: the café works)"


def test_statements_and_voices_are_counted() -> None:
    other = replace(SAID, iri=SAID.iri + "b")
    page = page_of(group(Text("hadde som gjest", "had guest"), Relation(CHOIR, (SAID, other))))
    assert "2 statements by 1 voice" in page.one("section", class_="statements").text


def test_what_never_was_says_so_at_the_top() -> None:
    page = page_of(reference=replace(CAFE, statuses=(PLANNED,)), language="nb")
    assert page.one("p", class_="eyebrow").text == "Arena bare planlagt"


def test_the_mark_is_that_of_the_map() -> None:
    assert len(page_of().all("svg", class_="mark mark-arena outlined")) == 1
    practice = Reference(VOCABULARY + "sector/practice", Text("praksis", "practice"), None)
    sector = RelationGroup(
        Labelled(HUSK + "sector", Text("sektor", "in sector")), False, (Relation(practice, (SAID,)),)
    )
    assert len(page_of(sector, reference=CHOIR).all("svg", class_="mark mark-practice filled")) == 1
