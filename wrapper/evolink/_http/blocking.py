"""The port of the sync client: its coroutines block, and never suspend."""

import concurrent.futures
import os
import queue
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import TypeVar

import httpx

from evolink._http.base_port import BasePort
from evolink._http.blocking_transport import BlockingTransport, KeepDeadline
from evolink._http.client_options import build_options, translate_environment_errors
from evolink._http.deadline import Deadline
from evolink._http.messages import PLAINLY
from evolink._http.port import Signal
from evolink._http.request_pool import ThreadRequestPool
from evolink._http.run import run

T = TypeVar("T")

_MOST_TOGETHER = 8
"""Threads for what is done at once."""


def _work(jobs: "queue.SimpleQueue[tuple[Callable[[], Awaitable[T]], Future[T]]]") -> None:
    """Make calls until none is left."""

    async def make(call: Callable[[], Awaitable[T]]) -> T:
        return await call()

    with suppress(queue.Empty):
        while True:
            call, result = jobs.get_nowait()
            try:
                result.set_result(run(make(call)))
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                result.set_exception(error)


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

    async def together(self, calls: Sequence[Callable[[], Awaitable[T]]]) -> list[T]:
        """Call several things in threads; a single one in the calling thread."""
        if len(calls) <= 1:
            return [await call() for call in calls]
        jobs: queue.SimpleQueue[tuple[Callable[[], Awaitable[T]], Future[T]]] = queue.SimpleQueue()
        results = [Future[T]() for _ in calls]
        for job in zip(calls, results, strict=True):
            jobs.put(job)
        for number in range(min(len(calls), _MOST_TOGETHER)):
            # Daemons, so that Ctrl-C need not wait for them.
            threading.Thread(target=_work, args=(jobs,), name=f"evolink-together-{number}", daemon=True).start()
        concurrent.futures.wait(results)
        return [each.result() for each in results]

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
