"""Commands that write what others use, and compare editions: `export`, `release`, `diff`."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from graph.snapshot import current
from husk.commands.options import (
    DataOption,
    LabelsOption,
    Language,
    ProgrammeOption,
    VarOption,
    settings_with,
)

TITLE: Final = "Export and compare"
app = typer.Typer()


@app.command()
def export(
    what: Annotated[
        str | None, typer.Argument(help="What to export; without it, all of it is listed.")
    ] = None,
    *,
    export_format: Annotated[
        str | None, typer.Option("--format", help="One of those it is listed with.")
    ] = None,
    language: Annotated[Language, typer.Option("--lang", help="Language of what is exported.")] = Language.en,
    output: Annotated[
        Path | None,
        typer.Option(help="File to write, or folder for it.", show_default="standard output"),
    ] = None,
    programme: ProgrammeOption = None,
    var: VarOption = None,
) -> None:
    """Export the current snapshot, or a part of it, for other tools."""
    from graph.exports import Edition, UnwritableFileError, exports, require
    from graph.reading.entities import EntityReader
    from graph.reading.programmes import require_known

    if what is None:
        for name, listed in exports().items():
            formats = ", ".join(offered.name for offered in listed.formats)
            typer.echo(f"{name}\n    {listed.title.get(language)}: {formats}")
        return
    chosen = require(what)
    chosen_format = chosen.require_format(export_format)
    if output is None and not chosen_format.is_text and sys.stdout.isatty():
        raise typer.BadParameter("Name a file for it: no terminal shows it.", param_hint="--output")
    snapshot = current(settings_with(var=var).var)
    with snapshot.hold():
        reader = EntityReader(snapshot.open_store())
        edition = Edition.of(snapshot, reader, require_known(programme, snapshot.programmes))
        chosen.require_programme(edition.programme)
        if output is None:
            chosen.write(edition, chosen_format, language, sys.stdout.buffer)
            return
        path = output / chosen.file_name(chosen_format, language, edition) if output.is_dir() else output
        try:
            with path.open("wb") as file:
                chosen.write(edition, chosen_format, language, file)
        except OSError as error:
            raise UnwritableFileError(f"{path} cannot be written: {error.strerror}.") from error
    typer.echo(f"Wrote {path}", err=True)


@app.command()
def release(
    *,
    output: Annotated[Path, typer.Option(help="Folder to write the archive into.")] = Path(),
    date: Annotated[
        str | None, typer.Option(help="Date of the release, as 2026-11-27.", show_default="today")
    ] = None,
    data: DataOption = None,
    var: VarOption = None,
) -> None:
    """Write the current edition as an archive: data, ontology, dataset, checksums, as an RO-Crate."""
    from datetime import UTC, datetime

    from graph.releases.archive import write_release

    settings = settings_with(data=data, var=var)
    try:
        day = (datetime.strptime(date, "%Y-%m-%d") if date else datetime.now(UTC)).date()  # noqa: DTZ007  # a day
    except ValueError as error:
        raise typer.BadParameter("Write a date like 2026-11-27.", param_hint="--date") from error
    if not output.is_dir():
        raise typer.BadParameter(f"There is no folder {output}.", param_hint="--output")
    snapshot = current(settings.var)
    with snapshot.hold():
        typer.echo(write_release(snapshot, settings.data, day.isoformat(), output))


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="Folder of a snapshot, start of its name, or a release.")],
    after: Annotated[str, typer.Argument(help="The same of the one to compare it with.")],
    *,
    language: LabelsOption = Language.en,
    everything: Annotated[bool, typer.Option("--all", help="Show every change.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write every change as JSON.")] = False,
    var: VarOption = None,
) -> None:
    """Tell in words what differs between two editions."""
    from graph.releases.difference import difference_between
    from husk.telling.differences import SHOWN, as_document, in_words

    found = difference_between(before, after, settings_with(var=var).var)
    if as_json:
        typer.echo(as_document(found))
        return
    for line in in_words(found, language, None if everything else SHOWN):
        typer.echo(line)
