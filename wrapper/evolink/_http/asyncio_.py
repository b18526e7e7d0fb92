"""The port of the async client: it suspends, on one event loop."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from evolink._http.asyncio_connect import connect
from evolink._http.asyncio_wire import AsyncioWire
from evolink._http.base_port import BasePort
from evolink._http.origin import Origin
from evolink._http.port import Signal
from evolink._http.request_pool import AsyncRequestPool
from evolink._http.sleep import sleep_async
from evolink._http.threads import LoopThreads
from evolink._http.url import Address
from evolink._http.wire import Carrier
from evolink.errors import ConfigurationError

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")


class AsyncSlots(asyncio.Semaphore):
    """Places for requests under way, waited for while other coroutines run."""

    async def acquire_within(self, seconds: float) -> bool:
        """Wait for a free one for so many seconds; return whether there was one."""
        if not self.locked():  # nearly always, and without a timer
            return await self.acquire()
        try:
            async with asyncio.timeout(seconds):
                return await self.acquire()
        except TimeoutError:
            return False


class AsyncPort(BasePort):
    """The outside world for code that runs on an asyncio event loop."""

    _loop: asyncio.AbstractEventLoop | None = None
    _threads: LoopThreads | None = None

    async def pause(self, seconds: float, signal: Signal | None = None) -> None:
        """Suspend, while other coroutines run."""
        if signal is None:
            await sleep_async(seconds)
            return
        loop, given = asyncio.get_running_loop(), asyncio.Event()

        def wake() -> None:
            with suppress(RuntimeError):  # the loop has ended, and with it the pause
                loop.call_soon_threadsafe(given.set)

        signal.add_listener(wake)
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await given.wait()
        finally:
            signal.remove_listener(wake)
            signal.consume()

    def request_pool(self, most: int) -> AsyncRequestPool:
        """Return a pool of tasks on the running event loop; the caller limits how many."""
        del most
        return AsyncRequestPool(self.send)

    async def together(self, calls: Sequence[Callable[[], Awaitable[T]]]) -> list[T]:
        """Call several things in tasks of their own. A cancellation cancels all of them, and waits until they end."""
        tasks = [asyncio.ensure_future(call()) for call in calls]
        try:
            await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        return [task.result() for task in tasks]

    async def run_blocking(self, function: Callable[[], T]) -> T:
        """Call it in a thread while the event loop runs. A cancellation waits for it: a thread can't be stopped."""
        return await self._own_threads().run(function)

    async def wait_for(self, future: "Future[T]") -> T:
        """Wait while the event loop runs; a cancellation does not stop the thread."""
        return await self._own_threads().wait_for(future)

    async def close(self) -> None:
        """Close the connections; a client that was handed in is its owner's to close."""
        if self._threads is not None:
            self._threads.close()
            self._threads = None
        if self._loop in {None, asyncio.get_running_loop()}:
            await super().close()
        elif isinstance(self._carrier, AsyncioWire):
            self._carrier.abandon()

    def _own_threads(self) -> LoopThreads:
        """Return the threads that work for the running event loop."""
        loop = asyncio.get_running_loop()
        if self._threads is None or self._threads.loop is not loop:
            self._threads = LoopThreads(loop)
        return self._threads

    def _check_owner(self) -> None:
        """Refuse to use the connections of another event loop, which fail with misleading errors."""
        self._loop = self._loop or asyncio.get_running_loop()
        if self._loop is not asyncio.get_running_loop():
            raise ConfigurationError("this client belongs to another event loop: make one inside each asyncio.run()")

    def _new_slots(self, most: int) -> AsyncSlots:
        return AsyncSlots(most)

    def _make_wire(self, origin_of: Callable[[Address], Origin]) -> AsyncioWire:
        return AsyncioWire(origin_of, connect, self.run_blocking)

    def _make_handed_in(self, client: Any) -> Carrier:
        from evolink._http.handed_in import AsyncioHandedIn

        return AsyncioHandedIn(client, self.run_blocking)
