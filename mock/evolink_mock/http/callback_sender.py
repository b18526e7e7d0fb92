"""Sends callbacks when they are due, for as long as any is owed."""

import asyncio
import json

from evolink_mock.http.callback_post import post_callback
from evolink_mock.http.clock import Clock
from evolink_mock.world.answers import task_detail
from evolink_mock.world.callbacks import Callback
from evolink_mock.world.files import links
from evolink_mock.world.state import World

_TICK = 0.05  # real seconds between two readings of the mock's clock, which tests may move at any time


class CallbackSender:
    """Sends the callbacks of a world; runs in the server's event loop, and only while a callback is owed.

    Args:
        world: The world whose callbacks it sends.
        clock: Its time.
    """

    def __init__(self, world: World, clock: Clock) -> None:
        self._world = world
        self._clock = clock
        self._running: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Start if a callback is owed; called after each request."""
        if self._world.owes_callbacks and (self._running is None or self._running.done()):
            self._running = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        async with asyncio.TaskGroup() as attempts:
            while self._world.owes_callbacks:
                now = self._clock.now()
                self._world.settle(now)
                for callback in self._world.due_callbacks(now):
                    attempts.create_task(self._attempt(callback))
                await asyncio.sleep(_TICK)  # noqa: TID251 - the mock sends callbacks in real time

    async def _attempt(self, callback: Callback) -> None:
        task = callback.task
        now = max(callback.due, self._clock.now())
        detail = task_detail(task, lambda: links(task.base_url, task), now, self._world.speed)
        body = json.dumps(detail, ensure_ascii=False, separators=(",", ":")).encode()
        outcome = await post_callback(callback.url, body, timeout=callback.timeout, to=self._world.callbacks_to)
        self._world.log_delivery(callback, outcome)
