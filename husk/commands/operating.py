"""Commands for whoever runs a service: `backup`, `restore`, `doctor`."""

from pathlib import Path
from typing import Annotated, Final

import typer

from graph.snapshot import current
from husk import __version__
from husk.commands.options import DataOption, VarOption, settings_with
from husk.telling.editions import size_in_words

TITLE: Final = "Run a service"
app = typer.Typer()


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The archive to write, such as husk.tar.gz.")],
    data: DataOption = None,
    var: VarOption = None,
) -> None:
    """Write the current snapshot and the data into one archive, from which `husk restore` serves at once."""
    from graph.backups import write_backup

    settings = settings_with(data=data, var=var)
    snapshot = current(settings.var)
    with snapshot.hold():
        written = write_backup(snapshot, settings.data, file)
    megabytes = written.stat().st_size / 1_000_000
    typer.echo(f"Edition {snapshot.edition[:12]} and its data are in {written}, {megabytes:.1f} MB.")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="An archive that `husk backup` wrote.")],
    data: Annotated[
        Path | None, typer.Option(help="Also write the data, into a new folder.", show_default="leave them")
    ] = None,
    var: VarOption = None,
) -> None:
    """Serve the snapshot of a backup from now on, without building it. A running server takes it up."""
    from graph.backups import restore_backup

    snapshot = restore_backup(file, settings_with(var=var).var, version=__version__, data=data)
    typer.echo(f"Edition {snapshot.edition[:12]} is served from now on: {size_in_words(snapshot)}.")


@app.command()
def doctor(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write the findings as JSON.")] = False,
    data: DataOption = None,
    var: VarOption = None,
) -> None:
    """Tell what is wrong with this set-up and how to mend it. Nothing is changed; a fault is exit code 1."""
    from husk import doctor as doctoring

    findings = list(doctoring.examine(settings_with(data=data, var=var)))
    if as_json:
        typer.echo(doctoring.as_json(findings))
    else:
        for finding in findings:
            typer.echo(doctoring.as_text(finding))
    if any(finding.state == "fault" for finding in findings):
        raise typer.Exit(1)
