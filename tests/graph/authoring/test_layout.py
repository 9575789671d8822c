from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.authoring.layout import format_file, formatted
from graph.errors import DataError

PREFIX = "@prefix e: <https://example.org/> ."
GAPS = st.lists(
    st.sampled_from([" ", "\n", "\n\n\n", "\t", "\r\n", ' # e:no . "\n', "\n# { ;\n"]), min_size=1
).map("".join)
TERMS = st.sampled_from(["e:a", "e:2.4-p1", "e:x.y", "<b#c>", "e:d\\,e", "e:", "e:%20"])
LITERALS = st.sampled_from(
    [
        '"a # b"@nb',
        "'é \\' . '@en-GB",
        '"""two\n\n  lines } "" """',
        "'''\r\n;'''",
        '"2010"^^e:edtf',
        "5",
        "-1.5",
        "2e3",
        "1.E0",
        "true",
    ]
)
OBJECTS = st.one_of(TERMS, LITERALS).map(lambda term: [term])
NESTED = st.one_of(
    OBJECTS,
    OBJECTS.map(lambda item: ["[", "e:q", *item, ";", "a", "e:b", "]"]),
    st.lists(OBJECTS).map(lambda items: ["(", *(token for item in items for token in item), ")"]),
)


def separated(parts: list[list[str]], separator: str) -> list[str]:
    """Join lists of tokens by a separating token."""
    return [token for part in parts for token in (separator, *part)][1:]


PROPERTIES = st.tuples(st.one_of(TERMS, st.just("a")), st.lists(NESTED, min_size=1, max_size=3)).map(
    lambda pair: [pair[0], *separated(pair[1], ",")]
)
STATEMENTS = st.tuples(TERMS, st.lists(PROPERTIES, min_size=1, max_size=3)).map(
    lambda pair: [pair[0], *separated(pair[1], ";"), "."]
)
BODIES = st.lists(STATEMENTS, max_size=3).map(lambda parts: [token for part in parts for token in part])
BLOCKS = st.one_of(
    STATEMENTS,
    st.just(["@prefix", "unused:", "<https://example.org/unused/>", "."]),
    st.just(["PREFIX", "f:", "<f/>"]),
    st.just(["@base", "<https://example.org/base/>", "."]),
    st.tuples(TERMS, BODIES).map(lambda pair: [pair[0], "{", *pair[1], "}"]),
    BODIES.map(lambda body: ["{", *body, "}"]),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a TriG text with any white space and comments between its tokens."""
    tokens = [token for block in draw(st.lists(BLOCKS, max_size=4)) for token in block]
    return PREFIX + "".join(draw(GAPS) + token for token in tokens) + draw(GAPS)


def said(text: str) -> pyoxigraph.Dataset:
    """Return what a text says, whatever its blank nodes are called."""
    dataset = pyoxigraph.Dataset(
        pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TRIG, base_iri="https://example.org/file")
    )
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


@given(texts())
def test_a_second_layout_changes_nothing(text: str) -> None:
    once = formatted(text)
    assert formatted(once) == once


@given(texts())
def test_layout_keeps_what_is_said_and_every_comment(text: str) -> None:
    laid_out = formatted(text)
    assert said(laid_out) == said(text)
    for comment in ('# e:no . "', "# { ;"):
        assert laid_out.count(comment) == text.count(comment)


def test_statement_is_indented_by_what_each_line_goes_on_with() -> None:
    text = f"{PREFIX}\ne:g   {{ e:s e:p e:o,\n e:o2;\n   e:q\n'x'@nb; e:r 1\n. }}"
    assert formatted(text) == (
        f"{PREFIX}\n"
        "e:g {\n"
        "    e:s e:p e:o ,\n"
        "        e:o2 ;\n"
        "        e:q\n"
        "            'x'@nb ; e:r 1 .\n"
        "}\n"
    )


def test_prefixes_are_sorted_and_only_those_used() -> None:
    text = "@prefix e-f: <x:> .\nPREFIX g: <x:>\n@prefix e: <x:> .\n\n\n\ne:a e-f:b e:c ."
    assert formatted(text) == "@prefix e: <x:> .\n@prefix e-f: <x:> .\n\ne:a e-f:b e:c .\n"


def test_prefix_that_changes_its_meaning_stays_where_it_is() -> None:
    text = "@prefix f: <y:> .\n@prefix e: <x:> .\ne:a e:b e:c .\n@prefix e: <z:> .\ne:a e:b e:c .\n"
    assert formatted(text) == text


@pytest.mark.parametrize("content", [b"e:a e:b e:c .", b"<a>  <b> '\xff' .", b"<a>  <b>"])
def test_file_that_is_no_trig_is_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bad.trig"
    file.write_bytes(content)
    with pytest.raises(DataError) as raised:
        format_file(file, "demo/bad.trig", write=True)
    assert (raised.value.problems[0].file, raised.value.problems[0].line) == ("demo/bad.trig", 1)
    assert file.read_bytes() == content


def test_file_is_replaced_with_its_permissions_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "a.trig"
    file.write_text("<a>   <b> <c>.")
    file.chmod(0o640)
    assert format_file(file, "demo/a.trig", write=True)
    assert file.read_text() == "<a> <b> <c> .\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [file]
