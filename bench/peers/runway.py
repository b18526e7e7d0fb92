"""Runway's client; its own wait reads every six seconds, a second and a half more or less."""

from collections.abc import Callable
from typing import Any, Final

from runwayml import AsyncRunwayML, RunwayML

from bench.peers.bounded import Tally, started

REQUEST: Final[Any] = {"model": "gen4_image", "prompt_text": "x", "ratio": "1024:1024"}


def reader(base_url: str) -> Callable[[], object]:
    """Create a task and return a function that reads it."""
    client = RunwayML(api_key="bench", base_url=base_url)
    task = client.text_to_image.create(**REQUEST)
    return lambda: client.tasks.retrieve(task.id)


async def finish(base_url: str, count: int, tally: Tally) -> None:
    """Start many tasks and wait for them all."""
    async with AsyncRunwayML(api_key="bench", base_url=base_url) as client:

        async def submit() -> Any:
            return await client.text_to_image.create(**REQUEST)

        async def wait(task: Any) -> None:
            tally.ended((await task.wait_for_task_output()).id)

        await started(count, submit, wait, tally)
