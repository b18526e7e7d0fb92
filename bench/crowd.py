"""Runs many tasks with one client in a new process, which prints the result as JSON.

python -m bench.crowd MODULE FUNCTION BASE_URL TASKS SECONDS
"""

import asyncio
import inspect
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from importlib import import_module
from math import inf
from statistics import median_high
from threading import Timer
from typing import Any

from bench.peers.bounded import Tally
from bench.peers.roster import FEW, MANY, Entrant
from bench.recorded import ROOT
from bench.served import Served

LIMITS = {FEW: 60.0, MANY: 150.0}
"""Seconds for an entrant to finish so many tasks: what is not there by then has not finished."""
GRACE = 20.0
"""Seconds beyond its limit after which a process that does not even keep that is ended."""


def crowd(entrant: Entrant, server: Served, count: int) -> dict[str, Any]:
    """Run many tasks with one client, with a time limit, and return its figures.

    `tasks` were asked for, and `finished` counts those that came; `lost`, by error, those that an error lost; `cpu` is
    the CPU time in seconds, from making the client to the last answer; `reads` and `requests` are those of a task;
    `median` and `late` (95 %) are the lags in seconds, null if they never end.
    """
    server.seen()
    limit = LIMITS[count]
    command = [sys.executable, "-m", "bench.crowd", entrant.module, entrant.finish, server.base_url]
    command += [str(count), str(limit)]
    try:
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, timeout=limit + GRACE)  # noqa: S603 - this very file
        report: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:  # the others still have their turn
        report = {"seen": {}, "raised": {type(error).__name__: count}, "cpu": None}
    return {"tasks": count, **_figures(report, server.seen())}


def _figures(report: Mapping[str, Any], served: Mapping[str, Any]) -> dict[str, Any]:
    ends, seen = served["ends"], report["seen"]
    reads = served["reads"] / max(1, len(ends))
    lags = sorted(seen.get(task_id, inf) - ended for task_id, ended in ends.items()) or [inf]
    return {
        "finished": len(seen),
        "lost": report["raised"],
        "cpu": report["cpu"],
        "reads": reads,
        "requests": 1 + reads,
        "median": _or_none(median_high(lags)),
        "late": _or_none(lags[int(0.95 * len(lags))]),
    }


def _or_none(lag: float) -> float | None:
    return lag if lag < inf else None


def main(module: str, function: str, base_url: str, count: str, seconds: str) -> None:
    """Finish many tasks, or as many as the time allows."""
    finish, tally = getattr(import_module(f"bench.peers.{module}"), function), Tally()
    began = time.process_time()

    def report_and_exit() -> None:
        report = {"seen": tally.seen.copy(), "raised": tally.raised.copy(), "cpu": time.process_time() - began}
        os.write(sys.stdout.fileno(), json.dumps(report).encode())
        os._exit(0)  # what is under way is not waited for

    Timer(float(seconds), report_and_exit).start()
    finishing = finish(base_url, int(count), tally)
    if inspect.iscoroutine(finishing):
        asyncio.run(finishing)
    report_and_exit()


if __name__ == "__main__":
    main(*sys.argv[1:])
