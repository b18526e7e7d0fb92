"""Fal's client; its own wait reads every tenth of a second, and the result apart from the status."""

from collections.abc import Callable

import fal_client.client as fal

from bench.peers.bounded import Tally, started


def reader(base_url: str) -> Callable[[], object]:
    """Create a task and return a function that reads it."""
    _aim(base_url)
    return fal.SyncClient(key="bench").submit("bench/model", {"prompt": "x"}).status


async def finish(base_url: str, count: int, tally: Tally) -> None:
    """Start many tasks and wait for them all."""
    _aim(base_url)
    client = fal.AsyncClient(key="bench")

    async def submit() -> fal.AsyncRequestHandle:
        return await client.submit("bench/model", {"prompt": "x"})

    async def wait(task: fal.AsyncRequestHandle) -> None:
        await task.get()
        tally.ended(task.request_id)

    await started(count, submit, wait, tally)


def _aim(base_url: str) -> None:
    """Point it here: its environment names a host, but always with https."""
    fal.QUEUE_URL_FORMAT = f"{base_url}/"
