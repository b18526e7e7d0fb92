"""The roles of the benchmark of batches: each runs in its own process, with a manifest in a folder."""

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import Any, Final

MODEL: Final = "nano-banana-beta"
KEY = "sk-bench-of-batches"
POSTGRES = "EVOLINK_BENCH_POSTGRES"
"""The environment variable with the address of the benchmark's database server, without a database."""
_PATIENCE = 60.0
"""Seconds without a new image after which the run is abandoned."""
_MANIFEST, _OUT = "manifest.jsonl", "out"


@dataclass(frozen=True, slots=True)
class Part:
    """What a role works with.

    Attributes:
        base_url: The service.
        folder: Has the manifest, and gets all files.
        in_flight: Rows in progress at one time, in each process.
    """

    base_url: str
    folder: Path
    in_flight: int


def write_manifest(folder: Path, rows: int) -> None:
    """Write a manifest with a number of rows."""
    with (folder / _MANIFEST).open("w", encoding="utf-8") as file:
        for number in range(rows):
            row = {"id": f"row-{number}", "model": MODEL, "prompt": f"a paper boat, number {number}"}
            file.write(f"{json.dumps(row)}\n")


def rows_left(folder: Path) -> int:
    """Count the rows of the manifest that have no image."""
    (folder / _OUT).mkdir(exist_ok=True)
    with (folder / _MANIFEST).open("rb") as file:
        rows = sum(1 for _ in file)
    return rows - sum(1 for _ in images_in(folder))


def images_in(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Return the images that are saved."""
    return (entry for entry in os.scandir(folder / _OUT) if entry.name.endswith(".png"))


def wait_until_still(folder: Path) -> None:
    """Wait until every row has its image, or no more come: a row whose answer was lost is held and gets none."""
    left, seen_at = rows_left(folder), time.monotonic()
    while left and time.monotonic() - seen_at < _PATIENCE:
        time.sleep(1)  # noqa: TID251 - nothing else runs here
        now_left = rows_left(folder)
        if now_left < left:
            left, seen_at = now_left, time.monotonic()
    if left:
        print(f"{left} rows have no image", file=sys.stderr)


async def client(part: Part) -> None:
    """Run a number of rows at one time, each from its submission to its file, without a journal."""
    from evolink import AsyncEvoLink  # noqa: PLC0415 - this role only

    (part.folder / _OUT).mkdir()
    with (part.folder / _MANIFEST).open(encoding="utf-8") as rows:
        async with AsyncEvoLink(api_key=KEY, base_url=part.base_url) as evolink:

            async def go() -> None:
                for line in rows:
                    row = json.loads(line)
                    task = await evolink.images.submit(model=row["model"], prompt=row["prompt"])
                    await (await task.wait())[0].save(part.folder / _OUT / row["id"])

            await asyncio.gather(*(go() for _ in range(part.in_flight)))


async def batch(part: Part) -> None:
    """Run the manifest, with a journal on the disk."""
    from evolink import AsyncEvoLink  # noqa: PLC0415 - this role only

    journal = part.folder / "journal.sqlite"
    async with AsyncEvoLink(api_key=KEY, base_url=part.base_url, journal=journal) as evolink:
        report = await evolink.batch.run(part.folder / _MANIFEST, part.folder / _OUT, in_flight=part.in_flight)
        if not report.complete:
            raise SystemExit(f"not complete: {report}")


async def workers(part: Part, count: int) -> None:
    """Submit the manifest to a number of workers, and wait until they are done."""
    environment = {
        **os.environ,
        "EVOLINK_BASE_URL": part.base_url,
        "EVOLINK_API_KEY": KEY,
        "EVOLINK_JOURNAL": os.environ[POSTGRES] + _new_database(),
    }
    command = [sys.executable, "-m", "evolink.cli", "batch"]
    submit = [*command, "submit", _MANIFEST, "-o", _OUT]
    work = [*command, "work", "--in-flight", str(part.in_flight)]
    subprocess.run(submit, env=environment, cwd=part.folder, stdout=PIPE, stderr=DEVNULL, check=True)  # noqa: S603, ASYNC221 - our command, no other task
    started = [subprocess.Popen(work, env=environment, cwd=part.folder, stderr=DEVNULL) for _ in range(count)]  # noqa: S603, ASYNC220 - our command, no other task
    wait_until_still(part.folder)
    for each in started:
        each.terminate()
    for each in started:
        each.wait()


def _new_database() -> str:
    """Create a database for one role, and return its name."""
    import psycopg  # noqa: PLC0415 - this role only

    name = f"bench{os.getpid()}"
    with psycopg.connect(os.environ[POSTGRES] + "postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return name


ROLES: dict[str, Callable[[Part], Coroutine[Any, Any, None]]] = {
    "client": client,
    "batch": batch,
    "one worker": lambda part: workers(part, 1),
    "two workers": lambda part: workers(part, 2),
}
SHARED = {"one worker", "two workers"}
"""These need a PostgreSQL."""
