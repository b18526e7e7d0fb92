"""A catalogue of deliberate faults; the suite must find each one: `python -m tests.contract.faults`.

Every fault gets a process of its own, in which the embedded mock is made wrong and the test that must find it runs
until its first failure.
"""

import argparse
import contextlib
import importlib
import io
import multiprocessing
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, TypeVar

import pytest

import evolink_suite

T = TypeVar("T")
_SUITE: Final = Path(evolink_suite.__file__).parent
_SEEDS: Final = (1, 2, 3)
_PRELOADED: Final = [
    *("pytest", "schemathesis", "hypothesis.strategies", "uvicorn", "PIL.Image", "av", "evolink_mock"),
    "evolink_suite.derived",
]


_OPTIONS: Final = [
    *("-p", "tests.contract.mocked"),
    *("-q", "--tb=short", "--assert=plain", "-p", "no:cacheprovider"),
    *("-W", "ignore::hypothesis.errors.HypothesisSideeffectWarning"),  # requests are derived before pytest starts
]


@dataclass(frozen=True)
class Catch:
    """What the suite found.

    Attributes:
        failed: The first test that failed, without its parameters; empty for none.
        seconds: How long that took.
        output: What pytest printed.
    """

    failed: str
    seconds: float
    output: str


@dataclass
class _Watcher:
    """Remembers the first test that fails."""

    failed: str = ""
    names: list[str] = field(default_factory=list[str])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.names.append(report.nodeid)
        if report.failed and not self.failed:
            self.failed = report.nodeid.rpartition("::")[2].partition("[")[0]


@cache
def catalogue() -> dict[str, Any]:
    """Return every fault by its name."""
    # Loads the suite, which each process with a fault must do for itself.
    from . import (  # noqa: PLC0415 - loads the suite
        _faults_amounts,
        _faults_answers,
        _faults_behaviour,
        _faults_callbacks,
        _faults_clocks,
        _faults_declared,
        _faults_ended,
        _faults_identity,
        _faults_kinds,
        _faults_lists,
        _faults_normalising,
        _faults_requests,
    )

    faults = (
        *(*_faults_requests.AUTH, *_faults_requests.KEYWORDS, *_faults_requests.PROSE),
        *(*_faults_answers.SHAPE, *_faults_answers.STATUS, *_faults_answers.LIFE, *_faults_answers.STATE),
        *(*_faults_behaviour.MONEY, *_faults_behaviour.KEYS, *_faults_behaviour.IMAGES, *_faults_callbacks.CALLBACKS),
        *(*_faults_kinds.SOME, *_faults_lists.NEW, *_faults_normalising.READING, *_faults_identity.IDENTITY),
        *(*_faults_ended.STAYS, *_faults_ended.AGREE, *_faults_declared.FILES, *_faults_declared.ANSWERS),
        *(*_faults_clocks.CLOCKS, *_faults_amounts.AMOUNTS),
    )
    return {fault.name: fault for fault in faults}


def caught(name: str) -> Catch:
    """Add a fault to the mock of this process, and run the test that must find it."""
    fault = catalogue()[name]
    _add_fault(fault)
    return _run("-x", f"{_file_of(fault.caught_by)}::{fault.caught_by}")


def clean(seed: int) -> Catch:
    """Run the whole suite against the mock as it is."""
    os.environ["SEED"] = str(seed)
    return _run("-x", str(_SUITE))


def alone(job: Callable[[Any], T], argument: Any) -> T:
    """Run a job in a new process."""
    with _pool(1) as pool:
        return pool.submit(job, argument).result()


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    return ProcessPoolExecutor(workers, context, max_tasks_per_child=1)


def _run(*arguments: str) -> Catch:
    watcher, began, output = _Watcher(), time.monotonic(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        pytest.main([*arguments, *_OPTIONS], plugins=[watcher])
    failed = watcher.failed or ("" if watcher.names else "nothing ran")
    return Catch(failed, time.monotonic() - began, output.getvalue())


def _add_fault(fault: Any) -> None:
    from ._interception import intercepted  # noqa: PLC0415 - loads the mock, in the process that gets the fault

    for place, wrap in fault.patches.items():
        module, _, path = place.partition(":")
        holder: Any = importlib.import_module(f"evolink_mock.{module}")
        owner, _, name = path.rpartition(".")
        holder = attrgetter(owner)(holder) if owner else holder
        setattr(holder, name, wrap(getattr(holder, name)))
    stage: Any = importlib.import_module("evolink_mock.http.stage")
    right = stage.asgi_app
    stage.asgi_app = lambda *args: intercepted(right(*args), fault.before, fault.after)


def _file_of(test: str) -> Path:
    files = (file for file in _SUITE.glob("test_*.py") if re.search(rf"^def {test}\(", file.read_text(), re.MULTILINE))
    return next(files)


def _lines(names: Sequence[str], catches: Iterable[Catch]) -> Iterator[tuple[str, bool, float]]:
    for name, catch in zip(names, catches, strict=True):
        fault = catalogue()[name]
        right = catch.failed == fault.caught_by
        verdict = catch.failed if right else f"MISSED ({catch.failed or 'all passed'})"
        yield f"{fault.group:<11}{name:<58}{verdict:<42}{catch.seconds:5.1f}", right, catch.seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, and return 0 if every fault was caught and there was no false alarm."""
    parser = argparse.ArgumentParser(prog="python -m tests.contract.faults", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="take every nth fault only, and one seed")
    parser.add_argument("--only", default="", help="take faults whose name or group holds this, and no seeds")
    options = parser.parse_args(arguments)
    names = [name for name, fault in catalogue().items() if options.only in f"{fault.group} {name}"][:: options.every]
    if not names:
        parser.error(f"no fault has {options.only!r} in its name or group")
    seeds = () if options.only else _SEEDS[: 1 if options.every > 1 else None]
    with _pool(os.cpu_count() or 1) as pool:
        alarms = pool.map(clean, seeds)
        hits: list[bool] = []
        times: list[float] = []
        for line, right, seconds in _lines(names, pool.map(caught, names)):
            print(line, flush=True)  # noqa: T201 - a command line prints
            hits.append(right)
            times.append(seconds)
        false = [catch for catch in alarms if catch.failed]
    for catch in false:
        sys.stdout.write(f"{catch.output}\n")
    sys.stdout.write(f"median {statistics.median(times):.1f} s\n")
    sys.stdout.write(f"caught {sum(hits)}/{len(hits)}, false alarms {len(false)}\n")
    return 0 if all(hits) and not false else 1


if __name__ == "__main__":
    sys.exit(main())
