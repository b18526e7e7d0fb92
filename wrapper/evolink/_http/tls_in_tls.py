"""TLS over a connection that is encrypted itself, as through a proxy that is spoken to over TLS."""

import ssl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evolink._http.blocking_wire import Socket

_SENT_AT_ONCE = 16 * 1024
"""Bytes of a record of TLS."""
_RECEIVED_AT_ONCE = 64 * 1024


class TlsInTls:
    """A connection as sockets are, that never blocks: `SSLWantReadError` and `SSLWantWriteError` say what to wait for.

    Args:
        inner: The connection to the proxy; it never blocks either.
        context: How the server is trusted.
        host: The server.
    """

    def __init__(self, inner: "Socket", context: ssl.SSLContext, host: str) -> None:
        self._inner = inner
        self._arriving, self._leaving = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._arriving, self._leaving, server_hostname=host)
        self._unsent = b""
        self._taken = 0

    def do_handshake(self) -> None:
        """Agree with the server, as far as possible without blocking."""
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                self._flush()
                self._fill()
            else:
                self._flush()
                return

    def send(self, data: bytes | memoryview, /) -> int:
        """Send the beginning of something, and return how much of it; if it raises, call it again with the same."""
        if not self._taken:
            self._taken = self._tls.write(data[:_SENT_AT_ONCE])
        self._flush()
        sent, self._taken = self._taken, 0
        return sent

    def recv(self, size: int, /) -> bytes:
        """Return what has arrived, or nothing if the server has hung up properly."""
        while True:
            self._flush()
            try:
                return self._tls.read(size)
            except ssl.SSLWantReadError:
                self._fill()
            except ssl.SSLZeroReturnError:
                return b""

    def fileno(self) -> int:
        """Return the descriptor to wait for."""
        return self._inner.fileno()

    def close(self) -> None:
        """Hang up."""
        self._inner.close()

    def _flush(self) -> None:
        """Pass on what is encrypted."""
        self._unsent += self._leaving.read()
        while self._unsent:
            try:
                sent = self._inner.send(self._unsent)
            except BlockingIOError:
                raise ssl.SSLWantWriteError from None
            self._unsent = self._unsent[sent:]

    def _fill(self) -> None:
        """Take in what has arrived."""
        try:
            arrived = self._inner.recv(_RECEIVED_AT_ONCE)
        except BlockingIOError:
            raise ssl.SSLWantReadError from None
        if arrived:
            self._arriving.write(arrived)
        else:
            self._arriving.write_eof()
