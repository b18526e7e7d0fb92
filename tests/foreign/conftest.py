"""Programs that know nothing of ours, each on a real socket."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread

import pytest

from tests.foreign.running import Account, RunningMock
from tests.listening import Listening

CLIENTS = Path(__file__).parent / "clients"
_NEEDED = {".sh": ("sh", "curl"), ".mjs": ("node",), ".py": (sys.executable,)}
"""The commands that a program needs, the first of which runs it."""

Run = Callable[..., "subprocess.CompletedProcess[str]"]
"""Run a program of `clients` with its arguments."""


@pytest.fixture(scope="session")
def pages() -> Iterator[str]:
    """The origin of a web server that has the programs' page."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *args: object, **named: object) -> None:
            """Say nothing."""

    with Listening(("127.0.0.1", 0), partial(Handler, directory=CLIENTS)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def strict(pages: str) -> Iterator[RunningMock]:
    """A mock that holds to the contract, and that pages of the web server may use."""
    with RunningMock("--allow-origin", pages) as mock:
        yield mock


@pytest.fixture(scope="session")
def lenient() -> Iterator[RunningMock]:
    """A mock that takes what the service may take."""
    with RunningMock("--lenient") as mock:
        yield mock


@pytest.fixture
def account(strict: RunningMock, request: pytest.FixtureRequest) -> Account:
    """A key of the strict mock for one test."""
    return Account(strict, f"key-of-{request.node.name}")


def run_client(
    account: Account, name: str, *arguments: object, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run a program to its end, with a key and the address of its mock."""
    program = CLIENTS / name
    starter, *_ = [_find(command) for command in _NEEDED[program.suffix]]
    known = {name: value for name, value in os.environ.items() if not name.startswith("EVOLINK")}
    known |= {"API_BASE": account.mock.base_url, "API_KEY": account.key, **environment}
    command = [starter, str(program), *map(str, arguments)]
    return subprocess.run(command, env=known, capture_output=True, text=True, timeout=120, check=False)


def _find(command: str) -> str:
    """Return where a command is, also if only this environment has it; skip the test if it is nowhere."""
    found = shutil.which(command, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if found is None:
        pytest.skip(f"{command} is not installed")
    return found
