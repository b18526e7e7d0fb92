"""What other threads complete, awaited on an event loop: it is woken once for all that arrives together."""

import asyncio
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")


class Arrivals:
    """What is awaited on one event loop.

    Args:
        loop: The event loop.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._arrived: list[tuple[Future[Any], asyncio.Future[Any]]] = []
        self._lock = threading.Lock()

    def expect(self, future: "Future[T]") -> "asyncio.Future[T]":
        """Return what to await for a future; cancelling that does not cancel the future."""
        awaited: asyncio.Future[T] = self._loop.create_future()
        future.add_done_callback(lambda done: self._arrive(done, awaited))
        return awaited

    def wake(self) -> None:
        """Have the event loop hand over what has arrived; from any thread."""
        with suppress(RuntimeError):  # it is closed, so nobody waits
            self._loop.call_soon_threadsafe(self._hand_over)

    def _arrive(self, done: "Future[Any]", awaited: "asyncio.Future[Any]") -> None:
        with self._lock:
            self._arrived.append((done, awaited))
            is_first = len(self._arrived) == 1  # else it will be woken, or is about to hand over
        if not is_first:
            return
        if (group := _group.to_wake) is None:
            self.wake()
        else:
            group.add(self)

    def _hand_over(self) -> None:
        with self._lock:
            arrived, self._arrived = self._arrived, []
        for done, awaited in arrived:
            if awaited.done():
                continue
            if done.cancelled():
                awaited.cancel()
            elif error := done.exception():
                awaited.set_exception(error)
            else:
                awaited.set_result(done.result())


class _Group(threading.local):
    """The event loops that this thread will wake; None if it wakes each at once."""

    to_wake: set[Arrivals] | None = None


_group = _Group()


@contextmanager
def waking_once() -> Generator[None]:
    """Wake each event loop once, at the end, for all futures that this thread completes meanwhile."""
    if _group.to_wake is not None:
        yield
        return
    to_wake: set[Arrivals] = set()
    _group.to_wake = to_wake
    try:
        yield
    finally:
        _group.to_wake = None
        for each in to_wake:
            each.wake()
