"""Posts a callback: the only file of the mock that opens a connection."""

import asyncio
import re
import socket
import ssl
from ipaddress import IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

import evolink_rules
from evolink_mock.world.callbacks import Outcome
from evolink_mock.world.messages import JSON_TYPE

_STATUS_LINE = re.compile(rb"HTTP/1\.[01] (\d{3})[ \r]")


class PrivateHostError(Exception):
    """A host name resolves to an address that callbacks must not reach."""


async def post_callback(url: str, body: bytes, *, timeout: float, to: str | None = None) -> Outcome:
    """Post a callback once; redirects are not followed.

    Args:
        url: The URL to post to; its host must be public.
        body: The JSON to send.
        timeout: Real seconds for all of it.
        to: Scheme, host and port that replace those of the URL, and may be on this machine.
    """
    try:
        async with asyncio.timeout(timeout):
            return Outcome(await _post(_redirect(urlsplit(url), to), body, public=to is None))
    except TimeoutError:
        return Outcome(problem=f"no answer within {timeout:g} s")
    except PrivateHostError as error:
        return Outcome(problem=str(error), final=True)
    except (OSError, ValueError, EOFError, asyncio.LimitOverrunError) as error:
        return Outcome(problem=str(error) or type(error).__name__)


def _redirect(url: SplitResult, to: str | None) -> SplitResult:
    if to is None:
        return url
    origin = urlsplit(to)
    return url._replace(scheme=origin.scheme, netloc=origin.netloc)


async def _post(url: SplitResult, body: bytes, *, public: bool) -> int:
    host, secure = url.hostname or "", url.scheme == "https"
    port = url.port or (443 if secure else 80)
    # Connects to the address that was checked: a second lookup of the name might return another one.
    address = await _public_address(host, port) if public else host
    context = ssl.create_default_context() if secure else None
    reader, writer = await asyncio.open_connection(address, port, ssl=context, server_hostname=host if secure else None)
    try:
        writer.write(_head(url, len(body)) + body)
        await writer.drain()
        return _status(await reader.readuntil(b"\n"))
    finally:
        writer.close()


async def _public_address(host: str, port: int) -> str:
    """Return an address of a host; all of its addresses must be public.

    Raises:
        PrivateHostError: One of them is private.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
    private = next((address for address in addresses if _is_private(address)), "")
    if private:
        raise PrivateHostError(f"{host} resolves to the private address {private}")
    return addresses[0]


def _is_private(address: str) -> bool:
    host = f"[{address}]" if isinstance(ip_address(address), IPv6Address) else address
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
