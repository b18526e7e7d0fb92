"""Carries requests over sockets, in the calling thread."""

import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

from evolink._http.connections import Connections
from evolink._http.interception import refuse_if_intercepted
from evolink._http.origin import Origin
from evolink._http.parsers import new_answer
from evolink._http.readiness import READ, WRITE, new_poller
from evolink._http.url import Address
from evolink._http.wire import Answer, Body, Outgoing, Pieces, Sink, head_of
from evolink._http.wire_errors import LateError, LostError, WireError
from evolink._keys.secret import SecretBytes

_CHUNK = 64 * 1024


class Socket(Protocol):
    """A socket that doesn't block: it raises `BlockingIOError` or an error of `ssl` instead."""

    def send(self, data: bytes | memoryview, /) -> int: ...
    def recv(self, size: int, /) -> bytes: ...
    def fileno(self) -> int: ...
    def close(self) -> None: ...


class BlockingConnection:
    """A connection, which serves one request at a time.

    Args:
        sock: Its socket.
    """

    __slots__ = ("_is_plain", "_poller", "_sock")

    def __init__(self, sock: Socket) -> None:
        self._sock = sock
        self._is_plain = type(sock) is socket.socket
        self._poller = new_poller(sock)

    def is_quiet(self) -> bool:
        """Whether the server has neither hung up nor sent anything."""
        return not self._poller.wait(READ, 0)

    def close(self) -> None:
        """Close it at once."""
        self._sock.close()

    def send(self, data: bytes, sent: Outgoing, answer: Answer) -> bool:
        """Send bytes, unless an answer comes first, as it does to a body that is too large.

        Returns:
            Whether all were sent.

        Raises:
            LostError: The connection broke.
            LateError: The server took no more of them in time.
        """
        done = 0
        while done < len(data) and not answer.begun:
            try:
                done += self._sock.send(memoryview(data)[done:] if done else data)
            except ssl.SSLWantReadError:
                self._wait_to_send(READ, sent, answer)
            except (BlockingIOError, ssl.SSLWantWriteError):
                self._wait_to_send(READ | WRITE, sent, answer)
            except OSError as error:
                raise LostError(str(error)) from error
        return done == len(data)

    def receive(self, sent: Outgoing, answer: Answer) -> None:
        """Read the next bytes of an answer.

        Raises:
            LostError: The connection broke.
            LateError: Nothing came in time.
            BadAnswerError: It is none.
        """
        if self._is_plain:  # what TLS has decrypted is not seen by the system
            self._wait(READ, sent)
        else:
            sent.patience(time.monotonic())
        while events := self._read(answer):
            self._wait(events, sent)

    def _wait_to_send(self, events: int, sent: Outgoing, answer: Answer) -> None:
        if self._wait(events, sent) & READ:
            self._read(answer)

    def _read(self, answer: Answer) -> int:
        """Read what is there; return what to wait for if that is nothing yet."""
        try:
            data = self._sock.recv(_CHUNK)
        except (BlockingIOError, ssl.SSLWantReadError):
            return READ
        except ssl.SSLWantWriteError:
            return WRITE
        except OSError as error:
            raise LostError(str(error)) from error
        if data:
            answer.feed(data)
        else:
            answer.end()
        return 0

    def _wait(self, events: int, sent: Outgoing) -> int:
        happened = self._poller.wait(events, sent.patience(time.monotonic()))
        if not happened:
            raise LateError("nothing arrived in time")
        return happened


class BlockingWire:
    """Sends requests and brings their answers; its coroutines never suspend.

    Args:
        origin_of: Returns where the connection for an address leads.
        connect: Opens a connection to an origin, until a moment of the monotonic clock.
    """

    def __init__(self, origin_of: Callable[[Address], Origin], connect: Callable[[Origin, float], Socket]) -> None:
        self._origin_of = origin_of
        self._connect = connect
        self._idle: Connections[BlockingConnection] = Connections()

    async def carry(self, sent: Outgoing, sink: Sink) -> None:
        """Send a request, and pass its answer on."""
        sent.watch_delivery()
        origin = self._origin_of(sent.address)
        head = head_of(sent, origin)
        connection = self._idle.take(origin) or self._open(origin, sent)
        answer = new_answer()
        try:
            _ask(connection, head, sent, answer)
            _bring(connection, sent, answer, sink)
        except BaseException:
            connection.close()
            raise
        if answer.reusable:
            self._idle.give_back(origin, connection)
        else:
            connection.close()

    async def close(self) -> None:
        """Close the connections."""
        for connection in self._idle.take_all():
            connection.close()

    def _open(self, origin: Origin, sent: Outgoing) -> BlockingConnection:
        refuse_if_intercepted(origin)
        now = time.monotonic()
        return BlockingConnection(self._connect(origin, now + sent.connect_patience(now)))


def _ask(connection: BlockingConnection, head: SecretBytes, sent: Outgoing, answer: Answer) -> None:
    """Send a request, and wait until its answer begins."""
    try:
        if not _send(connection, head, sent, answer):
            answer.refuse_reuse()
    except LostError:  # the server hung up before it had read all, perhaps after it said why
        answer.refuse_reuse()
        with suppress(WireError):
            while not answer.begun:
                connection.receive(sent, answer)
        if not answer.begun:
            raise
    while not answer.begun:
        connection.receive(sent, answer)


def _send(connection: BlockingConnection, head: SecretBytes, sent: Outgoing, answer: Answer) -> bool:
    body = sent.body
    if body is None:
        return connection.send(head, sent, answer)
    piece = body if isinstance(body, bytes) else body.read_piece()
    sent.delivery.begun = True
    if not connection.send(SecretBytes(head + piece), sent, answer):
        return False
    return isinstance(body, bytes) or _send_rest(connection, body, sent, answer)


def _send_rest(connection: BlockingConnection, body: Pieces, sent: Outgoing, answer: Answer) -> bool:
    while piece := body.read_piece():
        if not connection.send(piece, sent, answer):
            return False
    return True


def _bring(connection: BlockingConnection, sent: Outgoing, answer: Answer, sink: Sink) -> None:
    """Pass on an answer that has begun."""
    if not sink.begin(answer.status, answer.headers):
        return
    body = Body(answer, sink)
    while True:
        if answer.chunks:
            body.write(answer.take())
        if answer.done:
            body.end()
            return
        connection.receive(sent, answer)
