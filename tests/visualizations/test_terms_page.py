"""The pages of the terms say all that the ontology says, each term at an anchor of its name."""

from collections import Counter

import pytest

from graph.reading.concepts import ConceptReader
from graph.reading.entities import EntityReader
from graph.reading.terminology import Terminology
from ontology.terms import LANGUAGES, SCHEMES, VOCABULARY
from tests.reading import reading
from tests.visualizations.reading_pages import Element, read_page
from tests.visualizations.test_entity_panels import asked_by
from visualizations.terms_page import TermPages

PAGES = TermPages(Terminology.read(reading()), concepts=ConceptReader(EntityReader(reading())))


def page(language: str, vocabulary: str | None = None) -> Element:
    """Write and read a page, that of the ontology if no other is named."""
    if vocabulary is None:
        return read_page(PAGES.ontology(language))
    written = PAGES.vocabulary(vocabulary, language)
    assert written is not None
    return read_page(written)


def told(term: Element) -> dict[str, str]:
    """Return what is told of a term, by heading."""
    return {row.one("dt").text: row.one("dd").text for row in term.all("div")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_has_an_anchor_label_and_definition(language: str) -> None:
    shown = {term.attributes["id"]: term for term in page(language).all("section", class_="term")}
    terms = [*PAGES.terminology.classes(), *PAGES.terminology.properties()]
    assert set(shown) == {term.name for term in terms}
    for term in terms:
        text = shown[term.name].text
        assert term.label.get(language).casefold() in text.casefold()
        assert term.definition.get(language) in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("vocabulary", [None, *SCHEMES])
def test_what_is_linked_to_on_a_page_is_there_once(language: str, vocabulary: str | None) -> None:
    found = page(language, vocabulary)
    sections = ("section", "h2", "main", "a")
    ids = Counter(
        element.attributes["id"]
        for name in sections
        for element in found.all(name)
        if "id" in element.attributes
    )
    assert {name for name, count in ids.items() if count > 1} == set()
    links = {link.attributes["href"] for link in found.all("a")}
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_between_terms_lead_to_terms(language: str) -> None:
    names = {section.attributes["id"] for section in page(language).all("section", class_="term")}
    pages = [page(language), *(page(language, scheme) for scheme in SCHEMES)]
    links = {link.attributes["href"] for found in pages for link in found.all("a")}
    to_terms = {link.partition("#")[2] for link in links if link.startswith(f"/{language}/ontology#")}
    assert len(to_terms) > 100
    assert to_terms <= names
    to_concepts = {link for link in links if link.startswith(f"/{language}/vocabulary/")}
    assert len(to_concepts) > 100
    for link in to_concepts:
        assert PAGES.vocabulary(link.removeprefix(f"/{language}/vocabulary/"), language), link


def test_a_class_is_told_of_with_all_that_the_ontology_says() -> None:
    assert told(page("en").one("section", id="Arena")) == {
        "Subclass of": "setting",
        "Has subclasses": "four-sector arena",
        "Close to terms of others": "schema:EventSeries , vivo:EventSeries",
    }
    assert told(page("en").one("section", id="UserActor"))["The same as everything with"] == (
        "in sector : users"
    )


def test_a_property_is_told_of_with_all_that_the_ontology_says() -> None:
    found = told(page("nb").one("section", id="partOf"))
    assert found["Underegenskap av"] == "dcterms:isPartOf"
    assert found["Det samme fra den andre siden"] == "har del"
    assert found["Kjennetegn"] == "transitiv: gjelder også videre gjennom mellomledd"
    assert found["Brukes om"].startswith("Enheter, delprosjekter, arenaer")
    assert told(page("nb").one("section", id="hasPart"))["Det samme fra den andre siden"] == "del av"
    chained = told(page("nb").one("section", id="participantSector"))
    assert chained["Følger av"] == "hadde som deltaker → sektor"


def test_what_shapes_demand_stands_in_words() -> None:
    found = told(page("en").one("section", id="Assertion"))["Requirements"]
    assert "prov:wasAttributedTo : exactly 1" in found
    assert "prov:wasDerivedFrom : at least 1" in found
    assert "reported by : at most 1" in found
    assert (
        "skos:prefLabel : in Norwegian and English"
        in (told(page("en").one("section", id="Setting"))["Requirements"])
    )


def test_the_ontology_leads_to_its_forms_and_its_shapes() -> None:
    links = [link.attributes["href"] for link in page("en").one("footer", class_="formats").all("a")]
    assert links == ["/ontology.ttl", "/ontology.jsonld", "/ontology.rdf", "/ontology.nt", "/shapes.ttl"]


def test_a_vocabulary_lists_its_concepts_in_their_order() -> None:
    found = page("nb", "modality").all("section", class_="term")
    assert [term.attributes["id"] for term in found] == ["actual", "planned", "possible", "normative"]
    concepts = PAGES.terminology.concepts(VOCABULARY + "modality")
    assert all(concept.definition.nb in term.text for concept, term in zip(concepts, found, strict=True))


def test_a_concept_has_a_page_that_leads_to_its_vocabulary() -> None:
    found = page("nb", "role/project-leader")
    assert found.one("h1").text == "Prosjektleder"
    assert found.all("p", class_="eyebrow")[0].one("a").attributes["href"] == "/nb/vocabulary/role"
    assert told(found.one("dl")) == {"Hører under": "leder", "Forkortes med egenskapen": "ledet"}


def test_a_role_tells_who_had_it_where_and_who_says_so() -> None:
    found = page("en", "role/responsible").one("section", aria_labelledby="having")
    (had,) = found.one("ul", class_="had").all("li")[:1]
    assert "East Harbour Centre in Youth at Work 2008–2010" in had.all("p")[0].text
    assert "According to the report's author and the programme's own description" in had.text
    (row,) = {row["agent"].value for row in reading().select(asked_by(found))}
    assert row.endswith("osthavn-senter")


def test_a_concept_that_all_or_nothing_has_lists_nothing() -> None:
    assert page("en", "modality/actual").all("section", aria_labelledby="having") == []
    nothing = page("nb", "role/teacher").one("section", aria_labelledby="having")
    assert nothing.one("p", class_="soft numeric").text == "0 i alt"


def test_what_is_no_term_has_no_page() -> None:
    assert PAGES.vocabulary("planet", "nb") is None
