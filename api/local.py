"""Whether a request comes from this machine, for what is shown to nobody else."""

import ipaddress
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

_FORWARDED: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""What a proxy tells of the client that it speaks for."""


def is_local(scope: Scope) -> bool:
    """Say whether a request comes from this machine."""
    host, _ = scope.get("client") or ("", 0)
    return is_loopback(host)


def is_meant_for_here(scope: Scope) -> bool:
    """Say whether a request comes from this machine and names it, and not by way of a proxy that tells so.

    A page of a stranger's that has its own name lead to 127.0.0.1 still asks under that name.
    """
    headers = Headers(scope=scope)
    if any(name in headers for name in _FORWARDED):
        return False
    host = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
    return is_local(scope) and is_loopback(host.strip("[]"))


def is_loopback(host: str) -> bool:
    """Say whether an address or name is that of the machine for itself.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("")
    (True, True, False, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
