"""Commands for whoever writes data: `check`, `fmt`, `verify`."""

from pathlib import Path
from typing import Annotated, Final

import typer

from graph.snapshot import current
from husk.commands.options import DataOption, VarOption, settings_with
from husk.settings import SettingsError

TITLE: Final = "Write data"
app = typer.Typer()


@app.command()
def check(
    *,
    data: DataOption = None,
    reasoner: Annotated[
        bool, typer.Option(help="Also let HermiT prove the graph consistent (needs Java).")
    ] = True,
) -> None:
    """Check the data without publishing anything, and list its conflicts and gaps.

    Checked are syntax, references, times, shapes, values of which only one can hold, and whether all of it
    can be true; where the sources are there, also passages, and that no text quotes a source.
    """
    from graph.build import assemble
    from graph.checking.consistency import consistency
    from graph.checking.disagreements import disagreements
    from graph.checking.open_matters import open_matters
    from graph.claims.structural_tests import structural_tests
    from graph.errors import DataError

    settings = settings_with(data=data)
    store = assemble(settings.data, sources=settings.sources)
    if unsaid := tuple(disagreements(store)):
        raise DataError(unsaid)
    structural_tests(store)
    typer.echo("The data is well formed, and follows its shapes.")
    for matter in open_matters(store):
        typer.echo(str(matter))
    if reasoner:
        typer.echo(consistency(store))


@app.command()
def fmt(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Files to lay out.", show_default="all of the data"),
    ] = None,
    *,
    only_check: Annotated[
        bool, typer.Option("--check", help="Change nothing; list what would change and fail if any would.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Lay out authored files: indentation, spaces and prefixes. What they say stays as it is."""
    from graph.authoring.layout import format_file
    from graph.authoring.parse import data_name, trig_files
    from graph.errors import DataError, Problem

    folder = settings_with(data=data).data
    changed: list[Path] = []
    problems: list[Problem] = []
    for path in files or trig_files(folder):
        try:
            if format_file(path, data_name(path, folder), write=not only_check):
                changed.append(path)
        except DataError as error:
            problems += error.problems
    for path in changed:
        typer.echo(f"{'Would lay out' if only_check else 'Laid out'} {path}")
    if problems:
        raise DataError(problems)
    if only_check and changed:
        raise typer.Exit(1)


@app.command()
def verify(
    *,
    var: VarOption = None,
    sources: Annotated[
        Path | None, typer.Option(help="Folder with the source documents.", show_default="HUSK_SOURCES")
    ] = None,
    text: Annotated[
        bool, typer.Option("--text", help="Also show the sentences that have no assertion.")
    ] = False,
    stubs: Annotated[
        str | None, typer.Option(metavar="SECTION", help="Write the passages of a section, to be authored.")
    ] = None,
) -> None:
    """Hold every passage against its source, and count what the graph says of each section."""
    from graph.sources.passages import stubs as write_stubs
    from graph.sources.verify import render
    from graph.sources.verify import verify as hold_against

    settings = settings_with(var=var, sources=sources)
    if settings.sources is None:
        raise SettingsError(
            "No folder of source documents is named: give it with --sources or HUSK_SOURCES. "
            "The sources do not come with the product."
        )
    snapshot = current(settings.var)
    with snapshot.hold():
        store = snapshot.open_store()
        if stubs is not None:
            typer.echo(write_stubs(store, settings.sources, stubs))
            return
        report = hold_against(store, settings.sources)
    typer.echo(render(report, show_text=text))
    if report.problems:
        raise typer.Exit(1)
