"""Run the command line, in this process or in a new one, and make its output repeatable."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

COMMAND = [sys.executable, "-m", "evolink.cli"]
_PATIENCE = 180
_CHANGING = (
    (r"http://127\.0\.0\.1:\d+", "http://SERVICE"),
    (r"\b127\.0\.0\.1:\d+", "SERVICE"),
    (r"\b(evolink-)?[0-9a-f]{32}\b", "HEX"),
    (r"\b\d{10}\.0\b", "TIME"),
    (r"is still (pending|processing)", "is still AT WORK"),
    (r"(?m)^task \S+: (processing|reviewing)\n", ""),
    (r"(cost [\d.]+ credits?), [\d.]+ s\b", r"\1, SECONDS s"),
    (r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}( \([^)]* ago\))?", "MOMENT"),
)


class Ran(NamedTuple):
    """The result of a command."""

    status: int
    out: str
    err: str

    def __str__(self) -> str:
        return f"exit status {self.status}\n--- stdout\n{stable(self.out)}--- stderr\n{stable(self.err)}"


@dataclass(frozen=True)
class Shell:
    """Runs commands as processes.

    Attributes:
        environment: Their environment.
    """

    environment: Mapping[str, str]
    started: "list[subprocess.Popen[str]]" = field(default_factory=list)

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**self.environment},
        )
        self.started.append(process)
        return process

    def run(self, *arguments: str) -> Ran:
        return ended(self.start(*arguments))

    def close(self) -> None:
        """Kill the processes that still run."""
        for process in self.started:
            if process.returncode is None:
                process.kill()
                process.communicate()


def ended(process: "subprocess.Popen[str]") -> Ran:
    try:
        out, err = process.communicate(timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return Ran(process.returncode, out, err)


def environment(**more: str) -> dict[str, str]:
    """Return the environment of this process without variables that change the output of commands."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("EVOLINK_") and name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"}
    }
    return {**kept, "COLUMNS": "80", "EVOLINK_JOURNAL": "off", **more}  # test_journal.py sets it


def stable(text: str) -> str:
    """Return an output without the parts that differ in each run; tasks are numbered."""
    for pattern, name in _CHANGING:
        text = re.sub(pattern, name, text)
    tasks: dict[str, str] = {}
    return re.sub(r"task-unified-\d+-\w+", lambda found: tasks.setdefault(found[0], f"TASK-{len(tasks) + 1}"), text)
