"""The web server that runs an application: granian, held to what its clients need."""

from collections.abc import Callable
from typing import Any, Final

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

_SECONDS_TO_STOP: Final = 10
"""How long requests may take to end when the server stops; a signal to a starting one can get lost."""
_MOST_HEADER_BYTES: Final = 64 * 1024
"""Length of a request without its body; queries that are longer are posted."""
_SECONDS_FOR_HEADERS: Final = 10


def run_server(name: str, address: str, port: int, load: Callable[[], Any]) -> None:
    """Serve what `load` returns, in a process of its own, until told to stop."""
    server = Granian(
        name,
        address=address,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=_SECONDS_FOR_HEADERS * 1000, max_buffer_size=_MOST_HEADER_BYTES
        ),
        websockets=False,
        log_enabled=False,
        workers_kill_timeout=_SECONDS_TO_STOP,
    )
    server.serve(target_loader=load, wrap_loader=False)
