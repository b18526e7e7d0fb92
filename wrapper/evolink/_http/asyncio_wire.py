"""Carries requests over the transports of an event loop."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, cast

from evolink._http.connections import Connections
from evolink._http.interception import refuse_if_intercepted
from evolink._http.origin import Origin
from evolink._http.parsers import new_answer
from evolink._http.readiness import READ, HasFileno, Poller, new_poller
from evolink._http.sleep import sleep_async
from evolink._http.url import Address
from evolink._http.wire import Answer, Body, Outgoing, Pieces, Sink, head_of
from evolink._http.wire_errors import LateError, LostError, WireError
from evolink._keys.secret import SecretBytes

_MOST_AHEAD = 256 * 1024
"""Bytes of an answer that are kept while nobody takes them; a server that sends faster has to wait."""


class AsyncioConnection(asyncio.Protocol):
    """A connection, which serves one request at a time."""

    __slots__ = ("_ahead", "_answer", "_loop", "_poller", "_transport", "_waiter", "_writes", "error")

    _transport: asyncio.Transport
    _poller: Poller

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._answer: Answer | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._ahead = 0
        self._writes = True
        self.error: WireError | None = None
        """What went wrong with it, beside what its answer says."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        self._transport = cast("asyncio.Transport", transport)
        self._poller = new_poller(cast("HasFileno", transport.get_extra_info("socket")))

    def data_received(self, data: bytes) -> None:
        """Read a part of the answer."""
        if self._answer is None:  # nobody asked
            self._fail(LostError("the server sent data that was not requested"))
            return
        try:
            self._answer.feed(data)
        except WireError as error:
            self._fail(error)
        self._ahead += len(data)
        if self._ahead > _MOST_AHEAD:
            self._transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        """Note that the server sends no more; the transport then closes itself."""
        try:
            if self._answer is not None:
                self._answer.end()
        except LostError as error:
            self._fail(error)
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the connection is gone."""
        if self._answer is not None:
            self._answer.refuse_reuse()
        self._fail(LostError(str(exc or "the server closed the connection before its response was complete")))

    def pause_writing(self) -> None:
        """Note that the server takes no more for now."""
        self._writes = False

    def resume_writing(self) -> None:
        """Note that it takes more."""
        self._writes = True
        self._wake()

    def is_quiet(self) -> bool:
        """Whether the server has neither hung up nor sent anything, even if the event loop has not noticed yet."""
        return self.error is None and not self._poller.wait(READ, 0)

    def close(self) -> None:
        """Close it at once."""
        self._transport.abort()

    def abandon(self) -> None:
        """Close its socket although its event loop has ended: nothing can be called or awaited there any more.

        Where the private name is missing, the operating system closes it with the process.
        """
        with suppress(RuntimeError):
            self._transport.abort()
        inner: Any = getattr(getattr(self._transport, "_ssl_protocol", None), "_transport", self._transport)
        with suppress(RuntimeError, AttributeError):
            inner._call_connection_lost(None)  # noqa: SLF001 - asyncio closes such a socket in no public way

    def serve(self, answer: Answer | None) -> None:
        """Read what comes into an answer; what comes when there is none makes the connection useless."""
        self._answer = answer
        self._ahead = 0

    async def send(self, data: bytes, sent: Outgoing, answer: Answer) -> None:
        """Send bytes, and wait until few are left, the answer begins, or the connection is lost."""
        self._transport.write(data)
        while not (self._writes or self.error or answer.begun):
            await self.change(sent)

    def take(self, answer: Answer) -> bytes:
        """Return what came of the body, and read on."""
        if self._ahead > _MOST_AHEAD:
            self._transport.resume_reading()
        self._ahead = 0
        return answer.take()

    async def change(self, sent: Outgoing) -> None:
        """Wait until something happens.

        Raises:
            LateError: Nothing did in time.
        """
        patience = sent.patience(time.monotonic())
        waiter = self._waiter = self._loop.create_future()
        timer = self._loop.call_later(patience, _expire, waiter)
        try:
            await waiter
        finally:
            timer.cancel()
            self._waiter = None

    def _fail(self, error: WireError) -> None:
        self.error = self.error or error
        self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


def _expire(waiter: "asyncio.Future[None]") -> None:
    if not waiter.done():
        waiter.set_exception(LateError("nothing arrived in time"))


class AsyncioWire:
    """Sends requests and brings their answers, on one event loop.

    Args:
        origin_of: Returns where the connection for an address leads.
        connect: Opens a connection to an origin, until a moment of the event loop's clock.
        run_blocking: Calls something that waits for the disk.
    """

    def __init__(
        self,
        origin_of: Callable[[Address], Origin],
        connect: Callable[[Origin, type[AsyncioConnection], float], Awaitable[AsyncioConnection]],
        run_blocking: Callable[[Callable[[], bytes]], Awaitable[bytes]],
    ) -> None:
        self._origin_of = origin_of
        self._connect = connect
        self._run_blocking = run_blocking
        self._idle: Connections[AsyncioConnection] = Connections()

    async def carry(self, sent: Outgoing, sink: Sink) -> None:
        """Send a request, and pass its answer on."""
        sent.watch_delivery()
        origin = self._origin_of(sent.address)
        head = head_of(sent, origin)
        connection = self._idle.take(origin) or await self._open(origin, sent)
        answer = new_answer()
        connection.serve(answer)
        try:
            await self._send(connection, head, sent, answer)
            await _bring(connection, sent, answer, sink)
        except BaseException:
            connection.close()
            raise
        connection.serve(None)
        if answer.reusable:
            self._idle.give_back(origin, connection)
        else:
            connection.close()

    async def close(self) -> None:
        """Close the connections."""
        for connection in self._idle.take_all():
            connection.close()
        await sleep_async(0)  # the event loop closes them on its next turn

    def abandon(self) -> None:
        """Close the connections of an event loop that has ended."""
        for connection in self._idle.take_all():
            connection.abandon()

    async def _open(self, origin: Origin, sent: Outgoing) -> AsyncioConnection:
        refuse_if_intercepted(origin)
        patience = sent.connect_patience(time.monotonic())
        return await self._connect(origin, AsyncioConnection, asyncio.get_running_loop().time() + patience)

    async def _send(self, connection: AsyncioConnection, head: SecretBytes, sent: Outgoing, answer: Answer) -> None:
        body = sent.body
        if body is None:
            await connection.send(head, sent, answer)
        elif isinstance(body, bytes):
            sent.delivery.begun = True
            await connection.send(SecretBytes(head + body), sent, answer)
        else:
            await self._send_pieces(connection, head, body, sent, answer)

    async def _send_pieces(
        self, connection: AsyncioConnection, head: SecretBytes, body: Pieces, sent: Outgoing, answer: Answer
    ) -> None:
        """Send a body piece by piece, unless the server answers before, as it does if the body is too large."""
        piece = await self._run_blocking(body.read_piece)
        sent.delivery.begun = True
        await connection.send(SecretBytes(head + piece), sent, answer)
        while piece and not (connection.error or answer.begun):
            if piece := await self._run_blocking(body.read_piece):
                await connection.send(piece, sent, answer)
        if piece:
            answer.refuse_reuse()


async def _bring(connection: AsyncioConnection, sent: Outgoing, answer: Answer, sink: Sink) -> None:
    """Wait for an answer, and pass it on."""
    while not answer.begun:
        if connection.error:
            raise connection.error
        await connection.change(sent)
    if not sink.begin(answer.status, answer.headers):
        return
    body = Body(answer, sink)
    while True:
        if answer.chunks:
            body.write(connection.take(answer))
        if answer.done:
            body.end()
            return
        if connection.error:
            raise connection.error
        await connection.change(sent)
