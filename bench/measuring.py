"""How things are measured: all in turn, several times, of which the minimum counts: other load can only add."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.terminal import Progress

ROUNDS: Final = 7


def least(
    name: str, subjects: Mapping[str, Callable[[], float]], progress: Progress, rounds: int = ROUNDS
) -> dict[str, float]:
    """Measure all subjects in turn, several times, and return the minimum of each."""
    found: dict[str, float] = {}
    for number in range(rounds):
        progress.show(f"{name}: round {number + 1} of {rounds}")
        for subject, measure in subjects.items():
            value = measure()
            found[subject] = min(value, found.get(subject, value))
    return found


def cpu_of_code(statement: str, python: str = sys.executable) -> float:
    """Return the CPU seconds of a statement in a fresh interpreter, without those of the interpreter."""
    return _of_code(statement, "process_time", python)


def seconds_of_code(statement: str) -> float:
    """Return the seconds of a statement in a fresh interpreter."""
    return _of_code(statement, "perf_counter", sys.executable)


def _of_code(statement: str, clock: str, python: str) -> float:
    code = f"import time; began = time.{clock}(); {statement}; print(time.{clock}() - began)"
    return float(output_of([python, "-c", code]).rpartition("\n")[2])


def output_of(command: Sequence[str], **more: str) -> str:
    """Run a command with more in its environment, and return what it prints, without the last line end."""
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env={**compiled(), **more})  # noqa: S603 - our own
    return done.stdout.rstrip("\n")


def compiled() -> dict[str, str]:
    """Return an environment in which Python keeps what it compiles, as where packages are installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def user_cpu(command: Sequence[str]) -> float:
    """Return the user CPU seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    output_of(command)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def cpu_seconds(command: Sequence[str], folder: Path, **more: str) -> float:
    """Return the CPU seconds of a command, and of what it starts; what it prints and its status do not matter."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env={**compiled(), **more}, cwd=folder, check=False, capture_output=True)  # noqa: S603 - our own
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cpu_of_each(work: Callable[[], object], times: int) -> float:
    """Return the CPU seconds of one call of a function, of many in a row."""
    began = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - began) / times
