"""Why a query was not answered, each reason with a sentence that says what to do.

HuskError
├── StoreError
│   └── QuerySyntaxError    the query does not follow the grammar (from graph.errors)
├── QueryError              the pool did not answer
│   ├── QueryRefusedError        the query asks for what is not done here
│   │   ├── UpdateRefusedError       it is an update
│   │   ├── ServiceRefusedError      it asks another server
│   │   └── FromRefusedError         it names graphs with FROM, before an engine where others lie too
│   ├── QueryFailedError         the query cannot be evaluated, or ended the process that tried
│   │   └── QueryMemoryError     it needed more memory than one query is given
│   ├── QueryTooLargeError       the answer is longer than one answer may be
│   ├── QueryTimeoutError        the query took longer than one query may take
│   └── FormatRefusedError       the answer cannot be written in any format that was asked for
└── PoolError
    ├── PoolBusyError            no process is free, or none soon enough: ask again
    └── PoolFailedError          the pool cannot be started
"""

from typing import Final

from graph.errors import HuskError

ASK_FOR_LESS: Final = "ask for less at a time, with a more specific pattern or a LIMIT"
OUT_OF_MEMORY: Final = f"The query needs more memory than one query is given: {ASK_FOR_LESS}."


class QueryError(HuskError):
    """A query was not answered, for a reason that lies in the query."""


class QueryRefusedError(QueryError):
    """The query asks for something that is not done here."""


class UpdateRefusedError(QueryRefusedError):
    """The query is an update."""


class ServiceRefusedError(QueryRefusedError):
    """The query asks another server."""


class FromRefusedError(QueryRefusedError):
    """The query names graphs with FROM, before an engine where others lie too."""


class QueryFailedError(QueryError):
    """The query cannot be evaluated."""


class QueryMemoryError(QueryFailedError):
    """The query needed more memory than one query is given."""


class QueryTooLargeError(QueryError):
    """The answer is longer than one answer may be."""


class QueryTimeoutError(QueryError):
    """The query took longer than one query may take."""


class FormatRefusedError(QueryError):
    """The answer is a table or a graph, and was wanted in formats that only the other can be written in."""


class PoolError(HuskError):
    """A query was not answered, for a reason that lies in the pool."""


class PoolBusyError(PoolError):
    """No process is free for the query; the same query may be answered later."""


class PoolFailedError(PoolError):
    """The pool cannot be started."""
