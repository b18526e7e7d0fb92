from typing import TYPE_CHECKING

import pytest

from evolink_mock import Story, World
from evolink_mock.world.contract import failure_actions
from evolink_mock.world.timeline import plan_timeline, state_at
from tests.mock._models import example

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

ORDER = ["pending", "processing", "completed"]


@pytest.mark.parametrize("draw", [0.0, 0.5, 0.999])
def test_progress_never_goes_back(draw: float) -> None:
    """Status and progress never go back."""
    timeline = plan_timeline(1_000.0, 45.0, draw, Story())
    states = [state_at(timeline, 1_000 + second / 4) for second in range(240)]
    ranks = [ORDER.index(each.status) for each in states]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}
    progress = [each.progress for each in states]
    assert progress == sorted(progress)
    assert progress[0] == 0
    assert progress[-1] == 100
    assert all((each.progress == 100) == (each.status == "completed") for each in states)


def test_duration_is_near_the_estimate() -> None:
    """The duration of a task is near its estimate."""
    assert [plan_timeline(0, 100, draw, Story()).ends_at for draw in (0, 0.5, 1)] == pytest.approx([85, 100, 115])


def test_failing_task() -> None:
    """A failing task fails before its estimate and stays failed."""
    timeline = plan_timeline(0, 100, 0.5, Story(failure="service_error"))
    assert state_at(timeline, 59.9).status == "processing"
    assert state_at(timeline, 60).status == "failed"
    assert state_at(timeline, 1e9) == state_at(timeline, 60)


def test_results_after_completion(mock: "Caller") -> None:
    """Results are shown only once the task has completed."""
    made = mock.create(model="gpt-4o-image", prompt="x", n=2)
    assert "results" not in mock.task(made["id"])
    mock.now += 50
    assert (mock.task(made["id"])["status"], "results" in mock.task(made["id"])) == ("processing", False)
    mock.now += 100
    assert len(mock.task(made["id"])["results"]) == 2


@pytest.mark.parametrize("code", failure_actions())
def test_every_failure_code(mock: "Caller", code: str) -> None:
    """A task can fail with every documented code."""
    mock.world.script("k", f"story={code}")
    task = mock.finished(model="gpt-4o-image", prompt="x")
    assert (task["status"], task["error"]["code"]) == ("failed", code)
    assert "results" not in task


def test_scripted_story_is_used_once(mock: "Caller") -> None:
    """A scripted story is used by one task."""
    mock.world.script("k", "story=service_error")
    assert mock.finished(model="gpt-4o-image", prompt="x")["status"] == "failed"
    assert mock.finished(model="gpt-4o-image", prompt="x")["status"] == "completed"


def test_unknown_task(mock: "Caller") -> None:
    """An unknown task is not found."""
    assert mock.call("GET", "/v1/tasks/task-unified-1-unknown").status == 404


def test_malformed_task_id(mock: "Caller") -> None:
    """A malformed task ID answers 400 and names the parameter."""
    refused = mock.call("GET", "/v1/tasks/job-1")
    assert (refused.status, mock.error(refused)["code"]) == (400, "invalid_task_id")
    assert mock.error(refused)["param"] == "task_id"


def test_oldest_tasks_are_forgotten(mock: "Caller") -> None:
    """The oldest tasks are forgotten, but still settled, and none is created again under a key that was used."""
    mock.world = World(max_bytes=14_000)
    mock.world.add_key("k")
    key = {"idempotency-key": "order-0000000000001"}
    made = [mock.create(key if not number else None, model="gpt-4o-image", prompt="x") for number in range(5)]
    assert len(mock.world.tasks) < 5
    assert mock.call("GET", f"/v1/tasks/{made[0]['id']}").status == 404
    assert mock.submit({"model": "gpt-4o-image", "prompt": "x"}, key).status == 400
    mock.now += 1_000
    assert mock.credits()["used_credits"] == 5 * example("gpt-4o-image", "usage.credits_reserved")
