"""What a client is told when it is made: its key, its service, its patience."""

import os
import re
from dataclasses import dataclass
from typing import Any

import httpx

from evolink._http.secret import Secret
from evolink.errors import ConfigurationError
from evolink.errors._shorten import cut

_SERVICE = "https://api.evolink.ai"
_LONGEST_TIMEOUT = 86_400
"""Seconds; no answer is worth a longer wait, and sockets take no endless one."""
_LOOPBACK = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")
_LARGEST_PORT = 65_535
_LONGEST_ADDRESS = 2048
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\.?")
"""What a name server can be asked for; httpx takes more, and fails when it connects."""
_ENDS_IN_MORE = re.compile(r"[?#]")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where requests go, under which key, how many seconds one may take, and through whose httpx client."""

    key: Secret
    base_url: str
    timeout: float
    http_client: Any = None

    @property
    def is_local(self) -> bool:
        """The service runs on this machine, as a mock does."""
        return _LOOPBACK.fullmatch(httpx.URL(self.base_url).host) is not None


def make_settings(api_key: str | None, base_url: str | None, timeout: float, http_client: Any = None) -> Settings:
    """Take what is given, then what the environment says, then what is usual.

    Raises:
        ConfigurationError: There is no usable key, address or time-out.
    """
    if not 0 < timeout <= _LONGEST_TIMEOUT:
        raise ConfigurationError(f"timeout must be seconds, above 0 and at most {_LONGEST_TIMEOUT}, not {timeout}")
    key = _usable_key(api_key or os.environ.get("EVOLINK_API_KEY", ""))
    address = base_url or os.environ.get("EVOLINK_BASE_URL") or _SERVICE
    return Settings(key, _usable_address(address), timeout, http_client)


def _usable_key(key: str) -> Secret:
    if not key:
        raise ConfigurationError("no API key: give api_key=, or set EVOLINK_API_KEY")
    if not re.fullmatch(r"[!-~]+", key):
        raise ConfigurationError("the API key holds blanks or characters that no header can carry")
    return Secret(key)


def _usable_address(address: str) -> str:
    """Refuse addresses that would show the key to others, and those that no request can be sent to."""
    url = _read(address.strip())
    if url.userinfo or _ENDS_IN_MORE.search(address):
        raise ConfigurationError("base_url must be a plain address such as https://api.evolink.ai")
    host = url.raw_host.decode("ascii")
    if ":" not in host and not _NAME.fullmatch(host):
        raise ConfigurationError(f"base_url names no host that there can be: {cut(host)!r}")
    if url.port is not None and not 0 < url.port <= _LARGEST_PORT:
        raise ConfigurationError(f"base_url names no port that there can be, 1 to {_LARGEST_PORT}: {url.port}")
    if url.scheme != "https" and not (url.scheme == "http" and _LOOPBACK.fullmatch(host)):
        raise ConfigurationError(f"base_url must be https, or the key would be readable on the way to {cut(host)}")
    if url.path.rstrip("/").endswith("/v1"):
        raise ConfigurationError("base_url goes without /v1: the paths of the operations have it")
    return str(url).rstrip("/")


def _read(address: str) -> httpx.URL:
    """Return the address as httpx reads it, which is how it will be sent to."""
    try:
        url = httpx.URL(address)
        _ = url.host  # decodes an international name
    except (httpx.InvalidURL, ValueError) as error:
        raise ConfigurationError(f"base_url is no address: {cut(str(error))}") from error
    if not (url.scheme and url.host and len(address) <= _LONGEST_ADDRESS):
        raise ConfigurationError(
            f"base_url must be an address such as https://api.evolink.ai, of at most {_LONGEST_ADDRESS} characters"
        )
    return url
