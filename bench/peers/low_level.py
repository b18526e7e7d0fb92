"""The generated client on its own, read every two seconds."""

import asyncio
from collections.abc import Callable

from bench.peers.bounded import Tally, started
from bench.peers.httpx_fixed import EVERY, PATIENT
from bench.served_mock import KEY, MODEL
from evolink_api import AuthenticatedClient
from evolink_api.api.images import create_image_generation
from evolink_api.api.tasks import get_task_detail
from evolink_api.models import NanoBananaBetaRequest

REQUEST = NanoBananaBetaRequest(model=MODEL, prompt="x")


def reader(base_url: str) -> Callable[[], object]:
    """Create a task and return a function that reads it."""
    client = AuthenticatedClient(base_url=base_url, token=KEY)
    task = create_image_generation.sync(client=client, body=REQUEST)
    return lambda: get_task_detail.sync(task.id, client=client)


async def finish(base_url: str, count: int, tally: Tally) -> None:
    """Start many tasks and wait for them all."""
    async with AuthenticatedClient(base_url=base_url, token=KEY, timeout=PATIENT) as client:

        async def submit() -> str:
            return (await create_image_generation.asyncio(client=client, body=REQUEST)).id

        async def wait(task_id: str) -> None:
            status = ""
            while status != "completed":
                await asyncio.sleep(EVERY)  # noqa: TID251 - the peer
                status = (await get_task_detail.asyncio(task_id, client=client)).status
            tally.ended(task_id)

        await started(count, submit, wait, tally)
