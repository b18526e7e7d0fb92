"""The settings of a client: its key, its service, its time-out."""

import os
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from evolink._http.plain_hosts import PLAIN_HOSTS, is_host, is_plain_host, read_plain_hosts
from evolink._http.web_address import WebAddress, read_web_address
from evolink._keys.finding import PUBLIC_SERVICE, find_key
from evolink._keys.secret import Secret
from evolink.errors import ConfigurationError
from evolink.errors._shorten import cut, short_repr

_LONGEST_TIMEOUT = 86_400
"""Seconds; no answer is worth a longer wait, and sockets take no infinite one."""
_LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")
_LARGEST_PORT = 65_535
_LONGEST_ADDRESS = 2048
_CO_COROUTINE = 0x80
"""The flag of an `async def`; the module `inspect`, which has its name, takes long to load."""
_QUERY_OR_FRAGMENT = re.compile(r"[?#]")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where requests go, with which key, how many seconds one may take, and the httpx client that the caller gave.

    Plain HTTP may lead to this machine and to `plain_hosts`.
    """

    key: Secret
    base_url: str
    timeout: float
    http_client: Any = None
    plain_hosts: frozenset[str] = frozenset()

    @property
    def is_local(self) -> bool:
        """Whether the service runs on this machine, as a mock does."""
        return _LOOPBACK.fullmatch(urlsplit(self.base_url).hostname or "") is not None

    def address(self, server: str | None) -> str:
        """Return where the operations of a server of the contract are: there, or all in one place.

        A mock or a gateway serves all of them itself, and a key for it goes nowhere else.

        Args:
            server: The address that the contract states for some operations; None for the service's own.
        """
        return server if server and self.base_url == PUBLIC_SERVICE else self.base_url


def make_settings(api_key: str | None, base_url: str | None, timeout: float, http_client: Any = None) -> Settings:
    """Return the settings: what is given, else what the environment says, else what was stored, or the default.

    Raises:
        ConfigurationError: There is no usable key, address or time-out.
        TypeError: One of them is of another type.
    """
    texts: dict[str, object] = {"api_key": api_key, "base_url": base_url}
    for name, given in texts.items():
        if not isinstance(given, str | None):
            raise TypeError(f"{name} takes text, not {type(given).__name__}")
    if not isinstance(timeout, int | float):  # pyright: ignore[reportUnnecessaryIsInstance]  (callers may be untyped)
        raise TypeError(f"timeout takes a number of seconds, not {short_repr(timeout)}")
    if not 0 < timeout <= _LONGEST_TIMEOUT:
        raise ConfigurationError(f"timeout must be seconds, above 0 and at most {_LONGEST_TIMEOUT}, not {timeout}")
    plain_hosts = read_plain_hosts()
    address = _check_address(base_url or os.environ.get("EVOLINK_BASE_URL") or PUBLIC_SERVICE, plain_hosts)
    key = find_key(api_key, origin_of(address))
    return Settings(key, address, timeout, http_client, plain_hosts)


def check_http_client(given: object, name: str, *, suspends: bool) -> None:
    """Check that a client of httpx that the caller gave is of the kind that can send for this client.

    Args:
        given: It, or None.
        name: What it should be.
        suspends: Whether it should be one for asyncio.

    Raises:
        TypeError: It is another.
    """
    send = getattr(type(given), "send", None)
    flags: int = getattr(getattr(send, "__code__", None), "co_flags", 0)
    if given is not None and (send is None or bool(flags & _CO_COROUTINE) is not suspends):
        raise TypeError(f"http_client takes an {name}, not {type(given).__name__}")


def origin_of(address: str) -> str:
    """Return scheme, host and port of a service, by which a stored key belongs to it."""
    url = read_web_address(address)
    host = f"[{url.host}]" if ":" in url.host else url.host
    return f"{url.scheme}://{host}" + ("" if url.port is None else f":{url.port}")


def _check_address(address: str, plain_hosts: frozenset[str]) -> str:
    """Return an address without a slash at its end.

    Raises:
        ConfigurationError: It would show the key to others, or no request can be sent to it.
    """
    url = _parse(address.strip())
    if url.has_user or _QUERY_OR_FRAGMENT.search(address):
        raise ConfigurationError("base_url must be a plain address such as https://api.evolink.ai")
    if not is_host(url.host):
        raise ConfigurationError(f"base_url has an invalid host: {cut(url.host)!r}")
    if url.port is not None and not 0 < url.port <= _LARGEST_PORT:
        raise ConfigurationError(f"base_url has an invalid port, not 1 to {_LARGEST_PORT}: {url.port}")
    if url.scheme != "https":
        _check_plain(url, plain_hosts)
    if url.path.rstrip("/").endswith("/v1"):
        raise ConfigurationError("base_url must not end in /v1, which the client adds itself")
    return url.text.rstrip("/")


def _check_plain(url: WebAddress, plain_hosts: frozenset[str]) -> None:
    if url.scheme != "http":
        raise ConfigurationError(f"base_url must be an https address, not {cut(url.scheme)}")
    if not _LOOPBACK.fullmatch(url.host) and not is_plain_host(url.text, plain_hosts):
        raise ConfigurationError(
            f"base_url must be https, or the key would be sent unencrypted to {cut(url.host)}; "
            f"if that is safe, as with a container on this machine, set {PLAIN_HOSTS}={cut(url.host)}"
        )


def _parse(address: str) -> WebAddress:
    """Return the parts of an address that has a scheme and a host."""
    try:
        url = read_web_address(address)
    except ValueError as error:
        raise ConfigurationError(f"base_url is not a valid address: {cut(str(error))}") from error
    if len(address) > _LONGEST_ADDRESS:
        raise ConfigurationError(f"base_url must have at most {_LONGEST_ADDRESS} characters")
    if not (url.scheme and url.host):
        raise ConfigurationError("base_url must be a complete address, such as https://api.evolink.ai")
    return url
