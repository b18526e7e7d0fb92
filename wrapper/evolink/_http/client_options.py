"""What our own httpx clients are made of: connections, certificates, and the proxies that the environment names."""

import ssl
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from ipaddress import IPv4Address, ip_address
from typing import Any
from urllib.request import getproxies

import httpx

from evolink._http.pools import MOST_IN_A_POOL
from evolink._http.settings import Settings
from evolink.errors import ConfigurationError

MAX_CONCURRENT = 100
"""Create requests that a client has under way at one time; as many reads, and as many downloads."""
MAX_UPLOADS = 10
"""Uploads likewise; each is limited by the bandwidth that all of them share."""
_KINDS = 3
POOLS = MAX_CONCURRENT // MOST_IN_A_POOL
_IDLE_FOR = 3.0
"""Seconds for which a connection may idle. Servers hang up after 5 or more, and a create request that meets them doing
so may have been charged unnoticed."""
_SCHEMES = ("http", "https", "all")


def build_options(settings: Settings, transport: Callable[..., Any]) -> dict[str, Any]:
    """Return the options of our own httpx client, which holds neither key nor cookies.

    Args:
        settings: The client's.
        transport: Makes a transport, direct or through a proxy.
    """
    shared: dict[str, Any] = {
        # As many as there can be under way: a request that waited inside httpcore might count as sent.
        "limits": httpx.Limits(
            max_connections=_KINDS * MOST_IN_A_POOL + MAX_UPLOADS,
            max_keepalive_connections=_KINDS * MOST_IN_A_POOL + MAX_UPLOADS,
            keepalive_expiry=_IDLE_FOR,
        ),
        "verify": _tls(),
    }
    # A proxy of the environment leads neither to this machine nor to containers, and would see the key unencrypted.
    named = {f"all://[{host}]" if ":" in host else f"all://{host}": None for host in settings.plain_hosts}
    wanted = {} if settings.is_local else {**read_proxies(), **named}
    mounts = {pattern: proxy and transport(proxy=proxy, **shared) for pattern, proxy in wanted.items()}
    return {
        "cookies": _no_cookies(),
        "transport": transport(**shared),
        "mounts": mounts,
        "trust_env": False,  # httpx fails over entries of NO_PROXY that it can't read
    }


def max_concurrent(settings: Settings) -> int:
    """Return how many requests of a kind may be under way; all and uploads fit into httpx's usual 100 connections."""
    return MAX_CONCURRENT if settings.http_client is None else (MAX_CONCURRENT - MAX_UPLOADS) // _KINDS


@contextmanager
def translate_environment_errors() -> Generator[None]:
    """Turn what is wrong with proxies or certificates of the environment into one error.

    Raises:
        ConfigurationError: One of them can't be used.
    """
    try:
        yield
    except (ImportError, ValueError, httpx.InvalidURL) as error:
        raise ConfigurationError(f"the environment names a proxy that can't be used: {error}") from error
    except OSError as error:
        raise ConfigurationError(f"the environment names certificates that can't be used: {error}") from error


def _no_cookies() -> CookieJar:
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


@cache
def _tls() -> ssl.SSLContext:
    """Make the TLS context once for all clients: it costs more than everything else in a client."""
    return httpx.create_ssl_context()


def read_proxies() -> dict[str, str | None]:
    """Return the proxy for each pattern of addresses, None where none is wanted, as httpx has its mounts.

    An entry of NO_PROXY that httpx can't read is ignored.
    """
    known = getproxies()
    direct = [entry.strip() for entry in known.get("no", "").split(",") if entry.strip()]
    if "*" in direct:
        return {}
    through = {f"{scheme}://": _address(known[scheme]) for scheme in _SCHEMES if known.get(scheme)}
    patterns = [pattern for pattern in map(_pattern, direct) if _is_readable(pattern)]
    return {**through, **dict.fromkeys(patterns)}


def _address(proxy: str) -> str:
    return proxy if "://" in proxy else f"http://{proxy}"


def _pattern(entry: str) -> str:
    """Return the pattern of an entry of NO_PROXY: an address as it stands, a name with all that end in it."""
    if "://" in entry:
        return entry
    host = entry.partition("/")[0]
    try:
        address = ip_address(host)
    except ValueError:
        return f"all://{entry}" if entry.lower() == "localhost" else f"all://*{entry}"
    return f"all://{entry}" if isinstance(address, IPv4Address) else f"all://[{entry}]"


def _is_readable(pattern: str) -> bool:
    try:
        return bool(httpx.URL(pattern).host)
    except (httpx.InvalidURL, ValueError):
        return False
