"""Sending a callback: the only file of the mock that opens a connection."""

import asyncio
import re
import socket
import ssl
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

import evolink_rules
from evolink_mock._callbacks import Outcome
from evolink_mock._http import JSON_TYPE

_STATUS_LINE = re.compile(rb"HTTP/1\.[01] (\d{3})[ \r]")
_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


class PrivateHostError(Exception):
    """A name leads to an address that callbacks must not reach."""


def is_loopback_url(url: str) -> bool:
    """Tell whether a URL names this machine."""
    try:
        return urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname in _LOOPBACK_NAMES
    except ValueError:  # brackets without an address between them
        return False


async def deliver(url: str, body: bytes, *, timeout: float, loopback: bool) -> Outcome:  # noqa: ASYNC109 - an outcome, not an error
    """Post a callback once; redirects are not followed.

    Args:
        url: Where to.
        body: The JSON to send.
        timeout: Real seconds for all of it.
        loopback: Whether this machine may be told, which only tests want.
    """
    try:
        async with asyncio.timeout(timeout):
            return Outcome(await _post(urlsplit(url), body, loopback=loopback and is_loopback_url(url)))
    except TimeoutError:
        return Outcome(problem=f"no answer within {timeout:g} s")
    except PrivateHostError as error:
        return Outcome(problem=str(error), final=True)
    except (OSError, ValueError, EOFError) as error:
        return Outcome(problem=str(error) or type(error).__name__)


async def _post(url: SplitResult, body: bytes, *, loopback: bool) -> int:
    host, secure = url.hostname or "", url.scheme == "https"
    port = url.port or (443 if secure else 80)
    address = await _address(host, port, loopback=loopback)
    context = ssl.create_default_context() if secure else None
    # The address that was judged is the one that is called: the name is not looked up a second time.
    reader, writer = await asyncio.open_connection(address, port, ssl=context, server_hostname=host if secure else None)
    try:
        writer.write(_head(url, len(body)) + body)
        await writer.drain()
        return _status(await reader.readuntil(b"\n"))
    finally:
        writer.close()


async def _address(host: str, port: int, *, loopback: bool) -> str:
    """Look a name up; one address that is private spoils the name."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not loopback:
        private = next((address for address in addresses if _is_private(address)), "")
        if private:
            raise PrivateHostError(f"{host} leads to the private address {private}")
    return addresses[0]


def _is_private(address: str) -> bool:
    host = f"[{address}]" if ip_address(address).version == 6 else address  # noqa: PLR2004 - IPv6
    return evolink_rules.is_private_url(f"https://{host}/")


def _head(url: SplitResult, length: int) -> bytes:
    target = (url.path or "/") + (f"?{url.query}" if url.query else "")
    lines = (
        f"POST {target} HTTP/1.1",
        f"host: {url.netloc.rpartition('@')[2]}",
        f"content-type: {JSON_TYPE}",
        f"content-length: {length}",
        "user-agent: evolink-mock",
        "connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def _status(line: bytes) -> int:
    match = _STATUS_LINE.match(line)
    if match is None:
        raise ValueError("the receiver does not speak HTTP")
    return int(match[1])
