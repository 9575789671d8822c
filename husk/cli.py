"""The command line: everything that a person can tell the product to do, in groups of commands.

Each command puts the parts together for one task. What goes wrong is one message on standard error and exit
code 1; what the caller got wrong in the command itself is exit code 2.
"""

import os
import sys
from typing import Annotated

import typer

from graph.errors import HuskError
from husk import __version__
from husk.commands import analysing, asking, authoring, exporting, operating, serving

app = typer.Typer(
    name="husk",
    help="A knowledge graph of actors, arenas and outcomes that says who says so.",
    epilog="Start with `husk build`, then `husk serve`. Settings: docs/settings.md.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

for group in (serving, asking, analysing, exporting, authoring, operating):
    for command in group.app.registered_commands:
        command.rich_help_panel = group.TITLE
    app.add_typer(group.app)


def main() -> None:
    """Run the command line; turn what went wrong into a message and an exit code."""
    try:
        app(prog_name="husk")
    except HuskError as error:
        typer.echo(f"husk: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


@app.callback(invoke_without_command=True)
def husk(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", is_eager=True)
    ] = False,
) -> None:
    """Answer `--version`; everything else is a command."""
    if version:
        typer.echo(f"husk {__version__}")
        raise typer.Exit
