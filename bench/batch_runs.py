"""Runs the roles of the benchmark of batches: each in a new process, with the mock in another.

The mock returns the same small image for every task. The client takes rows from the
manifest, a limited number at a time, waits for each and saves its image. The batch does the same with a journal on
disk. Workers share a batch through a PostgreSQL server that the benchmark starts if its programs are installed; its CPU
time is not counted.
"""

import asyncio
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.batch_roles import KEY, POSTGRES, ROLES, SHARED, Part, images_in, write_manifest
from bench.measuring import output_of
from bench.served import Served, report_to_stdout
from bench.terminal import Progress

SECONDS = 2.5
"""The duration of a task: with so many rows in progress, no role has to wait for the end of tasks."""
IN_FLIGHT = 1000
"""Rows in progress at one time; for each worker."""
_MIDDLE = (0.05, 0.95)
"""The part of a run, by its rows, in which rows per second are counted: without its start and its end."""


def measure(rows: int, progress: Progress) -> Mapping[str, Any]:
    """Return the figures of every role that can run here: CPU seconds of a row, and rows per second."""
    found: dict[str, dict[str, float]] = {}
    with Served("bench.batch_runs") as server, _postgres() as has_postgres:
        for role in ROLES:
            if has_postgres or role not in SHARED:
                progress.show(f"{rows:,} rows: {role}")
                found[role] = _run(role, server.base_url, rows)
    return {"batch": found}


def _run(role: str, base_url: str, rows: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        write_manifest(Path(folder), rows)
        printed = output_of([sys.executable, "-m", "bench.batch_runs", role, base_url, folder])
        rate = _rate(images_in(Path(folder)))
    seconds, cpu, memory = json.loads(printed)
    return {"rows": rows, "seconds": seconds, "cpu": cpu / rows, "rows_per_second": rate, "MB": memory}


def _rate(images: Iterable[os.DirEntry[str]]) -> float:
    """Return how many images were saved in a second, in the middle of a run."""
    saved = sorted(each.stat().st_mtime for each in images)
    begin, end = (int(share * (len(saved) - 1)) for share in _MIDDLE)
    return (end - begin) / (saved[end] - saved[begin])


def play(role: str, base_url: str, folder: str) -> None:
    """Run a role in this process, and print what it took."""
    began = time.monotonic()
    asyncio.run(ROLES[role](Part(base_url, Path(folder), IN_FLIGHT)))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(each.ru_utime + each.ru_stime for each in used)
    print(json.dumps([time.monotonic() - began, cpu, max(each.ru_maxrss for each in used) / 1024]))


def serve() -> None:
    """Run the mock until the input ends."""
    from evolink_contract import document  # noqa: PLC0415 - this role only

    for schema in document()["components"]["schemas"].values():
        if "x-evolink-example" in schema:
            schema["x-evolink-example"]["task_info.estimated_time"] = SECONDS
    from evolink_mock import MockServer  # noqa: PLC0415 - it reads the contract that was just changed
    from evolink_mock.images import drawing  # noqa: PLC0415 - it is changed below, before the server draws

    real, drawn = drawing.draw, dict[str, bytes]()

    def draw_once(image: Any) -> bytes:
        return drawn.get(image.format) or drawn.setdefault(image.format, real(image))

    drawing.draw = draw_once  # type: ignore[assignment]  # the same image for every task
    with MockServer(api_key=KEY, credits=None) as server:
        server.world.memory.budget = 64 << 30
        report_to_stdout(server.base_url, dict)


@contextmanager
def _postgres() -> Generator[bool]:
    """Run a PostgreSQL server if its programs are here; yield whether it runs."""
    from tests.journal._postgres import postgres, programs  # noqa: PLC0415 - it needs what the roles do not

    found = programs()
    if found is None:
        yield False
        return
    with postgres(found) as server:
        os.environ[POSTGRES] = server.address("")
        yield True


if __name__ == "__main__":
    play(*sys.argv[1:]) if sys.argv[1:] else serve()
