"""Commands that measure the current snapshot: `map`, `analyse`, `equality`, `claims`."""

from pathlib import Path
from typing import Annotated, Final

import typer

from graph.snapshot import current
from husk.commands.options import (
    LabelsOption,
    Language,
    ProgrammeOption,
    VarOption,
    require_one_form,
    settings_with,
    write_in_form,
)
from husk.telling.equality_tables import EqualityTable

TITLE: Final = "Analyse"
app = typer.Typer()


@app.command(name="map")
def draw(
    network: Annotated[
        str, typer.Argument(help="Which network, or WHICH/GROUP of a large one.")
    ] = "taking-part",
    *,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a page in one file that works from disk and mail.")
    ] = None,
    svg: Annotated[Path | None, typer.Option("--svg", help="Write a drawing with legend and source.")] = None,
    language: Annotated[Language, typer.Option("--lang", help="Language of the map.")] = Language.en,
    programme: ProgrammeOption = None,
    var: VarOption = None,
) -> None:
    """Write the map of a network to a file of its own; `husk analyse` lists the networks."""
    from graph.reading.programmes import require_known
    from husk.telling import maps

    if html is None and svg is None:
        raise typer.BadParameter("Name a file.", param_hint="--html or --svg")
    snapshot = current(settings_with(var=var).var)
    with snapshot.hold():
        chosen = require_known(programme, snapshot.programmes)
        drawn = maps.drawn(snapshot, network, language, chosen)
        if html:
            maps.require_whole(snapshot, network, chosen)
            maps.write(html, drawn.generate_standalone(maps.today()))
        if svg:
            maps.write(svg, drawn.generate_svg(day=maps.today()))


@app.command()
def analyse(
    network: Annotated[
        str | None, typer.Argument(help="Which network; without it, all of them are listed.")
    ] = None,
    *,
    measures: Annotated[
        list[str] | None, typer.Option("--measure", help="Which measures.", show_default="a few that suit it")
    ] = None,
    samples: Annotated[
        int, typer.Option(help="How many networks chance makes; 0 gives values only.", min=0)
    ] = 999,
    seed: Annotated[int, typer.Option(help="Equal seeds give equal results.", min=0)] = 1,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write every value as CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write every value as JSON.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a report in one file that works from disk and mail.")
    ] = None,
    language: LabelsOption = Language.en,
    persons: Annotated[bool, typer.Option("--persons", help="Also measure persons.")] = False,
    programmes: Annotated[
        list[str] | None,
        typer.Option(
            "--programme", help="Only what these programmes tell of.", show_default="all of them together"
        ),
    ] = None,
    var: VarOption = None,
) -> None:
    """Measure a network, and hold each value against chance. Stop with Ctrl+C."""
    from graph.analysis.analysing import require_measures, require_network
    from husk.telling import analyses

    require_one_form(csv=as_csv, json=as_json, html=html)
    if network is None:
        for line in analyses.networks(language):
            typer.echo(line)
        return
    projection = require_network(network, persons=persons)
    chosen = require_measures(projection, measures or ())
    snapshot = current(settings_with(var=var).var)
    with snapshot.hold():
        values = analyses.analysed(
            snapshot,
            projection,
            chosen,
            samples=samples,
            seed=seed,
            language=language,
            programmes=programmes or (),
        )
        lacking = analyses.lacking(snapshot, projection, language, programmes or ())
        if html:
            analyses.write_report(
                html,
                snapshot,
                projection,
                values,
                samples=samples,
                seed=seed,
                language=language,
                programmes=programmes or (),
            )
    if html:
        typer.echo(analyses.written_in_words(html, language))
        return
    write_in_form(
        lambda: analyses.as_table(values, lacking, language),
        lambda: analyses.as_csv(values, language),
        lambda: analyses.as_json(projection, values, lacking, samples=samples, seed=seed, language=language),
        as_csv=as_csv,
        as_json=as_json,
    )


@app.command()
def equality(
    kind: Annotated[
        str,
        typer.Argument(
            help="Kind of setting, such as Arena; an unknown one is answered with those there are."
        ),
    ] = "Setting",
    *,
    year: Annotated[int | None, typer.Option(help="Only what is said to have been in a year.")] = None,
    samples: Annotated[
        int, typer.Option(help="How often chance deals the sectors out; 0 gives values only.", min=0)
    ] = 999,
    seed: Annotated[int, typer.Option(help="Equal seeds give equal results.", min=0)] = 1,
    table: Annotated[EqualityTable, typer.Option(help="Which table --csv writes.")] = EqualityTable.values,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write a table as CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write all of it as JSON.")] = False,
    language: LabelsOption = Language.en,
    programme: ProgrammeOption = None,
    var: VarOption = None,
) -> None:
    """Tell how equal the parties are: who took part, led, started and wrote, where and when."""
    from husk.telling.equality import Told

    require_one_form(csv=as_csv, json=as_json)
    snapshot = current(settings_with(var=var).var)
    with snapshot.hold():
        told = Told.read(
            snapshot,
            kind,
            year,
            programme,
            samples=0 if as_csv and table is not EqualityTable.values else samples,
            seed=seed,
            language=language,
        )
    write_in_form(told.as_text, lambda: told.as_csv(table), told.as_json, as_csv=as_csv, as_json=as_json)


@app.command()
def claims(
    *,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write every test as CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write every test as JSON.")] = False,
    language: LabelsOption = Language.en,
    var: VarOption = None,
) -> None:
    """Tell which claims of the sources structure supports, contradicts, or cannot tell of."""
    from husk.telling import claims as told

    require_one_form(csv=as_csv, json=as_json)
    snapshot = current(settings_with(var=var).var)
    with snapshot.hold():
        found = told.answers(snapshot)
    write_in_form(
        lambda: told.as_text(found, language),
        lambda: told.as_csv(found, language),
        lambda: told.as_json(found, language),
        as_csv=as_csv,
        as_json=as_json,
    )
