"""Requests over connections that either way to connect made, and coroutines that are cancelled at a certain moment."""

import asyncio
import contextlib
import itertools
import select
import ssl
import time
from collections.abc import Coroutine, Generator
from typing import Any, Literal

from evolink._http import asyncio_connect, blocking_connect
from evolink._http.origin import Origin

Way = Literal["blocking", "asyncio"]
WAYS: tuple[Way, ...] = ("blocking", "asyncio")
REQUEST = b"GET /x HTTP/1.1\r\nhost: service.test\r\n\r\n"


def exchange(way: Way, origin: Origin, request: bytes = REQUEST, seconds: float = 5) -> bytes:
    """Connect, send a request, and return what comes."""
    if way == "asyncio":
        return asyncio.run(_suspending(origin, request, seconds))
    return _blocking(origin, request, seconds)


def _blocking(origin: Origin, request: bytes, seconds: float) -> bytes:
    sock = blocking_connect.connect(origin, time.monotonic() + seconds)
    received, unsent, ends_at = b"", request, time.monotonic() + seconds
    with contextlib.closing(sock):
        while time.monotonic() < ends_at:
            try:
                while unsent:
                    unsent = unsent[sock.send(unsent) :]
                piece = sock.recv(65536)
            except ssl.SSLWantWriteError:
                select.select([], [sock], [], seconds)
            except (BlockingIOError, ssl.SSLWantReadError):
                select.select([sock], [], [], seconds)
            except ssl.SSLEOFError:
                return received
            else:
                if not piece:
                    return received
                received += piece
    raise TimeoutError


class _Collecting(asyncio.Protocol):
    transport: asyncio.Transport

    def __init__(self) -> None:
        self.received = b""
        self.ended = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        self.received += data

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self.ended.set()


async def _suspending(origin: Origin, request: bytes, seconds: float) -> bytes:
    loop = asyncio.get_running_loop()
    protocol = await asyncio_connect.connect(origin, _Collecting, loop.time() + seconds)
    protocol.transport.write(request)
    async with asyncio.timeout(seconds):
        await protocol.ended.wait()
    return protocol.received


class Interrupted:
    """Awaits something, and is cancelled where it is suspended for the n-th time, or where that is over."""

    def __init__(self, inner: Coroutine[Any, Any, Any], step: int, *, afterwards: bool) -> None:
        self._inner, self._step, self._afterwards = inner, step, afterwards

    def __await__(self) -> Generator[Any, Any, Any]:
        for step in itertools.count():
            try:
                suspended = self._inner.send(None)
            except StopIteration as result:
                return result.value
            if step == self._step and not self._afterwards:
                task = asyncio.current_task()
                assert task
                task.cancel()
            try:
                yield suspended
            except BaseException as error:
                self._inner.throw(error)
                raise AssertionError("it went on") from error
            if step == self._step:
                self._inner.throw(asyncio.CancelledError())
