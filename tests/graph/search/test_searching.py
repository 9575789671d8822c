"""What is found, in which order, where it is marked, and how it is counted."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
import tantivy
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import SnapshotError
from graph.search.documents import CONCEPT, FACETS, Document, Text, documents
from graph.search.index import FOLDER, write, write_index
from graph.search.searching import LONGEST_PAGE, Hit, Results, SearchIndex
from graph.search.words import words
from graph.values import Iri
from ontology.terms import ID, KINDS, concept, kind_of
from tests.reading import reading


def document(
    name: str,
    label: str,
    *texts: Text,
    mentions: int = 0,
    facets: Mapping[str, tuple[str, ...]] | None = None,
) -> Document:
    """Return a made-up thing with the same label in both languages."""
    labels = (Text("label", "nb", label), Text("label", "en", label))
    return Document(f"{ID}demo/{name}", (*labels, *texts), facets or {}, mentions)


def index_of(folder: Path, *found: Document) -> SearchIndex:
    write(sorted(found, key=lambda document: document.place), folder / FOLDER)
    return SearchIndex.open(folder / FOLDER)


def names(results: Results) -> list[str]:
    return [hit.iri.removeprefix(f"{ID}demo/") for hit in results.hits]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    write_index(reading(), folder)
    return folder / FOLDER


@pytest.fixture(scope="module")
def index(folder: Path) -> SearchIndex:
    return SearchIndex.open(folder)


def test_links_that_cannot_be_removed_at_once_are_removed_later(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread of the engine may make a file in the folder of links while it is being removed."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    removals = list[object]()
    rmtree = shutil.rmtree

    def fail_once(path: Path, *, ignore_errors: bool) -> None:
        removals.append(path)
        if len(removals) > 1:
            rmtree(path, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", fail_once)
    assert SearchIndex.open(folder).search("").total
    assert len(removals) == 2
    assert not list(tmp_path.iterdir())


def everything(index: SearchIndex, typed: str, values: Mapping[str, str]) -> list[Hit]:
    """Return all that is found, of all pages."""
    total = index.search(typed, values).total
    return [
        hit
        for offset in range(0, total, LONGEST_PAGE)
        for hit in index.search(typed, values, offset=offset, limit=LONGEST_PAGE).hits
    ]


ALL = tuple(documents(reading()))
FOUND = {found.iri: found for found in ALL}
CONCEPTS = [found for found in ALL if found.kind == CONCEPT]
LABELS = [
    (found.iri, text.text)
    for found in ALL
    if found.kind != CONCEPT
    for text in found.texts
    if text.field == "label"
]


def test_there_is_something_to_find() -> None:
    assert len(ALL) - len(CONCEPTS) == 20  # all labelled things and both passages
    assert len(CONCEPTS) > 100
    assert len(LABELS) == 36


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_concept_is_found_by_its_label_after_all_things(index: SearchIndex, language: str) -> None:
    for told in CONCEPTS:
        label = next(text.text for text in told.texts if text.language == language)
        kinds = [kind_of(hit.iri) or CONCEPT for hit in everything(index, label, {})]
        assert kinds == sorted(kinds, key=lambda kind: kind == CONCEPT), label
        first = index.search(label, {"kind": CONCEPT}).hits[0]
        same = {found.iri for found in CONCEPTS if label in {text.text for text in found.texts}}
        assert first.iri in same, label


def test_a_concept_is_found_by_what_it_means(index: SearchIndex) -> None:
    (hit,) = index.search("daglige arbeidet").hits
    assert hit.iri == concept("role", "project-leader")
    assert [match.field for match in hit.matches] == ["description"]


@pytest.mark.parametrize("fold_it", [False, True], ids=["as it is", "folded"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_label_finds_its_thing_first(index: SearchIndex, language: str, fold_it: bool) -> None:  # noqa: FBT001
    for iri, label in LABELS:
        typed = " ".join(word.folded for word in words(label)) if fold_it else label
        hit, *_ = index.search(typed, language=language).hits
        assert hit.iri == iri, label
        assert {match.field for match in hit.matches} >= {"label"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("torsdagskafe", "arena/torsdagskafe"),  # without the accent
        ("KAFEEN", "arena/torsdagskafe"),  # the end of a compound, with another ending
        ("torsd", "arena/torsdagskafe"),  # while typing
        ("torsdgskafé", "arena/torsdagskafe"),  # a letter missing
        ("tosrdagskafe", "arena/torsdagskafe"),  # two letters in the wrong order
        ("aalnes", "organisation/alnes-skole"),  # aa for å
        ("harbor centre east", "organisation/osthavn-senter"),  # a letter missing, in another order
        ("summer seminars", "activity/sommerseminar"),  # an English plural
        ("https://w3id.org/husk/id/demo/arena/torsdagskafe", "arena/torsdagskafe"),
        ("ansvaret", "passage/1-p1-s1"),  # only a summary has it
    ],
)
def test_what_is_typed_finds_what_is_meant(index: SearchIndex, typed: str, found: str) -> None:
    assert names(index.search(typed))[0] == found


def test_places_are_worth_what_a_person_means(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        document("arena/whole", "Havn"),
        document("arena/other-name-in-full", "Brygge", Text("name", None, "Havn")),
        document("arena/with-an-ending", "Havnene"),
        document("arena/first-word", "Havn og kai"),
        document("arena/begins", "Havnesjef og kai"),
        document("arena/word", "Kai og havn"),
        document("arena/other-name", "Kai", Text("name", None, "Gammel havn")),
        document("claim/sentence", "At kaien er en havn"),
        document("arena/description", "Molo", Text("description", "nb", "Ligger ved en havn.")),
        document("passage/1", "1", Text("description", "nb", "Noe om en havn.")),
        document("arena/none", "Fjell", mentions=1000),
    )
    assert names(index.search("havn")) == [
        "arena/whole",
        "arena/other-name-in-full",
        "arena/with-an-ending",
        "arena/first-word",
        "arena/begins",
        "arena/word",
        "arena/other-name",
        "claim/sentence",
        "arena/description",
        "passage/1",
    ]


def test_what_much_is_said_of_comes_before_its_equals(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        document("arena/a", "Nordre havn", mentions=1),
        document("arena/b", "Søndre havn", mentions=9),
        document("arena/c", "Østre havn", mentions=3),
        document("arena/long", "Den store gamle vestre havn", mentions=10),
    )
    assert names(index.search("havn")) == ["arena/b", "arena/long", "arena/c", "arena/a"]


def test_every_word_counts_where_something_has_them_all(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("arena/a", "Nordre havn"), document("arena/b", "Søndre havn"))
    assert names(index.search("søndre havn")) == ["arena/b"]
    assert names(index.search("havn i søndre")) == ["arena/b"]


def test_some_words_do_where_nothing_has_them_all(tmp_path: Path) -> None:
    index = index_of(
        tmp_path,
        document("arena/a", "Nordre havn"),
        document("arena/b", "Søndre havn ved fjorden"),
        document("arena/c", "Skog"),
    )
    assert names(index.search("kirken ved havn ved fjorden")) == ["arena/b", "arena/a"]


def test_a_word_that_is_there_is_not_taken_for_another(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("arena/a", "Kursene"), document("arena/b", "Kurvene"))
    assert names(index.search("kursene")) == ["arena/a"]


def test_a_word_that_is_there_is_forgiven_where_words_do_not_meet(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("arena/a", "Kursene nord"), document("arena/b", "Kurvene syd"))
    assert names(index.search("kurvene nord")) == ["arena/a"]


def test_marks_are_pieces_of_the_text(index: SearchIndex) -> None:
    texts = {(found.iri, text.text) for found in ALL for text in found.texts}
    for typed in ("kafe", "unge arbeid", "the", "seminr"):
        for hit in index.search(typed).hits:
            assert hit.matches, typed
            for match in hit.matches:
                assert (hit.iri, "".join(text for text, _ in match.segments)) in texts
                assert any(is_match for _, is_match in match.segments)


def test_a_mark_is_the_word_that_was_found(index: SearchIndex) -> None:
    hit = next(hit for hit in index.search("flere jobber").hits if "outcome" in hit.iri)
    label, *_ = hit.matches
    assert label.segments == (("flere", True), (" unge i ", False), ("jobb", True))


def test_the_other_language_is_shown_only_where_it_alone_has_the_word(index: SearchIndex) -> None:
    def languages(typed: str, language: str) -> list[tuple[str, str | None]]:
        hit, *_ = index.search(typed, language=language).hits
        return [(match.field, match.language) for match in hit.matches if match.field == "label"]

    assert languages("Ålnes", "nb") == [("label", "nb")]
    assert languages("Ålnes", "en") == [("label", "en")]
    assert languages("sommerseminar", "en") == [("label", "nb")]


def test_markup_in_a_label_stays_text(tmp_path: Path) -> None:
    index = index_of(tmp_path, document("arena/a", "<b>Havn</b> & kai"))
    hit, *_ = index.search("havn").hits
    assert hit.matches[0].segments == (("<b>", False), ("Havn", True), ("</b> & kai", False))


@pytest.mark.parametrize("typed", ["", " ", "unge", "e", "demo"])
@pytest.mark.parametrize("limit", [1, 3, LONGEST_PAGE])
def test_the_parts_together_are_all_that_is_found(index: SearchIndex, typed: str, limit: int) -> None:
    things = {"programme": "demo"}
    whole = index.search(typed, things, limit=LONGEST_PAGE)
    parts = [
        hit
        for offset in range(0, whole.total, limit)
        for hit in index.search(typed, things, offset=offset, limit=limit).hits
    ]
    assert parts == list(whole.hits)
    assert len({hit.iri for hit in parts}) == whole.total


@pytest.mark.parametrize("offset", [len(ALL), 10**9, 10**15])
def test_past_the_end_is_an_empty_part(index: SearchIndex, offset: int) -> None:
    results = index.search("", offset=offset)
    assert (results.total, results.hits) == (len(ALL), ())


def test_without_words_everything_is_found(index: SearchIndex) -> None:
    assert [hit.iri for hit in everything(index, "", {})] == [found.iri for found in ALL]


COUNTS = {
    "kind": """SELECT ?value (COUNT(DISTINCT ?thing) AS ?count) {
        { GRAPH <https://w3id.org/husk/graph/labels> { ?thing skos:prefLabel ?label } }
        UNION { ?thing a husk:Passage }
        BIND(REPLACE(STR(?thing), "^.*/id/[^/]+/([^/]+)/.*$", "$1") AS ?value) } GROUP BY ?value""",
    "concept": """SELECT ("concept" AS ?value) (COUNT(DISTINCT ?thing) AS ?count) {
        { ?thing skos:inScheme ?scheme } UNION { ?thing a owl:Class ; rdfs:label ?label }
        FILTER(STRSTARTS(STR(?thing), "https://w3id.org/husk/")) }""",
    "sector": """SELECT ?value (COUNT(DISTINCT ?thing) AS ?count) {
        ?thing husk:sector|husk:participantSector ?sector
        BIND(REPLACE(STR(?sector), "^.*/", "") AS ?value) } GROUP BY ?value""",
    "modality": """SELECT ?value (COUNT(DISTINCT ?thing) AS ?count) {
        { GRAPH ?assertion { ?thing ?p ?o } } UNION { GRAPH ?assertion { ?s ?p ?thing } }
        UNION { ?assertion prov:wasDerivedFrom ?thing }
        UNION { ?assertion prov:wasDerivedFrom/husk:inSection ?thing }
        UNION { ?assertion prov:wasDerivedFrom/oa:hasSource ?thing }
        ?assertion husk:modality ?modality
        FILTER EXISTS {
            { GRAPH <https://w3id.org/husk/graph/labels> { ?thing skos:prefLabel ?label } }
            UNION { ?thing a husk:Passage } }
        BIND(REPLACE(STR(?modality), "^.*/", "") AS ?value) } GROUP BY ?value""",
}
COUNTS["programme"] = COUNTS["kind"].replace("/id/[^/]+/([^/]+)/", "/id/([^/]+)/[^/]+/")
COUNTS["voice"] = (
    COUNTS["modality"]
    .replace("husk:modality ?modality", "prov:wasAttributedTo ?modality")
    .replace('"^.*/"', '"^.*/id/"')
)
PREFIXES = """
PREFIX husk: <https://w3id.org/husk/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.mark.parametrize("facet", FACETS)
def test_facets_count_as_sparql_does(index: SearchIndex, facet: str) -> None:
    queries = [COUNTS[facet], COUNTS["concept"]] if facet == "kind" else [COUNTS[facet]]
    rows = [row for query in queries for row in reading().select(PREFIXES + query)]
    counted = {row["value"].value: int(row["count"].value) for row in rows}
    assert counted
    assert index.search("").facets[facet] == counted


WORDS = st.sampled_from(
    ["unge", "kaf", "k", "se", "e", "s", "the", "jobb", "senter", "arebid", "zzz", "x y", "", "Ø"]
)


@given(typed=st.lists(WORDS, max_size=3).map(" ".join), data=st.data())
@settings(max_examples=150, deadline=None)
def test_a_facet_tells_how_many_are_left(index: SearchIndex, typed: str, data: st.DataObject) -> None:
    values: dict[str, str] = {}
    results = index.search(typed)
    for facet in FACETS:
        assert results.facets == index.search(typed, values, limit=1).facets  # counted in another way
        of_hits = Counter(
            value
            for hit in everything(index, typed, values)
            for value in FOUND[hit.iri].facets.get(facet, ())
        )
        assert results.facets[facet] == of_hits
        chosen = data.draw(st.sampled_from([None, *sorted(of_hits)]))
        if chosen is not None:
            values[facet] = chosen
            results = index.search(typed, values, limit=LONGEST_PAGE)
            assert results.total == of_hits[values[facet]]


def test_values_are_told_most_frequent_first(index: SearchIndex) -> None:
    counts = list(index.search("").facets["kind"].values())
    assert counts == sorted(counts, reverse=True)
    assert set(index.search("").facets["kind"]) <= {*KINDS, CONCEPT}


def test_narrowing_does_not_change_what_is_meant(tmp_path: Path) -> None:
    """Nothing of kind b has both words; then none is found, and not what has one of them."""
    index = index_of(
        tmp_path,
        document("arena/a", "Nordre havn", facets={"kind": ("arena",)}),
        document("group/b", "Søndre havn", facets={"kind": ("group",)}),
    )
    assert index.search("nordre havn", {"kind": "group"}).total == 0


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_is_answered(index: SearchIndex, typed: str) -> None:
    results = index.search(typed)
    assert len(results.hits) <= results.total


@pytest.mark.parametrize(
    "typed",
    [
        "label:unge AND (arena OR *)",
        '"unge i arbeid"~3 +kafe -jobb',
        "unge* ^2 [a TO z]",
        "m" * 10_000,
        "e " * 5_000,
        "\x00unge\x1b",
        "\u202eunge",
        "unge \udcff",
        "(((((((" * 1000,
    ],
)
def test_nothing_that_is_typed_is_a_language(index: SearchIndex, typed: str) -> None:
    index.search(typed)


def test_words_between_signs_are_words(index: SearchIndex) -> None:
    assert names(index.search("(unge) +i -arbeid!")) == names(index.search("unge i arbeid"))


def test_two_processes_read_one_index(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from graph.search.searching import SearchIndex;"
        "index = SearchIndex.open(Path(sys.argv[1])); print(index.search('kafe').total, flush=True); input()"
    )
    before = sorted(path.name for path in folder.iterdir())
    command = [sys.executable, "-c", code, str(folder)]
    readers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    totals = []
    for reader in readers:
        assert reader.stdout
        totals.append(int(reader.stdout.readline()))
    for reader in readers:
        reader.communicate("\n")
    assert totals == [SearchIndex.open(folder).search("kafe").total] * 2
    assert sorted(path.name for path in folder.iterdir()) == before


def test_an_index_can_be_read_where_nothing_may_be_written(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        assert path.stat().st_mode & 0o444 == 0o444, path.name
        assert path.suffix != ".lock"


def test_without_an_index_the_cure_is_told(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    for path in (tmp_path / FOLDER, tmp_path / "nowhere"):
        with pytest.raises(SnapshotError, match="husk build"):
            SearchIndex.open(path)


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("label")
    tantivy.Index(builder.build(), path=str(tmp_path))
    with pytest.raises(SnapshotError, match=r"another version.*husk build"):
        SearchIndex.open(tmp_path)


def test_equal_graphs_are_equal_documents() -> None:
    assert json.dumps([found.iri for found in documents(reading())]) == json.dumps(
        [found.iri for found in ALL]
    )


def test_what_a_thing_is_found_by_is_what_the_graph_says() -> None:
    iri = Iri(f"{ID}demo/arena/torsdagskafe")
    (found,) = (found for found in ALL if found.iri == iri.value)
    assert {text.text for text in found.texts if text.field == "label"} == {"Torsdagskafé", "Thursday Café"}
    assert found.mentions > 0
    assert found.facets["kind"] == ("arena",)
