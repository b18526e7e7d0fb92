"""A mock in a process of its own, whose tasks take about as long as they say; a line of input makes it tell all."""

import json
import sys
from collections import deque
from subprocess import PIPE, Popen
from types import TracebackType
from typing import Any, Self

from evolink_contract import document

MODEL = "nano-banana-beta"
KEY = "sk-bench"
SECONDS = 15
"""The estimate that the mock tells; tasks really take 15 % less to 15 % more."""


class Counting(deque[Any]):
    """A journal that forgets all but how often each kind of request came."""

    def __init__(self) -> None:
        super().__init__(maxlen=1)
        self.counts: dict[str, int] = {}

    def append(self, exchange: Any) -> None:
        """Count an exchange."""
        kind = f"{exchange.request.method} {exchange.request.path.rpartition('/')[0]}"
        self.counts[kind] = self.counts.get(kind, 0) + 1


class BenchMock:
    """The process, seen from outside."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._command = [sys.executable, __file__, str(seconds)]

    def __enter__(self) -> Self:
        self._process = Popen(self._command, stdin=PIPE, stdout=PIPE, text=True)  # noqa: S603 - this very file
        self.base_url = self._ask(None)["base_url"]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def seen(self) -> dict[str, Any]:
        """Give `ends` (when each task ended, Unix seconds) and `reads`, and forget both."""
        return self._ask("seen\n")

    def _ask(self, line: str | None) -> dict[str, Any]:
        if line and self._process.stdin:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline() if self._process.stdout else "{}")
        return answer


def _tell(facts: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Serve until the input ends."""
    for schema in document()["components"]["schemas"].values():
        if "x-evolink-example" in schema:
            schema["x-evolink-example"]["task_info.estimated_time"] = float(sys.argv[1])
    from evolink_mock import MockServer  # noqa: PLC0415 - it reads the contract that was just changed

    with MockServer(api_key=KEY, credits=None) as server:
        server.world._max_tasks = 100_000  # noqa: SLF001 - the server has no such option
        journal = server.world.journal = Counting()
        _tell({"base_url": server.base_url})
        for _ in sys.stdin:
            ends = {name: task.life.ends_at for name, task in server.world.tasks.items()}
            _tell({"ends": ends, "reads": journal.counts.get("GET /v1/tasks", 0)})
            server.world.tasks.clear()
            journal.counts.clear()


if __name__ == "__main__":
    main()
