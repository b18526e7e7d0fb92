"""Wait for what must have happened, however slow the machine is: a test that needs a fact never guesses a time."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

PATIENCE = 60.0
"""Seconds after which something is taken to never happen; far more than the slowest machine needs."""


def until(true: Callable[[], Any], seconds: float = PATIENCE) -> None:
    """Return once a condition holds, which another thread or process brings about."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "what was waited for did not happen"
        time.sleep(0.01)  # noqa: TID251 - another thread or process is at work meanwhile


async def until_async(true: Callable[[], Any], seconds: float = PATIENCE) -> None:
    """Return once a condition holds, which another task, thread or process brings about."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - any condition, not only one that has an event
            await asyncio.sleep(0.01)  # noqa: TID251 - the others are at work meanwhile
