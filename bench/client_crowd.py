"""Run many tasks with one client in a new process, which prints the result as JSON.

python bench/client_crowd.py MODULE BASE_URL TASKS SECONDS
"""

import asyncio
import inspect
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import import_module
from math import inf
from statistics import median_high
from threading import Timer
from typing import Any

from peers.bounded import Tally
from peers.roster import Entrant
from served import Served

GRACE = 20
"""Seconds beyond its limit after which a process that does not even keep that is ended."""
HEAD = """\
| | finished | CPU s | reads per task | lag, median s | lag, 95 % s |
|---|---|---|---|---|---|"""


@dataclass(frozen=True)
class Outcome:
    """How it went.

    Attributes:
        seen: When each finished task was there, Unix seconds.
        raised: What lost a task, and how often.
        cpu: Seconds of CPU, from making the client to the last answer.
        ends: When each task ended, Unix seconds.
        reads: How many there were.
    """

    seen: dict[str, float]
    raised: dict[str, int]
    cpu: float
    ends: dict[str, float]
    reads: int

    def row(self, name: str) -> str:
        """Return a row of a table in Markdown."""
        lost = "".join(f", {count:,} {error}" for error, count in self.raised.items())
        per_task = self.reads / max(1, len(self.ends))
        lags = sorted(self.seen.get(task_id, inf) - ended for task_id, ended in self.ends.items()) or [inf]
        cells = (
            f"{len(self.seen):,}{lost}",
            f"{self.cpu:.1f}",
            f"{per_task:.1f}",
            *(_format_lag(lag) for lag in (median_high(lags), lags[int(0.95 * len(lags))])),
        )
        return f"| {name} | {' | '.join(cells)} |"


def _format_lag(lag: float) -> str:
    return f"{lag:.2f}" if lag < inf else "never"


def crowd(entrant: Entrant, server: Served, count: int, seconds: float) -> Outcome:
    """Run many tasks with one client, with a time limit."""
    server.seen()
    command = [sys.executable, __file__, entrant.module, server.base_url, str(count), str(seconds)]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=seconds + GRACE)  # noqa: S603 - this very file
        report: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:  # the others still have their turn
        report = {"seen": {}, "raised": {type(error).__name__: count}, "cpu": 0.0}
    return Outcome(**report, **server.seen())


def main(module: str, base_url: str, count: str, seconds: str) -> None:
    """Finish many tasks, or as many as the time allows."""
    driver, tally = import_module(f"peers.{module}"), Tally()
    began = time.process_time()

    def report_and_exit() -> None:
        report = {"seen": tally.seen.copy(), "raised": tally.raised.copy(), "cpu": time.process_time() - began}
        os.write(sys.stdout.fileno(), json.dumps(report).encode())
        os._exit(0)  # what is under way is not waited for

    Timer(float(seconds), report_and_exit).start()
    finishing = driver.finish(base_url, int(count), tally)
    if inspect.iscoroutine(finishing):
        asyncio.run(finishing)
    report_and_exit()


if __name__ == "__main__":
    main(*sys.argv[1:])
