"""The description of the dataset tells what is in it, in the words that machines ask by."""

from pathlib import Path

import pytest

from graph.build import build
from graph.questions import published, read
from graph.store import EmbeddedStore
from husk.settings import packaged_data
from ontology.terms import programme_prefixes
from tests.reading import READING

PREFIXES = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX husk: <https://w3id.org/husk/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
"""
OF_THE_DATA = 'FILTER(!STRSTARTS(STR(?s), "https://w3id.org/husk/dataset"))'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> EmbeddedStore:
    """A snapshot of the made-up programme, with a copy of the product's questions."""
    data = tmp_path_factory.mktemp("data")
    (data / "demo").symlink_to(READING / "demo")
    (data / "questions").symlink_to(packaged_data() / "questions")
    return build(data, tmp_path_factory.mktemp("var"), version="1.2.3").snapshot.open_store()


def rows(store: EmbeddedStore, query: str) -> set[tuple[str, ...]]:
    """Return the answers to a query as texts."""
    return {tuple(term.value for term in row.values()) for row in store.select(PREFIXES + query)}


def test_it_is_one_dataset_with_version_licence_and_edition(store: EmbeddedStore) -> None:
    told = rows(
        store,
        "SELECT ?dataset ?version ?licence { ?dataset a void:Dataset, dcat:Dataset, sd:Dataset ; "
        "dcat:version ?version ; dcterms:license ?licence ; dcterms:identifier ?edition }",
    )
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert told == {("https://w3id.org/husk/dataset", "1.2.3", licence)}


@pytest.mark.parametrize(
    ("name", "counting"),
    [
        ("triples", "(COUNT(*) AS ?n)"),
        ("classes", "(COUNT(DISTINCT ?class) AS ?n)"),
        ("entities", "(COUNT(DISTINCT ?thing) AS ?n)"),
        ("properties", "(COUNT(DISTINCT ?p) AS ?n)"),
        ("distinctSubjects", "(COUNT(DISTINCT ?s) AS ?n)"),
        ("distinctObjects", "(COUNT(DISTINCT ?o) AS ?n)"),
    ],
)
def test_what_it_counts_is_what_a_query_counts(store: EmbeddedStore, name: str, counting: str) -> None:
    pattern = "?s a ?class BIND(?s AS ?thing)" if name in {"classes", "entities"} else "?s ?p ?o"
    told = rows(store, f"SELECT ?n {{ <https://w3id.org/husk/dataset> void:{name} ?n }}")
    assert told == rows(store, f"SELECT {counting} {{ {pattern} {OF_THE_DATA} }}")


def test_each_class_is_told_with_its_things(store: EmbeddedStore) -> None:
    told = rows(
        store,
        "SELECT ?class ?n { <https://w3id.org/husk/dataset> void:classPartition "
        "[ void:class ?class ; void:entities ?n ] }",
    )
    counted = f"SELECT ?class (COUNT(DISTINCT ?s) AS ?n) {{ ?s a ?class {OF_THE_DATA} }} GROUP BY ?class"
    assert told == rows(store, counted)


def test_each_property_is_told_with_its_uses(store: EmbeddedStore) -> None:
    told = rows(
        store,
        "SELECT ?p ?n { <https://w3id.org/husk/dataset> void:propertyPartition "
        "[ void:property ?p ; void:triples ?n ] }",
    )
    assert told == rows(store, f"SELECT ?p (COUNT(*) AS ?n) {{ ?s ?p ?o {OF_THE_DATA} }} GROUP BY ?p")


def test_an_editor_learns_what_a_property_of_a_class_leads_to(store: EmbeddedStore) -> None:
    """The query is the one that the SIB editor completes from."""
    told = rows(
        store,
        "SELECT DISTINCT ?class ?p ?to { ?part void:class ?class ; void:propertyPartition ?of . "
        "?of void:property ?p ; void:triples ?n . { ?of void:classPartition [ void:class ?to ] } "
        "UNION { ?of void-ext:datatypePartition [ void-ext:datatype ?to ] } }",
    )
    ours = f"{OF_THE_DATA} FILTER(STRSTARTS(STR(?class), STR(husk:)))"
    of_things = f"?s a ?class ; ?p [ a ?to ] {ours} FILTER(STRSTARTS(STR(?to), STR(husk:)))"
    of_values = f"?s a ?class ; ?p ?o FILTER(ISLITERAL(?o)) BIND(DATATYPE(?o) AS ?to) {ours}"
    expected = rows(store, f"SELECT DISTINCT ?class ?p ?to {{ {{ {of_things} }} UNION {{ {of_values} }} }}")
    assert expected <= told
    arena = "https://w3id.org/husk/ontology#Arena"
    assert (
        arena,
        "https://w3id.org/husk/ontology#partOf",
        "https://w3id.org/husk/ontology#Subproject",
    ) in told


def test_the_service_tells_its_forms_and_graphs(store: EmbeddedStore) -> None:
    forms = rows(store, "SELECT ?form { ?service a sd:Service ; sd:resultFormat ?form }")
    assert ("http://www.w3.org/ns/formats/Turtle",) in forms
    assert len(forms) == 10
    told = rows(
        store,
        "SELECT ?name ?n { ?service sd:defaultDataset/sd:namedGraph [ sd:name ?name ; void:triples ?n ] }",
    )
    counted = (
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } "
        "FILTER(?g != <https://w3id.org/husk/graph/dataset>) "
        'FILTER(STRSTARTS(STR(?g), "https://w3id.org/husk/graph/")) } GROUP BY ?g'
    )
    assert told == rows(store, counted)


def test_prefixes_are_declared_for_whoever_writes_a_query(store: EmbeddedStore) -> None:
    told = rows(
        store, "SELECT ?prefix ?namespace { ?d sh:declare [ sh:prefix ?prefix ; sh:namespace ?namespace ] }"
    )
    assert set(programme_prefixes("demo").items()) <= told


def test_saved_questions_are_there_to_be_run(store: EmbeddedStore) -> None:
    told = rows(
        store,
        "SELECT ?title ?query { ?q a sh:SPARQLExecutable ; rdfs:label ?title ; rdfs:comment ?about ; "
        "sh:select|sh:ask|sh:construct|sh:describe ?query FILTER(LANG(?title) = 'nb') }",
    )
    assert told == {(question.title["nb"], question.query) for question in read(packaged_data())}


def test_an_edition_gives_back_its_questions_as_they_stood_in_their_files(store: EmbeddedStore) -> None:
    assert published(store) == read(packaged_data())


def test_it_stands_in_a_graph_of_its_own_too(store: EmbeddedStore) -> None:
    of_it = 'FILTER(STRSTARTS(STR(?s), "https://w3id.org/husk/dataset"))'
    alone = rows(store, "SELECT ?s ?p ?o { GRAPH <https://w3id.org/husk/graph/dataset> { ?s ?p ?o } }")
    assert alone == rows(store, f"SELECT ?s ?p ?o {{ ?s ?p ?o {of_it} }}")


def test_a_changed_question_is_another_edition(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "questions").mkdir(parents=True)
    (data / "demo").symlink_to(READING / "demo")
    first = build(data, tmp_path / "var", version="1").snapshot.edition
    question = next((packaged_data() / "questions").glob("*.rq"))
    (data / "questions" / "new.rq").write_text(question.read_text("utf-8"), "utf-8")
    assert build(data, tmp_path / "var", version="1").snapshot.edition != first
