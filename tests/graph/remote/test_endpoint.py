"""What an engine may answer instead of an answer, and what a person is told of it."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from graph.remote.editions import StoredEdition
from graph.remote.endpoint import Credentials, Endpoint, RemoteLimits
from graph.remote.errors import (
    AnswerTooLongError,
    CredentialsError,
    EngineAwayError,
    EngineRefusalError,
    EngineSlowError,
    RemoteError,
    UnreadableAnswerError,
)
from graph.remote.store import RemoteStore
from tests.ports import free_port

JSON = "application/sparql-results+json"
HALF = b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri", "value": "x:a"}},'
PASSWORD, TOKEN = "a-password-of-tests", "a-token-of-tests"
Answer = Callable[[BaseHTTPRequestHandler], None]


def saying(status: int, media_type: str, body: bytes, *, length: int | None = None) -> Answer:
    """Answer so; a length that is not the body's has the answer cut short."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media_type)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def never(handler: BaseHTTPRequestHandler) -> None:
    """Answer half, and then nothing until the client is gone."""
    saying(200, JSON, HALF, length=10_000)(handler)
    handler.wfile.flush()
    handler.rfile.read()


@contextmanager
def answering(answer: Answer) -> Iterator[str]:
    """Run an engine that answers everything alike; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/sparql"
        finally:
            server.shutdown()
            thread.join()


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (saying(200, "text/html", b"<p>Welcome"), UnreadableAnswerError, "text/html.*SPARQL endpoint"),
        (saying(200, JSON, HALF), UnreadableAnswerError, "cannot be read to its end"),
        (saying(200, JSON, HALF, length=10_000), UnreadableAnswerError, "cut short"),
        (saying(200, JSON, b'{"head": {}, "boolean": true}'), UnreadableAnswerError, "yes or no"),
        (saying(400, "text/plain", b"No such\nfunction."), EngineRefusalError, "400: No such function."),
        (saying(500, "text/html", b"<p>Sorry"), EngineRefusalError, "500: no reason"),
        (saying(401, "text/plain", b""), CredentialsError, "HUSK_STORE_USER"),
        (saying(403, "text/plain", b""), CredentialsError, "HUSK_STORE_TOKEN"),
        (saying(404, "text/html", b""), RemoteError, "nothing at"),
        (saying(301, "text/html", b""), RemoteError, "has moved"),
        (saying(503, "text/plain", b""), EngineSlowError, "in its own time"),
        (never, EngineSlowError, "too long"),
        (saying(200, JSON, b" " * 3_000), AnswerTooLongError, "LIMIT and OFFSET"),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else None,
)
def test_what_is_no_answer_is_told_as_what_it_is(
    answer: Answer, error: type[RemoteError], words: str
) -> None:
    seconds = 0.5 if answer is never else 60.0
    with answering(answer) as address:
        endpoint = Endpoint(address, Credentials("husk", PASSWORD), RemoteLimits(seconds, 2_000))
        with pytest.raises(error, match=words) as caught:
            RemoteStore(endpoint, StoredEdition("none")).select("SELECT ?s { ?s ?p ?o }")
        endpoint.close()
    assert PASSWORD not in str(caught.value)


def test_an_engine_that_is_not_there_is_told_of() -> None:
    with pytest.raises(EngineAwayError, match="Is the engine running"):
        RemoteStore.open(Endpoint(f"http://127.0.0.1:{free_port()}/sparql"))


@pytest.mark.parametrize("address", ["localhost:8000", "ftp://example.org", "http://", "http://x:port/"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(RemoteError, match="no address of an engine"):
        Endpoint(address)


def test_credentials_in_an_address_are_refused_and_not_repeated() -> None:
    with pytest.raises(RemoteError, match="HUSK_STORE_USER") as caught:
        Endpoint(f"https://husk:{PASSWORD}@example.org/sparql")
    assert PASSWORD not in str(caught.value)


def test_credentials_are_never_shown() -> None:
    credentials = Credentials("husk", PASSWORD, TOKEN)
    assert PASSWORD not in repr(credentials)
    assert TOKEN not in repr(credentials)


@pytest.mark.parametrize(
    ("credentials", "sent"),
    [
        (Credentials("husk", "pass"), "Basic aHVzazpwYXNz"),
        (Credentials(token=TOKEN), f"Bearer {TOKEN}"),
        (Credentials(), None),
    ],
)
def test_credentials_are_sent_with_every_request(credentials: Credentials, sent: str | None) -> None:
    seen: list[str | None] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.headers["Authorization"])
        saying(200, JSON, b'{"head": {"vars": []}, "results": {"bindings": []}}')(handler)

    with answering(answer) as address:
        endpoint = Endpoint(address, credentials)
        RemoteStore(endpoint, StoredEdition("none")).select("SELECT ?s { ?s ?p ?o }")
        endpoint.update("CLEAR GRAPH <x:g>")
        endpoint.close()
    assert set(seen) == {sent}


def test_an_engine_that_closes_kept_connections_is_asked_anew() -> None:
    with answering(saying(200, JSON, b'{"head": {}, "boolean": true}')) as address:
        endpoint = Endpoint(address)
        store = RemoteStore(endpoint, StoredEdition("none"))
        assert store.ask("ASK {}")
        assert store.ask("ASK {}")
        endpoint.close()
