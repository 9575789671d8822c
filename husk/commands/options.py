"""What several commands take, and how they read it."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from husk.settings import Settings


class Language(StrEnum):
    """The languages that the product speaks."""

    nb = "nb"
    en = "en"


DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Folder with one folder a programme.", show_default="the product's own"),
]
VarOption = Annotated[Path | None, typer.Option("--var", help="Folder of what is built.", show_default="var")]
ProgrammeOption = Annotated[
    str | None,
    typer.Option("--programme", help="Only this programme.", show_default="all together"),
]
LabelsOption = Annotated[Language, typer.Option("--lang", help="Language of the labels.")]


def settings_with(**given: Any) -> Settings:
    """Return the settings of the environment, with what the command line gives instead."""
    settings = Settings.from_environment(os.environ)
    return replace(settings, **{name: value for name, value in given.items() if value is not None})


def write_in_form(
    text: Callable[[], Iterable[str]],
    csv: Callable[[], str],
    json: Callable[[], str],
    *,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Write what is told on standard output in the form that was asked for, of which only that is made."""
    if as_csv:
        typer.echo(csv(), nl=False)
    elif as_json:
        typer.echo(json())
    else:
        for line in text():
            typer.echo(line)


def require_one_form(**forms: object) -> None:
    """Make sure that an answer is asked for in one form at the most.

    Raises:
        BadParameter: several of them are given.
    """
    if sum(map(bool, forms.values())) > 1:
        *first, last = (f"--{form}" for form in forms)
        raise typer.BadParameter(f"Choose one of {', '.join(first)} and {last}.", param_hint=f"{first[0]}")
