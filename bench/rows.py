"""The goals: what is measured, which figures make up each row, and how much is enough.

A figure is named by its path in the result files: the bench, the measurement, the subject and, where a subject has
several figures, which one. A row is one figure, or one figure divided by another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Figures = Mapping[str, Any]
"""All figures of a result file: measurement, subject and figure, as nested mappings."""
Path = tuple[str, ...]
UNEXPLAINED = "nobody has profiled this yet: see `why` in bench/rows.py"
"""What is shown for a missed goal without a reason."""


@dataclass(frozen=True)
class Row:
    """One row of the table of goals.

    Attributes:
        id: Its name in the table and on the command line.
        bench: The target that measures it, without `bench-`.
        what: What it compares, in words.
        top: The path of its figure in the results of its bench.
        below: The path of what that is divided by; empty if the figure itself counts.
        goal: The limit.
        unit: What the value is measured in.
        at_least: Whether more is better.
        why: Why the goal is missed, from a profile; shown only if it is.
    """

    id: str
    bench: str
    what: str
    top: Path
    below: Path
    goal: float
    unit: str = "×"
    at_least: bool = False
    why: str = ""

    def value(self, figures: Figures) -> float | None:
        """Return the value of this row; None if a part of it was not measured or never came."""
        top, below = _find(figures, self.top), _find(figures, self.below) if self.below else 1.0
        return None if top is None or not below else top / below

    def is_reached(self, value: float | None) -> bool:
        """Whether a value is good enough, in the digits that are shown."""
        if value is None:
            return False
        shown = round(value, 2)
        return shown >= self.goal if self.at_least else shown <= self.goal

    def is_extrapolated(self, figures: Figures) -> bool:
        """Return whether the value was not measured, but follows from others that were."""
        parent: Any = figures
        for name in self.top[:-1]:
            parent = parent.get(name, {})
        return bool(parent.get("extrapolated"))

    @property
    def limit(self) -> str:
        """The goal in words."""
        return f"{'≥' if self.at_least else '≤'} {_short(self.goal)}{self._suffix}"

    def in_words(self, value: float | None) -> str:
        """Return a value as the tables show it."""
        return "never" if value is None else f"{value:.2f}{self._suffix}"

    @property
    def _suffix(self) -> str:
        return f" {self.unit}" if self.unit else ""


def _short(number: float) -> str:
    return f"{number:,g}"


def _find(figures: Figures, path: Path) -> float | None:
    found: Any = figures
    for name in path:
        if not isinstance(found, Mapping) or found.get("finished") != found.get("tasks"):
            return None  # what gives up is cheap
        found = found.get(name)
    return None if found is None else float(found)


BLOCKING, ASYNCIO = "evolink", "evolink, asyncio"
BLOCKING_ALONE, ASYNCIO_ALONE = "evolink, one task a read", "evolink, asyncio, one task a read"
"""The same clients with `batch_reads=False`."""
PEER = "httpx, bounded and paced"
_CROWD = {1_000: "1,000 tasks", 10_000: "10,000 tasks"}


def _crowds() -> list[Row]:
    """Return the rows of many tasks at once; those that do not name batch reads are measured without them."""
    rows = list[Row]()
    for name, subject in (("", BLOCKING_ALONE), (", asyncio", ASYNCIO_ALONE)):
        for tasks, cpu_goal in ((1_000, 0.45), (10_000, 0.4)):
            crowd = _CROWD[tasks]
            rows.append(
                Row(
                    f"{tasks}-cpu{_dashed(name)}", "client", f"{crowd}{name}: CPU, relative to “{PEER}”",
                    (crowd, subject, "cpu"), (crowd, PEER, "cpu"), cpu_goal,
                )
            )  # fmt: skip
        crowd = _CROWD[1_000]
        rows += [
            Row(
                f"1000-reads{_dashed(name)}", "client", f"{crowd}{name}: reads per task",
                (crowd, subject, "reads"), (), 3.0, unit="",
            ),
            Row(
                f"1000-lag{_dashed(name)}", "client", f"{crowd}{name}: median lag",
                (crowd, subject, "median"), (), 0.25, unit="s",
            ),
        ]  # fmt: skip
        crowd = _CROWD[10_000]
        rows.append(
            Row(
                f"10000-lag{_dashed(name)}", "client", f"{crowd}{name}: median lag, relative to “{PEER}”",
                (crowd, subject, "median"), (crowd, PEER, "median"), 0.2,
            )
        )  # fmt: skip
    return rows


def _batch_reads() -> list[Row]:
    rows = list[Row]()
    crowd = _CROWD[10_000]
    for name, subject, alone in (("", BLOCKING, BLOCKING_ALONE), (", asyncio", ASYNCIO, ASYNCIO_ALONE)):
        rows += [
            Row(
                f"batch-reads{_dashed(name)}", "client", f"{crowd}{name}, batch reads: requests per task, in all",
                (crowd, subject, "requests"), (), 1.2, unit="",
            ),
            Row(
                f"batch-reads-lag{_dashed(name)}", "client",
                f"{crowd}{name}, batch reads: median lag, relative to one task a read",
                (crowd, subject, "median"), (crowd, alone, "median"), 0.5,
                why="both are tenths of a second: a read waits up to 50 ms for others that are due, which is 25 ms of "
                    "this lag on average",
            ),
        ]  # fmt: skip
    return rows


def _dashed(name: str) -> str:
    return name.replace(", ", "-")


_POST = (
    "both are warm; Prism is five times slower in its first seconds. Most of an answer goes into its price, into the "
    "search for references to earlier tasks, and into the rules"
)
_GET = (
    "both are warm; Prism is five times slower in its first seconds. Half of an answer's 0.02 ms is Python, half the "
    "kernel: an application that answers with a constant takes as long"
)
ROWS: tuple[Row, ...] = (
    Row(
        "read", "client", "a checked read, blocking: CPU, relative to raw httpx",
        ("read", BLOCKING), ("read", "httpx"), 0.7,
    ),
    Row(
        "read-asyncio", "client", "a checked read, asyncio, 10 at once: CPU, relative to raw aiohttp",
        ("read, asyncio, 10 at once", ASYNCIO), ("read, asyncio, 10 at once", "aiohttp"), 2.5,
    ),
    Row(
        "read-asyncio-33", "client", "the same, 33 at once",
        ("read, asyncio, 33 at once", ASYNCIO), ("read, asyncio, 33 at once", "aiohttp"), 2.5,
    ),
    *_crowds(),
    *_batch_reads(),
    Row(
        "stall-submit", "client", "first `submit` with asyncio: longest stall of the loop, relative to `import httpx`",
        ("stall", "first submit"), ("stall", "import httpx"), 0.15,
    ),
    Row(
        "stall-wait", "client", "first `wait` with asyncio: longest stall of the loop, relative to `import httpx`",
        ("stall", "first wait"), ("stall", "import httpx"), 0.15,
    ),
    Row(
        "import", "client", "`import evolink` and a client made: CPU, relative to `import httpx`",
        ("import", BLOCKING), ("import", "httpx"), 1.1,
    ),
    Row(
        "import-asyncio", "client", "the same, with asyncio",
        ("import", ASYNCIO), ("import", "httpx"), 1.1,
    ),
    Row(
        "help", "client", "`evolink --help` above bare Python: user CPU, relative to `import click` above bare Python",
        ("help", "evolink --help"), ("help", "import click"), 1.4,
        why="beyond its import, click takes 5 of the 8 ms: it loads what wraps lines, and lays out the help. Our own "
            "modules take less than 3",
    ),
    Row(
        "pacing", "client", "pacing: kinds of tasks for which another policy needs fewer reads and has less lag",
        ("pacing", "dominated"), (), 0, unit="",
    ),
    Row(
        "pacing-reads", "client", "pacing: reads of a task of 13 to 17 s after others of its model, mean",
        ("pacing", "crowd reads"), (), 2.5, unit="",
    ),
    Row(
        "batch", "batch", "a batch: CPU, relative to the client alone",
        ("batch", "batch", "cpu"), ("batch", "client", "cpu"), 1.25,
        why="for each row, the journal's thread takes 0.45 ms, the threads that check and take rows 0.2, the event "
            "loop 0.15 to 0.4 more than the client's, and the run file 0.06. Saving the file costs both "
            "0.45 to 1.0 ms, nearly all in fsync, and more the busier the disk is",
    ),
    Row(
        "one-worker", "batch", "one worker: CPU, relative to the client alone",
        ("batch", "one worker", "cpu"), ("batch", "client", "cpu"), 1.4,
        why="beyond the client, a row costs 0.4 ms in the journal's thread, most of it in waiting for and reading the "
            "answers of PostgreSQL, and about as much in the queue (PgQueuer: a task and a timer for each row)",
    ),
    Row(
        "two-workers", "batch", "two workers: rows per second, relative to one",
        ("batch", "two workers", "rows_per_second"), ("batch", "one worker", "rows_per_second"), 1.8, at_least=True,
        why="the workers share two cores with the mock and PostgreSQL. With a service at hand, two ran 175 rows a "
            "second where one ran 101 (1.7 times, with 1,500 rows), at no more CPU time a row; of 68 waits seen in "
            "PostgreSQL, none was for a row or a table, and 66 were for the writing of its log",
    ),
    Row("memory", "batch", "1,000,000 rows: memory", ("memory", "1,000,000 rows", "resident"), (), 120, unit="MB",
        why="no container keeps a row, and 220,000 rows take less than the goal. From 110,000 to 220,000, Python's "
            "arenas grew by 7 MB, and the freed blocks that the C library keeps by 10: the figure takes this for a "
            "trend, which nobody has followed to a million. 10 MB are Alembic, which making a new journal imports"),
    Row(
        "journal-threads", "batch", "blocking `submit` with a journal: 16 threads, relative to one",
        ("submits per second", "16 threads"), ("submits per second", "1 thread"), 8, at_least=True,
        why="a submit waits for two commits, 0.2 to 4 ms each on this disk. The threads share one interpreter, where a "
            "request takes 0.25 ms of CPU and its two steps in the journal as much: 8 × needs a disk that takes 1.5 ms "
            "or longer for a commit",
    ),
    Row("mock-post", "mock", "the mock, POST: answers per second, relative to Prism",
        ("mock", "mock", "post"), ("mock", "prism", "post"), 10, at_least=True, why=_POST),
    Row("mock-get", "mock", "the mock, GET: answers per second, relative to Prism",
        ("mock", "mock", "get"), ("mock", "prism", "get"), 10, at_least=True, why=_GET),
    Row("mock-post-cpu", "mock", "the mock, POST: CPU time of Prism for an answer, relative to the mock's",
        ("mock", "prism", "post_cpu"), ("mock", "mock", "post_cpu"), 10, at_least=True, why=_POST),
    Row("mock-get-cpu", "mock", "the mock, GET: CPU time of Prism for an answer, relative to the mock's",
        ("mock", "prism", "get_cpu"), ("mock", "mock", "get_cpu"), 10, at_least=True, why=_GET),
    Row(
        "demo", "mock", "`make demo` on a fresh clone: time, relative to `pip install` of the mock's extra",
        ("demo", "make demo", "seconds"), ("demo", "pip install", "seconds"), 1.3,
    ),
    Row("demo-size", "mock", "`make demo` on a fresh clone: size", ("demo", "make demo", "MB"), (), 160, unit="MB"),
    Row(
        "models", "pipeline", "150 models: load of the contract and first check, CPU, relative to `import httpx`",
        ("first check", "150 models"), ("first check", "import httpx"), 0.3,
    ),
)  # fmt: skip
"""The rows, in the order of the table."""


def rows_of(bench: str) -> list[Row]:
    """Return the rows that a bench measures."""
    return [row for row in ROWS if row.bench == bench]
