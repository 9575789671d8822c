"""Publications, read back by others' readers, have what their citations give and nothing more."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

import pytest

from graph.exports.citations.types import WORK_TYPES
from graph.exports.citations.works import read_works
from tests.graph.exports.citations.reading_back import Cited, by_bibtexparser, by_json, by_rispy
from tests.graph.exports.vikdal import edition, exported, vikdal

READERS: Final[Mapping[str, Callable[[bytes], Mapping[str, tuple[Cited, Any]]]]] = {
    "bibtex": by_bibtexparser,
    "ris": by_rispy,
    "csl-json": by_json,
}
TYPES: Final = {
    "artikkelen": ("article", "JOUR", "article-journal"),
    "boka": ("book", "BOOK", "book"),
    "heftet": ("misc", "GEN", "document"),
    "kapitlet": ("incollection", "CHAP", "chapter"),
    "oppgaven": ("mastersthesis", "THES", "thesis"),
    "rapporten": ("techreport", "RPRT", "report"),
    "soknaden": ("misc", "GEN", "document"),
}
BOOK: Final = 'Boka om {alt}: 100 % & 5 "_grep_"'
NOTHING: Final = Cited("", "", "", (), (), "", "", "", "", "", "", "", "")
EXPECTED: Final = {
    "artikkelen": NOTHING._replace(
        title="An article",
        authors=("Bo Aas",),
        whole_or_series="Social Work & More",
        number="1",
        genre="artikkel",
        language="en",
        address="http://example.org/a%20b_c?d=1&e=2",
    ),
    "boka": NOTHING._replace(
        title=BOOK,
        editors=("Åse Øen", "Bo Aas"),
        whole_or_series="Skrifter",
        number="7",
        publisher="=Elva & Sønn",
        place="Ås",
        year="2011",
        genre="bok",
        language="nb",
    ),
    "heftet": NOTHING._replace(title="Heftet", language="nb"),
    "kapitlet": NOTHING._replace(
        title="Et kapittel",
        authors=("Åse Øen",),
        whole_or_series=BOOK,
        year="2011",
        genre="kapittel",
        language="nb",
    ),
    "oppgaven": NOTHING._replace(
        title="Oppgaven \\ en {åpen klamme",
        authors=("[studentene]",),
        publisher="Ås høgskole",
        year="2012",
        genre="masteroppgave",
        language="nb",
    ),
    "rapporten": NOTHING._replace(
        title="Rapporten. Om alt",
        short_title="Rapporten",
        authors=("Bo Aas", "Åse Øen"),
        whole_or_series="Rapport",
        number="2011/1; 2011/3",
        publisher="=Elva & Sønn; Ås høgskole",
        genre="rapport; hefte",
        language="nb",
    ),
    "soknaden": NOTHING._replace(title="[Søknaden]", genre="prosjektdokument"),
}
"""The works of Vikdal but for their types, written from its data by hand."""
CSL_STRINGS: Final = frozenset(
    {
        "title",
        "title-short",
        "container-title",
        "collection-title",
        "collection-number",
        "issue",
        "number",
        "publisher",
        "publisher-place",
        "genre",
        "language",
        "URL",
        "note",
        "source",
    }
)
CSL_TYPES: Final = frozenset(
    {"article-journal", "book", "chapter", "document", "pamphlet", "report", "thesis", "webpage"}
)
"""Those that we use of csl-data.json, https://github.com/citation-style-language/schema."""


def read(form: str, language: str = "nb") -> dict[str, tuple[Cited, Any]]:
    """Read the publications back."""
    return dict(READERS[form](exported("publications", form, language)))


@pytest.mark.parametrize("form", READERS)
def test_every_work_has_what_its_citation_gives_and_nothing_more(form: str) -> None:
    place = list(READERS).index(form)
    for key, (cited, _) in read(form).items():
        expected = EXPECTED[key.removeprefix("vikdal:")]
        if form == "bibtex" and cited.type in {"article", "book", "incollection"}:
            expected = expected._replace(genre="")  # which the type tells
        assert cited == expected._replace(type=TYPES[key.removeprefix("vikdal:")][place]), key


@pytest.mark.parametrize("form", READERS)
def test_the_works_are_those_that_were(form: str) -> None:
    works = vikdal().select("SELECT ?work { ?work a <https://w3id.org/husk/ontology#Publication> }")
    expected = {row["work"].value for row in works}
    notes = [note if isinstance(note, str) else note[0] for _, note in read(form).values()]
    assert {note.split(". ")[0] for note in notes} == expected
    assert len(expected) == len(EXPECTED) == len(notes)


@pytest.mark.parametrize("language", ["nb", "en"])
def test_what_we_add_is_in_the_language_asked_for(language: str) -> None:
    works = {work.key: work for work in read_works(edition(), language)}
    told = {
        "nb": ("[Søknaden]", "prosjektdokument", "[studentene]"),
        "en": ("[The application]", "project document", "[the students]"),
    }
    title, genre, author = told[language]
    assert (works["vikdal:soknaden"].title, works["vikdal:soknaden"].genre) == (title, genre)
    assert works["vikdal:oppgaven"].authors == [author]
    assert works["vikdal:boka"].publisher == "=Elva & Sønn"


def test_what_has_no_field_stands_in_the_note() -> None:
    notes = {key: note for key, (_, note) in read("csl-json", "en").items()}
    assert notes["vikdal:boka"].endswith(". Byline as printed: Øen, Åse og Bo Aas (red.)")
    assert notes["vikdal:heftet"].endswith(". With contributions by: Bo Aas")
    assert "Course of study: sosialt arbeid" in notes["vikdal:oppgaven"]
    assert notes["vikdal:oppgaven"].endswith("Web address as printed: www.example.org/.../o.pdf")
    assert notes["vikdal:rapporten"].endswith("Issued: 2010–2012")


def test_csl_json_follows_its_schema() -> None:
    items = json.loads(exported("publications", "csl-json"))
    for item in items:
        assert item["type"] in CSL_TYPES
        assert set(item) <= CSL_STRINGS | {"id", "type", "author", "editor", "issued"}
        assert all(isinstance(item[name], str) for name in CSL_STRINGS & set(item))
        for name in (*item.get("author", ()), *item.get("editor", ())):
            assert set(name) == {"literal"}
        issued = item.get("issued", {"literal": ""})
        assert set(issued) in ({"literal"}, {"date-parts"})
    by_id = {item["id"]: item for item in items}
    assert by_id["vikdal:oppgaven"]["issued"] == {"date-parts": [[2012, 5]]}
    assert by_id["vikdal:rapporten"]["issued"] == {"literal": "2010–2012"}


def test_keys_are_programme_and_name() -> None:
    assert set(read("bibtex")) == {f"vikdal:{name}" for name in EXPECTED}


def test_every_kind_of_publication_has_a_type() -> None:
    kinds = vikdal().select("SELECT ?kind { ?kind a <https://w3id.org/husk/ontology#PublicationKind> }")
    assert {row["kind"].value for row in kinds} == set(WORK_TYPES)


@pytest.mark.parametrize("form", READERS)
def test_it_tells_where_it_comes_from(form: str) -> None:
    content = exported("publications", form).decode()
    for word in ("https://w3id.org/husk/dataset", "CC BY 4.0", "1.2.3", "0123456789abcdef" * 2):
        assert word in content


def test_ris_has_two_spaces_after_each_tag_and_ends_each_reference() -> None:
    lines = exported("publications", "ris").decode().splitlines()
    assert all(line[2:6] == "  - " for line in lines if line)
    assert lines.count("ER  - ") == len(EXPECTED)
