"""The report on a network shows what is kept of it, in words and numbers of the page's language."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import networkx as nx
import pytest

from graph.analysis.analysing import read_for_analysis
from graph.analysis.keeping import KeptAnalysis, read_analysis, write_analyses
from graph.build import build
from graph.networks.reading import Reader
from graph.networks.registry import NETWORKS
from graph.reading.entities import EntityReader
from graph.snapshot import Snapshot
from ontology.terms import LANGUAGES
from tests.fjordvik import DANGEROUS, FJORDVIK
from tests.visualizations.reading_pages import Element, read_page
from visualizations.distribution import figure
from visualizations.entity_page import entity_page
from visualizations.measured import measured_things
from visualizations.network_pages import MAIN, network_page, networks_page
from visualizations.wording import wording

NETWORK = NETWORKS["actors-by-arenas"]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    analyses = partial(write_analyses, samples=9)
    return build(FJORDVIK, tmp_path_factory.mktemp("var"), version="1", extras=[analyses]).snapshot


@pytest.fixture(scope="module")
def kept(snapshot: Snapshot) -> KeptAnalysis:
    found = read_analysis(snapshot.path, NETWORK.name)
    assert found
    return found


def report(snapshot: Snapshot, kept: KeptAnalysis | None, language: str, **asked: Any) -> Element:
    network = read_for_analysis(Reader(snapshot.open_store()), NETWORK)
    return read_page(network_page(NETWORK, network, kept, language, **asked))


def rows_of(page: Element, number: int = -1) -> list[Element]:
    return page.all("tbody")[number].all("tr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_values_of_a_measure_stand_in_its_table(
    snapshot: Snapshot, kept: KeptAnalysis, language: str
) -> None:
    page = report(snapshot, kept, language, measure="betweenness")
    values = sorted(kept.of("betweenness"), key=lambda each: (each.value is None, -(each.value or 0)))
    t = wording(language)
    assert [row.all("td")[0].text for row in rows_of(page)] == [figure(each.value, t) for each in values]
    for row, value in zip(rows_of(page), values, strict=True):
        assert value.label.get(language).lower() in row.one("th").text.lower()
    assert kept.of("betweenness")[0].measure.definition.get(language) in page.text


@pytest.mark.parametrize("order", ["name", "sector", "degree", "nonsense"])
def test_the_table_of_nodes_stands_as_asked(snapshot: Snapshot, kept: KeptAnalysis, order: str) -> None:
    page = report(snapshot, kept, "en", sort=order)
    rows = rows_of(page)
    assert len(rows) == len({each.name for each in kept.values if each.measure.name == MAIN[0]})
    names = [row.one("th").text.casefold() for row in rows]
    (sorted_by,) = [each for each in page.all("th") if "aria-sort" in each.attributes]
    if order == "name":
        assert names == sorted(names)
        assert sorted_by.attributes["aria-sort"] == "ascending"
    if order == "degree":
        degrees = {each.label.en.casefold(): each.value for each in kept.of("degree")}
        values = [-(degrees.get(name) or 0) for name in names]
        assert values == sorted(values)


def test_what_cannot_be_a_number_is_a_dash_with_its_reason(snapshot: Snapshot, kept: KeptAnalysis) -> None:
    (undefined, *_) = [each for each in kept.values if each.value is None and each.reason]
    page = report(snapshot, kept, "nb", measure=undefined.measure.name)
    assert undefined.reason
    assert undefined.reason.nb in page.text
    assert "–" in [row.all("td")[0].text for row in rows_of(page)]
    assert "nan" not in page.text.casefold().split()


def test_a_network_with_persons_is_told_without_measures() -> None:
    page = read_page(network_page(NETWORKS["people-by-works"], nx.Graph(), None, "en"))
    assert wording("en")("networks.persons") in page.text
    assert not page.all("table")


def test_an_edition_without_analyses_says_so(snapshot: Snapshot) -> None:
    assert wording("nb")("network.nothing") in report(snapshot, None, "nb").text


def test_names_stay_text(snapshot: Snapshot, kept: KeptAnalysis) -> None:
    page = report(snapshot, kept, "nb", measure="degree")
    assert DANGEROUS in page.text
    assert not any("stolen" in script.text for script in page.all("script"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_networks_are_there(language: str) -> None:
    page = read_page(networks_page(language))
    assert len(page.all("h2")) >= len(NETWORKS)
    for projection in NETWORKS.values():
        assert projection.sentence.get(language) in page.text


def test_the_command_that_is_told_gives_the_same(snapshot: Snapshot, kept: KeptAnalysis) -> None:
    page = report(snapshot, kept, "en", measure="betweenness")
    assert f"--samples {kept.samples} --seed {kept.seed}" in page.text


def test_the_page_of_a_thing_tells_what_the_measures_say(snapshot: Snapshot, kept: KeptAnalysis) -> None:
    cafe = EntityReader(snapshot.open_store()).get("fjordvik/arena/onsdagskafeen")
    assert cafe is not None
    values = measured_things([kept])[cafe.id]
    told = read_page(entity_page(cafe, "nb", measured=values)).one("section", aria_labelledby="measured")
    lines = told.all("li")
    assert {value.measure.name for _, value in values} <= set(MAIN)
    for line, (network, value) in zip(lines, values, strict=True):
        address = f"/nb/networks/{network}?measure={value.measure.name}"
        assert line.one("a").attributes["href"] == address
        assert f": {figure(value.value, wording('nb'))}." in line.text
        chance = next(iter(value.chance.values()), None)
        if chance and chance.z is not None:
            assert f"Tilfeldigheter gir {figure(chance.low, wording('nb'))}" in line.text
        if value.hangs_on and value.low != value.high:
            assert f"Det henger mest på {value.hangs_on.nb}" in line.text
    assert any("Tilfeldigheter" in line.text for line in lines)
    assert any("henger mest på" in line.text for line in lines)


def test_no_measure_is_told_of_a_person(kept: KeptAnalysis) -> None:
    somebody = replace(kept.of("degree")[0], name="fjordvik/person/ase-ostby")
    assert measured_things([replace(kept, values=(somebody,))]) == {}


@pytest.mark.parametrize("measure", [None, "betweenness"])
def test_a_report_in_a_file_leads_to_nothing_that_is_not_there(
    snapshot: Snapshot, kept: KeptAnalysis, measure: str | None
) -> None:
    page = report(snapshot, kept, "nb", measure=measure, day=date(2026, 11, 27))
    links = [link.attributes["href"] for link in page.all("a")]
    assert links
    assert all(link.startswith(("#", "https://w3id.org/husk/id/")) for link in links)
    assert not page.all("link")
    assert not page.all("script")
    assert "2026-11-27" in page.text
    served = report(snapshot, kept, "nb", measure=measure)
    values = [[cell.text for cell in row.all("td")] for row in rows_of(page)]
    assert values == [[cell.text for cell in row.all("td")] for row in rows_of(served)]
