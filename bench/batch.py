"""Measures bulk runs against the client alone, in one run: CPU for each job, and memory.

    python bench/batch.py [--rows 1000 10000] [--check 1000 1000000]

The mock runs in a process of its own and gives the same small picture to everybody; a task takes about five seconds.
Each entrant runs in a fresh process: the client submits all rows, waits for all with `wait_all` and saves the
pictures; the bulk run does the same from a manifest, with a journal on the disk. Workers share a run through a
PostgreSQL of the bench's own, where its programs are installed; what it takes is not counted. Believe the ratios.
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
from collections.abc import Callable, Coroutine, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import Any, Final

from served import told

MODEL: Final = "nano-banana-beta"
KEY = "sk-bench-of-bulk-runs"
SECONDS = 5.0
POSTGRES = "EVOLINK_BENCH_POSTGRES"
"""Names the address of the bench's database server, less the database."""
AT_ONCE = 32
"""Requests of the client alone that are sent, and files that are saved, at one time."""
HEAD = """\
| rows | | s | CPU ms a job | ratio | memory, MB |
|---|---|---|---|---|---|"""


def serve() -> None:
    """Be the mock until the input ends."""
    from evolink_contract import document  # noqa: PLC0415 - this role only

    for schema in document()["components"]["schemas"].values():
        if "x-evolink-example" in schema:
            schema["x-evolink-example"]["task_info.estimated_time"] = SECONDS
    from evolink_mock import MockServer, _drawing  # noqa: PLC0415 - it reads the contract that was just changed

    real, drawn = _drawing.draw, dict[str, bytes]()

    def draw_once(picture: Any) -> bytes:
        return drawn.get(picture.format) or drawn.setdefault(picture.format, real(picture))

    _drawing.draw = draw_once  # type: ignore[assignment]  # the same picture for everybody
    with MockServer(api_key=KEY, credits=None) as server:
        server.world._max_tasks = 2_000_000  # noqa: SLF001 - the server has no such option
        told(server.base_url, dict)


def manifest(folder: Path, rows: int) -> Path:
    """Write a manifest."""
    path = folder / "manifest.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            row = {"id": f"row-{number}", "model": MODEL, "prompt": f"a paper boat, number {number}"}
            file.write(f"{json.dumps(row)}\n")
    return path


async def client_alone(base_url: str, folder: Path, *, together: bool, save: bool) -> None:
    """Submit all rows, wait for all (together, or for each on its own), and save all pictures if that is wanted."""
    from evolink import AsyncEvoLink  # noqa: PLC0415 - this role only

    room = asyncio.Semaphore(AT_ONCE)
    async with AsyncEvoLink(api_key=KEY, base_url=base_url) as client:

        async def submit(row: dict[str, Any]) -> Any:
            async with room:
                return await client.images.submit(model=MODEL, prompt=row["prompt"])

        async def keep(task: Any, name: str) -> None:
            async with room:
                await (await task.wait())[0].save(folder / name)

        rows = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
        tasks = await asyncio.gather(*(submit(row) for row in rows))
        if together:
            await client.tasks.wait_all(tasks, timeout=3600)
        else:
            await asyncio.gather(*(task.wait(timeout=3600) for task in tasks))
        if save:
            await asyncio.gather(*(keep(task, row["id"]) for task, row in zip(tasks, rows, strict=True)))


async def bulk_run(base_url: str, folder: Path, in_flight: int) -> None:
    """Run the manifest."""
    from evolink import AsyncEvoLink  # noqa: PLC0415 - this role only

    async with AsyncEvoLink(api_key=KEY, base_url=base_url, journal=folder / "journal.sqlite") as client:
        report = await client.batch.run(folder / "manifest.jsonl", folder / "out", in_flight=in_flight)
        if not report.complete:
            raise SystemExit(f"not complete: {report}")


async def workers(base_url: str, folder: Path, count: int) -> None:
    """Submit the manifest to so many workers, and wait until they have done it."""
    environment = {
        **os.environ,
        "EVOLINK_BASE_URL": base_url,
        "EVOLINK_API_KEY": KEY,
        "EVOLINK_JOURNAL": os.environ[POSTGRES] + new_database(),
    }
    command = [sys.executable, "-m", "evolink.cli", "batch"]

    def evolink(*arguments: str) -> str:
        done = subprocess.run(  # noqa: S603 - our own
            [*command, *arguments], env=environment, cwd=folder, stdout=PIPE, stderr=DEVNULL, text=True, check=True
        )
        return done.stdout

    evolink("submit", "manifest.jsonl", "-o", "out")
    started = [subprocess.Popen([*command, "work"], env=environment, cwd=folder, stderr=DEVNULL) for _ in range(count)]  # noqa: S603, ASYNC220 - the same
    rows = len((folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
    while len(list((folder / "out").glob("*.png"))) < rows:
        time.sleep(0.5)  # noqa: ASYNC251, TID251 - nothing else goes on here
    for each in started:
        each.terminate()
    for each in started:
        each.wait()


def new_database() -> str:
    """Make a database for one role, and give its name."""
    import psycopg  # noqa: PLC0415 - this role only

    name = f"bench{os.getpid()}"
    with psycopg.connect(os.environ[POSTGRES] + "postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return name


async def check_only(_: str, folder: Path) -> None:
    """Check the manifest, as a dry run does."""
    from evolink.batch import check  # noqa: PLC0415 - this role only

    plan = check(folder / "manifest.jsonl", folder / "out", journal=folder / "journal.sqlite")
    if plan.problems:
        raise SystemExit(str(plan.error))


Role = Callable[[str, Path], Coroutine[Any, Any, None]]
ROLES: dict[str, Role] = {
    "client, wait_all": lambda url, folder: client_alone(url, folder, together=True, save=False),
    "client, a wait each": lambda url, folder: client_alone(url, folder, together=False, save=False),
    "client, wait_all and save": lambda url, folder: client_alone(url, folder, together=True, save=True),
    "bulk run, all in flight": lambda url, folder: bulk_run(url, folder, 1_000_000),
    "bulk run, 200 in flight": lambda url, folder: bulk_run(url, folder, 200),
    "one worker": lambda url, folder: workers(url, folder, 1),
    "two workers": lambda url, folder: workers(url, folder, 2),
    "dry run": check_only,
}
WORKERS = {"one worker", "two workers"}
BASE = "client, wait_all and save"


def play(role: str, base_url: str, folder: str) -> None:
    """Play a role in this process, and tell what it took."""
    began = time.monotonic()
    asyncio.run(ROLES[role](base_url, Path(folder)))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(each.ru_utime + each.ru_stime for each in used)
    print(json.dumps([time.monotonic() - began, cpu, max(each.ru_maxrss for each in used) / 1024]))


def measured(role: str, base_url: str, rows: int) -> tuple[float, float, float]:
    """Give seconds, seconds of CPU and MB of a role in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        manifest(Path(folder), rows)
        command = [sys.executable, __file__, "--play", role, base_url, folder]
        done = subprocess.run(command, stdout=PIPE, text=True, check=True)  # noqa: S603 - this very file
        seconds, cpu, memory = json.loads(done.stdout)
    return seconds, cpu, memory


def table(roles: list[str], base_url: str, counts: list[int]) -> Iterator[str]:
    """Give the rows of a table in Markdown."""
    for rows in counts:
        base = 0.0
        for role in roles:
            seconds, cpu, memory = measured(role, base_url, rows)
            base = cpu if role == BASE else base
            ratio = f"{cpu / base:.2f}" if base else ""
            yield f"| {rows:,} | {role} | {seconds:.1f} | {1000 * cpu / rows:.2f} | {ratio} | {memory:.0f} |"


def main() -> None:
    """Run all and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="*", default=[1000, 10_000], help="rows to run")
    parser.add_argument("--check", type=int, nargs="*", default=[1000, 1_000_000], help="rows to check only")
    parser.add_argument("--roles", nargs="*", default=[role for role in ROLES if role != "dry run"], choices=ROLES)
    parser.add_argument("--play", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        serve()
    elif options.play:
        play(*options.play)
    else:
        compare(options.roles, options.rows, options.check)


@contextmanager
def a_postgres() -> Generator[bool]:
    """Run a PostgreSQL for the workers; tell whether there is one."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    from tests.journal._postgres import postgres, programs  # noqa: PLC0415 - found from here only

    found = programs()
    if found is None:
        yield False
        return
    with postgres(found) as server:
        os.environ[POSTGRES] = server.address("")
        yield True


def compare(roles: list[str], counts: list[int], checks: list[int]) -> None:
    """Start the mock, and let everybody have their turn."""
    command = [sys.executable, __file__, "--serve"]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) as server:  # noqa: S603 - the same
        base_url = json.loads(server.stdout.readline() if server.stdout else "")["base_url"]
        print(HEAD)
        with a_postgres() as there:
            able = [role for role in roles if there or role not in WORKERS]
            for line in table(able, base_url, counts):
                print(line, flush=True)
        for line in table(["dry run"], base_url, checks):
            print(line, flush=True)
        server.communicate()


if __name__ == "__main__":
    main()
