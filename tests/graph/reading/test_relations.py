"""What says the same becomes one relation, and nothing that somebody states is lost."""

from hypothesis import given
from hypothesis import strategies as st

from graph.reading.facts import Facts
from graph.reading.lexicon import Lexicon
from graph.reading.relations import Key, Part, Stated, Support, TakingPart, relations
from graph.values import Iri, Statement
from ontology.terms import GRAPH, HUSK, ID, INFERRED, OWL, PROV, PROVENANCE, RDFS, SKOS, concept

LED, LED_BY = HUSK + "led", HUSK + "ledBy"
TOOK_PART, INVOLVED, ABOUT = HUSK + "tookPartIn", HUSK + "involvedIn", HUSK + "about"
LEADER = concept("role", "leader")
CAFE, CLUB = Iri(ID + "demo/arena/cafe"), Iri(ID + "demo/arena/club")
FIRST, SECOND = ID + "demo/assertion/1-p1-s1-a", ID + "demo/assertion/1-p1-s1-b"
RULE = INFERRED + "prp-spo1"
PART = Part(ID + "demo/participation/kari_leader_cafe", LEADER, None)

LEXICON = Lexicon(
    Facts(
        Statement(Iri(subject), Iri(property_), Iri(value))
        for subject, property_, value in (
            (LED, OWL + "inverseOf", LED_BY),
            (LED, RDFS + "subPropertyOf", TOOK_PART),
            (TOOK_PART, RDFS + "subPropertyOf", INVOLVED),
            (LEADER, HUSK + "directProperty", LED),
        )
    )
)


def outgoing(property_: str, value: Iri, graph: str) -> Stated:
    """State that the described thing has a value."""
    return Stated(property_, value, is_incoming=False, graph=graph)


def incoming(property_: str, value: Iri, graph: str) -> Stated:
    """State that the described thing is another's value."""
    return Stated(property_, value, is_incoming=True, graph=graph)


def read(*stated: Stated, taking_part: tuple[TakingPart, ...] = ()) -> dict[tuple[str, bool, str], Support]:
    """Return what relations rest on, by property, direction and value."""
    found = relations(stated, taking_part, LEXICON)
    return {(key.property, key.is_incoming, key.value.value): support for key, support in found.items()}


def test_an_incoming_statement_is_read_by_the_inverse() -> None:
    found = read(incoming(LED, CAFE, FIRST), outgoing(LED_BY, CAFE, SECOND))
    assert found == {(LED_BY, False, CAFE.value): Support({FIRST, SECOND})}


def test_an_incoming_statement_without_inverse_stays_incoming() -> None:
    assert read(incoming(ABOUT, CAFE, FIRST)) == {(ABOUT, True, CAFE.value): Support({FIRST})}


def test_rules_are_told_by_name() -> None:
    assert read(outgoing(INVOLVED, CAFE, RULE)) == {
        (INVOLVED, False, CAFE.value): Support(set(), {"prp-spo1"})
    }


def test_an_inferred_statement_is_left_out_where_a_narrower_one_stands() -> None:
    found = read(outgoing(LED, CAFE, FIRST), outgoing(TOOK_PART, CAFE, RULE), outgoing(INVOLVED, CAFE, RULE))
    assert set(found) == {(LED, False, CAFE.value)}


def test_an_inferred_statement_is_left_out_where_a_narrower_one_stands_the_other_way() -> None:
    found = read(outgoing(LED_BY, CAFE, FIRST), incoming(TOOK_PART, CAFE, RULE))
    assert set(found) == {(LED_BY, False, CAFE.value)}


def test_an_inferred_statement_about_another_thing_stays() -> None:
    found = read(outgoing(LED, CAFE, FIRST), outgoing(TOOK_PART, CLUB, RULE))
    assert set(found) == {(LED, False, CAFE.value), (TOOK_PART, False, CLUB.value)}


def test_a_stated_wider_property_stays() -> None:
    found = read(outgoing(LED, CAFE, FIRST), outgoing(TOOK_PART, CAFE, SECOND))
    assert set(found) == {(LED, False, CAFE.value), (TOOK_PART, False, CAFE.value)}


def test_labels_and_unions_of_assertions_are_no_relations() -> None:
    assert read(outgoing(SKOS + "prefLabel", CAFE, FIRST), outgoing(LED, CAFE, GRAPH + "planned")) == {}


def test_evidence_is_described_without_assertions() -> None:
    derived, held = PROV + "wasDerivedFrom", PROV + "wasAttributedTo"
    found = read(
        outgoing(held, CAFE, PROVENANCE),
        incoming(derived, CLUB, PROVENANCE),
        incoming(held, CLUB, PROVENANCE),
    )
    assert found == {(held, False, CAFE.value): Support(), (derived, True, CLUB.value): Support()}


def test_a_participation_takes_the_place_of_its_direct_property() -> None:
    taken = TakingPart(PART, CAFE, is_agent=True, assertion=FIRST)
    node = incoming(HUSK + "agent", Iri(PART.participation), FIRST)
    found = relations([node, outgoing(LED, CAFE, FIRST)], [taken], LEXICON)
    assert found == {Key(LED, False, CAFE, PART): Support({FIRST})}


def test_a_direct_property_that_somebody_states_without_participation_stays() -> None:
    taken = TakingPart(PART, CAFE, is_agent=True, assertion=FIRST)
    found = relations([outgoing(LED, CAFE, FIRST), outgoing(LED, CAFE, SECOND)], [taken], LEXICON)
    assert found == {Key(LED, False, CAFE, PART): Support({FIRST}), Key(LED, False, CAFE): Support({SECOND})}


def test_a_participation_in_the_described_thing_is_read_by_the_inverse() -> None:
    taken = TakingPart(PART, CLUB, is_agent=False, assertion=FIRST)
    found = relations([incoming(LED, CLUB, FIRST)], [taken], LEXICON)
    assert found == {Key(LED_BY, False, CLUB, PART): Support({FIRST})}


@given(
    st.lists(
        st.builds(
            Stated,
            st.sampled_from([LED, LED_BY, TOOK_PART, INVOLVED, ABOUT]),
            st.sampled_from([CAFE, CLUB]),
            st.booleans(),
            st.sampled_from([FIRST, SECOND, RULE]),
        )
    )
)
def test_every_stated_relation_is_told_and_the_order_makes_no_difference(stated: list[Stated]) -> None:
    found = read(*stated)
    assert found == read(*reversed(stated))
    for statement in stated:
        inverse = LEXICON.inverse(statement.property) if statement.is_incoming else None
        key = (inverse or statement.property, statement.is_incoming and not inverse, statement.value.value)
        if statement.graph != RULE:
            assert statement.graph in found[key].assertions
        elif key in found:
            assert found[key].rules == {"prp-spo1"}
