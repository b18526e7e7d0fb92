"""The client of this repository, blocking."""

from collections.abc import Callable

from bench_mock import KEY, MODEL
from peers.bounded import Tally

from evolink import EvoLink


def reader(base_url: str) -> Callable[[], object]:
    """Create a task and return a function that reads it."""
    client = EvoLink(api_key=KEY, base_url=base_url)
    task = client.images.submit(model=MODEL, prompt="x")
    return lambda: client.tasks.get(task.id)


def finish(base_url: str, count: int, tally: Tally) -> None:
    """Start many tasks and wait for them all."""
    with EvoLink(api_key=KEY, base_url=base_url) as client:
        tasks = [client.images.submit(model=MODEL, prompt="x") for _ in range(count)]
        for task in client.tasks.as_completed(tasks):
            if task.completed:
                tally.ended(task.id)
