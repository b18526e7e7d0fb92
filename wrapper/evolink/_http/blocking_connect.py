"""Connects in the calling thread: looks up the name, tries the addresses, asks the proxy, agrees on TLS.

All of it ends at one moment. Sockets never block by themselves, so that no wait can be longer than wanted.
"""

import os
import selectors
import socket
import ssl
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from evolink._http import tls
from evolink._http.connecting import (
    RECEIVED_AT_ONCE,
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
from evolink._http.readiness import READ, WRITE, new_poller
from evolink._http.tls_in_tls import TlsInTls
from evolink._http.tunnels import Tunnel, open_tunnel

if TYPE_CHECKING:
    from evolink._http.blocking_wire import Socket

T = TypeVar("T")


def connect(origin: Origin, ends_at: float) -> "Socket":
    """Return a connection to an origin.

    Args:
        origin: Where it leads.
        ends_at: When to give up, in seconds of `time.monotonic`.

    Raises:
        NotDeliveredError: There is none; it says why.
        ConfigurationError: The certificates of the environment can't be read.
    """
    opening = _Opening(origin, ends_at, _Race(origin, ends_at).run(_addresses(origin, ends_at)))
    try:
        if origin.proxy and origin.proxy.scheme == "https":
            opening.agree_on_tls(origin.proxy.host, origin.proxy.port)
        if origin.proxy and origin.tunnelled:
            opening.ask_proxy(open_tunnel(origin, origin.proxy))
        if origin.tls:
            opening.agree_on_tls(origin.host, origin.port)
    except BaseException:
        opening.sock.close()
        raise
    return opening.sock


def _addresses(origin: Origin, ends_at: float) -> Addresses:
    wanted = look_up(*first_hop(origin))
    try:
        return wanted.result(max(0.0, ends_at - time.monotonic()))
    except TimeoutError as error:
        if not wanted.done():
            raise late(origin, "to look up its name") from None
        raise not_found(origin, error) from error
    except (OSError, UnicodeError) as error:
        raise not_found(origin, error) from error


class _Race:
    """Tries addresses one after the other, without waiting for one that is slow; the first that answers wins."""

    def __init__(self, origin: Origin, ends_at: float) -> None:
        self._origin = origin
        self._ends_at = ends_at
        self._next_at = 0.0
        self._failure: OSError | None = None

    def run(self, addresses: Addresses) -> socket.socket:
        left = deque(addresses)
        with selectors.DefaultSelector() as trying:
            try:
                while left or trying.get_map():
                    if left and (time.monotonic() >= self._next_at or not trying.get_map()):
                        self._try(left.popleft(), trying)
                    if winner := self._wait(trying, more=bool(left)):
                        return winner
            finally:
                for key in list(trying.get_map().values()):
                    key.fileobj.close()  # type: ignore[union-attr]
        raise not_connected(self._origin, self._failure)

    def _try(self, address: Address, trying: selectors.BaseSelector) -> None:
        self._next_at = time.monotonic() + STAGGER
        try:
            sock = new_socket(address.family)
        except OSError as error:
            self._failure = error
            return
        trying.register(sock, selectors.EVENT_WRITE)
        try:
            with suppress(BlockingIOError):
                sock.connect(address.address)
        except OSError as error:
            self._lose(sock, trying, error)

    def _wait(self, trying: selectors.BaseSelector, *, more: bool) -> socket.socket | None:
        """Return the winner; None if there is none until it is time to try the next address."""
        if not trying.get_map():
            return None
        now = time.monotonic()
        if now >= self._ends_at:
            raise late(self._origin, "to connect")
        until = min(self._next_at, self._ends_at) if more else self._ends_at
        for key, _ in trying.select(max(0.0, until - now)):
            sock: socket.socket = key.fileobj  # type: ignore[assignment]
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if code == 0:
                trying.unregister(sock)
                return sock
            self._lose(sock, trying, OSError(code, os.strerror(code)))
        return None

    def _lose(self, sock: socket.socket, trying: selectors.BaseSelector, error: OSError) -> None:
        self._failure, self._next_at = error, 0.0
        trying.unregister(sock)
        sock.close()


class _Opening:
    """A connection on its way from the first hop to the server.

    Attributes:
        sock: What there is of it.
    """

    def __init__(self, origin: Origin, ends_at: float, sock: "Socket") -> None:
        self._origin = origin
        self._ends_at = ends_at
        self.sock = sock

    def ask_proxy(self, tunnel: Tunnel) -> None:
        """Have the proxy connect to the server."""
        question = next(tunnel)
        try:
            with suppress(StopIteration):
                while True:
                    self._send(question)
                    question = tunnel.send(self._patiently(self._receive, READ, "the proxy"))
        except OSError as error:
            raise proxy_lost(self._origin, error) from error

    def agree_on_tls(self, host: str, port: int) -> None:
        """Encrypt what follows."""
        context = self._context()
        try:
            secured = _wrap(self.sock, context, host)
            self.sock = secured
            self._patiently(secured.do_handshake, READ, "the TLS handshake")
        except (OSError, ValueError) as error:
            raise tls_failed(host, port, error) from error

    def _context(self) -> ssl.SSLContext:
        making = tls.soon()
        try:
            return making.result(max(0.0, self._ends_at - time.monotonic()))
        except TimeoutError:
            raise late(self._origin, "to read the certificates") from None

    def _send(self, data: bytes) -> None:
        unsent = memoryview(data)
        while unsent:
            sent = self._patiently(partial(self.sock.send, unsent), WRITE, "the proxy")
            unsent = unsent[sent:]

    def _receive(self) -> bytes:
        return self.sock.recv(RECEIVED_AT_ONCE)

    def _patiently(self, step: Callable[[], T], events: int, what: str) -> T:
        """Do something as soon as the connection is ready for it, until the time to connect is over."""
        while True:
            try:
                return step()
            except BlockingIOError:
                wanted = events
            except ssl.SSLWantReadError:
                wanted = READ
            except ssl.SSLWantWriteError:
                wanted = WRITE
            if not new_poller(self.sock).wait(wanted, max(0.0, self._ends_at - time.monotonic())):
                raise late(self._origin, what)


def _wrap(sock: "Socket", context: ssl.SSLContext, host: str) -> "ssl.SSLSocket | TlsInTls":
    if isinstance(sock, socket.socket) and not isinstance(sock, ssl.SSLSocket):
        # What was cut off is not complete: some answers end with the connection.
        return context.wrap_socket(
            sock, server_hostname=host, do_handshake_on_connect=False, suppress_ragged_eofs=False
        )
    return TlsInTls(sock, context, host)
