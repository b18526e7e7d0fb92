"""The chain of examples/chain.py: it keeps to its budget, and goes on after kill -9 without paying twice."""

import os
import shutil
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import av
import pytest
from PIL import Image

from evolink_mock import MockServer
from evolink_mock.world import create
from evolink_mock.world.messages import Exchange
from evolink_mock.world.story import Story
from tests.examples._running import EXAMPLES, environment

CHAIN = EXAMPLES / "chain.py"
MOMENTS = [
    ("POST", "/api/v1/files/upload"),
    ("POST", "/v1/images/generations"),
    ("GET", "/files/"),
    ("POST", "/v1/videos/generations"),
    ("GET", "/v1/tasks/"),
    ("POST", "/v1/audios/generations"),
]
"""What the mock has just done, and not yet answered, when the script is killed: once in each run."""


class Killer(deque[Exchange]):
    """A request log that kills a process at a request."""

    aim: tuple[str, str] | None = None
    process: subprocess.Popen[str] | None = None

    def append(self, exchange: Exchange, /) -> None:
        super().append(exchange)
        request = exchange.request
        if self.aim and self.process and request.method == self.aim[0] and request.path.startswith(self.aim[1]):
            self.aim = None
            os.kill(self.process.pid, signal.SIGKILL)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MockServer]:
    """Yield a mock of quick tasks by this machine's clock: a held call is found by its time."""
    monkeypatch.setattr(create, "Story", partial(Story, pace=0.005))
    with MockServer() as running:
        running.world.request_log = Killer()
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(EXAMPLES / "harbour.png", tmp_path)
    return tmp_path


def run(server: MockServer, folder: Path, script: Path = CHAIN, aim: tuple[str, str] | None = None) -> tuple[int, str]:
    """Run the script, kill it at a request, and return its exit status and what it printed."""
    log = server.world.request_log
    assert isinstance(log, Killer)
    log.aim, log.process = aim, None
    command = [sys.executable, "-W", "error", str(script), "harbour.png"]
    log.process = process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(server),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    printed, _ = process.communicate(timeout=60)
    return process.returncode, printed


def test_killed(server: MockServer, folder: Path) -> None:
    """Killed at six moments, it ends with every file, each whole, and each is paid for once."""
    for moment in MOMENTS:
        assert run(server, folder, aim=moment) == (-signal.SIGKILL, ""), moment
    status, printed = run(server, folder)
    assert status == 0, printed
    picture, film, sound = (folder / line for line in printed.split())
    with Image.open(picture) as image:
        image.load()
    with av.open(film) as media:
        assert len(list(media.decode(video=0))) > 1
    with av.open(sound) as media:
        assert len(list(media.decode(audio=0))) > 1
    made = [task.model.name for task in server.world.tasks.values()]
    assert len(made) == len(set(made)) == 3
    assert server.world.accounts[server.api_key].used == sum(task.reserved for task in server.world.tasks.values())
    again = len(server.world.request_log)
    assert run(server, folder) == (0, printed), "everything is there"
    assert len(server.world.request_log) == again


def test_budget(folder: Path) -> None:
    """A step that the budget does not cover is not sent, and the files before it stay."""
    poor = folder / "poor.py"
    poor.write_text(CHAIN.read_text(encoding="utf-8").replace("40.0", "5.0"), encoding="utf-8")
    with MockServer(speed=1000.0) as server:
        server.world.request_log = Killer()
        status, printed = run(server, folder, poor)
        assert (status, printed.partition(":")[0]) == (1, "film")
        assert len(server.world.tasks) == 1
    assert [path.name for path in (folder / "chain").glob("p*")] == ["picture.png"]


def test_thirty_lines() -> None:
    """It is as short as the documentation says."""
    code = CHAIN.read_text(encoding="utf-8").rpartition('"""')[2]
    assert len([line for line in code.splitlines() if line.strip()]) <= 30
