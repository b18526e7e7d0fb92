"""The only functions of this package that sleep."""

import time


def sleep(seconds: float) -> None:
    """Block this thread."""
    time.sleep(seconds)


async def sleep_async(seconds: float) -> None:
    """Suspend, while other coroutines run."""
    import asyncio  # the sync client does without it

    await asyncio.sleep(seconds)
