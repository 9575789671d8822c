"""What is sent over the sockets arrives as it was."""

import socket
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QuerySyntaxError, Slip
from graph.pool.errors import (
    FormatRefusedError,
    QueryError,
    QueryFailedError,
    QueryMemoryError,
    QueryTooLargeError,
    ServiceRefusedError,
    UpdateRefusedError,
)
from graph.pool.messages import PACKET_BYTES, QueryRequest, error_packet, read_error

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def through_a_socket(request: QueryRequest) -> QueryRequest | None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        sender = Thread(target=lambda: [ours.send(packet) for packet in request.packets()])
        sender.start()
        received = QueryRequest.receive(theirs)
        sender.join()
    return received


@given(st.builds(QueryRequest, TEXT, TEXT | st.none(), TEXT | st.none(), *[st.lists(TEXT).map(tuple)] * 2))
def test_requests(request: QueryRequest) -> None:
    assert through_a_socket(request) == request


@pytest.mark.parametrize("length", [PACKET_BYTES - 100, PACKET_BYTES, 3 * PACKET_BYTES, 1_000_000])
def test_requests_of_many_packets(length: int) -> None:
    request = QueryRequest("å" * (length // 2))
    assert all(len(packet) <= PACKET_BYTES for packet in request.packets())
    assert through_a_socket(request) == request


def test_a_closed_socket_is_the_end_of_requests() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        ours.close()
        assert QueryRequest.receive(theirs) is None


@pytest.mark.parametrize(
    "error",
    [
        QuerySyntaxError("There.", 2, 3),
        QuerySyntaxError("There.", 2, 3, Slip("undeclared-prefix", {"prefix": "x:"})),
        QuerySyntaxError("Somewhere."),
        FormatRefusedError("No such format."),
        QueryFailedError("No such function."),
        QueryMemoryError("Too much."),
        ServiceRefusedError("Not here."),
        UpdateRefusedError("Not here."),
        QueryTooLargeError("Too long, «søt»."),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors(error: QueryError | QuerySyntaxError) -> None:
    read = read_error(error_packet(error)[1:])
    assert type(read) is type(error)
    assert str(read) == str(error)
    assert vars(read) == vars(error)
