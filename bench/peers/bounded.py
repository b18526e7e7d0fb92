"""Starts a few tasks at a time, for everybody alike: a storm of paid requests is not what is measured."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 8
"""Create requests under way at one time."""


class Tally:
    """What has become of the tasks.

    Attributes:
        seen: When the answer of each finished task was there, Unix seconds.
        raised: What lost a task, and how often.
    """

    def __init__(self) -> None:
        self.seen: dict[str, float] = {}
        self.raised: Counter[str] = Counter()

    def ended(self, task_id: str) -> None:
        """Note that a task's response has arrived."""
        self.seen[task_id] = time.time()


async def started(
    count: int, submit: Callable[[], Awaitable[T]], wait: Callable[[T], Awaitable[None]], tally: Tally
) -> None:
    """Start tasks, and wait for each in a coroutine of its own."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one() -> None:
        try:
            async with room:
                task = await submit()
            await wait(task)
        except Exception as error:  # noqa: BLE001 - whatever loses a task is the figure wanted
            tally.raised[type(error).__name__] += 1

    await asyncio.gather(*(one() for _ in range(count)))
