"""Answers kept to be given again: the least recently used go when there is no room.

An answer is a function of the edition and the request, so one that is kept never grows stale: a cache belongs
to one edition and goes with it.
"""

import gzip
from collections import OrderedDict
from hashlib import blake2b
from typing import Final, NamedTuple

from api.headers import RawHeaders, encoded, is_compressible, joined, with_vary
from api.negotiation import weighted

_LEAST_WORTH_COMPRESSING: Final = 1_000
"""Bytes that fit into a packet on the network anyway."""
_A_MOMENTS_WORK: Final = 50_000
"""Bytes that are compressed in a millisecond."""
_OVERHEAD: Final = 1_000
"""What an entry costs beside its bodies, roughly."""


class Key(NamedTuple):
    """All of a request that an answer depends on, but for the encoding."""

    path: str
    query: bytes
    accept: str
    accept_language: str


class Answer:
    """A whole answer: it can be sent plain or compressed, and asked for by its tag.

    The tag is made of the content (https://www.rfc-editor.org/rfc/rfc9110#section-8.8.3): a reader's copy
    stays good when an edition changes something else.
    """

    def __init__(self, status: int, headers: RawHeaders, body: bytes) -> None:
        """Take over what an application has answered."""
        self.status = status
        self.body = body
        self.tag = blake2b(body, digest_size=16).hexdigest() if status == 200 else ""
        self.is_compressible = len(body) >= _LEAST_WORTH_COMPRESSING and is_compressible(headers)
        self._compressed: tuple[RawHeaders, bytes] | None = None
        self._plain_headers = self._with(headers, body, "")
        self._headers = headers

    def form(self, *, compressed: bool) -> tuple[RawHeaders, bytes]:
        """Return headers and body, compressed where that is wanted and worth while."""
        if not (compressed and self.is_compressible):
            return self._plain_headers, self.body
        if self._compressed is None:  # set in one go, since several threads may be at it
            body = gzip.compress(self.body, 6, mtime=0)
            self._compressed = self._with(self._headers, body, "gzip"), body
        return self._compressed

    def takes_long_to_compress(self) -> bool:
        """Say whether the compressed form is still to be made, and is more than a moment's work."""
        return self.is_compressible and self._compressed is None and len(self.body) > _A_MOMENTS_WORK

    def size(self) -> int:
        """Return how many bytes it takes at the most, both forms together."""
        return _OVERHEAD + len(self.body) * (2 if self.is_compressible else 1)

    def is_known_to(self, if_none_match: str) -> bool:
        """Say whether a reader has it already (https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2)."""
        return bool(self.tag) and (if_none_match.strip() == "*" or self.tag in if_none_match)

    def _with(self, headers: RawHeaders, body: bytes, encoding: str) -> RawHeaders:
        """Return the headers with those that tell of form and length, and how long the answer may be kept."""
        added = {"content-length": str(len(body))}
        if self.tag:
            added["etag"] = f'"{self.tag}-{encoding}"' if encoding else f'"{self.tag}"'
            if not joined(headers, b"cache-control"):
                added["cache-control"] = "no-cache"
        if encoding:
            added["content-encoding"] = encoding
        kept = [pair for pair in headers if pair[0] != b"content-length"]
        if self.is_compressible:
            kept = with_vary(kept, "accept-encoding")
        return (*kept, *encoded(added))


class ResponseCache:
    """Whole answers by what they depend on, of so many bytes at the most."""

    def __init__(self, most_bytes: int) -> None:
        """Make it empty."""
        self.bytes = 0
        self.hits = 0
        self.misses = 0
        self._most_bytes = most_bytes
        self._answers = OrderedDict[Key, Answer]()

    def __len__(self) -> int:
        """Say how many answers there are."""
        return len(self._answers)

    def get(self, key: Key) -> Answer | None:
        """Return the answer to a request, and count whether there was one."""
        answer = self._answers.get(key)
        if answer is None:
            self.misses += 1
            return None
        self._answers.move_to_end(key)
        self.hits += 1
        return answer

    def put(self, key: Key, answer: Answer) -> None:
        """Keep an answer, unless it alone would take more than a tenth of the room."""
        size = _size(key, answer)
        if size > self._most_bytes // 10 or key in self._answers:
            return
        self._answers[key] = answer
        self.bytes += size
        while self.bytes > self._most_bytes:
            oldest, removed = self._answers.popitem(last=False)
            self.bytes -= _size(oldest, removed)


def _size(key: Key, answer: Answer) -> int:
    """Return how many bytes an answer takes together with what it is found by."""
    return answer.size() + sum(map(len, key))


def accepts_gzip(accept_encoding: str) -> bool:
    """Say whether a reader takes gzip (https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3).

    >>> accepts_gzip("br, gzip;q=0.5"), accepts_gzip("gzip;q=0"), accepts_gzip("*"), accepts_gzip("")
    (True, False, True, False)
    """
    weights = dict(weighted(accept_encoding))
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0
