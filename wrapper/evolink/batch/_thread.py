"""Runs asyncio code for a sync caller, in an event loop and a thread of its own, so in notebooks too."""

import asyncio
import contextvars
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")

_LOOK_EVERY = 0.2
"""Seconds between two chances to interrupt the caller, on systems where a wait blocks Ctrl-C."""


NewLoop = Callable[[], asyncio.AbstractEventLoop]


class _Work:
    def __init__(self, make: Callable[[], Coroutine[Any, Any, Any]], new_loop: NewLoop) -> None:
        self._make = make
        self._loop = new_loop()
        self._task: asyncio.Task[Any] | None = None
        self.over = threading.Event()
        self.value: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                self.value = runner.run(self._main())
        except BaseException as error:  # noqa: BLE001 - raised again in the caller's thread
            self.error = error
        finally:
            self.over.set()

    def cancel(self) -> None:
        """Ask it to end; from any thread."""
        with suppress(RuntimeError):  # its loop has ended by itself
            self._loop.call_soon_threadsafe(self._cancel)

    async def _main(self) -> Any:
        self._task = asyncio.current_task()
        return await self._make()

    def _cancel(self) -> None:
        if self._task:
            self._task.cancel()


def run_in_thread(make: Callable[[], Coroutine[Any, Any, T]], new_loop: NewLoop = asyncio.new_event_loop) -> T:
    """Run a coroutine to its end, and return its value.

    An interruption of the caller, such as Ctrl-C, cancels it, and is raised when it has ended; a second one is raised
    at once.

    Args:
        make: Makes the coroutine, in the thread that runs it.
        new_loop: Makes the event loop.
    """
    work = _Work(make, new_loop)
    context = contextvars.copy_context()  # what the caller traces goes on in the thread
    threading.Thread(target=context.run, args=(work.run,), name="evolink-batch", daemon=True).start()
    try:
        _until(work.over)
    except BaseException:
        work.cancel()
        try:
            _until(work.over)
        except BaseException:
            work.cancel()
            raise
        raise
    if work.error:
        raise work.error
    value: T = work.value
    return value


def _until(over: threading.Event) -> None:
    while not over.wait(_LOOK_EVERY):
        pass
