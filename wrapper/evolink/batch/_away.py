"""A journal whose server restarts is waited for: what was sent meanwhile is noted when it is back."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from evolink.errors import JournalFailed

T = TypeVar("T")

PATIENCE = 300.0
"""Seconds after which a run gives up."""
_FIRST, _LONGEST = 0.25, 5.0

_log = logging.getLogger("evolink")


async def once_back(work: Callable[[], T], patience: float | None = None) -> T:
    """Return what something gives that is done in a thread; again and again while the journal's server is away.

    Args:
        work: What to do; to do it twice must do no harm.
        patience: Seconds after which what it raises is raised; five minutes if None.

    Raises:
        JournalFailed: The journal can't be read or written.
    """
    now = asyncio.get_running_loop().time
    gap, ends = _FIRST, now() + (PATIENCE if patience is None else patience)
    while True:
        try:
            return await asyncio.to_thread(work)
        except JournalFailed as error:
            if not error.passing or now() + gap >= ends:
                raise
            if gap == _FIRST:
                _log.warning("the run waits for its journal: %s", error.message)
        await _pause(gap)
        gap = min(2 * gap, _LONGEST)


async def _pause(seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.get_running_loop().create_future()
