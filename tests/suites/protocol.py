"""The requests of the protocol cases, as their manifest writes them down in RDF."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from tests.suites.manifests import LABEL, TESTS, UPDATE, Case, Manifest, Term

_HTTP: Final = "http://www.w3.org/2011/http#"
_CONTENT: Final = "http://www.w3.org/2011/content#"


@dataclass(frozen=True)
class Exchange:
    """A request, and what the response to it must be."""

    method: str
    parameters: str
    """The query string, as it stands in the address."""
    headers: dict[str, str]
    body: bytes
    statuses: frozenset[str]
    """The statuses that will do, or their first digits."""
    truth: bool | None
    """What ASK must answer, where that is told."""
    form: str | None
    """`boolean`, `tabular` or `RDF`, where the form of the answer is told."""
    content: bytes
    """The body of the response in Turtle, where it is told."""

    def allows(self, status: int) -> bool:
        """Say whether a status will do."""
        return str(status).startswith(tuple(self.statuses))


def exchanges(case: Case) -> list[Exchange]:
    """Return the requests of a case in their order."""
    [requests] = case.manifest.values(case.action, _HTTP + "requests")
    return [_exchange(case.manifest, request) for request in case.manifest.items(requests)]


def graphs(case: Case) -> dict[str, str]:
    """Return the graphs that must be there, each with the IRI of its file."""
    return {
        case.manifest.value(node, LABEL).value: case.manifest.value(node, UPDATE + "graph").value
        for node in case.manifest.values(case.entry, UPDATE + "graphData")
    }


def _exchange(manifest: Manifest, request: Term) -> Exchange:
    response = manifest.value(request, _HTTP + "resp")
    truth = _only(manifest, response, TESTS + "expectedBoolean")
    statuses = manifest.values(response, TESTS + "expectedStatus")
    return Exchange(
        manifest.value(request, _HTTP + "methodName").value,
        manifest.value(request, _HTTP + "absolutePath").value.partition("?")[2],
        _headers(manifest, request),
        _body(manifest, request),
        frozenset(map(_status, statuses)),
        None if truth is None else truth == "true",
        _only(manifest, response, TESTS + "expectedFormat"),
        _body(manifest, response),
    )


def _status(term: Term) -> str:
    """Return a status, or the first digit of a class of them."""
    name = term.value.rpartition("#")[2]
    if name.startswith("StatusCode"):
        return name.removeprefix("StatusCode")[0]
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name)
    return str(HTTPStatus[spaced.upper()].value)


def _headers(manifest: Manifest, request: Term) -> dict[str, str]:
    return {
        manifest.value(header, _HTTP + "fieldName").value: manifest.value(header, _HTTP + "fieldValue").value
        for headers in manifest.values(request, _HTTP + "headers")
        for header in manifest.items(headers)
    }


def _body(manifest: Manifest, message: Term) -> bytes:
    return b"".join(
        manifest.value(body, _CONTENT + "chars").value.encode(
            manifest.value(body, _CONTENT + "characterEncoding").value
        )
        for body in manifest.values(message, _HTTP + "body")
    )


def _only(manifest: Manifest, subject: Term, predicate: str) -> str | None:
    values = manifest.values(subject, predicate)
    return values[0].value if values else None
