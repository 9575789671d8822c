"""The web process's ends of the sockets: one to the holder, one to each worker.

Both are driven by the event loop through `add_reader` and never wait; they know nothing of queues.
"""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, Protocol

from graph.errors import HuskError
from graph.pool.answer import Answer
from graph.pool.limits import Limits
from graph.pool.messages import ERROR, FORK, GROWN, LAST, MORE, PACKET_BYTES, WORKER, read_error

SECONDS_UNTIL_ANOTHER: Final = 1.0
"""Pause before a worker is asked for again that could not be taken over."""


class Owner(Protocol):
    """What is told of workers: the pool."""

    def release(self, worker: "WorkerLink") -> None:
        """Take back a worker whose answer is complete."""
        ...

    def bury(self, worker: "WorkerLink") -> None:
        """Strike a worker whose process has ended."""
        ...

    def cause_of_death(self, worker: "WorkerLink") -> HuskError:
        """Tell the client of a worker that ended by itself why it may have done so."""
        ...


class WorkerLink:
    """One worker, as the web process sees it: free, or writing one answer, or dead."""

    def __init__(self, channel: socket.socket, pidfd: int, owner: Owner) -> None:
        """Take over a worker's socket and pidfd."""
        self.grown = False
        """Whether it asks to be replaced."""
        self.last_words = b""
        """What it wrote to its standard error."""
        self._channel = channel
        self._pidfd = pidfd
        self._owner = owner
        self._loop = asyncio.get_running_loop()
        self._answer: Answer | None = None
        self._is_paused = False
        self._unsent = deque[bytes]()
        channel.setblocking(False)
        self.resume()

    def run(self, answer: Answer) -> None:
        """Have the process, which must be free, answer a query."""
        answer.come_from(self)
        self._answer = answer
        self._unsent.extend(answer.request.packets())
        self._send()

    def pause(self) -> None:
        """Leave what the worker writes in the socket; when that is full, the worker waits."""
        self._is_paused = True
        self._loop.remove_reader(self._channel.fileno())

    def resume(self) -> None:
        """Read what the worker writes."""
        self._is_paused = False
        self._loop.add_reader(self._channel.fileno(), self._receive)

    def kill(self, reason: HuskError) -> None:
        """End the process, whatever it is doing, and tell its client the reason."""
        if self._channel.fileno() >= 0:
            with suppress(ProcessLookupError):  # it has died already
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            self._part(reason)

    def _send(self) -> None:
        """Hand over as much of the request as the socket takes, and the rest when it takes more."""
        try:
            while self._unsent:
                self._channel.send(self._unsent[0])
                self._unsent.popleft()
        except BlockingIOError:
            self._loop.add_writer(self._channel.fileno(), self._send)
            return
        except ConnectionError:  # it has died; reading will tell
            self._unsent.clear()
        self._loop.remove_writer(self._channel.fileno())

    def _receive(self) -> None:
        """Take one packet."""
        try:
            packet = self._channel.recv(PACKET_BYTES)
        except BlockingIOError:
            return
        except ConnectionError:
            packet = b""
        mark = packet[:1]
        if not packet:
            self._part(self._owner.cause_of_death(self))
        elif mark == GROWN:
            self.grown = True
        elif self._answer is None or mark not in {MORE, LAST, ERROR}:
            self.last_words += packet
        elif mark == ERROR:
            self._finish(self._answer, read_error(packet[1:]))
        else:
            self._answer.add(packet[1:])
            if mark == LAST:
                self._finish(self._answer, None)

    def _finish(self, answer: Answer, error: HuskError | None) -> None:
        """Be free again."""
        self._answer = None
        if self._is_paused:  # the last packet found no room
            self.resume()
        answer.end(error)
        self._owner.release(self)

    def _part(self, reason: HuskError) -> None:
        """Let go of a process that has ended."""
        self._loop.remove_reader(self._channel.fileno())
        self._loop.remove_writer(self._channel.fileno())
        self._channel.close()
        os.close(self._pidfd)
        if self._answer:
            self._answer.end(reason)
        self._owner.bury(self)


class HolderLink:
    """The holder, as the web process sees it."""

    def __init__(
        self,
        dataset: Path,
        limits: Limits,
        on_worker: Callable[[socket.socket, int], None],
        on_end: Callable[[], None],
        edition: str = "",
    ) -> None:
        """Start the process. `on_worker` is given each worker's socket and pidfd, `on_end` told its end."""
        self._on_worker = on_worker
        self._on_end = on_end
        self._loop = asyncio.get_running_loop()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.setblocking(False)
        arguments = (
            dataset.absolute(),
            theirs.fileno(),
            limits.memory_bytes,
            limits.answer_bytes,
            edition,
        )
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "graph.pool.holder", *map(str, arguments)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # an interrupt from the keyboard is the web process's affair
            )
        self._loop.add_reader(self._control.fileno(), self._receive)

    def fork(self) -> None:
        """Ask for one more worker."""
        with suppress(OSError):  # it has died, and `on_end` will tell; or this end is closed
            self._control.send(FORK)

    def is_gone(self) -> bool:
        """Say whether the process has ended, even if `on_end` has not been called yet."""
        try:
            return not self._control.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except ConnectionError:
            return True

    def close(self) -> None:
        """End the process, and with it all its workers."""
        self._loop.remove_reader(self._control.fileno())
        self._control.close()
        self._process.kill()
        self._process.wait()

    def _receive(self) -> None:
        """Take one worker."""
        try:
            packet, descriptors, _, _ = socket.recv_fds(self._control, len(WORKER), 2)
        except ConnectionError:
            packet, descriptors = b"", []
        for descriptor in descriptors:
            os.set_inheritable(descriptor, False)
        if len(descriptors) == 2:
            channel, pidfd = descriptors
            self._on_worker(socket.socket(fileno=channel), pidfd)
        elif packet:  # clients hold all descriptors that this process may have: the worker has gone again
            for descriptor in descriptors:
                os.close(descriptor)
            self._loop.call_later(SECONDS_UNTIL_ANOTHER, self.fork)
        else:
            self.close()
            self._on_end()
