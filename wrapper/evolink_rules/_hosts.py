"""Finds URLs that lead into a private network, in every spelling that a URL parser may accept.

Where two parsers disagree on what the host is, it is enough that one of them reaches a private host.
"""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network
from unicodedata import category, normalize
from urllib.parse import unquote

_PRIVATE_SUFFIXES = (
    "localhost",
    "localdomain",
    "local",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "home.arpa",
)
_BEYOND_IANA = (  # private in fact, though the standard library calls them global or does not know them
    IPv4Network("168.63.129.16/32"),  # a cloud's wire server
    IPv4Network("192.0.0.0/24"),  # protocol assignments; one cloud's metadata lives there
)
_NAT64 = IPv6Network("64:ff9b::/96")
_LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")
_IPV4_COMPATIBLE = IPv6Network("::/96")
_START = re.compile(r"^[a-z][a-z0-9+.-]*:[/\\]*", re.IGNORECASE)
_IPV4_BITS = 32
_LARGEST_OCTET = 0xFF


def is_private_url(url: str) -> bool:
    """Whether a URL leads, however it is parsed, to a host that is not on the public internet.

    Only the spelling of names counts: nothing is resolved or sent. A URL without a host, or with one that is neither
    an address nor a name, counts as private too.
    """
    return any(_is_private_host(host) for host in _hosts(url))


def _hosts(url: str) -> Iterator[str]:
    """Return each host that a parser may see: browsers end it at a backslash, strict parsers don't."""
    rest = _START.sub("", "".join(char for char in url if char > " "))
    for ends in (r"[/?#]", r"[/?#\\]"):
        authority = re.split(ends, rest, maxsplit=1)[0]
        for part in {authority.rpartition("@")[2], authority.partition("@")[2] or authority}:
            yield _without_port(part)


def _without_port(part: str) -> str:
    return part.partition("]")[0] + "]" if part.startswith("[") else part.partition(":")[0]


def _is_private_host(host: str) -> bool:
    if host.startswith("["):
        return _is_private_ipv6(unquote(host[1:-1]))
    name = _plain(host)
    labels = name.split(".")
    if not all(labels) or not re.fullmatch(r"[\w.-]+", name):
        return True
    if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", labels[-1]):
        return any(_is_private_ipv4(number) for number in _numbers(labels))
    return len(labels) == 1 or any(name.endswith(f".{suffix}") for suffix in _PRIVATE_SUFFIXES)


def _plain(host: str) -> str:
    """Normalize a name as IDNA does: width, case, other full stops, invisible characters, one final dot."""
    folded = normalize("NFKC", unquote(host)).casefold().replace("\u3002", ".")
    return "".join(char for char in folded if category(char) != "Cf").removesuffix(".")


def _numbers(labels: list[str]) -> Iterator[int | None]:
    """Return the addresses that numeric labels may mean: parsers read a leading zero as octal or as decimal."""
    for zero_is_octal in (True, False):
        yield _number([_part(label, zero_is_octal=zero_is_octal) for label in labels])


def _part(label: str, *, zero_is_octal: bool) -> int | None:
    base, digits = 10, label
    if label.startswith("0x"):
        base, digits = 16, label[2:] or "0"
    elif zero_is_octal and label.startswith("0") and not set(label) & {"8", "9"}:
        base = 8
    try:
        return int(digits, base)
    except ValueError:
        return None


def _number(parts: list[int | None]) -> int | None:
    """Join the parts as `inet_aton` does: the last one fills the remaining bits, so 127.1 is loopback."""
    known = [part for part in parts if part is not None]
    *heads, last = known
    room = _IPV4_BITS - 8 * len(heads)
    if len(known) < len(parts) or room <= 0 or last >= 1 << room or max(heads, default=0) > _LARGEST_OCTET:
        return None
    for place, head in enumerate(heads):
        last += head << (_IPV4_BITS - 8 * (place + 1))
    return last


def _is_private_ipv4(number: int | None) -> bool:
    if number is None:
        return True
    address = IPv4Address(number)
    special = address.is_multicast or any(address in network for network in _BEYOND_IANA)
    return special or not address.is_global


def _is_private_ipv6(text: str) -> bool:
    try:
        address = IPv6Address(text)
    except AddressValueError:
        return True
    if address in _LOCAL_NAT64 or address.is_multicast or address.is_site_local:
        return True
    carried = list(_carried(address))
    return any(_is_private_ipv4(int(inner)) for inner in carried) if carried else not address.is_global


def _carried(address: IPv6Address) -> Iterator[IPv4Address]:
    """Return the IPv4 addresses that an IPv6 address stands for."""
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address in _NAT64 or address in _IPV4_COMPATIBLE:
        yield IPv4Address(int(address) & 0xFFFF_FFFF)
