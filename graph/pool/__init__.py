"""Strangers' queries, run where they can hurt nobody.

A query can run for ever, eat all memory, overflow the engine's stack or try to reach other servers, and
nothing inside one process stops it. So the web process runs none of them:

    web process            holder                        workers
    ┌───────────┐  FORK   ┌───────────────────┐  fork   ┌────────────────────┐
    │ QueryPool ├────────►│ the whole dataset ├────────►│ one query at a time│ ×N
    │           │◄────────┤ in memory,        │         │ no files, no net,  │
    │           │ socket, │ one thread        │         │ limited memory     │
    │           │ pidfd   └───────────────────┘         └─────────┬──────────┘
    │           │                  request ►                      │
    │           ├─────────────────────────────────────────────────┘
    └───────────┘         ◄ media type, answer in chunks

- `pool` keeps the idle workers and a bounded queue; `links` are the web process's ends of the sockets; an
  `answer` is what has come from a worker and not yet gone to the client; `messages` says what packets mean.
- A worker that works too long is killed through its pidfd, one that needs too much memory or stack dies by
  itself, and the holder forks another in milliseconds, since the dataset's memory is shared.
- Whoever dies takes along what depends on it: the holder and the workers end when the web process's sockets
  close, the workers when the holder dies; then the web process starts another holder.
"""

from graph.pool.answer import Answer
from graph.pool.limits import Limits
from graph.pool.messages import QueryRequest
from graph.pool.pool import QueryPool

__all__ = ["Answer", "Limits", "QueryPool", "QueryRequest"]
