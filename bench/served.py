"""A benchmark's server in its own process; for each line of input, it reports everything that happened in it."""

import json
import sys
from collections.abc import Callable
from subprocess import PIPE, Popen
from types import TracebackType
from typing import Any, Self

from bench.recorded import ROOT

SECONDS = 15.0
"""The estimated duration of a task; it really takes up to 15 % less or more."""


class Served:
    """The process, as its parent sees it.

    Args:
        module: The module that it runs.
        *arguments: Those of its command line.
    """

    def __init__(self, module: str, *arguments: str) -> None:
        self._command = [sys.executable, "-m", module, *arguments]

    def __enter__(self) -> Self:
        self._process = Popen(self._command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)  # noqa: S603 - a file of ours
        self.base_url = self._ask(None)["base_url"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def seen(self) -> dict[str, Any]:
        """Return what it has seen since the last time."""
        return self._ask("seen\n")

    def _ask(self, line: str | None) -> dict[str, Any]:
        if line and self._process.stdin:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline() if self._process.stdout else "{}")
        return answer


def report_to_stdout(base_url: str, seen: Callable[[], dict[str, Any]]) -> None:
    """Print the server's address, and then what it has seen for each line of input."""
    _print({"base_url": base_url})
    for _ in sys.stdin:
        _print(seen())


def _print(facts: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()
