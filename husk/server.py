"""The served product: one application made from a snapshot, and the server that runs it."""

import socket
from functools import partial
from typing import Any

from granian import Granian
from granian.constants import Interfaces

from api.app import create_app
from api.negotiation import best_language
from api.sparql import SparqlEndpoint
from graph.entities import EntityReader
from graph.pool import QueryPool
from graph.snapshot import current
from husk.limits import limits
from husk.settings import Settings, SettingsError
from visualizations.pages import page_routes


def create_application(settings: Settings) -> Any:
    """Put pool, read model, REST, linked data and pages together over the current snapshot.

    The snapshot stays held (a shared lock) as long as the process lives.

    Raises:
        SnapshotError: no snapshot has been built yet.
    """
    snapshot = current(settings.var)
    snapshot.hold()
    reader = EntityReader(snapshot.open_store())
    pool = QueryPool(snapshot.store_path, limits(settings))
    pages = page_routes(reader=reader, snapshot=snapshot, choose_language=best_language)
    return create_app(snapshot=snapshot, reader=reader, sparql=SparqlEndpoint(pool), pages=pages)


def serve(settings: Settings) -> None:
    """Serve the current snapshot until the process is told to stop.

    Raises:
        SnapshotError: no snapshot has been built yet.
        SettingsError: the address cannot be listened on.
    """
    current(settings.var)
    _require_free(settings.host, settings.port)
    server = Granian(
        "husk",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        websockets=False,
        log_enabled=False,
    )
    server.serve(target_loader=partial(create_application, settings), wrap_loader=False)


def _require_free(host: str, port: int) -> None:
    """Fail early and clearly where the port is taken or the address is not ours.

    Raises:
        SettingsError: the address cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SettingsError(
                f"Cannot listen on {host} port {port}: {error.strerror}. Choose others with --port, --host."
            ) from error
