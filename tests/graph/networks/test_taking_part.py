"""The two-mode network says what SPARQL says, in one order, with everyone who says so."""

import pytest

from graph.networks import MODALITIES, Part, actors_by_arenas
from graph.reading.chronology import Span, spans
from graph.store import EmbeddedStore
from ontology.terms import ID
from tests.fjordvik import fjordvik, fjordvik_network
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


def parts(*, agent: str, setting: str) -> tuple[Part, ...]:
    """Return the parts that an actor had in a setting."""
    found: tuple[Part, ...] = fjordvik_network().edges[f"fjordvik/{agent}", f"fjordvik/{setting}"]["parts"]
    return found


def test_ties_are_what_the_default_graph_says() -> None:
    assert {frozenset(tie) for tie in actors_by_arenas(fjordvik()).edges} == pairs(PAIRS)


def test_another_modality_is_counted_only_when_asked_for() -> None:
    network = actors_by_arenas(fjordvik(), ["planned"])
    assert {frozenset(tie) for tie in network.edges} == pairs(PLANNED)
    assert not {frozenset(tie) for tie in actors_by_arenas(fjordvik()).edges} & pairs(PLANNED)


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
    found = parts(agent="group/brukerradet", setting="arena/onsdagskafeen")
    assert sorted(part.participation.role.label.en for part in found) == ["initiator", "participant"]


def test_a_part_has_its_period() -> None:
    (part,) = parts(agent="organisation/bruker-og-brobyggerlaget", setting="arena/onsdagskafeen")
    assert part.participation.period is not None
    assert part.participation.period.label.nb == "2007–2009"


def test_a_part_has_voice_reporter_place_and_summary() -> None:
    (part,) = parts(agent="organisation/havbruk-nord", setting="subproject/ut-i-arbeid")
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
    found = [part for _, _, tie in network.edges(data=True) for part in tie["parts"]]
    assert found
    assert all(assertion.passages for part in found for assertion in part.assertions)
    assert all(part.assertions and part.modalities for part in found)


def test_only_settings_are_taken_part_in() -> None:
    network = fjordvik_network()
    modes = {
        network.nodes[part.setting]["mode"] for _, _, tie in network.edges(data=True) for part in tie["parts"]
    }
    assert modes == {"setting"}


@pytest.mark.parametrize("modalities", [(), ("actual",), MODALITIES])
def test_an_empty_graph_gives_an_empty_network(modalities: tuple[str, ...]) -> None:
    assert len(actors_by_arenas(EmbeddedStore.in_memory(b""), modalities)) == 0


def test_names_are_those_of_the_sources_with_their_language() -> None:
    (name,) = fjordvik_network().nodes["fjordvik/group/brukerradet"]["names"]
    assert (name.text, name.language) == ("Brukerrådet", "nb")


def test_a_part_has_its_times_with_their_bounds() -> None:
    (part,) = parts(agent="organisation/bruker-og-brobyggerlaget", setting="arena/onsdagskafeen")
    assert part.times == (Span(20070101, 20071231, 20090101, 20091231),)


def test_a_part_without_a_time_has_that_of_its_setting() -> None:
    network = actors_by_arenas(havnevik().store)
    own = spans(havnevik().store)
    found = [part for _, _, tie in network.edges(data=True) for part in tie["parts"]]
    without = [part for part in found if part.participation.period is None]
    assert any(part.times for part in without)
    assert all(part.times == own.get(ID + part.setting, ()) for part in without)
