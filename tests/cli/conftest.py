"""The command line against the real mock, in this process or in one of its own."""

import io
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Thread

import pytest

from evolink.cli import main
from evolink_mock import Exchange, MockServer
from tests.cli.running import Ran, Shell, environment
from tests.listening import Listening

Evolink = Callable[..., Ran]


@dataclass(frozen=True)
class Service:
    """The mock, as one key sees it.

    Attributes:
        mock: The mock, which other tests use too.
        key: A key of this test's own.
    """

    mock: MockServer
    key: str

    def script(self, *outcomes: str, on: str = "") -> None:
        self.mock.world.script(self.key, *outcomes, on=on)

    def requests(self, method: str = "") -> list[Exchange]:
        """Return the requests that came under the key, oldest first."""
        mine = [
            each for each in self.mock.request_log.copy() if self.key in each.request.headers.get("authorization", "")
        ]
        return [each for each in mine if method in {"", each.request.method}]


@pytest.fixture(scope="session")
def mock() -> Iterator[MockServer]:
    with MockServer(speed=400.0) as running:
        yield running


@pytest.fixture
def service(mock: MockServer) -> Service:
    key = f"sk-{secrets.token_hex(8)}"
    mock.world.add_key(key, credits=100.0)
    return Service(mock, key)


@pytest.fixture(autouse=True)
def shell(service: Service, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Shell]:
    """Point this process, and those it starts, at the mock and into a folder of their own."""
    chosen = environment(EVOLINK_BASE_URL=service.mock.base_url, EVOLINK_API_KEY=service.key)
    for name in ("EVOLINK_MODEL", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    processes = Shell(chosen)
    yield processes
    processes.close()


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def evolink(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Evolink:
    """Run a command in this process; `piped` is its stdin, which is a terminal if nothing is piped."""

    def run(*arguments: str, piped: str | None = None) -> Ran:
        stdin = _Terminal() if piped is None else io.TextIOWrapper(io.BytesIO(piped.encode()), encoding="utf-8")
        monkeypatch.setattr("sys.stdin", stdin)
        capsys.readouterr()
        status = main(arguments)
        return Ran(status, *capsys.readouterr())

    return run


@pytest.fixture
def answering() -> Iterator[Callable[..., str]]:
    """Yield the address of a service that answers everything with one status, and one body or no sense."""
    running: list[tuple[Listening, Thread]] = []

    def serve(status: int, body: bytes = b"") -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.rfile.read(int(self.headers.get("content-length", 0)))
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET  # noqa: N815 - the base class looks for this name

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class says so
                """Say nothing."""

        listening = Listening(("127.0.0.1", 0), Handler)
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        running.append((listening, thread))
        return f"http://127.0.0.1:{listening.server_port}"

    yield serve
    for listening, thread in running:
        listening.shutdown()
        thread.join()
        listening.server_close()


@pytest.fixture
def journal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the journal of a test, which is a file of its own."""
    file = tmp_path / "state" / "journal.sqlite"
    monkeypatch.setenv("EVOLINK_JOURNAL", str(file))
    return file
