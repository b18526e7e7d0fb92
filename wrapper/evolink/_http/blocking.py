"""The port of the sync client: its coroutines block, and never suspend."""

import os
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

import httpx

from evolink._http.base_port import BasePort
from evolink._http.blocking_transport import BlockingTransport, KeepDeadline
from evolink._http.client_options import build_options, translate_environment_errors
from evolink._http.deadline import Deadline
from evolink._http.messages import PLAINLY
from evolink._http.port import Signal
from evolink._http.request_pool import ThreadRequestPool

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")


class ThreadSlots:
    """Places for requests under way, waited for in the calling thread."""

    def __init__(self, most: int) -> None:
        self._free = threading.Semaphore(most)

    async def acquire_within(self, seconds: float) -> bool:
        """Wait for a free one for so many seconds; return whether there was one."""
        return self._free.acquire(timeout=seconds)

    def release(self) -> None:
        """Free one place."""
        self._free.release()

    async def __aenter__(self) -> None:
        self._free.acquire()

    async def __aexit__(self, *_: object) -> None:
        self._free.release()


class BlockingPort(BasePort[httpx.Client]):
    """The outside world for code that blocks."""

    def _begin(self) -> None:
        super()._begin()
        self._process = os.getpid()

    async def pause(self, seconds: float, signal: Signal | None = None) -> None:
        """Sleep."""
        signal = signal or Signal()
        given = threading.Event()
        signal.add_listener(given.set)
        try:
            given.wait(min(seconds, threading.TIMEOUT_MAX))
        finally:
            signal.remove_listener(given.set)
            signal.consume()

    def request_pool(self, most: int) -> ThreadRequestPool:
        """Return a pool of threads."""
        return ThreadRequestPool(self.send, most)

    async def run_blocking(self, function: Callable[[], T]) -> T:
        """Call it."""
        return function()

    async def wait_for(self, future: "Future[T]") -> T:
        """Wait in the calling thread."""
        return future.result()

    def _check_owner(self) -> None:
        """Leave the connections to the process that this one was forked from, or answers would get mixed up."""
        if self._process != os.getpid():
            self._begin()

    def _new_slots(self, most: int) -> ThreadSlots:
        return ThreadSlots(most)

    def _new_client(self) -> httpx.Client:
        with translate_environment_errors():
            return httpx.Client(**build_options(self._settings, BlockingTransport))

    def _keep(self, deadline: Deadline) -> KeepDeadline:
        return KeepDeadline(deadline)

    async def _start(self, client: httpx.Client, sent: httpx.Request) -> httpx.Response:
        return await self.run_blocking(lambda: client.send(sent, **PLAINLY))

    def _chunks(self, answer: httpx.Response) -> AsyncIterator[bytes]:
        return _Chunks(answer.iter_bytes())

    async def _close(self, what: httpx.Client | httpx.Response) -> None:
        await self.run_blocking(what.close)


class _Chunks:
    """An iterator as an asynchronous one, which never suspends."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks

    def __aiter__(self) -> "_Chunks":
        return self

    async def __anext__(self) -> bytes:
        for chunk in self._chunks:
            return chunk
        raise StopAsyncIteration
