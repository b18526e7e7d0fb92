"""The proxies that the environment names; an entry of NO_PROXY that httpx can't read is no reason to fail."""

from ipaddress import ip_address
from urllib.request import getproxies

import httpx

_SCHEMES = ("http", "https", "all")


def read_proxies() -> dict[str, str | None]:
    """Return the proxy for each pattern of addresses, None where none is wanted, as httpx has its mounts."""
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
        version = ip_address(host).version
    except ValueError:
        return f"all://{entry}" if entry.lower() == "localhost" else f"all://*{entry}"
    return f"all://{entry}" if version == 4 else f"all://[{entry}]"  # noqa: PLR2004 - IPv4


def _is_readable(pattern: str) -> bool:
    try:
        return bool(httpx.URL(pattern).host)
    except (httpx.InvalidURL, ValueError):
        return False
