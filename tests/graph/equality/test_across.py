"""Equality of several programmes: of one as if it stood alone, of all with what is the same as one."""

import pytest

from graph.equality.overview import EqualityReader
from graph.equality.parts import Parts, Way
from ontology.terms import ID
from tests.fjordvik import fjordvik
from tests.havnevik import havnevik
from tests.together import SHARED, together

ALONE = {"fjordvik": fjordvik(), "havnevik": havnevik().store}


@pytest.mark.parametrize("name", ALONE)
@pytest.mark.parametrize("kind", ["Setting", "Arena"])
def test_of_one_it_is_what_it_would_be_alone(name: str, kind: str) -> None:
    found = EqualityReader(together().store).overview(kind, programme=name)
    alone = EqualityReader(ALONE[name]).overview(kind)
    assert found.values == alone.values
    assert found.settings == alone.settings
    assert (found.years, found.undated) == (alone.years, alone.undated)
    assert found.successions == alone.successions


def test_of_all_an_actor_is_one_and_of_the_sectors_that_any_states() -> None:
    one, other = (iri.removeprefix(ID) for iri in SHARED.values())
    parts = Parts.read(together().store)
    assert one in parts.actors
    assert other not in parts.actors
    assert parts.stated[parts.actors.index(one)]
    row = parts.matrices[Way.TAKES_PART][[parts.actors.index(one)]]
    assert {parts.things[column].partition("/")[0] for column in row.nonzero()[1]} == set(SHARED)
    alone = Parts.read(together().store, "havnevik")
    assert not alone.stated[alone.actors.index(other)]


def test_of_all_every_setting_of_each_is_told_once() -> None:
    found = EqualityReader(together().store).overview()
    each = [EqualityReader(store).overview() for store in ALONE.values()]
    assert [setting.setting for setting in found.settings] == sorted(
        setting.setting for overview in each for setting in overview.settings
    )
