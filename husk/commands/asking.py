"""Commands that ask the current snapshot: `query`, `ask`, `search`, `explain`."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Final

import typer

from graph.snapshot import current
from graph.store import Store
from graph.values import Iri
from husk.commands.options import LabelsOption, Language, ProgrammeOption, VarOption, settings_with
from husk.settings import Settings

TITLE: Final = "Ask"
app = typer.Typer()


class AnswerFormat(StrEnum):
    """The forms in which `husk query` and `husk ask` write an answer."""

    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    xml = "xml"
    turtle = "turtle"


@app.command()
def query(
    file: Annotated[
        typer.FileText, typer.Argument(help="File with a SPARQL query; - reads it from standard input.")
    ],
    answer_format: Annotated[
        AnswerFormat | None, typer.Option("--format", help="How to write the answer.")
    ] = None,
    var: VarOption = None,
) -> None:
    """Ask the current snapshot a SPARQL query, under the same limits as the endpoint."""
    _answer(file.read(), answer_format, settings_with(var=var))


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="Name of a saved question.")] = None,
    *,
    listed: Annotated[bool, typer.Option("--list", help="List the saved questions.")] = False,
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--with", metavar="PARAMETER=THING", help="Ask of one thing; --list tells what can be given."
        ),
    ] = None,
    programme: ProgrammeOption = None,
    language: Annotated[Language, typer.Option("--lang", help="Language of the answer.")] = Language.en,
    answer_format: Annotated[
        AnswerFormat | None, typer.Option("--format", help="How to write the answer.")
    ] = None,
    var: VarOption = None,
) -> None:
    """Ask the current snapshot one of its saved questions, or list them all."""
    from graph.questions import published, require
    from graph.reading.programmes import require_known

    settings = settings_with(var=var)
    snapshot = current(settings.var)
    store = snapshot.open_store()
    questions = published(store)
    if listed or question is None:
        for saved in questions:
            typer.echo(f"{saved.name}\n    {saved.title[language]}")
            for variable, told in saved.parameters.items():
                typer.echo(f"    --with {variable}=...  {told[language]}")
        return
    asked = require(questions, question).asked_of(require_known(programme, snapshot.programmes))
    named = _named(given or ())
    asked.require_parameters(named)
    _answer(asked.asked_in(language, _things(named, store)), answer_format, settings)


def _named(given: Sequence[str]) -> dict[str, str]:
    """Read what each parameter is given, as a reader calls it.

    Raises:
        BadParameter: one is not written as a parameter and a thing, or is given twice.
    """
    named: dict[str, str] = {}
    for text in given:
        variable, sign, name = text.partition("=")
        if not (variable and sign and name):
            raise typer.BadParameter(
                f"{text!r} is not PARAMETER=THING, such as who=Café.", param_hint="--with"
            )
        variable = variable.removeprefix("?")
        if variable in named:
            raise typer.BadParameter(f"{variable} is given twice: ask of one at a time.", param_hint="--with")
        named[variable] = name
    return named


def _things(named: Mapping[str, str], store: Store) -> dict[str, Iri]:
    """Find the things that are called so.

    Raises:
        NamingError: nothing has the name, or several things have it.
    """
    from graph.reading.entities import EntityReader

    if not named:
        return {}
    reader = EntityReader(store)
    return {variable: Iri(reader.thing_named(name).iri) for variable, name in named.items()}


def _answer(text: str, answer_format: AnswerFormat | None, settings: Settings) -> None:
    """Ask a query and write its answer to standard output."""
    from graph.pool import QueryRequest
    from husk.asking import ask as ask_snapshot
    from husk.limits import limits
    from husk.telling.answers import TABLE_TYPES, as_table

    snapshot = current(settings.var)
    chosen = answer_format or AnswerFormat.table
    request = QueryRequest(
        text,
        table_format=TABLE_TYPES.get(chosen),
        graph_format="text/turtle" if chosen in {AnswerFormat.table, AnswerFormat.turtle} else None,
    )
    with snapshot.hold():
        media_type, content = ask_snapshot(snapshot, request, replace(limits(settings), workers=1))
    if chosen is AnswerFormat.table and media_type == TABLE_TYPES["table"]:
        typer.echo(as_table(content, snapshot.programmes))
    else:
        sys.stdout.buffer.write(content)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words; the last may be begun only.")],
    language: LabelsOption = Language.en,
    limit: Annotated[int, typer.Option(help="How many things to list at most.", min=1, max=100)] = 20,
    var: VarOption = None,
) -> None:
    """Find things in the current snapshot by words, what is probably meant first."""
    from husk.telling.search import found

    snapshot = current(settings_with(var=var).var)
    with snapshot.hold():
        for line in found(snapshot, " ".join(words), language, limit):
            typer.echo(line)


@app.command()
def explain(
    subject: Annotated[str, typer.Argument(help="As subproject:ung-i-jobb, an IRI, or a path below /id/.")],
    predicate: Annotated[str, typer.Argument(help="As husk:ledBy; `a` for the type.")],
    value: Annotated[str, typer.Argument(metavar="OBJECT", help="As the subject, or a literal.")],
    var: VarOption = None,
) -> None:
    """Tell who says a statement and where, or from what it is inferred."""
    from graph.inference.explain import explain as explain_statement
    from husk.terms import prefixes_of, read_iri, read_term

    snapshot = current(settings_with(var=var).var)
    prefixes = prefixes_of(snapshot.programmes)
    terms = read_iri(subject, prefixes), read_iri(predicate, prefixes), read_term(value, prefixes)
    with snapshot.hold():
        typer.echo(str(explain_statement(snapshot.open_store(), *terms)))
