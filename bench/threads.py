"""How many requests with a journal are sent in a second, by one thread and by several."""

import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path

from bench.served import Served
from bench.served_mock import KEY, MODEL
from bench.terminal import Progress
from evolink import EvoLink

_ROUNDS = 3
_SECONDS = 3.0
_THREADS = {"1 thread": 1, "16 threads": 16}


def measure(progress: Progress) -> Mapping[str, dict[str, float]]:
    """Return the most `submit` calls in a second of a few rounds, each on the disk before it is sent."""
    found = dict.fromkeys(_THREADS, 0.0)
    with tempfile.TemporaryDirectory() as folder, Served("bench.served_mock") as server:
        journal = Path(folder) / "journal.sqlite"
        with EvoLink(api_key=KEY, base_url=server.base_url, journal=journal) as client:
            for number in range(_ROUNDS):
                progress.show(f"journal: round {number + 1} of {_ROUNDS}")
                for name, threads in _THREADS.items():
                    found[name] = max(found[name], _per_second(client, threads))
    return {"submits per second": found}


def _per_second(client: EvoLink, threads: int) -> float:
    ends, done = time.monotonic() + _SECONDS, list[int]()

    def submit() -> None:
        number = 0
        while time.monotonic() < ends:
            client.images.submit(model=MODEL, prompt="x")
            number += 1
        done.append(number)

    working = [threading.Thread(target=submit) for _ in range(threads)]
    began = time.monotonic()
    for each in working:
        each.start()
    for each in working:
        each.join()
    return sum(done) / (time.monotonic() - began)
