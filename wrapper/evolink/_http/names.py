"""The addresses of a host, looked up in a thread: no resolver keeps a deadline, and some hang for half a minute."""

import os
import socket
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from ipaddress import ip_address
from itertools import chain, zip_longest
from typing import Any, NamedTuple

from evolink._http.aside import Aside


class Address(NamedTuple):
    """An address that a socket can connect to."""

    family: int
    address: Any


Addresses = Sequence[Address]

_under_way: dict[tuple[int, str, int], Future[Addresses]] = {}
"""By process, host and port: all requests to one host wait for the same thread, so that a resolver that hangs
takes one thread for a host and not one for a request. A forked process has none of them."""


def look_up(host: str, port: int) -> Future[Addresses]:
    """Return the addresses of a host, those of the two versions of IP in turn, as what will be known.

    Its exceptions are those of `socket.getaddrinfo`. It can't be cancelled, as it belongs to others, too.
    """
    if _is_ip(host):
        at_once = Aside(lambda: _look_up(host, port, socket.AI_NUMERICHOST))
        at_once.run()
        return at_once.result
    asked = (os.getpid(), host, port)
    wanted = Aside(lambda: _look_up(host, port), lambda: _under_way.pop(asked, None))
    known = _under_way.setdefault(asked, wanted.result)
    if known is wanted.result:
        wanted.start("evolink-names")
    return known


def _look_up(host: str, port: int, flags: int = 0) -> Addresses:
    """Return the addresses in the order in which to try them: a version of IP that does not work costs one try."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP, flags=flags)
    addresses = list(dict.fromkeys(Address(family, address) for family, _, _, _, address in found))
    first = [each for each in addresses if each.family == addresses[0].family]
    others = [each for each in addresses if each.family != addresses[0].family]
    return [each for each in chain.from_iterable(zip_longest(first, others)) if each is not None]


def _is_ip(host: str) -> bool:
    with suppress(ValueError):
        return bool(ip_address(host.partition("%")[0]))
    return False
