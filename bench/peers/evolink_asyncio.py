"""The client of this repository, with asyncio."""

import asyncio

from bench_mock import KEY, MODEL
from peers.bounded import AT_ONCE, Tally

from evolink import AsyncEvoLink, AsyncTask


async def finish(base_url: str, count: int, tally: Tally) -> None:
    """Start many tasks and wait for them all."""
    room = asyncio.Semaphore(AT_ONCE)
    async with AsyncEvoLink(api_key=KEY, base_url=base_url) as client:

        async def one() -> AsyncTask:
            async with room:
                return await client.images.submit(model=MODEL, prompt="x")

        tasks = await asyncio.gather(*(one() for _ in range(count)))
        async for task in client.tasks.as_completed(tasks):
            if task.completed:
                tally.ended(task.id)
