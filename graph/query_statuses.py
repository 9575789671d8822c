"""Who is to blame where a query has no answer: the status that says so, in one table for every door."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from graph.errors import HuskError, QuerySyntaxError
from graph.pool.errors import (
    FormatRefusedError,
    PoolError,
    QueryFailedError,
    QueryRefusedError,
    QueryTimeoutError,
    QueryTooLargeError,
)

_STATUSES: Final[Mapping[type, HTTPStatus]] = {
    QuerySyntaxError: HTTPStatus.BAD_REQUEST,
    QueryFailedError: HTTPStatus.BAD_REQUEST,
    QueryTooLargeError: HTTPStatus.BAD_REQUEST,
    QueryRefusedError: HTTPStatus.FORBIDDEN,
    FormatRefusedError: HTTPStatus.NOT_ACCEPTABLE,
    QueryTimeoutError: HTTPStatus.GATEWAY_TIMEOUT,
    PoolError: HTTPStatus.SERVICE_UNAVAILABLE,
    HuskError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def status_of(error: HuskError) -> HTTPStatus:
    """Return the status that tells why a query has no answer, by the most special kind of the error.

    >>> status_of(QueryRefusedError("Updates are refused.")).value
    403
    >>> status_of(HuskError("Something else.")).value
    500
    """
    return next(_STATUSES[kind] for kind in type(error).__mro__ if kind in _STATUSES)
