"""Serves the mock for benchmarks: tasks take about as long as estimated, and requests are only counted."""

from collections import deque
from typing import Any, Final

from bench.served import SECONDS, report_to_stdout
from evolink_contract import document

MODEL: Final = "nano-banana-beta"
KEY = "sk-bench-of-the-client"


class Counting(deque[Any]):
    """A request log that only counts each kind of request."""

    def __init__(self) -> None:
        super().__init__(maxlen=1)
        self.counts: dict[str, int] = {}

    def append(self, exchange: Any) -> None:
        """Count an exchange."""
        kind = f"{exchange.request.method} {exchange.request.path.rpartition('/')[0]}"
        self.counts[kind] = self.counts.get(kind, 0) + 1


def main() -> None:
    """Serve until the input ends."""
    for schema in document()["components"]["schemas"].values():
        if "x-evolink-example" in schema:
            schema["x-evolink-example"]["task_info.estimated_time"] = SECONDS
    from evolink_mock import MockServer  # noqa: PLC0415 - it reads the contract that was just changed

    with MockServer(api_key=KEY, credits=None) as server:
        server.world.memory.budget = 8 << 30
        log = server.world.request_log = Counting()

        def seen() -> dict[str, Any]:
            ends = {name: task.timeline.ends_at for name, task in server.world.tasks.items()}
            reads = log.counts.get("GET /v1/tasks", 0) + log.counts.get("POST /v1/tasks", 0)  # one by one, or several
            facts = {"ends": ends, "reads": reads}
            server.world.tasks.clear()
            log.counts.clear()
            return facts

        report_to_stdout(server.base_url, seen)


if __name__ == "__main__":
    main()
