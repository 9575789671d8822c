"""What a map draws is each declared network in every modality, and who took part is what SPARQL says."""

import pytest

from graph.networks.drawn import drawn, outline
from graph.networks.reading import Filters, Reader, Tie, read
from graph.networks.registry import NETWORKS, Projection
from graph.reading.chronology import Span, spans
from graph.store import EmbeddedStore
from ontology.terms import ID, MODALITIES
from tests.fjordvik import fjordvik, fjordvik_network, fjordvik_reader
from tests.havnevik import havnevik

PAIRS = """
PREFIX husk: <https://w3id.org/husk/ontology#>
SELECT DISTINCT ?agent ?setting { ?participation husk:agent ?agent ; husk:in ?setting }
"""
PLANNED = """
PREFIX husk: <https://w3id.org/husk/ontology#>
SELECT DISTINCT ?agent ?setting {
  GRAPH <https://w3id.org/husk/graph/planned> { ?participation husk:agent ?agent ; husk:in ?setting }
}
"""


def pairs(query: str) -> set[frozenset[str]]:
    """Return the pairs of agent and setting that a query finds, as ids."""
    return {
        frozenset(row[name].value.removeprefix(ID) for name in ("agent", "setting"))
        for row in fjordvik().select(query)
    }


def ties(*, agent: str, setting: str) -> tuple[Tie, ...]:
    """Return the parts that an actor had in a setting."""
    found: tuple[Tie, ...] = fjordvik_network().edges[f"fjordvik/{agent}", f"fjordvik/{setting}"]["ties"]
    return found


@pytest.mark.parametrize("projection", NETWORKS.values(), ids=lambda each: each.name)
def test_it_has_the_nodes_and_ties_of_the_declared_network(projection: Projection) -> None:
    expected = fjordvik_reader().read(projection, Filters(modalities=frozenset(MODALITIES)))
    found, lined = drawn(fjordvik_reader(), projection), outline(fjordvik_reader(), projection)
    assert list(found.nodes(data=True)) == list(lined.nodes(data=True))
    assert list(found) == list(expected)
    expected_ties = {frozenset(tie) for tie in expected.edges}
    assert {frozenset(tie) for tie in found.edges} == expected_ties
    assert {frozenset(tie) for tie in lined.edges} == expected_ties


def test_ties_are_what_the_default_graph_says() -> None:
    taking_part = read(fjordvik(), NETWORKS["taking-part"])
    assert {frozenset(tie) for tie in taking_part.edges} == pairs(PAIRS)
    planned = read(fjordvik(), NETWORKS["taking-part"], Filters(modalities=frozenset({"planned"})))
    assert {frozenset(tie) for tie in planned.edges} == pairs(PLANNED)
    assert not {frozenset(tie) for tie in taking_part.edges} & pairs(PLANNED)


def test_what_was_only_planned_of_one_is_no_more_for_two() -> None:
    network = fjordvik_network("organisations")
    for one, other, data in network.edges(data=True):
        for tie in data["ties"]:
            setting = tie.relation.iri.removeprefix(ID)
            ends = [fjordvik_network().edges[end, setting] for end in (one, other)]
            assert MODALITIES.index(data["modality"]) <= max(
                MODALITIES.index(end["modality"]) for end in ends
            )
            assert {each.iri for each in tie.assertions} == {
                each.iri for end in ends for stated in end["ties"] for each in stated.assertions
            }
    assert {data["modality"] for *_, data in network.edges(data=True)} > {"actual"}


def test_a_tie_has_the_most_certain_of_its_modalities() -> None:
    network = fjordvik_network()
    modality = network.edges["fjordvik/organisation/fjordvik-kommune", "fjordvik/activity/ny-ungdomsklinikk"][
        "modality"
    ]
    assert modality == "planned"


def test_nodes_and_ties_come_in_one_order() -> None:
    first, second = fjordvik_network(), fjordvik_network()
    assert list(first) == sorted(first) == list(second)
    assert list(first.edges(data=True)) == list(second.edges(data=True))


def test_a_node_tells_what_it_is_in_both_languages() -> None:
    node = fjordvik_network().nodes["fjordvik/group/brukerradet"]
    assert (node["mode"], node["kind"]) == ("actor", "group")
    assert (node["label_nb"], node["label_en"]) == ("Brukerrådet", "Users' council")
    assert node["kind_label"] == ("gruppe", "group")
    assert [sector.label.en for sector in node["sectors"]] == ["users"]
    assert node["iri"] == "https://w3id.org/husk/id/fjordvik/group/brukerradet"


def test_an_actor_without_a_stated_sector_has_none() -> None:
    assert fjordvik_network().nodes["fjordvik/group/etter-skoletid-gruppen"]["sectors"] == ()


def test_what_never_was_has_its_modality_as_status() -> None:
    nodes = fjordvik_network().nodes
    assert [status.label.en for status in nodes["fjordvik/activity/ny-ungdomsklinikk"]["statuses"]] == [
        "planned"
    ]
    assert nodes["fjordvik/activity/skrivekurs"]["statuses"] == ()


def test_one_actor_may_have_two_parts_in_a_setting() -> None:
    found = ties(agent="group/brukerradet", setting="arena/onsdagskafeen")
    assert sorted(part.relation.label.en for part in found) == ["initiator", "participant"]


def test_a_part_has_its_period() -> None:
    (part,) = ties(agent="organisation/bruker-og-brobyggerlaget", setting="arena/onsdagskafeen")
    assert [period.label.nb for period in part.periods] == ["2007–2009"]


def test_a_part_has_voice_reporter_place_and_summary() -> None:
    (part,) = ties(agent="organisation/havbruk-nord", setting="subproject/ut-i-arbeid")
    (assertion,) = part.assertions
    assert assertion.voice.label.en == "the programme's own description"
    assert assertion.reported_by is not None
    assert assertion.reported_by.label.nb == "rapportens forfatter"
    (passage,) = assertion.passages
    assert (passage.section and passage.section.number, passage.paragraph) == ("2", 2)
    assert passage.summary is not None
    assert passage.summary.nb == "Havbruk Nord samarbeider om Ut i arbeid."


def test_every_part_is_asserted_and_stands_in_the_source() -> None:
    network = fjordvik_network()
    found = [part for _, _, tie in network.edges(data=True) for part in tie["ties"]]
    assert found
    assert all(assertion.passages for part in found for assertion in part.assertions)
    assert all(part.assertions and part.modalities for part in found)


def test_only_settings_are_taken_part_in() -> None:
    network = fjordvik_network()
    modes = {
        network.nodes[part.target]["mode"] for _, _, tie in network.edges(data=True) for part in tie["ties"]
    }
    assert modes == {"setting"}


@pytest.mark.parametrize("projection", NETWORKS.values(), ids=lambda each: each.name)
def test_an_empty_graph_gives_an_empty_network(projection: Projection) -> None:
    reader = Reader(EmbeddedStore.in_memory(b""))
    assert len(drawn(reader, projection)) == len(outline(reader, projection)) == 0


def test_names_are_those_of_the_sources_with_their_language() -> None:
    (name,) = fjordvik_network().nodes["fjordvik/group/brukerradet"]["names"]
    assert (name.text, name.language) == ("Brukerrådet", "nb")


def test_a_part_has_its_times_with_their_bounds() -> None:
    (part,) = ties(agent="organisation/bruker-og-brobyggerlaget", setting="arena/onsdagskafeen")
    assert part.times == (Span(20070101, 20071231, 20090101, 20091231),)


def test_a_part_without_a_time_has_that_of_its_setting() -> None:
    network = read(havnevik().store, NETWORKS["taking-part"])
    own = spans(havnevik().store)
    found = [part for *_, tie in network.edges(data=True) for part in tie["ties"]]
    without = [part for part in found if not part.periods]
    assert any(part.times for part in without)
    assert all(part.times == own.get(ID + part.target, ()) for part in without)
