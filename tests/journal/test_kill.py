"""A process is killed with SIGKILL at a named step, and another resumes what it left; on both databases."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from PIL import Image

from evolink import EvoLink
from evolink.errors import SubmissionUncertain
from evolink.journal import State
from evolink_mock import MockServer
from tests.journal._relay import LostError, Relay
from tests.journal.conftest import SECRET

LIFE = Path(__file__).with_name("_life.py")
KEY = "the-key-of-the-killed"


@pytest.fixture
def victim(between: Relay, address: str, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, str(LIFE), between.base_url, address, str(tmp_path), SECRET, KEY]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


@pytest.fixture
def heir(between: Relay, address: str) -> Iterator[EvoLink]:
    with EvoLink(api_key=SECRET, base_url=between.base_url, journal=address) as client:
        yield client


def kill(victim: "subprocess.Popen[str]") -> None:
    victim.kill()
    victim.wait(10)


def pipe(stream: "IO[str] | None") -> "IO[str]":
    assert stream is not None
    return stream


def step(victim: "subprocess.Popen[str]") -> str:
    """Wait for what the process tells next."""
    return pipe(victim.stdout).readline().strip()


def go_on(victim: "subprocess.Popen[str]") -> None:
    pipe(victim.stdin).write("\n")
    pipe(victim.stdin).flush()


def states(client: EvoLink) -> list[State]:
    return [call.state for call in client.journal.calls()]


def killed_when(between: Relay, moment: str, victim: "subprocess.Popen[str]") -> None:
    """Kill it at a moment of its create request, then wait until it is dead."""

    def act() -> None:
        kill(victim)
        setattr(between, moment, lambda: None)
        raise LostError

    setattr(between, moment, act)
    victim.wait(30)


def test_killed_after_intent(
    victim: "subprocess.Popen[str]", between: Relay, mock: MockServer, request: pytest.FixtureRequest
) -> None:
    """Killed after its intent was noted, a call is held, and nothing was charged."""
    killed_when(between, "arrived", victim)
    heir: EvoLink = request.getfixturevalue("heir")
    assert states(heir) == [State.HELD]
    with pytest.raises(SubmissionUncertain):
        heir.images.submit(model="gpt-4o-image", prompt="a cat", idempotency_key=KEY)
    assert len(mock.world.tasks) == 0
    (sent,) = heir.resume(resend_held=True)
    assert (sent.error, states(heir), len(mock.world.tasks)) == (None, [State.COMPLETED], 1)


def test_killed_after_task_was_made(
    victim: "subprocess.Popen[str]", between: Relay, mock: MockServer, request: pytest.FixtureRequest
) -> None:
    """Killed after the service made the task, a call is not paid twice."""
    killed_when(between, "made", victim)
    heir: EvoLink = request.getfixturevalue("heir")
    (held,) = heir.resume()
    assert held.call.state is State.HELD
    assert between.seen == 1
    (sent,) = heir.resume(resend_held=True)
    assert sent.task is not None
    assert [sent.task.id] == list(mock.world.tasks)
    assert states(heir) == [State.COMPLETED]


def test_killed_while_waiting(
    victim: "subprocess.Popen[str]", mock: MockServer, request: pytest.FixtureRequest
) -> None:
    """Killed while it waited, the next process waits for its task."""
    submitted, task_id = step(victim).split()
    kill(victim)
    heir: EvoLink = request.getfixturevalue("heir")
    (resumed,) = heir.resume()
    assert (submitted, resumed.task and resumed.task.id) == ("submitted", task_id)
    assert resumed.task is not None
    assert resumed.task.completed
    assert len(mock.world.tasks) == 1


def test_killed_after_end(victim: "subprocess.Popen[str]", request: pytest.FixtureRequest) -> None:
    """Killed after the end of the task, the journal has the links."""
    step(victim)
    go_on(victim)
    assert step(victim) == "completed"
    kill(victim)
    heir: EvoLink = request.getfixturevalue("heir")
    (call,) = heir.journal.unsaved()
    assert call.results[0].url.startswith("http")
    assert heir.resume() == []


def test_killed_after_saving(victim: "subprocess.Popen[str]", tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Killed after it saved the image, nothing is left to do."""
    step(victim)
    go_on(victim)
    step(victim)
    go_on(victim)
    assert step(victim) == "saved"
    kill(victim)
    heir: EvoLink = request.getfixturevalue("heir")
    assert heir.resume() == []
    (call,) = heir.journal.calls()
    (result,) = call.results
    assert result.path is not None
    assert result.path.parent == tmp_path
    assert (result.path.stat().st_size, call.unsaved) == (result.size, ())
    with Image.open(result.path) as image:
        image.verify()
