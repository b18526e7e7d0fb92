"""Measures the client against raw httpx, in one run, with a mock in another process.

    python bench/client.py [--tasks 100 1000] [--calls 400]

Believe the ratios, not the seconds. A task of the mock takes 13 to 17 s and is said to take 15. `lag` is from the
end of a task to the moment at which the caller has it.
"""

import argparse
import asyncio
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterable
from statistics import median
from typing import TypeVar

import httpx
from bench_mock import KEY, MODEL, BenchMock

from evolink import AsyncEvoLink, EvoLink

T = TypeVar("T")

AUTHORISED = {"Authorization": f"Bearer {KEY}"}
REPEATS = 5
AT_ONCE = 8
"""Create requests under way at one time: the mock, not the client, is what they would wait for."""


def main() -> None:
    """Run all and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, nargs="*", default=[100, 1000], help="how many tasks at once")
    parser.add_argument("--calls", type=int, default=400, help="reads in a row, of which the fastest run counts")
    options = parser.parse_args()
    ours, theirs = importing("from evolink import EvoLink, AsyncEvoLink, Task"), importing("import httpx")
    print(f"import, against httpx: {ours / theirs:.2f} ({1000 * ours:.0f} ms, {1000 * theirs:.0f} ms)")
    with BenchMock() as mock:
        reads(mock, options.calls)
        mock.seen()
        print("\n| tasks at once | finished | CPU s | reads per task | lag, median s | lag, 95 % s |")
        print("|---|---|---|---|---|---|")
        for count in options.tasks:
            report(f"{count:,}, blocking", mock, *blocking(mock, count))
            report(f"{count:,}, asyncio", mock, *asyncio.run(non_blocking(mock, count)))


def importing(statement: str) -> float:
    """Give the seconds of CPU of an import in a fresh interpreter, less those of the interpreter."""
    code = f"import time; began = time.process_time(); {statement}; print(time.process_time() - began)"
    command = [sys.executable, "-c", code]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(7)]  # noqa: S603 - our own
    return min(float(run.stdout) for run in runs)


def reads(mock: BenchMock, calls: int) -> None:
    """Read one task again and again: the client checks, understands and logs; httpx only parses the JSON."""
    raw = httpx.Client(base_url=mock.base_url, headers=AUTHORISED)  # noqa: TID251 - the peer
    with raw, EvoLink(api_key=KEY, base_url=mock.base_url) as client:
        task = client.images.submit(model=MODEL, prompt="x")
        by_turns = [
            (cpu(lambda: raw.get(f"/v1/tasks/{task.id}").json(), calls), cpu(lambda: client.tasks.get(task.id), calls))
            for _ in range(REPEATS)
        ]
    theirs, ours = (min(run) for run in zip(*by_turns, strict=True))
    print(f"one read, CPU against httpx: {ours / theirs:.2f} ({1000 * ours:.2f} ms, {1000 * theirs:.2f} ms)")


def cpu(call: Callable[[], object], calls: int) -> float:
    """Give the seconds of CPU that one call takes."""
    began = time.process_time()
    for _ in range(calls):
        call()
    return (time.process_time() - began) / calls


def blocking(mock: BenchMock, count: int) -> tuple[dict[str, float], float]:
    """Start many tasks and wait for them all; give when each was there, and the CPU seconds."""
    began = time.process_time()
    with EvoLink(api_key=KEY, base_url=mock.base_url) as client:
        tasks = [client.images.submit(model=MODEL, prompt="x") for _ in range(count)]
        seen = {task.id: time.time() for task in client.tasks.as_completed(tasks) if task.completed}
    return seen, time.process_time() - began


async def non_blocking(mock: BenchMock, count: int) -> tuple[dict[str, float], float]:
    """Do the same with asyncio."""
    began = time.process_time()
    async with AsyncEvoLink(api_key=KEY, base_url=mock.base_url) as client:
        tasks = await bounded(client.images.submit(model=MODEL, prompt="x") for _ in range(count))
        seen = {task.id: time.time() async for task in client.tasks.as_completed(tasks) if task.completed}
    return seen, time.process_time() - began


async def bounded(calls: Iterable[Awaitable[T]]) -> list[T]:
    """Await all, a few at a time."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one(call: Awaitable[T]) -> T:
        async with room:
            return await call

    return await asyncio.gather(*map(one, calls))


def report(name: str, mock: BenchMock, seen: dict[str, float], seconds: float) -> None:
    """Print one row."""
    told = mock.seen()
    lags = sorted(at - told["ends"][task_id] for task_id, at in seen.items())
    late = lags[int(0.95 * len(lags))]
    per_task = told["reads"] / len(seen)
    print(f"| {name} | {len(seen):,} | {seconds:.1f} | {per_task:.2f} | {median(lags):.2f} | {late:.2f} |", flush=True)


if __name__ == "__main__":
    main()
