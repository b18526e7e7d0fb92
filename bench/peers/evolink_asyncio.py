"""The client of this repository, with asyncio."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from bench.peers.bounded import AT_ONCE, Tally
from bench.served_mock import KEY, MODEL
from evolink import AsyncEvoLink, AsyncTask


@asynccontextmanager
async def open_reader(base_url: str) -> AsyncGenerator[Callable[[], Awaitable[object]]]:
    """Create a task and yield a function that reads it."""
    async with AsyncEvoLink(api_key=KEY, base_url=base_url) as client:
        task = await client.images.submit(model=MODEL, prompt="x")
        yield lambda: client.tasks.get(task.id)


async def finish(base_url: str, count: int, tally: Tally) -> None:
    """Start many tasks and wait for them all."""
    await _finish(AsyncEvoLink(api_key=KEY, base_url=base_url), count, tally)


async def finish_alone(base_url: str, count: int, tally: Tally) -> None:
    """The same, with a request for each read of a task."""
    await _finish(AsyncEvoLink(api_key=KEY, base_url=base_url, batch_reads=False), count, tally)


async def _finish(opened: AsyncEvoLink, count: int, tally: Tally) -> None:
    room = asyncio.Semaphore(AT_ONCE)
    async with opened as client:

        async def one() -> AsyncTask:
            async with room:
                return await client.images.submit(model=MODEL, prompt="x")

        tasks = await asyncio.gather(*(one() for _ in range(count)))
        async for task in client.tasks.as_completed(tasks):
            if task.completed:
                tally.ended(task.id)
