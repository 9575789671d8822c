"""The served product: one application made from a snapshot, and the server that runs it."""

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import Awaitable
from functools import partial
from threading import Event

from starlette.requests import Request
from starlette.types import ASGIApp

from api.app import create_app
from api.cache import ResponseCache
from api.editions import Edition, Editions
from api.local import is_loopback, is_meant_for_here
from api.metrics import Metrics, Watched
from api.negotiation import best_language
from api.watch import RequestLog, Watch
from api.web_server import run_server
from graph.collecting import keep, keep_more, uncollected
from graph.errors import SnapshotError
from graph.pool import QueryPool
from graph.pool.limits import MEGABYTE
from graph.processes import end_with_parent
from graph.reading.entities import EntityReader
from graph.served import Served
from graph.snapshot import Snapshot
from husk.settings import Settings, SettingsError
from husk.stores import StorePlace
from visualizations.error_page import error_page
from visualizations.pages import page_routes
from visualizations.site import Site

_log = logging.getLogger(__name__)


def create_application(settings: Settings) -> ASGIApp:
    """Return what answers all requests, as long as the server's main process lives.

    The snapshot is looked for when the server starts it.

    Raises:
        RemoteError: the address of the engine is none, or holds credentials.
    """
    end_with_parent(signal.SIGTERM)
    place = StorePlace(settings)
    metrics = Metrics()
    editions = Editions(partial(open_newest, settings, metrics, place), place.newest)
    return Watch(editions, metrics, RequestLog(sys.stdout) if settings.request_log else None)


async def open_newest(settings: Settings, metrics: Metrics, place: StorePlace) -> Edition:
    """Put pool, read model, REST, linked data and pages together over the current snapshot.

    The snapshot stays held (a shared lock) until the edition is closed.

    Raises:
        SnapshotError: no snapshot has been built yet, or it cannot be read.
        PoolFailedError: the query processes cannot be started.
    """
    snapshot = await asyncio.to_thread(place.snapshot)
    hold = snapshot.hold()
    pool = place.pool(snapshot)
    cache = ResponseCache(0 if place.is_remote else settings.cache_mb * MEGABYTE)

    is_wanted = Event()
    is_wanted.set()
    ahead: list[Awaitable[None]] = []

    async def close() -> None:
        is_wanted.clear()
        await asyncio.gather(*ahead)
        await pool.close()
        hold.release()

    try:
        (site, app), _ = await asyncio.gather(
            asyncio.to_thread(_application, snapshot, place, pool, cache, settings), pool.start()
        )
    except BaseException:
        await close()
        raise
    ahead.append(asyncio.create_task(asyncio.to_thread(_read_ahead, site, is_wanted)))
    metrics.watch(Watched(cache, pool))
    return Edition(snapshot.edition, app, close)


def _application(
    snapshot: Snapshot, place: StorePlace, pool: QueryPool, cache: ResponseCache, settings: Settings
) -> tuple[Site, ASGIApp]:
    """Read what answers are made from, which takes a second; what only some pages need is read later."""
    with uncollected():
        served = Served(snapshot, EntityReader(place.open(snapshot)), pool)
    site = Site(served, settings.contact, settings.sources, partial(_may_see_sources, settings))
    pages = page_routes(site, best_language)
    app = create_app(served, pages=pages, error_page=error_page, cache=cache)
    keep()
    return site, app


def _read_ahead(site: Site, is_wanted: Event) -> None:
    """Read what pages are written from; where that fails, the pages that need it will tell."""
    try:
        site.read_ahead(is_wanted.is_set)
        keep_more()
    except Exception:  # noqa: BLE001  # whatever is wrong, the pages that do not need it are right
        _log.exception("What pages are written from could not be read ahead.")


def _may_see_sources(settings: Settings, request: Request) -> bool:
    """Tell whether the one who asks may see the texts of sources: on this machine, unless told otherwise."""
    if settings.show_sources:
        return True
    return is_loopback(settings.host) and is_meant_for_here(request.scope)


def warning(settings: Settings) -> str | None:
    """Return what whoever starts the server is to know, if there is anything."""
    if not (settings.sources and settings.show_sources):
        return None
    return (
        "HUSK_SHOW_SOURCES is 1: everybody who can reach this address can read the texts in "
        f"{settings.sources}, which are under copyright."
    )


def require_servable(settings: Settings) -> None:
    """Fail before anything is started where it could not be served.

    Raises:
        SnapshotError: no snapshot has been built yet, or it lacks a part.
        StoreError: the engine that is to answer does not, or holds no edition of which there is a snapshot.
        SettingsError: the port is taken, or the address is not one of this machine's.
    """
    place = StorePlace(settings)
    snapshot = place.snapshot()
    place.close()
    if not snapshot.quads_path.is_file():
        raise SnapshotError(f"{snapshot.path} was built by an older husk, or lost a part. Run `husk build`.")
    require_port(settings)


def require_port(settings: Settings) -> None:
    """Fail where nothing can listen at the address of the settings.

    Raises:
        SettingsError: the port is taken, or the address is not one of this machine's.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise SettingsError(
                f"Cannot listen on {settings.host} port {settings.port}: {error.strerror}. "
                "Choose others with --host and --port."
            ) from error


def serve(settings: Settings) -> None:
    """Serve the current snapshot until the process is told to stop; see `require_servable`."""
    run_server("husk", settings.host, settings.port, partial(create_application, settings))
