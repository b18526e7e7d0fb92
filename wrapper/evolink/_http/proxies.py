"""The proxies that the environment names, and which servers are reached without one."""

import os
import re
import sys
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from evolink._http.origin import Credentials, Proxy
from evolink._keys.secret import SecretBytes
from evolink.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evolink._http.settings import Settings

_LOCAL = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")
_SCHEMES = ("http", "https", "all")
_PORTS = {"http": 80, "https": 443, "socks5": 1080}
"""By the scheme of a proxy: where it listens if its address does not say."""
_SAME = {"socks5h": "socks5"}
"""Here a SOCKS proxy always resolves the names of servers, which other programs call socks5h."""
_LONGEST_LOGIN = 255
"""Bytes of a user name, and of a password, that SOCKS 5 has room for."""


@dataclass(frozen=True, slots=True)
class Routes:
    """Through which proxy a server is reached.

    Attributes:
        through: The proxies by the scheme of what is asked for, or `all`.
        direct: The servers that are reached without one.
        direct_hosts: Names of hosts that are, too: a proxy would see the key, which goes there unencrypted.
    """

    through: "dict[str, Proxy]"
    direct: "Sequence[_Direct]" = ()
    direct_hosts: frozenset[str] = frozenset()

    def proxy_for(self, *, tls: bool, host: str, port: int) -> Proxy | None:
        """Return the proxy on the way to a server; None if there is none."""
        if not self.through:
            return None
        scheme = "https" if tls else "http"
        proxy = self.through.get(scheme) or self.through.get("all")
        host = host.lower().removesuffix(".")
        if proxy is None or _LOCAL.fullmatch(host) or host in self.direct_hosts:
            return None
        return None if any(each.covers(scheme, host, port) for each in self.direct) else proxy


def read_routes(settings: "Settings") -> Routes:
    """Return the routes that the environment asks for; a service on this machine is never behind a proxy.

    Raises:
        ConfigurationError: It names a proxy that can't be used.
    """
    if settings.is_local:
        return Routes({})
    known = _known()
    entries = [entry.strip() for entry in known.get("no", "").split(",")]
    if "*" in entries:
        return Routes({})
    through = {scheme: _read_proxy(scheme, known[scheme]) for scheme in _SCHEMES if known.get(scheme)}
    direct = [read for entry in entries if entry and (read := _read_direct(entry))]
    return Routes(through, direct, settings.plain_hosts)


def _known() -> dict[str, str]:
    """Return the addresses of proxies by scheme as Python itself reads them, with `no` for what needs none."""
    asks_system = sys.platform in {"win32", "darwin", "cygwin"}
    if not asks_system and not any(name.lower().endswith("_proxy") for name in os.environ):
        return {}  # nearly always, and without an import that takes longer than all else here
    from urllib.request import getproxies

    return getproxies()


def _read_proxy(scheme: str, address: str) -> Proxy:
    """Return the proxy at an address.

    Raises:
        ConfigurationError: It is no address of a proxy. The error shows neither its user name nor its password.
    """
    where = f"the environment names a proxy that can't be used, for {scheme}"
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        host, port = parts.hostname, parts.port
    except ValueError:  # not chained: it may quote the password
        host, port, parts = None, None, urlsplit("")
    kind = _SAME.get(parts.scheme, parts.scheme)
    if parts.scheme and kind not in _PORTS:
        raise ConfigurationError(f"{where}: {kind}:// is not a supported kind of proxy; use one of {', '.join(_PORTS)}")
    ascii_host = _ascii(host or "")
    if not ascii_host or port == 0:
        raise ConfigurationError(f"{where}: its address must be like http://proxy.example:3128")
    return Proxy(kind, ascii_host, port or _PORTS[kind], _read_credentials(parts.username, parts.password, where, kind))


def _read_credentials(user: str | None, password: str | None, where: str, kind: str) -> Credentials | None:
    """Return who one is at a proxy; an address has both percent-encoded."""
    if not user and not password:
        return None
    known = Credentials(unquote_to_bytes(user or ""), SecretBytes(unquote_to_bytes(password or "")))
    if kind == "socks5" and not (0 < len(known.user) <= _LONGEST_LOGIN and 0 < len(known.password) <= _LONGEST_LOGIN):
        raise ConfigurationError(f"{where}: SOCKS needs a user name and a password of 1 to {_LONGEST_LOGIN} bytes")
    return known


@dataclass(frozen=True, slots=True)
class _Direct:
    """An entry of NO_PROXY.

    Attributes:
        name: The name of a host; None for a network.
        network: Addresses of hosts.
        itself: Whether it holds for the name itself.
        below: Whether it holds for all names that end in it, after a dot.
        scheme: The scheme that it holds for; empty for all.
        port: The port that it holds for; None for all.
    """

    name: str | None = None
    network: IPv4Network | IPv6Network | None = None
    itself: bool = True
    below: bool = False
    scheme: str = ""
    port: int | None = None

    def covers(self, scheme: str, host: str, port: int) -> bool:
        """Whether a server is meant."""
        if self.scheme not in {"", scheme} or self.port not in {None, port}:
            return False
        if self.network is not None:
            return _is_in(host, self.network)
        return (self.itself and host == self.name) or (self.below and host.endswith(f".{self.name}"))


def _read_direct(entry: str) -> _Direct | None:
    """Return an entry of NO_PROXY, or None for one that can't be read, which has no effect.

    A name stands for itself and all names below it; with a dot before it, only for those; with a scheme, only for
    itself. Addresses may be networks.
    """
    scheme, separator, place = entry.lower().rpartition("://")
    scheme = "" if scheme == "all" else scheme
    try:
        return _Direct(network=ip_network(place, strict=False), scheme=scheme)
    except ValueError:
        pass
    try:
        parts = urlsplit(f"//{place}")
        name, port = parts.hostname or "", parts.port
        if "[" in parts.netloc:
            return _Direct(network=ip_network(name), scheme=scheme, port=port)
    except ValueError:
        return None
    below_only = name.startswith((".", "*."))
    name = _ascii(name.removeprefix("*").removeprefix(".").removesuffix("."))
    exact = bool(separator) or name == "localhost"
    return _Direct(name, None, not below_only, below_only or not exact, scheme, port) if name else None


def _is_in(host: str, network: IPv4Network | IPv6Network) -> bool:
    try:
        return ip_address(host) in network
    except ValueError:
        return False


def _ascii(host: str) -> str:
    """Return a host as DNS knows it; empty if it can't."""
    if host.isascii():
        return host if re.fullmatch(r"[!-~]*", host) else ""
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
