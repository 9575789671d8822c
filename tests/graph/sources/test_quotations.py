import pytest

from graph.sources.quotations import quotations, source_runs

SOURCE = "Tråden i det hele er at alle som vil, får være med på samar-\nbeid1 når de selv ønsker det."


@pytest.mark.parametrize(
    "text",
    [
        "# alle som vil, får være med på samarbeid",
        '"alle som\n vil får være MED på samarbeid"@nb',
        "Hun skrev: være med på samarbeid når de selv ønsker.",
    ],
)
def test_a_quotation_is_found_however_it_is_broken(text: str) -> None:
    assert quotations(text, source_runs(SOURCE), names=[]) != []


def test_seven_words_in_a_row_are_no_quotation() -> None:
    assert quotations("som vil, får være med på samarbeid", source_runs(SOURCE), names=[]) == []


def test_a_long_quotation_is_told_once_and_two_are_told_apart() -> None:
    long = "Tråden i det hele er at alle som vil"
    other = "får være med på samarbeid når de selv"
    assert quotations(f"{long}; og {other}", source_runs(SOURCE), names=[]) == [long.lower(), other]


def test_a_title_may_be_repeated() -> None:
    title = "Tråden i det hele er at alle som vil"
    assert quotations(f"{title} (2010)", source_runs(SOURCE), names=[title]) == []


def test_names_may_stand_beside_each_other() -> None:
    names = ["Tråden i det", "hele er at", "alle som", "vil får"]
    assert quotations("Tråden i det hele er at alle som vil", source_runs(SOURCE), names) != []
    assert quotations("Tråden i det hele er at alle som", source_runs(SOURCE), names) == []


def test_a_title_does_not_free_the_words_around_it() -> None:
    title = "Tråden i det hele er at alle som vil"
    assert quotations(f"{title}, får", source_runs(SOURCE), names=[title]) != []
