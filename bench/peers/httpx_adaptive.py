"""Raw httpx by an expert: a limit on concurrent requests, and reads timed by the progress."""

import asyncio
import time
from typing import Any

import httpx

from bench.peers.bounded import Tally, started
from bench.peers.httpx_fixed import AUTHORISED
from bench.served_mock import MODEL

UNDER_WAY = 50
FIRST, TOWARDS, LEAST = 0.6, 0.8, 0.4
"""The first read as a share of the estimate; how far one gap goes towards the expected end; the least gap."""


async def finish(base_url: str, count: int, tally: Tally) -> None:
    """Start many tasks and wait for them all."""
    room = asyncio.Semaphore(UNDER_WAY)
    async with httpx.AsyncClient(base_url=base_url, headers=AUTHORISED) as client:  # noqa: TID251 - the peer

        async def ask(method: str, path: str, **more: Any) -> dict[str, Any]:
            async with room:
                body: dict[str, Any] = (await client.request(method, path, **more)).raise_for_status().json()
            return body

        async def submit() -> dict[str, Any]:
            return await ask("POST", "/v1/images/generations", json={"model": MODEL, "prompt": "x"})

        async def wait(task: dict[str, Any]) -> None:
            began, gap, task_id = time.monotonic(), FIRST * task["task_info"]["estimated_time"], task["id"]
            while task["status"] != "completed":
                await asyncio.sleep(gap)  # noqa: TID251 - the peer
                task = await ask("GET", f"/v1/tasks/{task_id}")
                waited = time.monotonic() - began
                gap = max(TOWARDS * waited * (100 / (task["progress"] or 50) - 1), LEAST)
            tally.ended(task_id)

        await started(count, submit, wait, tally)
