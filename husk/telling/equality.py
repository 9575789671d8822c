"""How equal the parties are, as the command line tells of it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from graph.analysis.keeping import SEED
from graph.equality.assessment import Observed, assess
from graph.equality.keeping import Kept, read_equality
from graph.equality.overview import EqualityReader, Overview
from graph.equality.parts import Way
from graph.equality.presence import Presence
from graph.exports.analyses import JUDGED
from graph.reading.descriptions import Labelled, Text
from graph.reading.entities import EntityReader
from graph.reading.programmes import require_known
from graph.snapshot import Snapshot
from graph.values import Iri
from husk.progress import shown
from husk.telling.equality_tables import EqualityTable
from husk.telling.tables import number, table_csv
from ontology.terms import ID

Row = dict[str, str | int | float | None]


_COLUMNS: Final[Mapping[EqualityTable, tuple[str, ...]]] = {
    EqualityTable.values: ("way", "measure", "party", "value", *JUDGED),
    EqualityTable.settings: ("id", "label", "party", "presence", *(way.slug for way in Way), "evenness"),
    EqualityTable.years: ("year", "way", "party", "parts"),
    EqualityTable.turns: ("id", "label", "way", "period", "actors", "parties"),
}
_WORDS: Final[Mapping[str, Text]] = {
    "progress": Text("Deler ut sektorene", "Dealing the sectors out"),
    "chance": Text(
        "ved tilfeldighet {low} til {high}, z {z}, p {p}", "by chance {low} to {high}, z {z}, p {p}"
    ),
    "adjusted": Text("justert {p}", "adjusted {p}"),
    "moves": Text("uten én {low} til {high}", "without one {low} to {high}"),
    "hangs": Text("avhenger mest av {what}", "hangs most on {what}"),
    "unstated": Text(
        "({number} ganger var det en aktør uten oppgitt sektor, som ikke telles)",
        "({number} times it was an actor of no stated sector, which does not count)",
    ),
    "presence": Text("Hvor de var med ({number} steder)", "Where they were ({number} places)"),
    "years": Text("År for år", "Year by year"),
    "undated": Text("uten år", "no year"),
    "turns": Text("Hvem som fulgte hvem", "Who followed whom"),
    "nobody": Text("ingen av partene", "none of the parties"),
}


@dataclass(frozen=True)
class Told:
    """An overview in words of one language."""

    overview: Overview
    kept: Sequence[Kept]
    """What chance gives, in the order of the values; nothing where nobody asked."""
    labels: Mapping[str, Text]
    """What settings, actors, voices and periods are called, by IRI."""
    samples: int
    seed: int
    language: str

    @classmethod
    def read(
        cls,
        snapshot: Snapshot,
        kind: str,
        year: int | None,
        programme: str | None = None,
        *,
        samples: int,
        seed: int,
        language: str,
    ) -> "Told":
        """Read how equal the parties are; where samples are wanted, with chance, as far as that is not kept.

        Raises:
            UnusableError: there is no such programme or kind of setting, or nothing is told of the year.
        """
        require_known(programme, snapshot.programmes)
        if len(snapshot.programmes) == 1:
            programme = None
        store = snapshot.open_store()
        found = EqualityReader(store).overview(kind, year, programme)
        is_kept = year is None and programme is None and seed == SEED
        kept = read_equality(snapshot.path).get(kind, ()) if is_kept else ()
        if not samples:
            kept = ()
        elif not kept or kept[0].chance.samples != samples:
            with shown(_WORDS["progress"].get(language)) as tell:
                kept = tuple(map(Kept.of, assess(found.parts, seed, samples, progress=tell)))
        named = sorted(_named(found, kept))
        references = EntityReader(store).references((), map(Iri, named))
        return cls(found, kept, {iri: references.label(iri) for iri in named}, samples, seed, language)

    def label(self, name: str) -> str:
        """Return what a setting, actor or voice is called, by its id or IRI."""
        return self.labels[_iri(name)].get(self.language)

    def rows(self, table: EqualityTable) -> Iterator[Row]:
        """Yield the rows of a table."""
        return {
            EqualityTable.values: self._values,
            EqualityTable.settings: self._settings,
            EqualityTable.years: self._years,
            EqualityTable.turns: self._turns,
        }[table]()

    def _values(self) -> Iterator[Row]:
        for place, each in enumerate(self.overview.values):
            yield {
                "way": each.way.slug,
                "measure": each.measure.name,
                "party": self._party(each.party),
                "value": each.value,
                **(self._judged(self.kept[place]) if self.kept else {}),
            }

    def _judged(self, kept: Kept) -> Row:
        return {
            "z": kept.chance.z,
            "p": kept.chance.p,
            "adjusted_p": kept.chance.adjusted_p,
            "null_low": kept.chance.low,
            "null_high": kept.chance.high,
            "low_without_one": kept.low,
            "high_without_one": kept.high,
            "hangs_on": self.label(kept.hangs_on) if kept.hangs_on else None,
        }

    def _settings(self) -> Iterator[Row]:
        parties = [self._party(party) for party in self.overview.parts.parties]
        for setting in self.overview.settings:
            for place, party in enumerate(parties):
                yield {
                    "id": setting.setting,
                    "label": self.label(setting.setting),
                    "party": party,
                    "presence": setting.presence[place].value,
                    **{way.slug: setting.actors[way][place] for way in Way},
                    "evenness": setting.evenness,
                }

    def _years(self) -> Iterator[Row]:
        counted = [(each.year, each.counts) for each in self.overview.years]
        for year, counts in (*counted, (None, self.overview.undated)):
            for way in Way:
                for party, parts in zip(self.overview.parts.parties, counts[way], strict=True):
                    yield {"year": year, "way": way.slug, "party": self._party(party), "parts": parts}

    def _turns(self) -> Iterator[Row]:
        for succession in self.overview.successions:
            for turn in succession.turns:
                yield {
                    "id": succession.setting,
                    "label": self.label(succession.setting),
                    "way": succession.way.slug,
                    "period": self.label(turn.period.iri),
                    "actors": ", ".join(map(self.label, turn.actors)),
                    "parties": self._parties(turn.parties),
                }

    def _parties(self, acted_for: Iterable[bool]) -> str:
        named = zip(self.overview.parts.parties, acted_for, strict=True)
        return ", ".join(str(self._party(party)) for party, is_one in named if is_one)

    def _party(self, party: Labelled | None) -> str | None:
        return party.label.get(self.language) if party else None

    def as_csv(self, table: EqualityTable) -> str:
        """Write a table; a value without a number is empty."""
        return table_csv(_COLUMNS[table], self.rows(table), self.language)

    def as_json(self) -> str:
        """Write all tables, with what the measures mean."""
        measures = {each.measure.name: each.measure for each in self.overview.values}
        document = {
            "kind": self.overview.kind,
            "year": self.overview.year,
            "parties": [self._party(party) for party in self.overview.parts.parties],
            "samples": self.samples,
            "seed": self.seed,
            "definitions": {
                name: measure.definition.get(self.language) for name, measure in measures.items()
            },
            "without_stated_sector": {way.slug: count for way, count in self.overview.unstated.items()},
            **{table.value: list(self.rows(table)) for table in EqualityTable},
        }
        return json.dumps(document, ensure_ascii=False, indent=2)

    def as_text(self) -> Iterator[str]:
        """Yield the lines of all of it, for people."""
        yield from self._values_in_words()
        yield from self._presence_in_words()
        yield from self._years_in_words()
        yield from self._turns_in_words()

    def _word(self, name: str, **values: object) -> str:
        return _WORDS[name].get(self.language).format(**values)

    def _values_in_words(self) -> Iterator[str]:
        rows = list(zip(self.overview.values, self.rows(EqualityTable.values), strict=True))
        for way, of_way in groupby(rows, key=lambda row: row[0].way):
            unstated = self.overview.unstated[way]
            heading = way.label.get(self.language).capitalize()
            yield f"{heading} {self._word('unstated', number=unstated)}" if unstated else heading
            yield from (
                self._measures_in_words(of_way) if self._is_told(way) else [f"  {self._word('nobody')}"]
            )
            yield ""
        for measure in dict.fromkeys(each.measure for each in self.overview.values):
            yield f"{measure.label.get(self.language)}: {measure.definition.get(self.language)}"
        yield ""

    def _measures_in_words(self, rows: Iterable[tuple[Observed, Row]]) -> Iterator[str]:
        for measure, found in groupby(rows, key=lambda row: row[0].measure):
            yield f"  {measure.label.get(self.language)}"
            for value, row in found:
                yield f"    {self._line(value, row)}"

    def _is_told(self, way: Way) -> bool:
        return any(each.value is not None for each in self.overview.values if each.way is way)

    def _line(self, value: Observed, row: Row) -> str:
        parts = [self._party(value.party) or "", number(value.value, self.language)]
        if row.get("p") is not None:
            parts += [
                self._word(
                    "chance",
                    low=number(row["null_low"], self.language),
                    high=number(row["null_high"], self.language),
                    z=number(row["z"], self.language),
                    p=number(row["p"], self.language),
                ),
                self._word("adjusted", p=number(row["adjusted_p"], self.language)),
                self._word(
                    "moves",
                    low=number(row["low_without_one"], self.language),
                    high=number(row["high_without_one"], self.language),
                ),
            ]
        if row.get("hangs_on"):
            parts.append(self._word("hangs", what=row["hangs_on"]))
        return "  ".join(part for part in parts if part)

    def _presence_in_words(self) -> Iterator[str]:
        yield self._word("presence", number=len(self.overview.settings))
        for place, party in enumerate(self.overview.parts.parties):
            of_party = [(each.presence[place], each.setting) for each in self.overview.settings]
            counts = (
                f"{presence.label.get(self.language)}: {sum(found is presence for found, _ in of_party)}"
                for presence in Presence
            )
            yield f"  {self._party(party)}  {', '.join(counts)}"
            yield from (
                f"    {Presence.ABSENT.label.get(self.language)}: {self.label(setting)}"
                for found, setting in of_party
                if found is Presence.ABSENT
            )
        yield ""

    def _years_in_words(self) -> Iterator[str]:
        yield self._word("years")
        told = [(str(each.year), each.counts) for each in self.overview.years]
        for year, counts in (*told, (self._word("undated"), self.overview.undated)):
            ways = (
                f"{way.label.get(self.language)}: {self._counted(counts[way])}"
                for way in Way
                if any(counts[way])
            )
            yield f"  {year}  {'; '.join(ways) or self._word('nobody')}"
        yield ""

    def _counted(self, counts: Sequence[int]) -> str:
        named = zip(self.overview.parts.parties, counts, strict=True)
        return ", ".join(f"{self._party(party)} {count}" for party, count in named if count)

    def _turns_in_words(self) -> Iterator[str]:
        if self.overview.successions:
            yield self._word("turns")
        for each in self.overview.successions:
            turns = (
                f"{self.label(turn.period.iri)}: {self._parties(turn.parties) or self._word('nobody')}"
                for turn in each.turns
            )
            yield f"  {self.label(each.setting)}, {each.way.label.get(self.language)}: {' → '.join(turns)}"


def _named(found: Overview, kept: Iterable[Kept]) -> set[str]:
    """Return the IRIs of everything that is told by name."""
    names = {each.setting for each in found.settings} | {each.hangs_on for each in kept if each.hangs_on}
    for succession in found.successions:
        names.add(succession.setting)
        for turn in succession.turns:
            names |= {turn.period.iri, *turn.actors}
    return set(map(_iri, names))


def _iri(name: str) -> str:
    """Return the IRI of what is named by an id or an IRI."""
    return name if name.startswith(ID) else ID + name
