"""Whatever stands in a title, a BibTeX reader finds one entry and no more."""

import io

from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, Entry, parse_string

from graph.exports.citations.bibtex import _Writer, escaped

TEXTS = st.text(st.characters(exclude_categories=["C"]), min_size=1)


@given(TEXTS)
def test_any_text_is_one_field(text: str) -> None:
    entry = Entry("misc", fields={"title": escaped(text), "note": "after"})
    written = io.StringIO()
    _Writer(encoding="utf-8").write_stream(BibliographyData(entries={"a:b": entry}), written)
    (found,) = parse_string(written.getvalue(), "bibtex").entries.values()
    assert found.fields["note"] == "after"
    assert found.fields["title"] == escaped(text)
