"""Raw aiohttp."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp

from bench.peers.httpx_fixed import AUTHORISED
from bench.served_mock import MODEL


@asynccontextmanager
async def open_reader(base_url: str) -> AsyncGenerator[Callable[[], Awaitable[object]]]:
    """Create a task and yield a function that reads it."""
    async with aiohttp.ClientSession(base_url, headers=AUTHORISED) as session:
        async with session.post("/v1/images/generations", json={"model": MODEL, "prompt": "x"}) as answer:
            task_id = (await answer.json())["id"]

        async def read() -> object:
            async with session.get(f"/v1/tasks/{task_id}") as answer:
                return await answer.json()

        yield read
