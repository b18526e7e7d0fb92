"""Where a URL leads, read without httpx wherever that is plain."""

import re
from functools import lru_cache
from typing import NamedTuple

_PORTS = {"http": 80, "https": 443}
_LARGEST_PORT = 65_535
_PLAIN = re.compile(
    r"(https?)://([a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)(?::([1-9]\d{0,4}))?"
    r"((?:/(?:%[0-9A-Fa-f]{2}|[A-Za-z0-9_~!$&'()*+,;=:@-](?:%[0-9A-Fa-f]{2}|[A-Za-z0-9_.~!$&'()*+,;=:@-])*)?)*)"
    r"(\?(?:%[0-9A-Fa-f]{2}|[A-Za-z0-9_.~!$&()*+,;=:@/?-])*)?(?:#.*)?"
)
"""URLs that mean to everybody what they look like: no name that is not ASCII, no segment that begins with a dot, and
nothing that has to be escaped."""


class Address(NamedTuple):
    """Where a URL leads, and what stands in a request for it.

    Attributes:
        tls: Whether the connection is encrypted.
        name: The host's name in ASCII, or its IP address without brackets.
        port: The port.
        host: What the header `Host` says.
        target: The path and the query.
    """

    tls: bool
    name: str
    port: int
    host: str
    target: str


def read_address(url: str) -> Address:
    """Return where a URL leads.

    Raises:
        ValueError: It is none of the web, or none that a request can be sent to.
    """
    plain = _PLAIN.fullmatch(url)
    if plain is None:
        return _read_odd(url)
    scheme, host, port, path, query = plain.groups()
    number = int(port) if port else _PORTS[scheme]
    if number > _LARGEST_PORT:
        raise ValueError(f"no port {number}")
    named = host if number == _PORTS[scheme] else f"{host}:{number}"
    return Address(scheme == "https", host, number, named, (path or "/") + (query or ""))


@lru_cache(64)
def read_service_address(url: str) -> Address:
    """Return where the address of a service leads, of which a client has few; see `read_address`."""
    address = read_address(url)
    return address._replace(target=address.target.rstrip("/"))


def _read_odd(url: str) -> Address:
    """Return where a URL leads that has to be converted first, which httpx does as browsers do."""
    import httpx

    try:
        read = httpx.URL(url)
        scheme, host, target = read.scheme, read.raw_host.decode("ascii"), read.raw_path.decode("ascii")
        number = read.port or _PORTS.get(scheme)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise ValueError(str(error)) from error
    if number is None or not host:
        raise ValueError("it is not a web address")
    bracketed = f"[{host}]" if ":" in host else host
    named = bracketed if number == _PORTS[scheme] else f"{bracketed}:{number}"
    return Address(scheme == "https", host, number, named, target or "/")
