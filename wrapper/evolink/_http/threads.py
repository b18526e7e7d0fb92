"""What other threads do for an event loop: a few threads to call what blocks, and one wake-up for all that is done."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock
from typing import TypeVar

T = TypeVar("T")

_MOST = 4
"""Threads that wait for the disk. More would not make it faster, and each costs memory."""


class LoopThreads:
    """Threads that work for one event loop.

    Args:
        loop: The loop.

    Attributes:
        loop: The loop.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._pool = ThreadPoolExecutor(_MOST, thread_name_prefix="evolink-disk")
        self._done: list[asyncio.Future[None]] = []
        self._lock = Lock()

    async def run(self, function: Callable[[], T]) -> T:
        """Call something that blocks. A cancellation waits for it if it has begun: a thread can't be stopped."""
        job = self._pool.submit(function)
        try:
            return await self.wait_for(job)
        except asyncio.CancelledError:
            if not job.cancel():
                with suppress(Exception):
                    await self.wait_for(job)
            raise

    async def wait_for(self, future: Future[T]) -> T:
        """Wait for what another thread does; a cancellation does not stop it."""
        waiter: asyncio.Future[None] = self.loop.create_future()
        future.add_done_callback(lambda _: self._wake(waiter))
        await waiter
        return future.result()

    def close(self) -> None:
        """Let the threads end once they have done what they were given."""
        self._pool.shutdown(wait=False)

    def _wake(self, waiter: asyncio.Future[None]) -> None:
        with self._lock:
            self._done.append(waiter)
            is_first = len(self._done) == 1
        if is_first:
            with suppress(RuntimeError):  # the loop has ended, and with it who waited
                self.loop.call_soon_threadsafe(self._deliver)

    def _deliver(self) -> None:
        with self._lock:
            done, self._done = self._done, []
        for waiter in done:
            if not waiter.done():
                waiter.set_result(None)
