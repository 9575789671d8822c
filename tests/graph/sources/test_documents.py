"""Finding and reading the text of a source that a graph describes.

The cases under fixtures/sources/graphs hold a description that does not do; their first line is the error.
"""

from pathlib import Path

import pyoxigraph
import pytest

from graph.sources.documents import source_documents
from graph.sources.layout import Fix, SectionLayout, SourceLayout, SourceTextError
from graph.store import EmbeddedStore

SOURCES = Path(__file__).parents[1] / "fixtures" / "sources"
PREFIXES = """
    @prefix husk: <https://w3id.org/husk/ontology#> .
    @prefix section: <https://w3id.org/husk/id/demo/section/> .
    @prefix source: <https://w3id.org/husk/id/demo/source/> .
"""


def store_of(trig: str) -> EmbeddedStore:
    """Return a store that holds what is written."""
    engine = pyoxigraph.Store()
    engine.load(trig, pyoxigraph.RdfFormat.TRIG)
    return EmbeddedStore(engine)


@pytest.mark.parametrize("case", sorted((SOURCES / "graphs").iterdir()), ids=lambda path: path.stem)
def test_a_source_described_too_poorly_is_refused_with_the_cure(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    texts = SOURCES / "texts"
    store = store_of(text)
    with pytest.raises(SourceTextError) as caught:
        _ = [document.read(texts) for document in source_documents(store)]
    expected = text.splitlines()[0].removeprefix("# error: ")
    assert str(caught.value) == expected.replace("FOLDER", str(texts))


def test_the_layout_of_a_source_is_read_from_its_description() -> None:
    (document,) = source_documents(
        store_of(
            PREFIXES
            + """
            source:report a husk:Source ; husk:fileName "report.txt" ;
                husk:runningLine "Naboer", "Side {page}" ; husk:extractionFix "20101 => 2010¹" .
            section:2 husk:partOf source:report ; husk:order 3 ;
                husk:sectionNumber "2" ; husk:heading "Slutt"@nb .
            section:1.1 husk:partOf section:1 ; husk:order 2 ;
                husk:sectionNumber "1.1" ; husk:heading "Huset" .
            section:1 husk:partOf source:report ; husk:order 1 ;
                husk:sectionNumber "1" ; husk:heading "Start" ; husk:firstPage 7 ; husk:lastPage 9 .
            section:fn1 a husk:Footnote ; husk:partOf section:1.1 ; husk:order 1 ; husk:sectionNumber "fn1" .
            """
        )
    )
    assert document.layout == SourceLayout(
        (SectionLayout("1", "Start", 7), SectionLayout("1.1", "Huset"), SectionLayout("2", "Slutt")),
        ("Naboer", "Side {page}"),
        (Fix("20101", "2010¹"),),
    )


def test_a_missing_folder_is_named_with_the_setting_that_names_another(tmp_path: Path) -> None:
    (document,) = source_documents(
        store_of(PREFIXES + 'source:report a husk:Source ; husk:fileName "report.txt" .')
    )
    with pytest.raises(SourceTextError, match=r"There is no folder .*nowhere.*report\.txt.*HUSK_SOURCES"):
        document.read(tmp_path / "nowhere")


def test_a_text_that_is_not_in_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes("Kafé".encode("latin-1"))
    (document,) = source_documents(
        store_of(PREFIXES + 'source:report a husk:Source ; husk:fileName "report.txt" .')
    )
    with pytest.raises(SourceTextError, match="not in UTF-8"):
        document.read(tmp_path)


def test_a_graph_may_rest_on_two_sources() -> None:
    found = source_documents(
        store_of(
            PREFIXES
            + """
            source:a a husk:Source ; husk:fileName "a.txt" .
            source:b a husk:Source ; husk:fileName "b.txt" .
            """
        )
    )
    assert [document.file_name for document in found] == ["a.txt", "b.txt"]
