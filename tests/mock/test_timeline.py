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
def test_status_and_progress_never_run_back(draw: float) -> None:
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


def test_a_life_stays_near_its_estimate() -> None:
    assert [plan_timeline(0, 100, draw, Story()).ends_at for draw in (0, 0.5, 1)] == pytest.approx([85, 100, 115])


def test_a_failing_task_fails_before_its_time_and_stays_failed() -> None:
    timeline = plan_timeline(0, 100, 0.5, Story(failure="service_error"))
    assert state_at(timeline, 59.9).status == "processing"
    assert state_at(timeline, 60).status == "failed"
    assert state_at(timeline, 1e9) == state_at(timeline, 60)


def test_results_are_shown_only_when_the_task_has_completed(mock: "Caller") -> None:
    made = mock.create(model="gpt-4o-image", prompt="x", n=2)
    assert "results" not in mock.task(made["id"])
    mock.now += 50
    assert (mock.task(made["id"])["status"], "results" in mock.task(made["id"])) == ("processing", False)
    mock.now += 100
    assert len(mock.task(made["id"])["results"]) == 2


@pytest.mark.parametrize("code", failure_actions())
def test_a_task_can_fail_with_every_documented_code(mock: "Caller", code: str) -> None:
    mock.world.accounts["k"].script.append(Story(failure=code))
    task = mock.finished(model="gpt-4o-image", prompt="x")
    assert (task["status"], task["error"]["code"]) == ("failed", code)
    assert "results" not in task


def test_a_story_is_lived_by_one_task(mock: "Caller") -> None:
    mock.world.accounts["k"].script.append(Story(failure="service_error"))
    assert mock.finished(model="gpt-4o-image", prompt="x")["status"] == "failed"
    assert mock.finished(model="gpt-4o-image", prompt="x")["status"] == "completed"


def test_an_unknown_task_is_not_found(mock: "Caller") -> None:
    assert mock.call("GET", "/v1/tasks/task-unified-1-unknown").status == 404


def test_an_id_of_another_form_answers_400_and_names_the_parameter(mock: "Caller") -> None:
    refused = mock.call("GET", "/v1/tasks/job-1")
    assert (refused.status, mock.error(refused)["code"]) == (400, "invalid_task_id")
    assert mock.error(refused)["param"] == "task_id"


def test_the_oldest_tasks_are_forgotten_but_still_settled(mock: "Caller") -> None:
    mock.world = World(max_tasks=3)
    mock.world.add_key("k")
    key = {"idempotency-key": "order-0000000000001"}
    made = [mock.create(key if not number else None, model="gpt-4o-image", prompt="x") for number in range(5)]
    assert len(mock.world.tasks) == 3
    assert mock.call("GET", f"/v1/tasks/{made[0]['id']}").status == 404
    assert mock.create(key, model="gpt-4o-image", prompt="x")["id"] != made[0]["id"]
    mock.now += 1_000
    assert mock.credits()["used_credits"] == 6 * example("gpt-4o-image", "usage.credits_reserved")
