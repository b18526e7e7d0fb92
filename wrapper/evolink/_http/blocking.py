"""The port of the sync client: its coroutines block, and never suspend."""

import concurrent.futures
import contextvars
import os
import queue
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, TypeVar

from evolink._http.base_port import BasePort
from evolink._http.blocking_connect import connect
from evolink._http.blocking_wire import BlockingWire
from evolink._http.origin import Origin
from evolink._http.port import Signal
from evolink._http.request_pool import ThreadRequestPool
from evolink._http.run import run
from evolink._http.url import Address
from evolink._http.wire import Carrier

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


class BlockingPort(BasePort):
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
            # Each in a copy of the caller's context, so that what it traces goes on there.
            work, name = contextvars.copy_context().run, f"evolink-together-{number}"
            threading.Thread(target=work, args=(_work, jobs), name=name, daemon=True).start()
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

    def _make_wire(self, origin_of: Callable[[Address], Origin]) -> BlockingWire:
        return BlockingWire(origin_of, connect)

    def _make_handed_in(self, client: Any) -> Carrier:
        from evolink._http.handed_in import BlockingHandedIn

        return BlockingHandedIn(client, self.run_blocking)
