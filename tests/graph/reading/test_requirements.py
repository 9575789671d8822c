"""What the shapes demand, as far as counts and languages say it."""

from graph.reading.requirements import Requirement, requirements
from ontology.terms import HUSK, PROV, SKOS


def test_counts_and_languages_of_a_class() -> None:
    demanded = {found.property: found for found in requirements()[HUSK + "Assertion"]}
    assert demanded[PROV + "wasAttributedTo"] == Requirement(PROV + "wasAttributedTo", 1, 1)
    assert demanded[PROV + "wasDerivedFrom"] == Requirement(PROV + "wasDerivedFrom", 1)
    assert demanded[HUSK + "reportedBy"] == Requirement(HUSK + "reportedBy", 0, 1)
    assert HUSK + "reason" not in demanded


def test_a_label_is_demanded_in_both_languages() -> None:
    labels = [found for found in requirements()[HUSK + "Setting"] if found.property == SKOS + "prefLabel"]
    assert labels == [Requirement(SKOS + "prefLabel", languages=frozenset({"nb", "en"}))]
