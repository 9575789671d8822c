"""Servers that the benchmarks compare with, each in a process of its own.

python -m tests.benchmarks.servers hello|fastapi|rdflib PORT FILE
"""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import rdflib
from fastapi import FastAPI, Response
from granian import Granian
from granian.constants import Interfaces
from rdflib_endpoint import SparqlEndpoint

from tests.api.sparql_server import running
from tests.ports import free_port


@contextmanager
def module_server(kind: str, argument: str) -> Iterator[int]:
    """Run one of these servers until the block ends; yield its port.

    Its argument goes by a file, as an answer may be longer than a command may be.
    """
    port = free_port()
    with TemporaryDirectory() as folder:
        file = Path(folder, "argument")
        file.write_text(argument, "utf-8")
        with running([sys.executable, "-m", __name__, kind, str(port), str(file)], port):
            yield port


def hello(answer: str) -> Any:
    """Return an application that answers everything in the same way, at no cost of its own."""
    told = json.loads(answer)
    headers = [(name.encode(), value.encode()) for name, value in told["headers"]]
    body = told["body"].encode()

    async def application(scope: Mapping[str, Any], _receive: Any, send: Any) -> None:
        assert scope["type"] == "http"
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return application


def hello_by_fastapi(answer: str) -> FastAPI:
    """Return FastAPI answering whatever is asked in the same way, from a plain function."""
    told = json.loads(answer)
    application = FastAPI()

    @application.get("/{path:path}")
    def say(path: str) -> Response:
        return Response(told["body"], headers=dict(told["headers"]))

    return application


def over_rdflib(quads: str) -> Any:
    """Return rdflib-endpoint over a file of quads."""
    graph = rdflib.Dataset()
    graph.parse(quads, format="nquads")
    return SparqlEndpoint(path="/query", graph=graph)


def main(kind: str, port: str, file: str) -> None:
    """Serve until told to stop."""
    application = {"hello": hello, "fastapi": hello_by_fastapi, "rdflib": over_rdflib}[kind]
    argument = Path(file).read_text("utf-8")
    server = Granian(kind, port=int(port), interface=Interfaces.ASGINL, log_enabled=False)
    server.serve(target_loader=partial(application, argument), wrap_loader=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
