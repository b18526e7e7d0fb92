"""Where the connection for an address leads: to its server, or to a proxy on the way there."""

from collections.abc import Callable
from functools import cache, lru_cache

from evolink._http.origin import Origin
from evolink._http.proxies import Routes, read_routes
from evolink._http.settings import Settings
from evolink._http.url import Address

_KNOWN_SERVERS = 256
"""Servers whose way is remembered."""


def make_routing(settings: Settings) -> Callable[[Address], Origin]:
    """Return what says where the connection for an address leads; the environment is read at the first one.

    It raises `ConfigurationError` if the environment names a proxy that can't be used.
    """

    @cache
    def routes() -> Routes:
        return read_routes(settings)

    @lru_cache(_KNOWN_SERVERS)
    def origin_of(tls: bool, host: str, port: int) -> Origin:  # noqa: FBT001 - the first part of an address
        return Origin(tls, host, port, routes().proxy_for(tls=tls, host=host, port=port))

    return lambda address: origin_of(address.tls, address.name, address.port)
