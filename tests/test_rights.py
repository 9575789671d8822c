"""A source is under copyright: its facts and names may stand in the project, its sentences may not."""

from pathlib import Path

from graph.authoring.parse import read
from graph.checking.quoting import names
from graph.sources.quotations import quotations, source_runs
from tests.checkout import ROOT, project_files, text_of


def test_no_sentence_of_a_source_stands_in_the_project(sources: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sources.glob("*.txt")]
    source = {run for text in texts for run in source_runs(text)}
    assert len(source) > 1000, f"{sources} holds too little text to compare with"
    free = names(read(ROOT / "data"))
    found = {
        str(path.relative_to(ROOT)): quoted
        for path in project_files()
        if (quoted := quotations(text_of(path) or "", source, free))
    }
    assert found == {}
