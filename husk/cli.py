"""The command line: everything that a person can tell the product to do.

Each command puts the parts together for one task. What goes wrong is one message on standard error and exit
code 1; what the caller got wrong in the command itself is exit code 2.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from graph.errors import HuskError
from graph.snapshot import Snapshot, current
from graph.store import Store
from graph.values import Iri
from husk import __version__
from husk.settings import Settings, SettingsError

app = typer.Typer(
    name="husk",
    help="A knowledge graph of actors, arenas and outcomes that says who says so.",
    epilog="Start with `husk build`, then `husk serve`. Settings: docs/settings.md.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Folder with one folder a programme.", show_default="the product's own"),
]
VarOption = Annotated[Path | None, typer.Option("--var", help="Folder of what is built.", show_default="var")]


class Language(StrEnum):
    """The languages that the product speaks."""

    nb = "nb"
    en = "en"


class EqualityTable(StrEnum):
    """The tables that `husk equality` writes as CSV."""

    values = "values"
    settings = "settings"
    years = "years"
    turns = "turns"


class AnswerFormat(StrEnum):
    """The forms in which `husk query` and `husk ask` write an answer."""

    table = "table"
    json = "json"
    csv = "csv"
    tsv = "tsv"
    xml = "xml"
    turtle = "turtle"


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


def _settings(**given: Any) -> Settings:
    """Return the settings of the environment, with what the command line gives instead."""
    settings = Settings.from_environment(os.environ)
    return replace(settings, **{name: value for name, value in given.items() if value is not None})


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


@app.command()
def build(data: DataOption = None, var: VarOption = None) -> None:
    """Make a snapshot of the data, to serve and to ask. Unchanged data builds nothing."""
    from husk.building import build_snapshot

    result = build_snapshot(_settings(data=data, var=var))
    snapshot = result.snapshot
    state = "Built" if result.built else "Nothing has changed since"
    typer.echo(f"{state} edition {snapshot.edition[:12]}: {_in_words(snapshot.manifest)}.")
    if told := _removed_in_words(snapshot.manifest):
        typer.echo(f"Left out at request: {told}.")


@app.command()
def serve(
    var: VarOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on.", show_default="127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", show_default="8000")] = None,
) -> None:
    """Serve the current snapshot: maps, pages, SPARQL and REST. Stop with Ctrl+C."""
    from husk.server import require_servable, warning
    from husk.server import serve as serve_snapshot

    settings = _settings(var=var, host=host, port=port)
    require_servable(settings)
    address = f"http://{settings.host}:{settings.port}"
    typer.echo(f"Map      {address}/\nSPARQL   {address}/sparql\nREST     {address}/api/v1/entities")
    if told := warning(settings):
        typer.echo(f"Warning: {told}", err=True)
    serve_snapshot(settings)


@app.command()
def push(
    address: Annotated[
        str,
        typer.Argument(metavar="[URL]", help="Where the engine takes queries.", show_default="HUSK_STORE"),
    ] = "",
    *,
    rules: Annotated[
        bool,
        typer.Option(
            "--rules/--without-rules",
            help="Apply the rules in the engine, or load what they gave when the snapshot was built.",
        ),
    ] = True,
    var: VarOption = None,
) -> None:
    """Load the current snapshot into an engine that speaks SPARQL 1.1, then have its readers read it."""
    from graph.model import Model
    from graph.remote.pushing import push as push_snapshot
    from husk.progress import shown
    from husk.stores import PUSH_SECONDS, endpoint

    settings = _settings(var=var, store=address or None)
    if not settings.store:
        raise SettingsError("No engine is named: give its address, or set HUSK_STORE.")
    snapshot = current(settings.var)
    engine = endpoint(settings, settings.store, seconds=PUSH_SECONDS)
    with snapshot.hold(), shown(f"Push to {engine.address}") as tell:
        applied = Model.read().rules if rules else ()
        pushed = push_snapshot(snapshot, engine, applied, lambda _stage, done, total: tell(done, total))
    state = "Pushed" if pushed.loaded else "Nothing had to be loaded of"
    typer.echo(
        f"{state} edition {pushed.edition[:12]}: {pushed.quads} statements are read at {engine.address}."
    )


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
    _answer(file.read(), answer_format, _settings(var=var))


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
    language: Annotated[Language, typer.Option("--lang", help="Language of the answer.")] = Language.en,
    answer_format: Annotated[
        AnswerFormat | None, typer.Option("--format", help="How to write the answer.")
    ] = None,
    var: VarOption = None,
) -> None:
    """Ask the current snapshot one of its saved questions, or list them all."""
    from graph.questions import published, require

    settings = _settings(var=var)
    store = current(settings.var).open_store()
    questions = published(store)
    if listed or question is None:
        for saved in questions:
            typer.echo(f"{saved.name}\n    {saved.title[language]}")
            for variable, told in saved.parameters.items():
                typer.echo(f"    --with {variable}=...  {told[language]}")
        return
    query = require(questions, question).asked_in(language, _values(given or (), store))
    _answer(query, answer_format, settings)


def _values(given: Sequence[str], store: Store) -> dict[str, Iri]:
    """Read what a question is to be asked of.

    Raises:
        BadParameter: one is not written as a parameter and a thing, or is given twice.
        NamingError: nothing has the name, or several things have it.
    """
    from graph.reading.entities import EntityReader

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
    if not named:
        return {}
    reader = EntityReader(store)
    return {variable: Iri(reader.thing_named(name).iri) for variable, name in named.items()}


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words; the last may be begun only.")],
    language: Annotated[Language, typer.Option("--lang", help="Language of the labels.")] = Language.en,
    limit: Annotated[int, typer.Option(help="How many things to list at most.", min=1, max=100)] = 20,
    var: VarOption = None,
) -> None:
    """Find things in the current snapshot by words, what is probably meant first."""
    from husk.searching import found

    snapshot = current(_settings(var=var).var)
    with snapshot.hold():
        for line in found(snapshot, " ".join(words), language, limit):
            typer.echo(line)


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
    var: VarOption = None,
) -> None:
    """Write the map of a network to a file of its own; `husk analyse` lists the networks."""
    from husk import mapping

    if html is None and svg is None:
        raise typer.BadParameter("Name a file.", param_hint="--html or --svg")
    snapshot = current(_settings(var=var).var)
    with snapshot.hold():
        drawn = mapping.drawn(snapshot, network, language)
        if html:
            mapping.require_whole(snapshot, network)
            mapping.write(html, drawn.generate_standalone(mapping.today()))
        if svg:
            mapping.write(svg, drawn.generate_svg(day=mapping.today()))


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
    language: Annotated[Language, typer.Option("--lang", help="Language of the labels.")] = Language.en,
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
    from graph.analysis import require_measures, require_network
    from graph.exports.analyses import analysis_csv
    from husk import analysing

    if as_csv + as_json + (html is not None) > 1:
        raise typer.BadParameter("Choose one of --csv, --json and --html.", param_hint="--csv")
    if network is None:
        for line in analysing.networks(language):
            typer.echo(line)
        return
    projection = require_network(network, persons=persons)
    chosen = require_measures(projection, measures or ())
    snapshot = current(_settings(var=var).var)
    with snapshot.hold():
        values = analysing.analysed(
            snapshot, projection, chosen, samples=samples, seed=seed, programmes=programmes or ()
        )
        lacking = analysing.lacking(snapshot, projection, language)
        if html:
            analysing.write_report(
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
        typer.echo(f"The report is in {html}.")
    elif as_csv:
        typer.echo(analysis_csv(values, language), nl=False)
    elif as_json:
        typer.echo(
            analysing.as_json(projection, values, lacking, samples=samples, seed=seed, language=language)
        )
    else:
        for line in analysing.as_table(values, lacking, language):
            typer.echo(line)


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
    language: Annotated[Language, typer.Option("--lang", help="Language of the labels.")] = Language.en,
    var: VarOption = None,
) -> None:
    """Tell how equal the parties are: who took part, led, started and wrote, where and when."""
    from husk.equality import Table, Told

    if as_csv and as_json:
        raise typer.BadParameter("Choose one of --csv and --json.", param_hint="--csv")
    snapshot = current(_settings(var=var).var)
    with snapshot.hold():
        told = Told.read(
            snapshot,
            kind,
            year,
            samples=0 if as_csv and table is not EqualityTable.values else samples,
            seed=seed,
            language=language,
        )
    if as_csv:
        typer.echo(told.as_csv(Table(table)), nl=False)
    elif as_json:
        typer.echo(told.as_json())
    else:
        for line in told.as_text():
            typer.echo(line)


@app.command()
def claims(
    *,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write every test as CSV.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write every test as JSON.")] = False,
    language: Annotated[Language, typer.Option("--lang", help="Language of the labels.")] = Language.en,
    var: VarOption = None,
) -> None:
    """Tell which claims of the sources structure supports, contradicts, or cannot tell of."""
    from husk import claims as told

    if as_csv and as_json:
        raise typer.BadParameter("Choose one of --csv and --json.", param_hint="--csv")
    snapshot = current(_settings(var=var).var)
    with snapshot.hold():
        found = told.answers(snapshot)
    if as_csv:
        typer.echo(told.as_csv(found, language), nl=False)
    elif as_json:
        typer.echo(told.as_json(found, language))
    else:
        for line in told.as_text(found, language):
            typer.echo(line)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The archive to write, such as husk.tar.gz.")],
    data: DataOption = None,
    var: VarOption = None,
) -> None:
    """Write the current snapshot and the data into one archive, from which `husk restore` serves at once."""
    from graph.backups import write_backup

    settings = _settings(data=data, var=var)
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

    snapshot = restore_backup(file, _settings(var=var).var, version=__version__, data=data)
    typer.echo(f"Edition {snapshot.edition[:12]} is served from now on: {_in_words(snapshot.manifest)}.")


@app.command()
def doctor(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Write the findings as JSON.")] = False,
    data: DataOption = None,
    var: VarOption = None,
) -> None:
    """Tell what is wrong with this set-up and how to mend it. Nothing is changed; a fault is exit code 1."""
    from husk import doctor as doctoring

    findings = list(doctoring.examine(_settings(data=data, var=var)))
    if as_json:
        typer.echo(doctoring.as_json(findings))
    else:
        for finding in findings:
            typer.echo(doctoring.as_text(finding))
    if any(finding.state == "fault" for finding in findings):
        raise typer.Exit(1)


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
    from graph.checking.disagreements import disagreements
    from graph.checking.open_matters import open_matters
    from graph.claims.structural_tests import structural_tests
    from graph.errors import DataError
    from husk.checking import consistency

    settings = _settings(data=data)
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

    folder = _settings(data=data).data
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

    settings = _settings(var=var, sources=sources)
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

    snapshot = current(_settings(var=var).var)
    prefixes = prefixes_of(_programmes(snapshot))
    terms = read_iri(subject, prefixes), read_iri(predicate, prefixes), read_term(value, prefixes)
    with snapshot.hold():
        typer.echo(str(explain_statement(snapshot.open_store(), *terms)))


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
    var: VarOption = None,
) -> None:
    """Export the current snapshot, or a part of it, for other tools."""
    from graph.exports import Edition, UnwritableFileError, exports, require
    from graph.reading.entities import EntityReader

    if what is None:
        for name, listed in exports().items():
            formats = ", ".join(offered.name for offered in listed.formats)
            typer.echo(f"{name}\n    {listed.title.get(language)}: {formats}")
        return
    chosen = require(what)
    chosen_format = chosen.require_format(export_format)
    if output is None and not chosen_format.is_text and sys.stdout.isatty():
        raise typer.BadParameter("Name a file for it: no terminal shows it.", param_hint="--output")
    snapshot = current(_settings(var=var).var)
    with snapshot.hold():
        edition = Edition.of(snapshot, EntityReader(snapshot.open_store()))
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

    settings = _settings(data=data, var=var)
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
    language: Annotated[Language, typer.Option("--lang", help="Language of the labels.")] = Language.en,
    everything: Annotated[bool, typer.Option("--all", help="Show every change.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write every change as JSON.")] = False,
    var: VarOption = None,
) -> None:
    """Tell in words what differs between two editions."""
    from graph.releases.difference import dataset_named, difference
    from husk.differences import SHOWN, as_document, in_words

    folder = _settings(var=var).var
    found = difference(dataset_named(before, folder), dataset_named(after, folder))
    if as_json:
        typer.echo(as_document(found))
        return
    for line in in_words(found, language, None if everything else SHOWN):
        typer.echo(line)


def _answer(text: str, answer_format: AnswerFormat | None, settings: Settings) -> None:
    """Ask a query and write its answer to standard output."""
    from graph.pool import QueryRequest
    from husk.asking import TABLE_TYPES, as_table
    from husk.asking import ask as ask_snapshot
    from husk.limits import limits

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
        typer.echo(as_table(content, _programmes(snapshot)))
    else:
        sys.stdout.buffer.write(content)


def _programmes(snapshot: Snapshot) -> list[str]:
    """Return the names of the programmes in a snapshot."""
    names = snapshot.manifest["programmes"]
    return [str(name) for name in names] if isinstance(names, list) else []


def _in_words(manifest: Mapping[str, object]) -> str:
    """Say how much a snapshot holds."""
    counts = manifest["counts"]
    kinds = ("triples", "entities", "assertions", "passages")
    return ", ".join(f"{counts[kind]} {kind}" for kind in kinds) if isinstance(counts, dict) else ""


def _removed_in_words(manifest: Mapping[str, object]) -> str:
    """Say how much was left out of a snapshot at somebody's request; nothing where nothing was."""
    counts = manifest.get("removed")
    if not isinstance(counts, dict) or not counts["persons"]:
        return ""
    told = {"persons": "persons", "things": "other things", "statements": "statements"}
    told |= {"texts": "texts with a name replaced", "questions": "saved questions"}
    return ", ".join(f"{words}: {counts[kind]}" for kind, words in told.items())
