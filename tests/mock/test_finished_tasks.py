"""What a task shows and costs once it has ended."""

from typing import TYPE_CHECKING, Any

import pytest

from tests.mock.conftest import LONG

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

PLAIN: dict[str, Any] = {"model": "nano-banana-beta", "prompt": "x"}
SEVERAL: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "x", "n": 4}


def end(mock: "Caller", story: str = "", **request: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a task as it was created and as it ends."""
    made = mock.read(
        mock.send("POST", "/v1/images/generations", request, {"prefer": f"story={story}"} if story else {})
    )
    mock.now += LONG
    return made, mock.call_undocumented("GET", f"/v1/tasks/{made['id']}")


def test_finished_task(mock: "Caller") -> None:
    """A finished task has its cost, its duration, its results twice, and can't be cancelled."""
    made, task = end(mock, **PLAIN)
    assert task["usage"] == {"credits_used": made["usage"]["credits_reserved"]}
    assert task["result_data"] == [{"url": link} for link in task["results"]]
    assert 0 < task["duration"] < LONG
    assert task["task_info"] == {"can_cancel": False}


def test_unfinished_task(mock: "Caller") -> None:
    """A task that is processed has neither cost nor duration."""
    made = mock.create(**PLAIN)
    mock.now += made["task_info"]["estimated_time"] / 2
    assert not {"usage", "duration", "result_data", "results"} & {*mock.task(made["id"])}


@pytest.mark.parametrize("story", ["service_error", "cancelled"])
def test_task_without_results(mock: "Caller", story: str) -> None:
    """A task that fails or is cancelled has cost nothing, and took some time."""
    _, task = end(mock, story, **PLAIN)
    assert (task["usage"], task["task_info"]) == ({"credits_used": 0}, {"can_cancel": False})
    assert task["duration"] > 0
    assert not {"results", "result_data"} & {*task}


@pytest.mark.parametrize(
    ("story", "factor"), [("", 1), ("costs-less", 0.25), ("costs-more", 1.5), ("one-result", 0.25)]
)
def test_settlement(mock: "Caller", story: str, factor: float) -> None:
    """What a task has cost is the same in the task, the list of tasks, and the balance."""
    made, task = end(mock, story, **SEVERAL)
    used = task["usage"]["credits_used"]
    assert used == pytest.approx(made["usage"]["credits_reserved"] * factor)
    (row,) = mock.read(mock.call("GET", "/v1/tasks"))["data"]
    assert row["credits_used"] == used
    assert (mock.credits()["used_credits"], mock.credits()["remaining_credits"]) == (used, 100 - used)


def test_fewer_results(mock: "Caller") -> None:
    """A task may make fewer results than it was asked for, and has links to no others."""
    _, task = end(mock, "one-result", **SEVERAL)
    (link,) = task["results"]
    assert mock.fetch(link).status == 200
    assert mock.fetch(link.replace("/0.", "/1.")).status == 404


def test_price_of_the_call(mock: "Caller") -> None:
    """A model that is not billed by the number of its results costs as much for fewer of them."""
    request = {"model": "mj-v8.2", "prompt": "x"}
    made, task = end(mock, "one-result", **request)
    assert len(task["results"]) == 1
    assert task["usage"]["credits_used"] == made["usage"]["credits_reserved"]


def test_works_at_once(mock: "Caller") -> None:
    """A new task may be processed already, and say neither when it was created nor what to expect."""
    made, task = end(mock, "works-at-once", **PLAIN)
    assert (made["status"], made["progress"]) == ("processing", 1)
    assert not {"created", "task_info"} & {*made}
    assert (task["status"], task["created"]) == ("completed", int(mock.now - LONG))


def test_duration_in_seconds_of_the_caller(mock: "Caller") -> None:
    """A fast mock counts the duration in the caller's seconds, as it does the estimate."""
    slow = end(mock, **PLAIN)[1]["duration"]
    mock.world.speed = 10
    made, fast = end(mock, **PLAIN)
    assert fast["duration"] == pytest.approx(slow / 10, abs=2)
    assert fast["duration"] == pytest.approx(made["task_info"]["estimated_time"], abs=2)
