"""An engine's address: queries and updates go there, answers come back as they are made.

Protocol: https://www.w3.org/TR/sparql11-protocol/. Connections are kept and used again; all methods may be
called by several threads. What an answer holds is for others to read.
"""

import base64
import socket
import ssl
import time
import urllib.request
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Final
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

from graph.remote.dialects import Dialect, dialect_of
from graph.remote.errors import (
    AnswerTooLongError,
    CredentialsError,
    EngineAwayError,
    EngineRefusalError,
    EngineSlowError,
    RemoteError,
    UnreadableAnswerError,
)

_FORM: Final = "application/x-www-form-urlencoded"
_UPDATE: Final = "application/sparql-update"
_MOST_OF_A_COMPLAINT: Final = 300
"""Characters of what an engine says that a person is told."""
_RESULTS_JSON: Final = "application/sparql-results+json"
_TOO_SLOW: Final = (408, 503, 504)


@dataclass(frozen=True)
class Credentials:
    """What lets in: user and password, or a token. They are never shown."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @property
    def header(self) -> Mapping[str, str]:
        """Return the header that shows them, where there are any."""
        if self.token:
            return {"Authorization": f"Bearer {self.token}"}
        if self.user:
            pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
            return {"Authorization": f"Basic {pair}"}
        return {}

    def answer_to(self, challenge: str, method: str, path: str) -> Mapping[str, str]:
        """Return the header that answers a challenge of Digest (RFC 7616), where there is one."""
        scheme, _, rest = challenge.partition(" ")
        if scheme.lower() != "digest" or not self.user:
            return {}
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        told = urllib.request.parse_keqv_list(urllib.request.parse_http_list(rest))
        passwords.add_password(told.get("realm"), "http://engine", self.user, self.password)
        handler = urllib.request.HTTPDigestAuthHandler(passwords)
        asked = urllib.request.Request(f"http://engine{path}", method=method)
        told.setdefault("algorithm", "MD5")
        answer = handler.get_authorization(asked, told)
        return {"Authorization": f"Digest {answer}"} if answer else {}


@dataclass(frozen=True)
class RemoteLimits:
    """What one answer may take."""

    seconds: float = 60.0
    """From the question to its last byte."""
    answer_bytes: int = 1_000_000_000
    """Length of the answer."""


class Reply:
    """The answer to one request on its way: a file to read, once."""

    def __init__(
        self,
        connection: HTTPConnection,
        used: socket.socket,
        response: HTTPResponse,
        deadline: float,
        most: int,
    ) -> None:
        """Read what has begun to come over a connection and its socket, which the connection may drop."""
        self.media_type = response.headers.get_content_type()
        self.server = response.headers.get("Server", "")
        """What the engine says that it is."""
        self.is_complete = False
        self.connection = connection
        self._socket = used
        self._response = response
        self._deadline = deadline
        self._room = most

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, none at the end.

        Raises:
            EngineSlowError: the time is over.
            AnswerTooLongError: the answer is longer than it may be.
            UnreadableAnswerError: the answer ends before it is complete.
        """
        try:
            _limit(self._socket, self._deadline)
            content = self._response.read(None if size < 0 else size)
        except TimeoutError as error:
            raise EngineSlowError("The engine's answer took too long: ask for less at a time.") from error
        except (HTTPException, OSError, ValueError) as error:  # also where it was stopped
            raise UnreadableAnswerError(f"The engine's answer was cut short: {error!r}.") from error
        self._room -= len(content)
        if self._room < 0:
            raise AnswerTooLongError("The answer is too long: ask for less of it, with LIMIT and OFFSET.")
        if size < 0 or (size > 0 and not content):
            if self._response.length:
                raise UnreadableAnswerError("The engine's answer was cut short.")
            self.is_complete = True
        return content

    def close(self) -> None:
        """Read no more, and leave the connection."""
        self._response.close()
        self.connection.close()


class Endpoint:
    """Where an engine takes queries and updates.

    >>> Endpoint("ftp://example.org/")
    Traceback (most recent call last):
    graph.remote.errors.RemoteError: 'ftp://example.org/' is no address of an engine: write one like ...
    """

    def __init__(
        self,
        address: str,
        credentials: Credentials | None = None,
        limits: RemoteLimits | None = None,
        *,
        update_address: str = "",
    ) -> None:
        """Remember where an engine is; nothing is asked yet.

        Raises:
            RemoteError: the address is none, or holds credentials.
        """
        self.address = address
        self.limits = limits or RemoteLimits()
        self._place = _place(address)
        self._update_address = update_address
        self._credentials = credentials or Credentials()
        self._idle = deque[HTTPConnection]()
        self._challenging = set[str]()
        """Paths where credentials are shown only in answer to a challenge."""

    def close(self) -> None:
        """Leave the connections that are kept."""
        while self._idle:
            self._idle.pop().close()

    @cached_property
    def dialect(self) -> Dialect:
        """What is to be known of the engine, by what it says of itself.

        Raises:
            RemoteError: it does not answer.
        """
        with self.query("ASK {}", _RESULTS_JSON) as reply:
            reply.read()
            return dialect_of(reply.server)

    @property
    def update_address(self) -> str:
        """Where the engine takes updates."""
        return self._update_address or urljoin(self.address, self.dialect.update_address)

    @property
    def quads_address(self) -> str:
        """Where the engine takes N-Quads; nothing where it takes none."""
        path = self.dialect.quads_address
        return path and urljoin(self.address, path)

    @contextmanager
    def query(
        self,
        text: str,
        accept: str = _RESULTS_JSON,
        limits: RemoteLimits | None = None,
        starting: Callable[[socket.socket], None] = lambda _: None,
    ) -> Iterator[Reply]:
        """Ask a query and read its answer within the block.

        Args:
            text: the query.
            accept: media types in which its answer is welcome.
            limits: what it may take, where that is not what all may.
            starting: is told the socket, before anything is sent; to shut that down gives the query up.

        Raises:
            RemoteError: there is no answer, for the reason it says.
        """
        body = urlencode({"query": text}).encode()
        with self._exchange(
            self.address, body, _FORM, accept, limits or self.limits, starting=starting
        ) as reply:
            wanted = {media_type.strip() for media_type in accept.split(",")}
            if reply.media_type not in wanted:
                raise UnreadableAnswerError(
                    f"{self.address} answers with {reply.media_type} where {accept} was asked for: "
                    "is it the address of a SPARQL endpoint?"
                )
            yield reply

    def update(self, text: str) -> None:
        """Have the engine change what it holds.

        Raises:
            RemoteError: it does not, for the reason it says.
        """
        self._send(self.update_address, text.encode(), _UPDATE)

    def load(self, nquads: bytes) -> None:
        """Add quads, where the engine takes them in a file.

        Raises:
            RemoteError: it does not, for the reason it says.
        """
        self._send(self.quads_address, nquads, "application/n-quads")

    def _send(self, address: str, body: bytes, media_type: str) -> None:
        with self._exchange(address, body, media_type, "*/*", self.limits) as reply:
            reply.read()

    @contextmanager
    def _exchange(
        self,
        address: str,
        body: bytes,
        media_type: str,
        accept: str,
        limits: RemoteLimits,
        *,
        starting: Callable[[socket.socket], None] = lambda _: None,
    ) -> Iterator[Reply]:
        """Post something and read what comes.

        Raises:
            RemoteError: nothing comes, or a complaint does.
        """
        deadline = time.monotonic() + limits.seconds
        path = _path(urlsplit(address))
        headers = {"Content-Type": media_type, "Accept": accept}
        shown = {} if path in self._challenging else self._credentials.header
        reply, response = self._ask(path, body, {**headers, **shown}, deadline, limits, starting=starting)
        if (
            response.status == 401 and shown and self._credentials.user
        ):  # it may tell how only whoever shows none
            reply.close()
            reply, response = self._ask(path, body, headers, deadline, limits, starting=starting)
        if response.status == 401:
            answer = self._credentials.answer_to(response.headers.get("WWW-Authenticate", ""), "POST", path)
            if answer:
                self._challenging.add(path)
                reply.close()
                reply, response = self._ask(
                    path, body, {**headers, **answer}, deadline, limits, starting=starting
                )
        try:
            if not 200 <= response.status < 300:
                raise self._complaint(address, response, reply)
            yield reply
        finally:
            if reply.is_complete and not response.will_close:
                self._idle.append(reply.connection)
            else:
                reply.close()

    def _ask(
        self,
        path: str,
        body: bytes,
        headers: Mapping[str, str],
        deadline: float,
        limits: RemoteLimits,
        *,
        starting: Callable[[socket.socket], None],
    ) -> tuple[Reply, HTTPResponse]:
        """Send a request over a kept connection, or a new one where that was closed meanwhile."""
        while True:
            try:
                connection, is_new = self._idle.pop(), False
            except IndexError:
                connection, is_new = self._connection(limits.seconds), True
            try:
                if is_new:
                    connection.connect()
                used = connection.sock
                starting(used)
                _limit(used, deadline)
                connection.request("POST", path, body, dict(headers))
                response = connection.getresponse()
                return Reply(connection, used, response, deadline, limits.answer_bytes), response
            except TimeoutError as error:
                connection.close()
                raise EngineSlowError(
                    f"{self.address} did not answer in {limits.seconds:g} seconds: ask for less at a time."
                ) from error
            except (HTTPException, OSError) as error:
                connection.close()
                if is_new:
                    raise EngineAwayError(
                        f"{self.address} does not answer: {error}. Is the engine running, and is that its "
                        "address?"
                    ) from error

    def _connection(self, seconds: float) -> HTTPConnection:
        host, port = self._place.hostname or "", self._place.port
        if self._place.scheme == "https":
            return HTTPSConnection(host, port, timeout=seconds, context=ssl.create_default_context())
        return HTTPConnection(host, port, timeout=seconds)

    def _complaint(self, address: str, response: HTTPResponse, reply: Reply) -> RemoteError:
        """Turn what an engine answers instead of doing what it was asked into an error."""
        status = response.status
        if status in {401, 403}:
            return CredentialsError(
                f"{address} refuses what it was asked ({status}): set HUSK_STORE_USER and "
                "HUSK_STORE_PASSWORD, or HUSK_STORE_TOKEN, to credentials that may do it."
            )
        if 300 <= status < 400:
            place = response.headers.get("Location", "elsewhere")
            return RemoteError(f"{address} has moved to {place}: give that address.")
        if status == 404:
            return RemoteError(f"There is nothing at {address} (404): is that the address of the engine?")
        if status in _TOO_SLOW:
            return EngineSlowError(f"{address} did not answer in its own time ({status}): ask for less.")
        said = ""
        if reply.media_type != "text/html":
            with suppress(RemoteError):
                said = " ".join(reply.read(10 * _MOST_OF_A_COMPLAINT).decode(errors="replace").split())
        said = said[:_MOST_OF_A_COMPLAINT] or "no reason"
        return EngineRefusalError(f"{address} answers {status}: {said}", said)


def _limit(used: socket.socket, deadline: float) -> None:
    """Let what a socket waits for end at a time.

    Raises:
        TimeoutError: it is past.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    with suppress(OSError):  # it is closed, which reading tells
        used.settimeout(left)


def _place(address: str) -> SplitResult:
    """Take an address apart.

    Raises:
        RemoteError: it is none, or holds credentials.
    """
    try:
        place = urlsplit(address)
        usable = place.scheme in {"http", "https"} and bool(place.hostname) and (place.port or 1) > 0
    except ValueError:
        usable, place = False, SplitResult("", "", "", "", "")
    if not usable:
        raise RemoteError(
            f"{address!r} is no address of an engine: write one like https://example.org/sparql."
        )
    if place.username or place.password:
        raise RemoteError(
            "The address of the engine holds credentials, which logs would tell: set HUSK_STORE_USER and "
            "HUSK_STORE_PASSWORD instead."
        )
    return place


def _path(place: SplitResult) -> str:
    return (place.path or "/") + (f"?{place.query}" if place.query else "")
