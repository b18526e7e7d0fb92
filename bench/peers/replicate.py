"""Replicate's client; its own wait reads every half second."""

from collections.abc import Callable

from replicate.client import Client
from replicate.prediction import Prediction

from bench.peers.bounded import Tally, started


def reader(base_url: str) -> Callable[[], object]:
    """Create a task and return a function that reads it."""
    client = Client(api_token="bench", base_url=base_url)  # noqa: S106 - it opens nothing
    task = client.predictions.create(version="x", input={"prompt": "x"})
    return lambda: client.predictions.get(task.id)


async def finish(base_url: str, count: int, tally: Tally) -> None:
    """Start many tasks and wait for them all."""
    client = Client(api_token="bench", base_url=base_url)  # noqa: S106 - it opens nothing

    async def submit() -> Prediction:
        return await client.predictions.async_create(version="x", input={"prompt": "x"})

    async def wait(task: Prediction) -> None:
        await task.async_wait()
        if task.status == "succeeded":
            tally.ended(task.id)

    await started(count, submit, wait, tally)
