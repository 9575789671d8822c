"""HTTP headers as ASGI carries them: pairs of bytes."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

RawHeaders = Sequence[tuple[bytes, bytes]]

_TEXT: Final = re.compile(r"text/|application/(?!zip|gzip|octet-stream|vnd\.openxmlformats)|image/svg\+xml")


def encoded(headers: Mapping[str, str]) -> RawHeaders:
    """Return headers as ASGI wants them.

    >>> encoded({"Vary": "accept"})
    ((b'vary', b'accept'),)
    """
    return tuple((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items())


def joined(headers: RawHeaders, name: bytes) -> str:
    """Return a header, joined where it comes several times; empty where it does not come.

    >>> joined([(b"accept", b"text/csv"), (b"host", b"h"), (b"accept", b"*/*")], b"accept")
    'text/csv, */*'
    """
    found = [value for key, value in headers if key == name]
    return b", ".join(found).decode("latin-1") if found else ""


def with_vary(headers: RawHeaders, name: str) -> list[tuple[bytes, bytes]]:
    """Return headers that also say that the answer depends on a header of the request.

    >>> with_vary([(b"vary", b"accept")], "accept-encoding")
    [(b'vary', b'accept, accept-encoding')]
    """
    vary = joined(headers, b"vary")
    kept = [pair for pair in headers if pair[0] != b"vary"]
    return [*kept, (b"vary", (f"{vary}, {name}" if vary else name).encode("latin-1"))]


def is_compressible(headers: RawHeaders) -> bool:
    """Say whether what an answer carries is text, which gets shorter by being compressed.

    A workbook is a zip already.

    >>> is_compressible(encoded({"Content-Type": "text/turtle"})), is_compressible(())
    (True, False)
    """
    return bool(_TEXT.match(joined(headers, b"content-type")))
