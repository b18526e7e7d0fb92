"""The lifecycle of tasks, on a server whose clock the suite controls."""

from collections.abc import Callable

import pytest

from .contract import Schema
from .patience import expected_seconds
from .target import Controlled
from .tasks import FAILURES, MODELS, REPRESENTATIVES, finish_task, read, start_task

StartMock = Callable[..., Controlled]

ANY = next(iter(MODELS.values()))
STEPS = 40
STEPS_OF_OTHERS = 20
MINUTE = 60
LASTING = ("id", "created", "model", "object", "type")

each_model = pytest.mark.parametrize("schema", MODELS.values(), ids=MODELS)


@each_model
def test_states_in_order(standing_mock: Controlled, schema: Schema) -> None:
    """A task shows every status in order, with growing progress."""
    mock = standing_mock
    steps = STEPS if schema in REPRESENTATIVES.values() else STEPS_OF_OTHERS
    task = start_task(mock.service, schema)
    states = [task]
    for _ in range(steps):
        states.append(read(mock.service, task))
        mock.server.clock.advance(2 * expected_seconds(task) / steps)
    progress = [state["progress"] for state in states]
    assert list(dict.fromkeys(state["status"] for state in states)) == ["pending", "processing", "completed"]
    assert progress == sorted(progress)
    assert len(set(progress)) > 5, "progress stands still"
    assert all((state["progress"] == 100) == (state["status"] == "completed") for state in states)
    assert all(state[field] == task[field] for state in states for field in LASTING)


def test_clock_stands_still(start_mock: StartMock) -> None:
    """Nothing happens while the clock stands still."""
    mock = start_mock(speed=0)
    task = start_task(mock.service, ANY)
    assert read(mock.service, task) == read(mock.service, task)


def test_creation_time(start_mock: StartMock) -> None:
    """A task has the time of its creation."""
    mock = start_mock(speed=0)
    mock.server.clock.advance(10 * MINUTE)
    assert start_task(mock.service, ANY)["created"] == pytest.approx(mock.server.clock.now(), abs=1)


@pytest.mark.parametrize("code", FAILURES)
def test_failure_codes(start_mock: StartMock, code: str) -> None:
    """A task can fail with each documented code."""
    mock = start_mock(speed=0)
    task = finish_task(mock, start_task(mock.service, ANY, {"prefer": f"story={code}"}))
    assert task["status"] == "failed"
    assert task["error"]["code"] == code
    assert task["progress"] < 100
    assert not task.get("results")
