import pytest

from graph.checking.shapes import violations
from graph.errors import DataError
from graph.values import Iri

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix x: <https://example.org/> .
x:Cafe a sh:NodeShape ; sh:targetClass x:Cafe ; sh:property x:name, x:open .
x:name a sh:PropertyShape ; sh:path x:name ; sh:minCount 1 ;
    sh:message "Mangler navn."@nb, "Lacks a name."@en .
x:open a sh:PropertyShape ; sh:path x:open ; sh:in ( "yes" ) .
x:Advice a sh:NodeShape ; sh:targetClass x:Cafe ; sh:property [
    sh:path x:tea ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "Should serve tea."@en ] .
"""
CAFE = (
    "<https://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/Cafe> .\n"
)


def test_violation_tells_thing_property_demand_and_message_in_both_languages() -> None:
    (found,) = violations(CAFE, SHAPES)
    assert found.focus_node == Iri("https://example.org/a")
    assert found.path == Iri("https://example.org/name")
    assert found.component == "MinCountConstraintComponent"
    assert (found.message("nb"), found.message("en")) == ("Mangler navn.", "Lacks a name.")


def test_violation_tells_the_value_and_makes_do_without_a_message() -> None:
    data = CAFE + '<https://example.org/a> <https://example.org/name> "A" ; <https://example.org/open> "no" .'
    (found,) = violations(data.replace(" ; ", " .\n<https://example.org/a> "), SHAPES)
    assert found.value == '"no"'
    assert found.message("en")


def test_what_is_only_a_warning_passes() -> None:
    assert violations(CAFE + '<https://example.org/a> <https://example.org/name> "A" .', SHAPES) == ()


def test_shapes_that_cannot_be_read_are_told() -> None:
    with pytest.raises(DataError, match="shapes cannot be read"):
        violations(CAFE, "@prefix sh: <")
