"""The mock against Prism: how fast they start and answer, and whether the mock's memory stays flat.

Each server has one core to itself, the load another. Trust the ratios, not the numbers; on a machine that does other
work too, trust those of CPU time per request alone.
"""

import asyncio
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import uvloop

from bench.terminal import Progress

SPEC = Path(__file__).parents[1] / "generated/evolink_contract/openapi.json"
KEY = "bench"
CONNECTIONS = 16
BODY = json.dumps({"model": "gpt-4o-image", "prompt": "a paper boat", "size": "3:2", "n": 2}).encode()
PREFIX = "task-unified-"
PATIENCE = 30  # seconds for a server to start
WARM_UP = 8  # seconds until Node.js has compiled what it runs
SERVER_CORE, LOAD_CORE = 0, 1
FIGURES = ("start", "post", "get", "post_cpu", "get_cpu")
"""Seconds to the first answer, answers per second, and milliseconds of the server's CPU time per answer."""
_LOOKS = 5
"""Looks at the memory, beside the one before the first task."""
_USER, _SYSTEM = 11, 12  # places of the CPU times in /proc/PID/stat, counted after the name of the command


@dataclass(frozen=True)
class Figures:
    """What a server did under load."""

    rate: float
    """Answers per second."""
    cpu: float
    """Milliseconds of the server's CPU time per answer."""


@dataclass(frozen=True)
class Server:
    """A running server: its process, its port, the seconds until its first answer."""

    process: subprocess.Popen[bytes]
    port: int
    started: float

    def memory(self) -> float:
        """Return the resident memory of the server's process, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def cpu(self) -> float:
        """Return the seconds of CPU time that its process has used."""
        times = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(times[_USER]) + int(times[_SYSTEM])) / os.sysconf("SC_CLK_TCK")


class Caller(asyncio.Protocol):
    """A connection that repeats a request as soon as it is answered."""

    def __init__(self, request: bytes, until: float, done: asyncio.Future[None]) -> None:
        self._request, self._until, self._done = request, until, done
        self._buffer = b""
        self.answers = 0
        self.statuses: set[bytes] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        self._transport = cast("asyncio.Transport", transport)  # it is TCP
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        """Count a complete response, and send the next request."""
        self._buffer += data
        head, separator, body = self._buffer.partition(b"\r\n\r\n")
        if not separator or len(body) < _content_length(head):
            return
        self.statuses.add(head[9:12])
        self.answers += 1
        self._buffer = b""
        if time.perf_counter() < self._until:
            self._transport.write(self._request)
        else:
            self._transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        """Note that this connection has ended, and how."""
        if not self._done.done():
            self._done.set_exception(error) if error else self._done.set_result(None)


def _content_length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])


def request(method: str, path: str, body: bytes = b"") -> bytes:
    """Write a request as it goes over the wire."""
    head = f"{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {KEY}\r\n"
    kind = f"content-type: application/json\r\ncontent-length: {len(body)}\r\n" if body else ""
    return f"{head}{kind}\r\n".encode() + body


def load(server: Server, sent: bytes, seconds: float) -> Figures:
    """Return how a server answers one request again and again, always with 200."""
    spent, began = server.cpu(), time.perf_counter()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        answers = runner.run(_load(server.port, sent, seconds))
    return Figures(answers / (time.perf_counter() - began), (server.cpu() - spent) / answers * 1000)


async def _load(port: int, sent: bytes, seconds: float) -> int:
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    callers: list[Caller] = []
    ends: list[asyncio.Future[None]] = []
    for _ in range(CONNECTIONS):
        ends.append(loop.create_future())
        callers.append(Caller(sent, began + seconds, ends[-1]))
        await loop.create_connection(lambda: callers[-1], "127.0.0.1", port)
    await asyncio.gather(*ends)
    statuses = set[bytes]().union(*(caller.statuses for caller in callers))
    if statuses != {b"200"}:
        raise SystemExit(f"answers other than 200: {statuses}")
    return sum(caller.answers for caller in callers)


@contextmanager
def running(command: Sequence[str], port: int) -> Iterator[Server]:
    """Start a server on its core, wait for its first answer, and stop it at the end."""
    pinned = ["taskset", "--cpu-list", str(SERVER_CORE), *command]
    began = time.perf_counter()
    process = subprocess.Popen(pinned, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    try:
        _await_answer(port, began + PATIENCE)
        yield Server(process, port, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _await_answer(port: int, give_up: float) -> None:
    while time.perf_counter() < give_up:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
                connection.sendall(request("GET", "/v1/credits"))
                connection.recv(1)
                return
        except ConnectionRefusedError:
            time.sleep(0.002)  # noqa: TID251 - waits for another process
    raise SystemExit("the server did not start")


def free_port() -> int:
    """Return a port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def mock_command(port: int) -> list[str]:
    """Return the command of the mock, with enough credits for every request."""
    settings = ["--port", str(port), "--api-key", KEY, "--credits", "1e9", "--speed", "1000"]
    return [sys.executable, "-m", "evolink_mock", *settings]


def prism_command(prism: str, port: int) -> list[str]:
    """Return the command of Prism, which prints nothing while it works."""
    return [prism, "mock", "--port", str(port), "--host", "127.0.0.1", "--verboseLevel", "silent", str(SPEC)]


def create_task(port: int) -> str:
    """Create a task on the mock, and return its ID."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"authorization": f"Bearer {KEY}", "content-type": "application/json"}
    connection.request("POST", "/v1/images/generations", BODY, headers)
    task: str = json.load(connection.getresponse())["id"]
    connection.close()
    return task


def measure(server: Server, seconds: float) -> tuple[float, ...]:
    """Return rate and CPU time of POST and GET; GET reads a new task, because the mock forgets old ones."""
    posts = _load_warm(server, request("POST", "/v1/images/generations", BODY), seconds)
    made = create_task(server.port)
    task = made if made.startswith(PREFIX) else f"{PREFIX}1700000000-abcdefgh"  # Prism's ids do not keep the contract
    gets = _load_warm(server, request("GET", f"/v1/tasks/{task}"), seconds)
    return posts.rate, gets.rate, posts.cpu, gets.cpu


def _load_warm(server: Server, sent: bytes, seconds: float) -> Figures:
    """Return how a server answers once it is warm: Prism is five times slower in its first seconds."""
    load(server, sent, max(seconds, WARM_UP))
    return load(server, sent, seconds)


def compare(prism: str, rounds: int, seconds: float, progress: Progress) -> dict[str, dict[str, float]]:
    """Return the figures of both, each the median of the rounds: see `FIGURES`."""
    found: dict[str, list[tuple[float, ...]]] = {"mock": [], "prism": []}
    for number in range(rounds):
        for name, rows in found.items():
            progress.show(f"{name}: round {number + 1} of {rounds}")
            port = free_port()
            command = mock_command(port) if name == "mock" else prism_command(prism, port)
            with running(command, port) as server:
                rows.append((server.started, *measure(server, seconds)))
    return {
        name: dict(zip(FIGURES, map(statistics.median, zip(*rows, strict=True)), strict=True))
        for name, rows in found.items()
    }


def memory_by_tasks(tasks: int, progress: Progress) -> dict[str, float]:
    """Return the mock's memory in MB while it creates tasks, by how many there were."""
    port, found = free_port(), dict[str, float]()
    with running(mock_command(port), port) as server:
        made, target = 0.0, 0.0
        while target <= tasks:
            if made >= target:
                progress.show(f"memory of the mock: {made:,.0f} tasks")
                found[f"{target:,.0f} tasks"] = server.memory()
                target += tasks / _LOOKS
            made += load(server, request("POST", "/v1/images/generations", BODY), 1).rate
    return found


def stay_on_the_load_core() -> None:
    """Leave the other core to the servers."""
    os.sched_setaffinity(0, {LOAD_CORE})
