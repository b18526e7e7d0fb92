"""One server that speaks each peer's own protocol; the lives of its tasks are those of the mock."""

import json
import random
import socket
import threading
import time
from typing import Any
from urllib.parse import urlsplit

import uvicorn

from bench.peers.protocols import SHOWN_AT, Task
from bench.served import SECONDS, report_to_stdout

SPREAD = 0.3
"""The spread of the tasks' durations as a share of the estimate, as the mock has it."""
BACKLOG = 4096
IDLE = 75
"""Seconds that a connection is kept for: no peer has to reconnect for each read."""


class Service:
    """Tasks, and what was asked about them.

    Args:
        seconds: What a task takes, about.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._tasks: dict[str, Task] = {}
        self._made = self._reads = 0

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Answer one request."""
        while (await receive()).get("more_body"):
            pass
        address = scope["scheme"] + "://" + dict(scope["headers"])[b"host"].decode()
        body = json.dumps(self._answer(scope["method"], address, scope["path"])).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def seen(self) -> dict[str, Any]:
        """Return what happened since the last time, and forget it."""
        facts = {"ends": {task.id: task.ends for task in self._tasks.values()}, "reads": self._reads}
        self._tasks.clear()
        self._reads = 0
        return facts

    def _answer(self, method: str, address: str, path: str) -> dict[str, Any]:
        if method == "POST":
            return self._shown(self._new(address + path), path)
        self._reads += 1
        return self._shown(next(task for part in path.split("/") if (task := self._tasks.get(part))), path)

    def _shown(self, task: Task, path: str) -> dict[str, Any]:
        return SHOWN_AT[urlsplit(task.url).path](task, path)

    def _new(self, url: str) -> Task:
        self._made += 1
        now = time.time()
        life = self._seconds * (1 + SPREAD * (random.random() - 0.5))  # noqa: S311 - nothing secret
        task = self._tasks[f"task-{self._made}"] = Task(f"task-{self._made}", now, now + life, url)
        return task


def main() -> None:
    """Serve until the input ends."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
    service = Service(SECONDS)
    config = uvicorn.Config(service, log_level="error", lifespan="off", access_log=False, timeout_keep_alive=IDLE)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    report_to_stdout(f"http://127.0.0.1:{listener.getsockname()[1]}", service.seen)
    server.should_exit = True
    server.force_exit = True
    thread.join()


if __name__ == "__main__":
    main()
