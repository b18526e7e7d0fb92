"""A few threads that call what blocks, for an event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from evolink._http.arrivals import Arrivals

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
        self._arrivals = Arrivals(loop)

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
        return await self._arrivals.expect(future)

    def close(self) -> None:
        """End the threads once they have done what they were given."""
        self._pool.shutdown(wait=False)
