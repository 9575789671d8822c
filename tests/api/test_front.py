"""What all answers have in common: kept, tagged, compressed, and without a body where none is asked for."""

import gzip

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from api.cache import ResponseCache
from api.front import Front

LONG = "Et langt svar. " * 500


class Counting:
    """An application that tells how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer by what the path asks for."""
        self.asked += 1
        request = Request(scope, receive)
        await self._response(request)(scope, receive, send)

    def _response(self, request: Request) -> Response:
        headers = {"vary": "accept, accept-language"}
        match request.url.path:
            case "/long":
                return PlainTextResponse(LONG, headers=headers)
            case "/accept":
                return PlainTextResponse(request.headers["accept"], headers=headers)
            case "/moment":
                return PlainTextResponse(str(self.asked), headers={"cache-control": "no-store"})
            case "/stream":
                return StreamingResponse(iter([LONG] * 20), media_type="text/csv", headers=headers)
            case _:
                return PlainTextResponse("Nothing.", 404)


@pytest.fixture
def app() -> Counting:
    return Counting()


@pytest.fixture
def client(app: Counting) -> TestClient:
    headers = {"accept": "*/*", "accept-encoding": "identity"}
    return TestClient(Front(app, ResponseCache(1_000_000)), headers=headers)


def test_what_is_asked_again_is_not_made_again(client: TestClient, app: Counting) -> None:
    first, second = client.get("/long"), client.get("/long")
    assert first.text == second.text == LONG
    assert first.headers == second.headers
    assert app.asked == 1


@pytest.mark.parametrize("path", ["/moment", "/stream", "/nowhere"])
def test_what_may_not_be_kept_is_made_again(client: TestClient, app: Counting, path: str) -> None:
    client.get(path)
    client.get(path)
    assert app.asked == 2


@pytest.mark.parametrize(
    "others", [("/accept", {"accept": "text/csv"}), ("/accept?q", {}), ("/accept", {"accept-language": "nb"})]
)
def test_another_request_gets_its_own_answer(
    client: TestClient, app: Counting, others: tuple[str, dict[str, str]]
) -> None:
    path, headers = others
    client.get("/accept")
    assert client.get(path, headers=headers).text == headers.get("accept", "*/*")
    assert app.asked == 2


def test_a_post_is_passed_on(client: TestClient, app: Counting) -> None:
    client.get("/long")
    client.post("/long")
    assert app.asked == 2


@pytest.mark.parametrize("path", ["/long", "/accept", "/nowhere", "/stream"])
def test_head_has_the_headers_of_get_and_no_body(client: TestClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.headers, head.content) == (get.status_code, get.headers, b"")


def test_whoever_has_an_answer_is_told_so(client: TestClient) -> None:
    had = client.get("/long")
    again = client.get("/long", headers={"if-none-match": had.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert {name: again.headers[name] for name in ("etag", "vary", "cache-control")} == {
        name: had.headers[name] for name in ("etag", "vary", "cache-control")
    }
    assert "content-length" not in again.headers
    assert client.get("/long", headers={"if-none-match": '"another"'}).status_code == 200


@pytest.mark.parametrize(("path", "content"), [("/long", LONG), ("/stream", LONG * 20)])
def test_text_is_compressed_for_whoever_takes_it(client: TestClient, path: str, content: str) -> None:
    compressed = client.get(path, headers={"accept-encoding": "gzip"})
    assert compressed.headers["content-encoding"] == "gzip"
    assert compressed.text == content
    assert "content-encoding" not in client.get(path).headers
    assert "accept-encoding" in client.get(path).headers["vary"]


def test_compressed_forms_are_the_same_bytes_every_time(app: Counting) -> None:
    bodies = []
    for _ in range(2):
        with TestClient(Front(app)).stream("GET", "/long", headers={"accept-encoding": "gzip"}) as response:
            bodies.append(b"".join(response.iter_raw()))
    assert bodies[0] == bodies[1]
    assert gzip.decompress(bodies[0]).decode() == LONG


def test_an_application_that_breaks_still_tells_so() -> None:
    async def breaks(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("Something went wrong.", 500)(scope, receive, send)
        raise RuntimeError("what only the log may tell")

    response = TestClient(Front(breaks), raise_server_exceptions=False).get("/")
    assert (response.status_code, response.text) == (500, "Something went wrong.")


def test_a_stream_that_is_cut_short_is_not_ended() -> None:
    async def cut_short(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send(
            {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/csv")]}
        )
        await send({"type": "http.response.body", "body": b"half", "more_body": True})
        raise RuntimeError("cut short")

    with pytest.raises(RuntimeError, match="cut short"):
        TestClient(Front(cut_short)).get("/")


def test_a_long_answer_that_is_kept_arrives_whole() -> None:
    long = bytes(range(256)) * 5_000

    async def answers(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(long, media_type="image/png")(scope, receive, send)

    client = TestClient(Front(answers, ResponseCache(100_000_000)))
    for _ in range(2):
        response = client.get("/")
        assert response.content == long
        assert response.headers["content-length"] == str(len(long))
