"""Where the graph is answered from, as the settings say: the snapshot's own store, or an engine elsewhere."""

from contextlib import suppress
from typing import Final

from graph.pool import QueryPool
from graph.remote.catalogue import Catalogue
from graph.remote.endpoint import Credentials, Endpoint, RemoteLimits
from graph.remote.errors import EditionError, RemoteError
from graph.remote.forwarding import ForwardingPool
from graph.remote.store import RemoteStore
from graph.snapshot import Snapshot, current, find, newest
from graph.store import Store
from husk.limits import limits
from husk.settings import Settings

PUSH_SECONDS: Final = 3_600.0
"""What one step of loading may take: an engine that adds many statements answers when it is done."""


class StorePlace:
    """The store that the settings name, with the snapshot whose index and layout go with it."""

    def __init__(self, settings: Settings) -> None:
        """Ask nobody yet.

        Raises:
            RemoteError: the address of the engine is none, or holds credentials.
        """
        self._settings = settings
        self._endpoint = endpoint(settings, settings.store) if settings.store else None

    @property
    def is_remote(self) -> bool:
        """Whether an engine elsewhere answers."""
        return self._endpoint is not None

    def snapshot(self) -> Snapshot:
        """Return the snapshot that is served: the current one, or that of the edition in the engine.

        Raises:
            SnapshotError: none has been built.
            EditionError: the engine holds no edition, or one of which there is no snapshot.
            RemoteError: the engine does not answer.
        """
        here = current(self._settings.var)
        if self._endpoint is None:
            return here
        wanted = Catalogue.read(self._endpoint).current
        if not wanted:
            raise EditionError(f"{self._endpoint.address} holds no edition yet: run `husk push` first.")
        found = find(self._settings.var, wanted)
        if found is None:
            raise EditionError(
                f"{self._endpoint.address} holds the edition {wanted[:12]}, of which there is no snapshot in "
                f"{self._settings.var}; there is {here.edition[:12]}. Push that with `husk push`, or bring "
                "the snapshot here: search and maps need its files."
            )
        return found

    def newest(self) -> str | None:
        """Return the edition that is served from now on, None where nobody knows."""
        if self._endpoint is None:
            return newest(self._settings.var)
        with suppress(RemoteError):
            return Catalogue.read(self._endpoint).current or None
        return None

    def close(self) -> None:
        """Leave the engine."""
        if self._endpoint:
            self._endpoint.close()

    def open(self, snapshot: Snapshot) -> Store:
        """Open the store of a snapshot's edition.

        Raises:
            StoreError: it cannot be read, or the engine does not hold the edition.
        """
        return RemoteStore.open(self._endpoint, snapshot.edition) if self._endpoint else snapshot.open_store()

    def pool(self, snapshot: Snapshot) -> QueryPool:
        """Return what answers strangers' queries of a snapshot's edition, not started yet."""
        if self._endpoint is None:
            return QueryPool(snapshot.quads_path, limits(self._settings))
        return ForwardingPool(self._endpoint, snapshot.edition, limits(self._settings))


def endpoint(settings: Settings, address: str, *, seconds: float = RemoteLimits.seconds) -> Endpoint:
    """Return an engine with the credentials of the settings.

    Raises:
        RemoteError: the address is none, or holds credentials.
    """
    credentials = Credentials(settings.store_user, settings.store_password, settings.store_token)
    return Endpoint(address, credentials, RemoteLimits(seconds=seconds), update_address=settings.store_update)
