"""A database, a mock and processes for each test; workers find the service by their environment."""

import io
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest

from evolink.cli import main
from evolink.journal import Call, Journal
from evolink_mock import MockServer
from tests.cli.running import COMMAND, Ran, environment
from tests.journal._postgres import Postgres
from tests.journal.conftest import bin_folder, moody, server  # noqa: F401 - fixtures
from tests.waiting import until

MODEL = "nano-banana-beta"
PRICE = 1.6
LEASE = 5.0
POLL = 2.0
_WORKER = Path(__file__).with_name("_worker.py")


def cats(number: int, **more: Any) -> list[dict[str, Any]]:
    return [{"id": f"cat-{place:03}", "model": MODEL, "prompt": f"cat {place}", **more} for place in range(number)]


@dataclass
class Cluster:
    """One journal, one service, and the machines of a test.

    Attributes:
        address: The journal's.
        service: Where the service is.
        mock: The service.
        folder: The test's own.
    """

    address: str
    service: str
    mock: MockServer
    folder: Path
    started: "list[subprocess.Popen[str]]" = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "EVOLINK_BASE_URL": self.service,
            "EVOLINK_API_KEY": self.mock.api_key,
            "EVOLINK_JOURNAL": self.address,
        }

    @property
    def out(self) -> Path:
        return self.folder / "out"

    def manifest(self, rows: list[dict[str, Any]]) -> Path:
        path = self.folder / "rows.jsonl"
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
        return path

    def submit(self, rows: list[dict[str, Any]] | int, *more: str) -> Ran:
        chosen = cats(rows) if isinstance(rows, int) else rows
        return self.run("submit", str(self.manifest(chosen)), "-o", str(self.out), *more)

    def run(self, *arguments: str) -> Ran:
        """Run `evolink batch ...` in this process, to its end."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            status = main(["batch", *arguments])
        return Ran(status, out.getvalue(), err.getvalue())

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start `evolink batch ...` as a process."""
        return self._process([*COMMAND, "batch", *arguments])

    def worker(self, *, lease: float = LEASE, in_flight: int = 40) -> "subprocess.Popen[str]":
        """Start a worker with a short lease."""
        return self._process([sys.executable, str(_WORKER), self.address, str(self.out), str(lease), str(in_flight)])

    def _process(self, command: list[str]) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(**self.environment),
            cwd=self.folder,
        )
        self.started.append(process)
        return process

    def close(self) -> None:
        """Leave nothing behind, whatever the outcome of the test."""
        for process in self.started:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.send_signal(signal.SIGCONT)
                process.kill()
                process.wait()
            if process.stdout and not process.stdout.closed:
                print(process.communicate()[0])  # noqa: T201 - pytest shows it with a test that fails

    @property
    def posts(self) -> list[Any]:
        """The requests that would make a task."""
        return [each for each in self.mock.request_log.copy() if "idempotency-key" in each.request.headers]

    @property
    def images(self) -> list[str]:
        return sorted(path.name for path in self.out.glob("*.png")) if self.out.is_dir() else []

    def has_images(self, number: int) -> None:
        until(lambda: len(self.images) >= number, f"there are {number} images")

    @property
    def calls(self) -> list[Call]:
        with Journal(self.address) as journal:
            return list(journal.calls())

    def sql(self, statement: str) -> list[Any]:
        with psycopg.connect(self.address, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return [row[0] for row in cursor.fetchall()] if cursor.description else []

    @property
    def queued(self) -> list[str]:
        """The queue's states, one for each row."""
        return self.sql("SELECT status::text FROM evolink_queue ORDER BY id")

    def is_empty(self) -> None:
        until(lambda: not self.queued, "the queue is empty")


@pytest.fixture
def mock(request: pytest.FixtureRequest) -> Iterator[MockServer]:
    """A service that is quick, unless the test asks for another speed."""
    with MockServer(speed=getattr(request, "param", 200.0), credits=1e6) as running:
        yield running


Make = Callable[..., Cluster]


@pytest.fixture
def clusters(mock: MockServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Make a cluster on a database, whose service may be reached through something else."""
    with ExitStack() as stack:

        def make(address: str, service: str = "") -> Cluster:
            made = Cluster(address, service or mock.base_url, mock, tmp_path)
            stack.callback(made.close)
            monkeypatch.chdir(tmp_path)
            for name, value in made.environment.items():
                monkeypatch.setenv(name, value)
            return made

        yield make


@pytest.fixture
def cluster(server: Postgres, clusters: Make) -> Cluster:  # noqa: F811 - the fixture
    return clusters(server.new_database())
