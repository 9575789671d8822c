"""Commands that make a snapshot and serve it: `build`, `serve`, `push`."""

from typing import Annotated, Final

import typer

from graph.snapshot import current
from husk.commands.options import DataOption, VarOption, settings_with
from husk.settings import SettingsError
from husk.telling.editions import removed_in_words, size_in_words

TITLE: Final = "Build and serve"
app = typer.Typer()


@app.command()
def build(data: DataOption = None, var: VarOption = None) -> None:
    """Make a snapshot of the data, to serve and to ask. Unchanged data builds nothing."""
    from husk.building import build_snapshot

    result = build_snapshot(settings_with(data=data, var=var))
    snapshot = result.snapshot
    state = "Built" if result.built else "Nothing has changed since"
    typer.echo(f"{state} edition {snapshot.edition[:12]}: {size_in_words(snapshot)}.")
    if told := removed_in_words(snapshot):
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

    settings = settings_with(var=var, host=host, port=port)
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

    settings = settings_with(var=var, store=address or None)
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
