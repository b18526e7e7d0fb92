"""Connects on an event loop: looks up the name, tries the addresses, asks the proxy, agrees on TLS.

All of it ends at one moment, and whatever interrupts it leaves no socket behind.
"""

import asyncio
import socket
import ssl
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from evolink._http import tls
from evolink._http.connecting import (
    STAGGER,
    first_hop,
    late,
    new_socket,
    not_connected,
    not_found,
    proxy_lost,
    tls_failed,
)
from evolink._http.names import Address, Addresses, look_up
from evolink._http.origin import Origin
from evolink._http.tunnels import Tunnel, open_tunnel
from evolink._http.wire_errors import ProxyRefusedError

P = TypeVar("P", bound=asyncio.Protocol)
_NEVER = 86_400.0
"""Seconds for limits of asyncio's own, which must not come before ours."""


async def connect(origin: Origin, make_protocol: Callable[[], P], ends_at: float) -> P:
    """Return the protocol of a new connection to an origin.

    Args:
        origin: Where it leads.
        make_protocol: Makes the protocol.
        ends_at: When to give up, in seconds of the loop's clock.

    Raises:
        NotDeliveredError: There is none; it says why.
        ConfigurationError: The certificates of the environment can't be read.
    """
    opening = _Opening(origin)
    try:
        async with asyncio.timeout_at(ends_at):
            return await opening.run(make_protocol)
    except TimeoutError:
        raise late(origin, opening.step) from None


class _Opening:
    """A connection on its way to the server.

    Attributes:
        step: What is waited for, as errors name it.
    """

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self._loop = asyncio.get_running_loop()
        self.step = "to look up its name"

    async def run(self, make_protocol: Callable[[], P]) -> P:
        """Return the protocol of the connection once it leads to the server."""
        addresses, origin = await self._addresses(), self._origin
        self.step = "to connect"
        sock = await _Race(origin).run(addresses)
        over_tls = origin.proxy is not None and origin.proxy.scheme == "https"
        if not (origin.tls or origin.tunnelled or over_tls):
            return await self._hand_over(sock, make_protocol)
        talk = await self._hand_over(sock, _Talk)
        below = talk.transport
        try:
            if origin.proxy and over_tls:
                talk = await self._agree_on_tls(talk, _Talk(), origin.proxy.host, origin.proxy.port)
            if origin.proxy and origin.tunnelled:
                await self._ask_proxy(talk, open_tunnel(origin, origin.proxy))
            if origin.tls:
                return await self._agree_on_tls(talk, make_protocol(), origin.host, origin.port)
            return talk.pass_on(make_protocol())
        except BaseException:
            below.abort()  # at once, where asyncio would wait for the other side to agree to the end of TLS
            raise

    async def _addresses(self) -> Addresses:
        try:
            # Shielded, since others may wait for the same.
            return await asyncio.shield(asyncio.wrap_future(look_up(*first_hop(self._origin))))
        except (OSError, UnicodeError) as error:
            raise not_found(self._origin, error) from error

    async def _context(self) -> ssl.SSLContext:
        making = tls.soon()
        return making.result() if making.done() else await asyncio.shield(asyncio.wrap_future(making))

    async def _hand_over(self, sock: socket.socket, make: Callable[[], P]) -> P:
        """Hand a socket over to asyncio, which closes it if anything goes wrong."""
        _, protocol = await self._loop.create_connection(make, sock=sock)
        return protocol

    async def _agree_on_tls(self, talk: "_Talk", protocol: P, host: str, port: int) -> P:
        """Encrypt what follows, which is the protocol's."""
        self.step = "the TLS handshake"
        context = await self._context()
        try:
            secured = await self._loop.start_tls(
                talk.transport, protocol, context, server_hostname=host, ssl_handshake_timeout=_NEVER
            )
            if secured is None:
                raise ConnectionResetError
        except (OSError, ValueError) as error:
            raise tls_failed(host, port, error) from error
        protocol.connection_made(secured)
        return protocol

    async def _ask_proxy(self, talk: "_Talk", tunnel: Tunnel) -> None:
        """Have the proxy connect to the server."""
        self.step = "the proxy"
        question = next(tunnel)
        try:
            with suppress(StopIteration):
                while True:
                    talk.transport.write(question)
                    question = tunnel.send(await talk.receive())
        except OSError as error:
            raise proxy_lost(self._origin, error) from error


class _Race:
    """Tries addresses one after the other, without waiting for one that is slow; the first that answers wins.

    asyncio has this, too, but where it is cancelled its sockets stay open (Python 3.11).
    """

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self._failure: OSError | None = None

    async def run(self, addresses: Addresses) -> socket.socket:
        """Return the connection to the first that answers."""
        if len(addresses) == 1:
            try:
                return await _connect(addresses[0])
            except OSError as error:
                raise not_connected(self._origin, error) from error
        trying = set[asyncio.Task[socket.socket]]()
        left = deque(addresses)
        try:
            while left or trying:
                if left:
                    trying.add(asyncio.create_task(_connect(left.popleft())))
                await asyncio.wait(trying, timeout=STAGGER if left else None, return_when=asyncio.FIRST_COMPLETED)
                if winner := self._winner(trying):
                    return winner
        finally:
            for task in trying:
                task.cancel()
                task.add_done_callback(_close_unwanted)
        raise not_connected(self._origin, self._failure)

    def _winner(self, trying: set[asyncio.Task[socket.socket]]) -> socket.socket | None:
        """Remove those that have ended until one is connected, and return it."""
        for task in [each for each in trying if each.done()]:
            trying.remove(task)
            error = task.exception()
            if error is None:
                return task.result()
            if not isinstance(error, OSError):
                raise error
            self._failure = error
        return None


async def _connect(address: Address) -> socket.socket:
    sock = new_socket(address.family)
    try:
        await asyncio.get_running_loop().sock_connect(sock, address.address)
    except BaseException:
        sock.close()
        raise
    return sock


def _close_unwanted(task: asyncio.Task[socket.socket]) -> None:
    """Close what was connected too late."""
    if not task.cancelled() and task.exception() is None:
        task.result().close()


class _Talk(asyncio.Protocol):
    """What a proxy says before anything else may speak.

    Attributes:
        transport: The connection to it.
    """

    transport: asyncio.Transport

    def __init__(self) -> None:
        self._unread = b""
        self._ended = False
        self._error: Exception | None = None
        self._arrived = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self._unread += data
        self._arrived.set()

    def eof_received(self) -> None:
        self._ended = True
        self._arrived.set()

    def connection_lost(self, exc: Exception | None) -> None:
        self._ended, self._error = True, exc
        self._arrived.set()

    async def receive(self) -> bytes:
        """Return what has arrived, or nothing if the proxy has hung up."""
        while not self._unread and not self._ended:
            self._arrived.clear()
            await self._arrived.wait()
        if self._error and not self._unread:
            raise self._error
        received, self._unread = self._unread, b""
        return received

    def pass_on(self, protocol: P) -> P:
        """Leave the connection to another protocol."""
        if self._ended or self._unread:
            raise ProxyRefusedError("the proxy closed the connection, or sent data, before a request")
        self.transport.set_protocol(protocol)
        protocol.connection_made(self.transport)
        return protocol
