"""Reads web addresses. Nearly all are plain; httpx, which takes long to load, reads the others as it sends to them."""

import re
from typing import NamedTuple

_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
PLAIN_ORIGIN = (
    rf"(https?)://((?:{_OCTET}\.){{3}}{_OCTET}|(?![\d.]+(?:[:/?#]|$))(?!(?:[^/:?#]*\.)?xn--)[a-z0-9_.-]+)"
    r"(?::(\d{1,5}))?"
)
"""The beginning of an address that means to every program what it looks like: scheme, an IPv4 address or a name in
ASCII without capital letters, and port."""
_PLAIN = re.compile(PLAIN_ORIGIN + r"((?:/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)*/?)")
"""Addresses with a path in which no segment begins with a dot, and nothing has to be escaped."""
USUAL_PORTS = {"http": 80, "https": 443}


class WebAddress(NamedTuple):
    """The parts of an address.

    Attributes:
        scheme: Such as `https`; empty if there is none.
        host: The name in ASCII, or the IP address without brackets; empty if there is none.
        port: The port, if one is named and is not the usual one.
        path: The path, at least `/`.
        text: The whole of it.
        has_user: Whether it names a user.
    """

    scheme: str
    host: str
    port: int | None
    path: str
    text: str
    has_user: bool = False


def read_web_address(text: str) -> WebAddress:
    """Return the parts of an address.

    Raises:
        ValueError: It is not valid.
    """
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        return _read_odd(text)
    scheme, host, digits, path = plain.groups()
    port = int(digits) if digits else None
    port = None if port == USUAL_PORTS[scheme] else port
    text = f"{scheme}://{host}{'' if port is None else f':{port}'}{path}"
    return WebAddress(scheme, host, port, path or "/", text)


def _read_odd(text: str) -> WebAddress:
    import httpx

    try:
        url = httpx.URL(text)
        _ = url.host  # decodes an international name
    except httpx.InvalidURL as error:
        raise ValueError(str(error)) from error
    host = url.raw_host.decode("ascii")
    return WebAddress(url.scheme, host, url.port, url.path, str(url), has_user=bool(url.userinfo))
