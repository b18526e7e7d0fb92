"""Measures batches against the client alone, in one run: CPU time for each row, and memory.

    python bench/batch.py [--rows 1000 10000] [--in-flight 200] [--roles client batch …]
    python bench/batch.py --at-hand --rows 1000000 --in-flight 1000 --roles client batch

The mock runs in its own process and returns the same small image for every task; a task takes about five seconds. Each
role runs in a new process. The client takes rows from the manifest, a limited number at a time, waits for each and
saves its image. The batch does the same with a journal on disk. Workers share a batch through a PostgreSQL server that
the benchmark starts if its programs are installed; its CPU time is not counted. With `--at-hand`, the service runs in
the same process, which leaves the cost of our own code, and of httpx without its connections. Trust the ratios.
"""

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE
from typing import Any

from at_hand import ADDRESS as AT_HAND
from batch_roles import BASE, KEY, POSTGRES, ROLES, SHARED, Part, write_manifest
from served import report_to_stdout

SECONDS = 5.0
"""The duration of a task."""
HEAD = """\
| rows | | s | CPU ms a row | ratio | memory, MB |
|---|---|---|---|---|---|"""


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


def run_role(role: str, base_url: str, folder: str, in_flight: str) -> None:
    """Run a role in this process, and print what it took."""
    began = time.monotonic()
    asyncio.run(ROLES[role](Part(base_url, Path(folder), int(in_flight))))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(each.ru_utime + each.ru_stime for each in used)
    print(json.dumps([time.monotonic() - began, cpu, max(each.ru_maxrss for each in used) / 1024]))


def measure(role: str, base_url: str, rows: int, in_flight: int) -> tuple[float, float, float]:
    """Run a role in its own process, and return its seconds, CPU seconds and MB."""
    with tempfile.TemporaryDirectory() as folder:
        write_manifest(Path(folder), rows)
        command = [sys.executable, __file__, "--play", role, base_url, folder, str(in_flight)]
        done = subprocess.run(command, stdout=PIPE, text=True, check=True)  # noqa: S603 - this very file
        seconds, cpu, memory = json.loads(done.stdout)
    return seconds, cpu, memory


def table(roles: list[str], base_url: str, counts: list[int], in_flight: int) -> Iterator[str]:
    """Return the rows of a table in Markdown."""
    for rows in counts:
        base = 0.0
        for role in roles:
            seconds, cpu, memory = measure(role, base_url, rows, in_flight)
            base = cpu if role == BASE else base
            ratio = f"{cpu / base:.2f}" if base else ""
            yield f"| {rows:,} | {role} | {seconds:.1f} | {1000 * cpu / rows:.2f} | {ratio} | {memory:.0f} |"


def main() -> None:
    """Run all and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="*", default=[1000, 10_000], help="rows to run")
    parser.add_argument("--in-flight", type=int, default=200, help="rows in progress at one time")
    parser.add_argument("--roles", nargs="*", default=list(ROLES), choices=ROLES)
    parser.add_argument("--at-hand", action="store_true", help="use a service in the same process")
    parser.add_argument("--play", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve()
    elif options.play:
        run_role(*options.play)
    else:
        compare(options)


def compare(options: argparse.Namespace) -> None:
    """Run every role that can run here, and print the table."""
    print(HEAD)
    with service(at_hand=options.at_hand) as base_url, postgres_if_needed(options.roles) as has_postgres:
        able = [role for role in options.roles if role not in SHARED or (has_postgres and not options.at_hand)]
        for line in table(able, base_url, options.rows, options.in_flight):
            print(line, flush=True)


@contextmanager
def service(*, at_hand: bool) -> Generator[str]:
    """Start the mock, and yield its address."""
    if at_hand:
        yield AT_HAND
        return
    command = [sys.executable, __file__, "--serve"]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) as server:  # noqa: S603 - this very file
        yield json.loads(server.stdout.readline() if server.stdout else "")["base_url"]
        server.communicate()


@contextmanager
def postgres_if_needed(roles: list[str]) -> Generator[bool]:
    """Run a PostgreSQL server if a role needs one; yield whether it runs."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.journal._postgres import postgres, programs  # noqa: PLC0415 - importable only now

    found = programs() if SHARED & set(roles) else None
    if found is None:
        yield False
        return
    with postgres(found) as server:
        os.environ[POSTGRES] = server.address("")
        yield True


if __name__ == "__main__":
    main()
