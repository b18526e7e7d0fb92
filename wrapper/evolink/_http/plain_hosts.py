"""The hosts that plain HTTP may lead to beside this machine: those that a person has named, such as containers."""

import os
import re
from collections.abc import Collection
from ipaddress import IPv6Address

from evolink._http.web_address import read_web_address
from evolink.errors import ConfigurationError
from evolink.errors._shorten import short_repr

PLAIN_HOSTS = "EVOLINK_ALLOW_HTTP"
"""The environment variable that names them."""
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\.?")
"""Names that DNS can resolve; httpx accepts more, and fails when it connects."""

_OTHER_PARTS = re.compile(r"[/\\@?#]|\]:")


def is_host(name: str) -> bool:
    """Return whether a name, as httpx reads it from a URL, is an IPv6 address or can be resolved."""
    return ":" in name or _NAME.fullmatch(name) is not None


def read_plain_hosts() -> frozenset[str]:
    """Return the hosts that the environment names.

    Raises:
        ConfigurationError: It names something that is no host; there are no patterns.
    """
    entries = (entry.strip() for entry in os.environ.get(PLAIN_HOSTS, "").split(","))
    return frozenset(_read(entry) for entry in entries if entry)


def is_plain_host(url: str, hosts: Collection[str]) -> bool:
    """Return whether the host of a URL is one of those that were named."""
    return bool(hosts) and (_host(url) or "") in hosts


def _read(entry: str) -> str:
    bracketed = f"[{entry}]" if ":" in entry and not entry.startswith("[") else entry
    name = None if _OTHER_PARTS.search(bracketed) else _host(f"http://{bracketed}")
    if name is None or not is_host(name):
        raise ConfigurationError(
            f"{PLAIN_HOSTS} must be names of hosts, separated by commas, such as evolink_mock, not {short_repr(entry)}"
        )
    return name


def _host(url: str) -> str | None:
    """Return the host as requests are sent to it; None if there is none."""
    try:
        name = read_web_address(url).host.removesuffix(".")
        return str(IPv6Address(name)) if ":" in name else name or None
    except ValueError:
        return None
