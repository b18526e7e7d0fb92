"""The mock against Prism, in one run: how fast it starts and answers, and whether its memory stays flat.

    npm install --prefix DIR @stoplight/prism-cli
    python bench/mock_against_prism.py --prism DIR/node_modules/.bin/prism

Each server has one core to itself, the load another. Trust the ratios, not the numbers.
"""

import argparse
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

SPEC = Path(__file__).parents[1] / "generated/evolink_contract/openapi.json"
KEY = "bench"
CONNECTIONS = 16
BODY = json.dumps({"model": "gpt-4o-image", "prompt": "a paper boat", "size": "3:2", "n": 2}).encode()
PREFIX = "task-unified-"
PATIENCE = 30  # seconds for a server to start
SERVER_CORE, LOAD_CORE = 0, 1


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


class Caller(asyncio.Protocol):
    """A connection that repeats a request as soon as it is answered."""

    def __init__(self, request: bytes, until: float, done: asyncio.Future[None]) -> None:
        self._request, self._until, self._done = request, until, done
        self._buffer = b""
        self.answers = 0
        self.statuses: set[bytes] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - it is TCP
        self._transport = transport
        transport.write(self._request)

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
    head = f"{method} {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {KEY}\r\n"
    kind = f"content-type: application/json\r\ncontent-length: {len(body)}\r\n" if body else ""
    return f"{head}{kind}\r\n".encode() + body


async def load(port: int, sent: bytes, seconds: float) -> float:
    """Return the answers per second, all of them 200."""
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
    return sum(caller.answers for caller in callers) / (time.perf_counter() - began)


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
    settings = ["--port", str(port), "--api-key", KEY, "--credits", "1e12", "--speed", "1000"]
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


def measure(server: Server, seconds: float) -> tuple[float, float]:
    """Return POST and GET answers per second; GET reads a new task, because the mock forgets old ones."""
    posts = asyncio.run(load(server.port, request("POST", "/v1/images/generations", BODY), seconds))
    made = create_task(server.port)
    task = made if made.startswith(PREFIX) else f"{PREFIX}1700000000-abcdefgh"  # Prism's ids do not keep the contract
    reading = request("GET", f"/v1/tasks/{task}")
    gets = asyncio.run(load(server.port, reading, seconds))
    return posts, gets


def compare(prism: str, rounds: int, seconds: float) -> None:
    """Print the figures of each server, and the ratios."""
    figures: dict[str, list[tuple[float, float, float]]] = {"mock": [], "prism": []}
    for _ in range(rounds):
        for name, rows in figures.items():
            port = free_port()
            command = mock_command(port) if name == "mock" else prism_command(prism, port)
            with running(command, port) as server:
                rows.append((server.started, *measure(server, seconds)))
    medians = {name: list(map(statistics.median, zip(*rows, strict=True))) for name, rows in figures.items()}
    print("            start s   POST/s    GET/s")
    for name, (started, posts, gets) in medians.items():
        print(f"{name:10} {started:8.2f} {posts:8.0f} {gets:8.0f}")
    ratios = [mine / other for mine, other in zip(medians["mock"], medians["prism"], strict=True)]
    print(f"{'ratio':10} {ratios[0]:8.2f} {ratios[1]:8.2f} {ratios[2]:8.2f}")


def watch_memory(tasks: int) -> None:
    """Print the mock's memory while it creates tasks."""
    port = free_port()
    with running(mock_command(port), port) as server:
        print(f"\n{'tasks':>9} {'MB':>7}\n{0:9} {server.memory():7.1f}")
        made, target = 0.0, tasks / 10
        while made < tasks:
            began = time.perf_counter()
            made += asyncio.run(load(port, request("POST", "/v1/images/generations", BODY), 1)) * (
                time.perf_counter() - began
            )
            if made >= target:
                print(f"{made:9.0f} {server.memory():7.1f}")
                target = made + tasks / 10


def main() -> None:
    """Run the comparison, with Prism if it is given, and measure the memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prism", help="path of Prism's command")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0, help="of load per round and operation")
    parser.add_argument("--tasks", type=int, default=100_000, help="for the memory; 0 leaves it out")
    options = parser.parse_args()
    os.sched_setaffinity(0, {LOAD_CORE})
    if options.prism:
        compare(options.prism, options.rounds, options.seconds)
    if options.tasks:
        watch_memory(options.tasks)


if __name__ == "__main__":
    main()
