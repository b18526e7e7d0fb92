"""Sends many requests at once and returns the answers as they arrive, sync and async."""

import asyncio
import contextvars
import queue
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

from evolink._http.deadline import Deadline
from evolink._http.port import POLL_NOW, Arrival, Outcome, Request, Response
from evolink._http.run import run

Send = Callable[[Request, Deadline], Coroutine[Any, Any, Response]]


class ThreadRequestPool:
    """Sends requests in threads, which are made as they are needed.

    Args:
        send: Sends one request; a coroutine that never suspends.
        most: Threads there may be.
    """

    def __init__(self, send: Send, most: int) -> None:
        self._send = send
        self._most = most
        self._threads = 0
        self._under_way = 0
        self._jobs: queue.SimpleQueue[tuple[contextvars.Context, int, Request, Deadline] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[tuple[int, Arrival]] = queue.SimpleQueue()

    def post(self, tag: int, request: Request, deadline: Deadline) -> None:
        """Hand it to a thread."""
        self._under_way += 1
        if self._threads < min(self._most, self._under_way):
            self._threads += 1
            # A daemon, so that a hanging read never keeps the interpreter from ending.
            threading.Thread(target=self._work, name=f"evolink-{self._threads}", daemon=True).start()
        self._jobs.put((contextvars.copy_context(), tag, request, deadline))

    def wake(self, tag: int) -> None:
        """Put `POLL_NOW` where outcomes arrive."""
        self._done.put((tag, POLL_NOW))

    async def arrivals(self, seconds: float) -> list[tuple[int, Arrival]]:
        """Wait in the calling thread."""
        try:
            arrived = [self._done.get(timeout=min(seconds, threading.TIMEOUT_MAX))]
        except queue.Empty:
            return []
        with suppress(queue.Empty):
            while True:
                arrived.append(self._done.get_nowait())
        self._under_way -= sum(what is not POLL_NOW for _, what in arrived)
        return arrived

    async def close(self) -> None:
        """End the threads after the requests that were posted."""
        for _ in range(self._threads):
            self._jobs.put(None)

    def _work(self) -> None:
        while job := self._jobs.get():
            context, tag, request, deadline = job
            # Whatever is raised, or the wait for this answer would never end.
            self._done.put((tag, context.run(run, _outcome(self._send(request, deadline), BaseException))))


class AsyncRequestPool:
    """Sends requests in tasks of the running event loop.

    Args:
        send: Sends one request.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self._under_way: set[asyncio.Task[None]] = set()
        self._done: asyncio.Queue[tuple[int, Arrival]] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()

    def post(self, tag: int, request: Request, deadline: Deadline) -> None:
        """Start a task for it."""
        job = asyncio.create_task(self._carry_out(tag, request, deadline))
        self._under_way.add(job)
        job.add_done_callback(self._under_way.discard)

    def wake(self, tag: int) -> None:
        """Put `POLL_NOW` where outcomes arrive; a loop that has ended waits for none."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._done.put_nowait, (tag, POLL_NOW))

    async def arrivals(self, seconds: float) -> list[tuple[int, Arrival]]:
        """Wait while the event loop runs."""
        arrived: list[tuple[int, Arrival]] = []
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                arrived.append(await self._done.get())
        while not self._done.empty():
            arrived.append(self._done.get_nowait())
        return arrived

    async def close(self) -> None:
        """Cancel what is under way."""
        for job in self._under_way:
            job.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _carry_out(self, tag: int, request: Request, deadline: Deadline) -> None:
        # A cancellation is not caught: it ends the task.
        self._done.put_nowait((tag, await _outcome(self._send(request, deadline), Exception)))


async def _outcome(sending: Coroutine[Any, Any, Response], caught: type[BaseException]) -> Outcome:
    """Return what became of a request: its answer, or what was raised, to be raised again where it is awaited."""
    try:
        return await sending
    except caught as error:
        return error
