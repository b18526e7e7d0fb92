"""Raw httpx, as most people begin: one coroutine for each task, a read every two seconds."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx

from bench.peers.bounded import Tally, started
from bench.served_mock import KEY, MODEL

AUTHORISED = {"Authorization": f"Bearer {KEY}"}
EVERY = 2.0
PATIENT = httpx.Timeout(60)
"""With the usual five seconds for a connection of the pool, it loses most of a thousand tasks."""


def reader(base_url: str) -> Callable[[], object]:
    """Create a task and return a function that reads it."""
    client = httpx.Client(base_url=base_url, headers=AUTHORISED)  # noqa: TID251 - the peer
    task_id = client.post("/v1/images/generations", json={"model": MODEL, "prompt": "x"}).json()["id"]
    return lambda: client.get(f"/v1/tasks/{task_id}").json()


@asynccontextmanager
async def open_reader(base_url: str) -> AsyncGenerator[Callable[[], Awaitable[object]]]:
    """Create a task and yield a function that reads it."""
    async with httpx.AsyncClient(base_url=base_url, headers=AUTHORISED) as client:  # noqa: TID251 - the peer
        task_id = (await _json(client.post("/v1/images/generations", json={"model": MODEL, "prompt": "x"})))["id"]
        yield lambda: _json(client.get(f"/v1/tasks/{task_id}"))


async def finish(base_url: str, count: int, tally: Tally) -> None:
    """Start many tasks and wait for them all."""
    async with httpx.AsyncClient(base_url=base_url, headers=AUTHORISED, timeout=PATIENT) as client:  # noqa: TID251 - the peer

        async def submit() -> str:
            return str((await _json(client.post("/v1/images/generations", json={"model": MODEL, "prompt": "x"})))["id"])

        async def wait(task_id: str) -> None:
            status = ""
            while status != "completed":
                await asyncio.sleep(EVERY)  # noqa: TID251 - the peer
                status = (await _json(client.get(f"/v1/tasks/{task_id}")))["status"]
            tally.ended(task_id)

        await started(count, submit, wait, tally)


async def _json(answer: Any) -> dict[str, Any]:
    body: dict[str, Any] = (await answer).raise_for_status().json()
    return body
