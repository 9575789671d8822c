"""No code, template or text of the product knows a name from the data that come with it."""

import re

import pytest

from graph.build import assemble
from graph.values import Literal
from ontology.terms import SKOS, kind_of
from tests.checkout import ROOT, is_of_others, project_files

NAMED = frozenset({"organisation", "person", "subproject", "programme", "publication", "group"})
"""Kinds of thing that have names of their own; an arena or a method may be called by a common word."""
FOLDERS = ("api", "graph", "husk", "ontology", "visualizations")
PROPER = re.compile(r"^[A-ZÆØÅ].*[A-ZÆØÅ0-9]")
"""A name with more capitals than its first letter; one with less may be a common word."""
WRITTEN = frozenset({".py", ".html", ".json", ".js", ".rq", ".svg", ".ttl"})


@pytest.mark.slow
def test_no_label_of_an_entity_stands_in_code_or_templates() -> None:
    store = assemble(ROOT / "data")
    query = f"SELECT ?thing ?label {{ ?thing <{SKOS}prefLabel>|<{SKOS}altLabel> ?label }}"
    names = {
        row["label"].value
        for row in store.select(query)
        if isinstance(row["label"], Literal) and kind_of(row["thing"].value) in NAMED
    }
    proper = {name for name in names if len(name) > 3 and PROPER.search(name)} - {"HUSK"}  # our own, too
    assert len(proper) > 100
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(proper))) + r")(?!\w)")
    files = [path for path in project_files(*FOLDERS) if path.suffix in WRITTEN and not is_of_others(path)]
    assert len(files) > 300
    found = {
        (path.relative_to(ROOT).as_posix(), match[0])
        for path in files
        for match in pattern.finditer(path.read_text("utf-8"))
    }
    assert found == set()
