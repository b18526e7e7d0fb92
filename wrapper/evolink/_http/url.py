"""Where a URL leads, read without httpx wherever that is plain."""

import re
from functools import lru_cache
from typing import NamedTuple

from evolink._http.web_address import PLAIN_ORIGIN, USUAL_PORTS

_LARGEST_PORT = 65_535
_ENCODED = r"%[0-9A-Fa-f]{2}"
_PLAIN = re.compile(
    PLAIN_ORIGIN
    + rf"((?:/(?:(?:{_ENCODED}|[A-Za-z0-9_~!$&'()*+,;=:@-])(?:{_ENCODED}|[A-Za-z0-9_.~!$&'()*+,;=:@-])*)?)*)"
    + rf"(\?(?:{_ENCODED}|[A-Za-z0-9_.~!$&()*+,;=:@/?-])*)?(?:#.*)?"
)
"""URLs in which no segment begins with a dot, and nothing has to be escaped."""


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
    number = int(port) if port else USUAL_PORTS[scheme]
    if not 0 < number <= _LARGEST_PORT:
        raise ValueError(f"{number} is not a valid port")
    named = host if number == USUAL_PORTS[scheme] else f"{host}:{number}"
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
        _ = read.host  # decodes an international name
        scheme, host, target = read.scheme, read.raw_host.decode("ascii"), read.raw_path.decode("ascii")
        number = read.port or USUAL_PORTS.get(scheme)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise ValueError(str(error)) from error
    if number is None or not host:
        raise ValueError("it is not an http(s) URL")
    bracketed = f"[{host}]" if ":" in host else host
    named = bracketed if number == USUAL_PORTS[scheme] else f"{bracketed}:{number}"
    return Address(scheme == "https", host, number, named, target or "/")
