"""OpenAI's client; its videos are its tasks with a wait of its own, which reads every second."""

from collections.abc import Callable

from openai import AsyncOpenAI, OpenAI

from bench.peers.bounded import Tally, started


def reader(base_url: str) -> Callable[[], object]:
    """Create a task and return a function that reads it."""
    client = OpenAI(api_key="bench", base_url=f"{base_url}/v1")
    task = client.videos.create(prompt="x")
    return lambda: client.videos.retrieve(task.id)


async def finish(base_url: str, count: int, tally: Tally) -> None:
    """Start many tasks and wait for them all."""
    async with AsyncOpenAI(api_key="bench", base_url=f"{base_url}/v1") as client:

        async def submit() -> str:
            return (await client.videos.create(prompt="x")).id

        async def wait(task_id: str) -> None:
            task = await client.videos.poll(task_id)
            if task.status == "completed":
                tally.ended(task.id)

        await started(count, submit, wait, tally)
