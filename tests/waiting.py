"""Wait for what must have happened, however slow the machine is: a test that needs a fact never guesses a time."""

import asyncio
import subprocess
import time
from collections.abc import Callable
from typing import Any

PATIENCE = 120.0
"""Seconds after which something is taken to never happen; far more than the slowest machine needs."""


def until(condition: Callable[[], Any], what: str = "what was waited for has happened") -> Any:
    """Return what a condition returns, once it is true; another thread or process brings that about."""
    ends = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < ends, f"it took too long until {what}"
        time.sleep(0.01)  # noqa: TID251 - the others are at work meanwhile
    return found


def until_by(process: subprocess.Popen[str], condition: Callable[[], Any]) -> None:
    """Return once a condition is true that a process brings about, which must live until then."""
    while not condition():
        time.sleep(0.01)  # noqa: TID251 - the process is at work meanwhile
        assert process.poll() is None, process.communicate()


async def until_async(condition: Callable[[], Any]) -> None:
    """Return once a condition is true; another task, thread or process brings that about."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - any condition, not only one that has an event
            await asyncio.sleep(0.01)  # noqa: TID251 - the others are at work meanwhile
