"""The memory of a batch, and what it consists of, by its number of rows.

The service is one that costs little, and completes every task at once.

    python -m bench.memory ROWS
"""

import asyncio
import json
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.batch_roles import Part, batch, write_manifest
from bench.batch_runs import IN_FLIGHT
from bench.measuring import output_of
from bench.memory_parts import PARTS, Memory, highest_resident, read_memory
from bench.served import Served
from bench.terminal import Progress

COUNTS = (10_000, 110_000, 220_000)
"""The last two are beyond what grows only at first: SQLite's caches, and the table of Python's interned strings."""
MILLION = 1_000_000
_EVERY = 1.0
"""Seconds between two looks."""


def measure(counts: Sequence[int], progress: Progress) -> Mapping[str, Any]:
    """Return the most memory that batches took, and its parts then; a million rows by the growth of the last two."""
    found: dict[int, dict[str, Any]] = {}
    for count in counts:
        progress.show(f"memory: {count:,} rows")
        found[count] = json.loads(output_of([sys.executable, "-m", "bench.memory", str(count)]))
    if MILLION not in found:
        found[MILLION] = _extrapolated(found)
    return {"memory": {f"{count:,} rows": each for count, each in found.items()}}


def _extrapolated(found: Mapping[int, Mapping[str, float]]) -> dict[str, Any]:
    """Return what a million rows take if memory grows on as it did."""
    (few, less), (many, more) = list(found.items())[-2:]
    steps = (MILLION - many) / (many - few)
    names = ("resident", *PARTS)
    return {**{name: more[name] + steps * max(0.0, more[name] - less[name]) for name in names}, "extrapolated": True}


def play(rows: int) -> None:
    """Run a batch in this process, and print the most memory that it took."""
    highest, over = list[Memory](), threading.Event()

    def watch() -> None:
        while not over.wait(_EVERY):
            highest[:] = [max([*highest, read_memory()], key=lambda each: each.resident)]

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    with tempfile.TemporaryDirectory() as folder, Served("bench.canned") as server:
        write_manifest(Path(folder), rows)
        asyncio.run(batch(Part(server.base_url, Path(folder), IN_FLIGHT)))
    over.set()
    watching.join()
    print(json.dumps({"resident": highest_resident(), **highest[0].parts}))


if __name__ == "__main__":
    play(int(sys.argv[1]))
