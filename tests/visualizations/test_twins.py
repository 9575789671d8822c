"""What several programmes say of one thing, side by side."""

from ontology.terms import ID
from tests.together import SHARED, together
from visualizations.programmes import Choice
from visualizations.twins import Twins, twins_in_words
from visualizations.wording import wording


def told(name: str, other: str) -> tuple[set[str], set[str]]:
    """Return the headings of what both say, and of all that the other says."""
    reader = together()
    entity, twin = (reader.get(SHARED[each].removeprefix(ID)) for each in (name, other))
    assert entity
    assert twin
    twins = Twins([twin], Choice(reader.programmes), reader.same)
    (found,) = twins_in_words(
        entity, twins, lambda group: {"heading": group.property.label.nb}, wording("nb")
    )
    return tuple({row["heading"] for row in found[part]} for part in ("both", "all"))  # type: ignore[return-value]  # two


def test_what_is_said_of_a_thing_is_all_said_where_it_is_said() -> None:
    both, every = told("fjordvik", "fjordvik")
    assert both == every
    assert len(every) > 1


def test_what_only_one_says_is_not_said_by_both() -> None:
    both, every = told("havnevik", "fjordvik")
    assert both < every


def test_that_things_are_the_same_is_no_news_of_either() -> None:
    _, every = told("fjordvik", "havnevik")
    assert every
    assert not [heading for heading in every if "samme" in heading]
