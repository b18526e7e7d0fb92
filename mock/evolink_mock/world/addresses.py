"""Under which addresses the mock is reached: those it answers to, and the one that its links have."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

import evolink_rules
from evolink_mock.world.settings import SettingError, check_list, check_text

LOOPBACK = "127.0.0.1"
_NAME = r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.?|\[[0-9A-Fa-f:.]{2,45}\]"
_AUTHORITY = re.compile(rf"(?P<name>{_NAME})(?::(?P<port>[0-9]{{0,5}}))?")
_ADDRESS = re.compile(rf"https?://(?:{_NAME})(?::[0-9]{{1,5}})?(?:/[\w.~-]+)*", re.ASCII)
_EVERY = {"0.0.0.0": LOOPBACK, "::": "[::1]"}  # noqa: S104 - addresses that stand for all of a machine
_HIGHEST_PORT = 65_535
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of the mock; IPv6 addresses of hosts may have their brackets or not.

    Args:
        host: The host that it listens on.
        public_url: The address under which clients reach it, with a path if it has one; empty for the one that each
            request names.
        allow_hosts: Further names that requests may have as their host.
        trust_forwarded: Whether X-Forwarded-Proto and X-Forwarded-Host say under which address a client reached it.

    Raises:
        SettingError: A setting breaks its rule.
    """

    host: str = LOOPBACK
    public_url: str = ""
    allow_hosts: Collection[str] = ()
    trust_forwarded: bool = False

    def __post_init__(self) -> None:
        check_text("host", self.host)
        check_text("public_url", self.public_url)
        check_list("allow_hosts", self.allow_hosts)
        if not _is_name(_bracketed(self.host)):
            raise SettingError("host", "must be a name or an IP address without a port", self.host)
        for name in self.allow_hosts:
            check_text("allow_hosts", name)
            if not _is_name(_bracketed(name)):
                rule = "must be a name or an IP address without a port"
                raise SettingError("allow_hosts", rule, name, option="--allow-host")
        if self.public_url and not _is_address(self.public_url):
            rule = "must be an address such as http://mock:8000 or https://dev.example.com/mock, without /v1"
            raise SettingError("public_url", rule, self.public_url)
        object.__setattr__(self, "public_url", self.public_url.rstrip("/"))

    @property
    def local_name(self) -> str:
        """The host under which clients on this machine reach it, as URLs have it."""
        name = _plain(self.host)
        every = _EVERY.get(name)
        return every or _bracketed(name)

    @property
    def is_open(self) -> bool:
        """Whether it listens where other machines may reach it."""
        return not _is_this_machine(_plain(self.host))

    @property
    def prefix(self) -> str:
        """The path of the public address, without a slash at its end."""
        return urlsplit(self.public_url).path

    def base_url(self, headers: Mapping[str, str]) -> str:
        """Return the address at which a client sent a request with these headers, without a slash at its end."""
        if self.public_url:
            return self.public_url
        if not self.trust_forwarded:
            return f"http://{_authority(headers)}"
        proto, host = (_forwarded(headers, name) for name in ("proto", "host"))
        scheme = proto.lower() if proto.lower() in _PORTS else "http"
        return f"{scheme}://{host}" if _AUTHORITY.fullmatch(host) else f"{scheme}://{_authority(headers)}"

    def own_bases(self, headers: Mapping[str, str]) -> tuple[str, ...]:
        """Return all addresses of the mock itself that a request with these headers may contain."""
        return self.base_url(headers), f"http://{_authority(headers)}"

    def local_path(self, path: str) -> str:
        """Return a path as the mock knows it: a proxy may leave the prefix of the public address in it or not."""
        inner = path.removeprefix(self.prefix) if self.prefix else path
        return path if inner == path or (inner and not inner.startswith("/")) else inner or "/"

    def admits(self, host: str) -> bool:
        """Return whether a Host header names a host that the mock answers to.

        A web page can make a browser resolve a name of its own to this machine. So the mock answers to names of this
        machine and those that its settings have; once it listens on other addresses, also to every IP address and to
        names that public DNS does not have, such as those of containers.
        """
        found = _read_authority(host)
        if not found:
            return False
        name = _plain(found["name"])
        return _is_this_machine(name) or name in self._names or (self.is_open and _is_unlisted(name))

    @property
    def _names(self) -> set[str]:
        public = urlsplit(self.public_url).hostname or ""
        return {_plain(name) for name in (self.host, public, *self.allow_hosts) if name}


def is_authority(host: str) -> bool:
    """Return whether a Host header is a name or an IP address, with a valid port if it has one."""
    return _read_authority(host) is not None


def is_page_path(path: str) -> bool:
    """Return whether a path belongs to the page, not to the service."""
    return path in ("/", "/_mock") or path.startswith("/_mock/")


def needs_permission(url: str) -> str:
    """Return the host that a client must be allowed to use over plain HTTP; an empty text if it needs no permission."""
    parts = urlsplit(url)
    name = _plain(parts.hostname or "")
    return "" if parts.scheme == "https" or _is_this_machine(name) else name


def path_below(link: str, base: str) -> str | None:
    """Return the path of a link below a base address; None if it leads elsewhere. Names of this machine are one."""
    try:
        parts, own = urlsplit(link), urlsplit(base)
        if _origin(parts) != _origin(own) or not parts.path.startswith(f"{own.path}/"):
            return None
    except ValueError:
        return None
    return parts.path.removeprefix(own.path)


def _origin(parts: SplitResult) -> tuple[str, str, int | None]:
    name = _plain(parts.hostname or "")
    return parts.scheme, LOOPBACK if _is_this_machine(name) else name, parts.port or _PORTS.get(parts.scheme)


def _read_authority(host: str) -> re.Match[str] | None:
    found = _AUTHORITY.fullmatch(host)
    is_valid = found and _is_name(found["name"]) and int(found["port"] or 0) <= _HIGHEST_PORT
    return found if is_valid else None


def _forwarded(headers: Mapping[str, str], name: str) -> str:
    """Return what the first of several proxies says, which is the one that the client reached."""
    return headers.get(f"x-forwarded-{name}", "").partition(",")[0].strip()


def _authority(headers: Mapping[str, str]) -> str:
    return _read_host(headers.get("host", ""))


@lru_cache(maxsize=32)
def _read_host(host: str) -> str:
    return host.removesuffix(":") if _AUTHORITY.fullmatch(host) else LOOPBACK


def _is_this_machine(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def _is_unlisted(name: str) -> bool:
    """Return whether nobody can make public DNS lead this name here: it is an IP address, or a private name."""
    try:
        ip_address(name)
    except ValueError:
        return evolink_rules.is_private_url(f"http://{name}/")
    return True


def _is_name(bracketed: str) -> bool:
    found = _AUTHORITY.fullmatch(bracketed)
    if not found or found["port"] is not None:
        return False
    try:
        return not bracketed.startswith("[") or bool(ip_address(_plain(bracketed)))
    except ValueError:
        return False


def _is_address(text: str) -> bool:
    plain = text.rstrip("/")
    try:
        return bool(_ADDRESS.fullmatch(plain)) and urlsplit(plain).port != 0 and not plain.endswith("/v1")
    except ValueError:
        return False


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _plain(name: str) -> str:
    """Return a name as all its spellings have it: in lower case, without brackets and without a final dot."""
    bare = name.lower().removeprefix("[").removesuffix("]").removesuffix(".")
    try:
        return str(ip_address(bare))
    except ValueError:
        return bare
