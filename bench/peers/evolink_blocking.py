"""The client of this repository, blocking."""

from collections.abc import Callable

from bench.peers.bounded import Tally
from bench.served_mock import KEY, MODEL
from evolink import EvoLink


def reader(base_url: str) -> Callable[[], object]:
    """Create a task and return a function that reads it."""
    client = EvoLink(api_key=KEY, base_url=base_url)
    task = client.images.submit(model=MODEL, prompt="x")
    return lambda: client.tasks.get(task.id)


def finish(base_url: str, count: int, tally: Tally) -> None:
    """Start many tasks and wait for them all."""
    _finish(EvoLink(api_key=KEY, base_url=base_url), count, tally)


def finish_alone(base_url: str, count: int, tally: Tally) -> None:
    """The same, with a request for each read of a task."""
    _finish(EvoLink(api_key=KEY, base_url=base_url, batch_reads=False), count, tally)


def _finish(opened: EvoLink, count: int, tally: Tally) -> None:
    with opened as client:
        tasks = [client.images.submit(model=MODEL, prompt="x") for _ in range(count)]
        for task in client.tasks.as_completed(tasks):
            if task.completed:
                tally.ended(task.id)
