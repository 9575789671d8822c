"""An analysis of a network, as the command line tells of it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from graph.analysis.analysing import Analysed, analyse, read_for_analysis
from graph.analysis.assessment import LeftToChance
from graph.analysis.keeping import TESTED, KeptAnalysis, read_analysis
from graph.exports.analyses import COLUMNS, Row, analysis_rows
from graph.measures.measure import Measure
from graph.networks.reading import Filters, Reader
from graph.networks.registry import NETWORKS, Projection
from graph.reading.descriptions import Text
from graph.reading.entities import EntityReader
from graph.reading.lacks import lacks
from graph.reading.programmes import programme_of, require_programmes
from graph.reading.theory import Theory
from graph.snapshot import Snapshot
from husk.progress import shown
from husk.telling import maps
from husk.telling.tables import CHANCE_OF, number, table_csv
from visualizations.network_pages import network_page

SHOWN: Final = 10
"""How many values of a measure a person is shown."""
_WORDS: Final[Mapping[str, Text]] = {
    "progress": Text("Lager nettverk ved tilfeldighet", "Making networks by chance"),
    "report": Text("Rapporten er i {file}.", "The report is in {file}."),
    "shown": Text(
        "{shown} av {all}; --csv og --json skriver alle", "{shown} of {all}; --csv and --json write all"
    ),
    "chance": Text(
        "{of}: z {z}, p {p}, justert {adjusted_p}, ved tilfeldighet {null_low} til {null_high}",
        "{of}: z {z}, p {p}, adjusted {adjusted_p}, by chance {null_low} to {null_high}",
    ),
    "moves": Text(
        "uten én {low_without_one} til {high_without_one}",
        "without one {low_without_one} to {high_without_one}",
    ),
    "hangs": Text("avhenger mest av {hangs_on}", "hangs on {hangs_on}"),
}
Lacking = Mapping[str, Sequence[Mapping[str, str]]]
"""Things by what they lack, each with its id and label."""


def networks(language: str) -> Iterator[str]:
    """Yield each network with its sentence."""
    for network in NETWORKS.values():
        yield f"{network.name}\n    {network.sentence.get(language)}"


def analysed(
    snapshot: Snapshot,
    projection: Projection,
    measures: Sequence[Measure],
    *,
    samples: int,
    seed: int,
    language: str,
    programmes: Sequence[str] = (),
) -> tuple[Analysed, ...]:
    """Analyse a network, and show on a terminal how far that is; what the edition keeps is not done again.

    Raises:
        UnusableError: there is no such programme.
    """
    filters = Filters(programmes=require_programmes(snapshot, programmes))
    is_of_all = not programmes or set(programmes) == set(snapshot.programmes)
    kept = read_analysis(snapshot.path, projection.name) if is_of_all else None
    is_kept = all(measure.name in TESTED for measure in measures)
    if kept and is_kept and (kept.samples, kept.seed) == (samples, seed):
        return tuple(value for measure in measures for value in kept.of(measure.name))
    with shown(_WORDS["progress"].get(language)) as tell:
        return analyse(
            snapshot.open_store(),
            projection,
            measures,
            samples=samples,
            seed=seed,
            filters=filters,
            progress=tell,
        )


def lacking(
    snapshot: Snapshot, projection: Projection, language: str, programmes: Sequence[str] = ()
) -> Lacking:
    """Return what lacks what in the theory of change, of some programmes or all; else nothing."""
    if projection.name != "theory":
        return {}
    reader = EntityReader(snapshot.open_store())
    return {
        lack.label.get(language): [
            {"id": each.thing.id or each.thing.iri, "label": each.thing.label.get(language)}
            for each in things
            if not programmes or programme_of(each.thing.iri) in programmes
        ]
        for lack, things in lacks(reader, Theory.read(reader)).items()
    }


def write_report(
    file: Path,
    snapshot: Snapshot,
    projection: Projection,
    values: Sequence[Analysed],
    *,
    samples: int,
    seed: int,
    language: str,
    programmes: Sequence[str] = (),
) -> None:
    """Write the report on a network as one file that asks nobody for anything.

    Raises:
        UnusableError: it cannot be written.
    """
    filters = Filters(programmes=require_programmes(snapshot, programmes))
    network = read_for_analysis(Reader(snapshot.open_store()), projection, filters)
    measures = list(dict.fromkeys(value.measure.name for value in values))
    held = 0 if projection.directed else samples
    html = network_page(
        projection,
        network,
        KeptAnalysis(projection.name, "", held, seed, tuple(values)),
        language,
        measure=measures[0] if len(measures) == 1 else None,
        edition=snapshot.edition,
        day=maps.today(),
        programme=programmes[0] if len(programmes) == 1 else "",
    )
    maps.write(file, html)


def as_json(
    projection: Projection,
    values: Sequence[Analysed],
    lacking: Lacking,
    *,
    samples: int,
    seed: int,
    language: str,
) -> str:
    """Write every value as JSON, with the definitions, and what lacks what where anything does."""
    measures = {each.measure.name: each.measure.definition.get(language) for each in values}
    document = {
        "network": projection.name,
        "sentence": projection.sentence.get(language),
        "samples": 0 if projection.directed else samples,
        "seed": seed,
        "definitions": measures,
        "values": list(analysis_rows(values, language)),
    } | ({"lacks": lacking} if lacking else {})
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_csv(values: Sequence[Analysed], language: str) -> str:
    """Write every value as CSV, with a line for each way to be left to chance."""
    return table_csv(COLUMNS, analysis_rows(values, language), language)


def as_table(values: Sequence[Analysed], lacking: Lacking, language: str) -> Iterator[str]:
    """Yield the largest values of each measure, with its definition and name below; then what lacks what."""
    for measure, group in groupby(values, key=lambda each: each.measure):
        ranked = sorted(group, key=lambda each: (each.value is None, -(each.value or 0.0)))
        yield measure.title.get(language)
        for row in analysis_rows(ranked[:SHOWN], language):
            yield "    " + _line(row, language)
        if len(ranked) > SHOWN:
            yield "    " + _WORDS["shown"].get(language).format(shown=SHOWN, all=len(ranked))
        yield f"    {measure.definition.get(language)}"
        yield f"    --measure {measure.name}\n"
    for lack, things in lacking.items():
        yield f"{lack} ({len(things)})"
        yield from (f"    {thing['label']}" for thing in things)
        yield ""


def written_in_words(file: Path, language: str) -> str:
    """Say where the report is."""
    return _WORDS["report"].get(language).format(file=file)


def _line(row: Row, language: str) -> str:
    """Write one value for people."""
    if row["value"] is None:
        return f"{row['label']}  -  {row['reason']}"
    told = {name: number(value, language) for name, value in row.items()}
    parts = [told["label"], told["value"]]
    if row["chance_of"]:
        of = CHANCE_OF[LeftToChance(row["chance_of"])].get(language)
        parts += [_WORDS[name].get(language).format(of=of, **told) for name in ("chance", "moves")]
    if row["hangs_on"]:
        parts.append(_WORDS["hangs"].get(language).format(**told))
    return "  ".join(part for part in parts if part)
