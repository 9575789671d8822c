"""Who took part where, and what is known of everybody else: parties by settings.

That nobody says that somebody took part means nothing: it is "not stated". It is a "no" only where the source
says that it names everybody, and "stated absent" where it says that somebody was not there. A sector is a
"no" only if besides that the sector of everybody who took part is known: one of no known sector may be of it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from threading import Lock
from typing import Final, Literal, TypeVar

from graph.queries import query
from graph.reading.descriptions import Assertion, Participation, Reference
from graph.reading.entities import EntityReader
from graph.reading.lexicon import Lexicon
from graph.reading.programmes import Same, belongs, names_of, same_things
from graph.reading.references import References
from graph.reading.relations import Part
from graph.values import Iri, Term
from ontology.terms import HUSK, concept

_LED: Final = HUSK + "led"
_TOOK_PART: Final = HUSK + "tookPartIn"
_INITIATED: Final = HUSK + "initiated"
_INVOLVED: Final = HUSK + "involvedIn"
_SECTOR: Final = HUSK + "sector"
_EXCLUDED: Final = HUSK + "excluded"
_STATED: Final = HUSK + "participantsStated"
_COMPLETE: Final = concept("participants-stated", "complete")

By = Literal["sector", "actor"]
_Key = TypeVar("_Key")


class State(StrEnum):
    """What is known of a party in a setting."""

    TOOK_PART = "took-part"
    LED = "led"
    """Which is a way of taking part."""
    STARTED = "started"
    """Had the idea or took the initiative, which does not say that the party took part."""
    INVOLVED = "involved"
    """Was involved in another way, such as funding it or being invited to it."""
    STATED_ABSENT = "stated-absent"
    """Is said not to have been there."""
    NO = "no"
    """Everybody is said to be named, and this is nobody of those."""
    NOT_STATED = "not-stated"
    """Nothing is said of it."""


@dataclass(frozen=True)
class TakenPart:
    """One part that an actor had in a setting."""

    agent: Reference
    participation: Participation
    assertions: tuple[Assertion, ...]
    sector_assertions: tuple[Assertion, ...]
    """Who says that the actor is of the sector that is asked about."""


@dataclass(frozen=True)
class Absence:
    """That an actor is said not to have been there."""

    agent: Reference
    assertions: tuple[Assertion, ...]
    sector_assertions: tuple[Assertion, ...]


@dataclass(frozen=True)
class Cell:
    """What is known of a party in a setting."""

    party: Reference
    states: tuple[State, ...]
    parts: tuple[TakenPart, ...]
    absences: tuple[Absence, ...]


@dataclass(frozen=True)
class Statement:
    """How completely participants are said to be named."""

    value: Reference
    assertions: tuple[Assertion, ...]


@dataclass(frozen=True)
class Column:
    """A setting, with a cell for each party."""

    setting: Reference
    completeness: tuple[Statement, ...]
    others: State
    """What holds of every actor that no cell is about."""
    cells: tuple[Cell, ...]
    without_sector: tuple[TakenPart, ...]
    """Where parties are sectors: the parts of actors of no known sector, which stand in no cell."""


@dataclass(frozen=True)
class Coverage:
    """Part of the settings, and how many there are in all."""

    columns: tuple[Column, ...]
    total: int


_Assertions = dict[str, list[str]]
"""For each modality the assertions in it."""


@dataclass(frozen=True)
class _Said:
    """What assertions state of who was where, laid out for looking up."""

    parts: Mapping[str, Mapping[tuple[str, Part], _Assertions]]
    """For each setting who took part in it how."""
    excluded: Mapping[str, Mapping[str, _Assertions]]
    """For each setting who is said not to have been there."""
    stated: Mapping[str, Mapping[str, _Assertions]]
    """For each setting how completely participants are said to be named."""
    sectors: Mapping[str, Mapping[str, _Assertions]]
    """For each actor its sectors."""
    same: Same
    """The names of an actor in all programmes."""


class CoverageReader:
    """Reads who took part where; what assertions state of that is read when it is first asked for."""

    def __init__(self, reader: EntityReader) -> None:
        """Take what reads the things."""
        self._reader = reader
        self._lock = Lock()
        self._known: _Said | None = None

    def read(
        self,
        by: By,
        modalities: Collection[str] = ("actual",),
        *,
        type_: str = "Setting",
        setting: str | None = None,
        programme: str | None = None,
        language: str = "nb",
        offset: int = 0,
        limit: int = 50,
    ) -> Coverage:
        """Return who took part in part of the settings, these sorted by label.

        Args:
            by: whether parties are the sectors, all of them, or those actors of whom something is said.
            modalities: which participations and absences count.
            type_: name of the class of the settings.
            setting: what the only setting is called.
            programme: the programme that settings belong to, as ids begin; without one, all are told of, and
                an actor is of the sectors that any programme states of it under its own name for it.
            language: the language whose labels decide the order.
            offset: how many settings to pass over.
            limit: how many to return at most.

        Raises:
            NamingError: nothing is called as the setting is, or several things are.
        """
        if setting is not None:
            named = self._reader.thing_named(setting)
            settings: Sequence[Reference] = (named,) if belongs(named.iri, programme) else ()
            total = len(settings)
        else:
            found = self._reader.list_entities(
                type_, programme=programme, language=language, offset=offset, limit=limit
            )
            settings, total = found.items, found.total
        with self._lock:
            if self._known is None:
                self._known = _read(self._reader)
        table = _Table(self._reader, self._known, frozenset(modalities), settings, programme)
        return Coverage(tuple(table.column(setting, by) for setting in settings), total)


class _Table:
    """Some settings, with all that is said of who was there."""

    def __init__(
        self,
        reader: EntityReader,
        said: _Said,
        modalities: frozenset[str],
        settings: Sequence[Reference],
        programme: str | None,
    ) -> None:
        self._reader = reader
        self._programmes = None if programme is None else frozenset({programme})
        self._said = said
        self._modalities = modalities
        self._settings = [setting.iri for setting in settings]

    def column(self, setting: Reference, by: By) -> Column:
        """Show a setting with a cell for each party."""
        iri = setting.iri
        completeness = tuple(
            Statement(self._references.reference(value), self._told(assertions, {"actual"}))
            for value, assertions in sorted(self._said.stated.get(iri, {}).items())
            if "actual" in assertions
        )
        is_complete = any(statement.value.iri == _COMPLETE for statement in completeness)
        others = State.NO if is_complete else State.NOT_STATED
        if by == "actor":
            return Column(setting, completeness, others, tuple(self._of_actors(iri)), ())
        unplaced = {key: said for key, said in self._parts(iri).items() if not self._sectors(key[0])}
        may_be_of_any = any(self._took_part(part) for _, part in unplaced)
        cells = tuple(self._of_sectors(iri, State.NOT_STATED if may_be_of_any else others))
        return Column(setting, completeness, others, cells, self._taken(unplaced, None))

    def _of_sectors(self, setting: str, otherwise: State) -> Iterable[Cell]:
        """Yield a cell for each sector; `otherwise` holds of those of which nothing is said."""
        parts, excluded = self._parts(setting), self._excluded(setting)
        for sector in (labelled.iri for labelled in self._reader.lexicon.concepts("sector")):
            yield self._cell(
                sector,
                {key: said for key, said in parts.items() if sector in self._sectors(key[0])},
                {agent: said for agent, said in excluded.items() if sector in self._sectors(agent)},
                otherwise,
                sector,
            )

    def _of_actors(self, setting: str) -> Iterable[Cell]:
        """Yield a cell for each actor of whom something is said."""
        parts, excluded = self._parts(setting), self._excluded(setting)
        by_agent: defaultdict[str, dict[tuple[str, Part], _Assertions]] = defaultdict(dict)
        for (agent, part), said in parts.items():
            by_agent[agent][agent, part] = said
        for agent in sorted({*by_agent, *excluded}):
            absent = {agent: excluded[agent]} if agent in excluded else {}
            yield self._cell(agent, by_agent.get(agent, {}), absent, State.NOT_STATED, None)

    def _cell(
        self,
        party: str,
        parts: Mapping[tuple[str, Part], _Assertions],
        excluded: Mapping[str, _Assertions],
        otherwise: State,
        sector: str | None,
    ) -> Cell:
        """Show a cell."""
        lexicon = self._reader.lexicon
        found = {state for _, part in parts for state in _states(part.role, lexicon)}
        if excluded:
            found.add(State.STATED_ABSENT)
        return Cell(
            party=self._references.reference(party),
            states=tuple(state for state in State if state in found) or (otherwise,),
            parts=self._taken(parts, sector),
            absences=tuple(
                Absence(
                    self._references.reference(agent),
                    self._told(said, self._modalities),
                    self._sector_told(agent, sector),
                )
                for agent, said in sorted(excluded.items())
            ),
        )

    def _taken(
        self, parts: Mapping[tuple[str, Part], _Assertions], sector: str | None
    ) -> tuple[TakenPart, ...]:
        """Show parts, in the order of the participations."""
        return tuple(
            TakenPart(
                agent=self._references.reference(agent),
                participation=self._participation(part),
                assertions=self._told(said, self._modalities),
                sector_assertions=self._sector_told(agent, sector),
            )
            for (agent, part), said in sorted(parts.items(), key=lambda item: item[0][1].participation)
        )

    def _parts(self, setting: str) -> Mapping[tuple[str, Part], _Assertions]:
        """Return who took part how, in the modalities that count."""
        return self._counting(self._said.parts.get(setting, {}))

    def _excluded(self, setting: str) -> Mapping[str, _Assertions]:
        """Return who is said not to have been there, likewise."""
        return self._counting(self._said.excluded.get(setting, {}))

    def _counting(self, said: Mapping[_Key, _Assertions]) -> Mapping[_Key, _Assertions]:
        """Keep what is said in a modality that counts."""
        return {key: assertions for key, assertions in said.items() if self._modalities & set(assertions)}

    def _sectors(self, agent: str) -> Collection[str]:
        """Return the sectors that an actor is said to be of."""
        return {
            sector
            for said_of_agent in self._of_sector(agent)
            for sector, said in said_of_agent.items()
            if "actual" in said
        }

    def _of_sector(self, agent: str) -> Iterable[Mapping[str, _Assertions]]:
        """Yield what is said of the sectors of an actor, by each of its names where it is asked about."""
        for name in names_of(agent, self._said.same, self._programmes):
            yield self._said.sectors.get(name, {})

    def _took_part(self, part: Part) -> bool:
        return State.TOOK_PART in _states(part.role, self._reader.lexicon)

    def _participation(self, part: Part) -> Participation:
        period = self._references.reference(part.period) if part.period else None
        return Participation(part.participation, self._reader.lexicon.labelled(part.role), period)

    def _told(self, said: _Assertions, modalities: Collection[str]) -> tuple[Assertion, ...]:
        """Tell the assertions in some modalities."""
        chosen = sorted(iri for modality in modalities for iri in said.get(modality, ()))
        return tuple(self._references.assertion(iri) for iri in chosen)

    def _sector_told(self, agent: str, sector: str | None) -> tuple[Assertion, ...]:
        """Tell who says that an actor is of a sector."""
        if sector is None:
            return ()
        return tuple(
            assertion
            for said in self._of_sector(agent)
            for assertion in self._told(said.get(sector, {}), {"actual"})
        )

    @cached_property
    def _references(self) -> References:
        """What names all that is shown, and tells all assertions."""
        assertions: set[str] = set()
        things: set[str] = set()
        for setting in self._settings:
            parts, excluded = self._parts(setting), self._excluded(setting)
            agents = {agent for agent, _ in parts} | set(excluded)
            things |= agents | {part.period for _, part in parts if part.period}
            told = [*parts.values(), *excluded.values(), *self._said.stated.get(setting, {}).values()]
            told += [said for agent in agents for of in self._of_sector(agent) for said in of.values()]
            assertions |= {iri for said in told for iris in said.values() for iri in iris}
        return self._reader.references(map(Iri, assertions), map(Iri, things))


def _states(role: str, lexicon: Lexicon) -> Collection[State]:
    """Return what taking part in a role says."""
    direct = lexicon.direct_property(role) or _INVOLVED
    said = {
        state
        for property_, state in (
            (_LED, State.LED),
            (_TOOK_PART, State.TOOK_PART),
            (_INITIATED, State.STARTED),
        )
        if property_ == direct or lexicon.is_wider(property_, direct)
    }
    return said or {State.INVOLVED}


def _read(reader: EntityReader) -> _Said:
    """Read what assertions state of who was where."""

    def by_modality() -> _Assertions:
        return defaultdict(list)

    parts: defaultdict[str, dict[tuple[str, Part], _Assertions]] = defaultdict(
        lambda: defaultdict(by_modality)
    )
    for row in reader.store.select(query("taking_part")):
        period = row["period"].value if "period" in row else None
        part = Part(row["participation"].value, row["role"].value, period)
        _add(parts[row["setting"].value][row["agent"].value, part], row)
    others: dict[str, defaultdict[str, dict[str, _Assertions]]] = {
        property_: defaultdict(lambda: defaultdict(by_modality))
        for property_ in (_EXCLUDED, _STATED, _SECTOR)
    }
    for row in reader.store.select(query("coverage")):
        _add(others[row["property"].value][row["subject"].value][row["value"].value], row)
    return _Said(parts, others[_EXCLUDED], others[_STATED], others[_SECTOR], same_things(reader.store))


def _add(said: _Assertions, row: Mapping[str, Term]) -> None:
    """Note an assertion under its modality."""
    said[row["modality"].value.rpartition("/")[2]].append(row["assertion"].value)
