from typing import TYPE_CHECKING, Any

import pytest

from evolink_mock import World
from evolink_mock.world.contract import failure_actions
from evolink_mock.world.story import stories
from tests.mock.conftest import LONG

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

REQUEST: dict[str, Any] = {"model": "nano-banana-beta", "prompt": "x"}
UNDOCUMENTED = {"cancelled", "unknown-status", "works-at-once"}


def create_with_story(mock: "Caller", story: str) -> dict[str, Any]:
    return mock.create({"prefer": f"story={story}"}, **REQUEST)


def test_every_failure_is_a_story(mock: "Caller") -> None:
    """Every documented failure is a story, and its task is refunded."""
    made = {code: create_with_story(mock, code) for code in failure_actions()}
    mock.now += LONG
    for code, task in made.items():
        shown = mock.task(task["id"])
        assert (shown["status"], shown["error"]["code"], shown["error"]["type"]) == ("failed", code, "task_error")
    assert mock.credits() == {"remaining_credits": 100.0, "used_credits": 0.0, "unlimited_credits": False}


@pytest.mark.parametrize("story", [name for name in stories() if name not in UNDOCUMENTED])
def test_no_story_goes_back(mock: "Caller", story: str) -> None:
    """Status and progress never go back in any story."""
    made = create_with_story(mock, story)
    order = ["pending", "processing", "completed", "failed"]
    seen = [(-1, 0)]
    for _ in range(80):
        task = mock.task(made["id"])
        seen.append((order.index(task["status"]), task["progress"]))
        mock.now += 5
    assert seen == sorted(seen)


def test_slow(mock: "Caller") -> None:
    """A slow task takes five times its usual time."""
    made = create_with_story(mock, "slow")
    mock.now += 3 * made["task_info"]["estimated_time"]
    assert mock.task(made["id"])["status"] == "processing"
    mock.now += 3 * made["task_info"]["estimated_time"]
    assert mock.task(made["id"])["status"] == "completed"


def test_stuck(mock: "Caller") -> None:
    """A stuck task never ends, and its credits stay reserved."""
    made = create_with_story(mock, "stuck")
    mock.now += LONG
    first = mock.task(made["id"])
    mock.now += LONG
    assert mock.task(made["id"]) == first
    assert (first["status"], first["progress"] in range(30, 70)) == ("processing", True)
    assert mock.credits()["remaining_credits"] == 100 - made["usage"]["credits_reserved"]


def test_late_results(mock: "Caller") -> None:
    """Late results show after completion."""
    made = create_with_story(mock, "late-results")
    mock.now = mock.world.tasks[made["id"]].timeline.ends_at
    early = mock.task(made["id"])
    assert (early["status"], early["progress"], early["results"]) == ("completed", 100, [])
    assert mock.call("GET", f"/files/{made['id']}/0.png").status == 404
    mock.now += 8
    (link,) = mock.task(made["id"])["results"]
    assert mock.fetch(link).status == 200


def test_cancelled(mock: "Caller") -> None:
    """A cancelled task is refunded."""
    made = create_with_story(mock, "cancelled")
    mock.now += LONG
    task = mock.call_undocumented("GET", f"/v1/tasks/{made['id']}")
    assert task["status"] == "cancelled"
    assert "results" not in task
    assert mock.credits()["used_credits"] == 0


def test_unknown_status(mock: "Caller") -> None:
    """A task with an unknown status still completes."""
    made = create_with_story(mock, "unknown-status")
    mock.now += made["task_info"]["estimated_time"] / 2
    assert mock.call_undocumented("GET", f"/v1/tasks/{made['id']}")["status"] not in mock.statuses()
    mock.now += LONG
    assert mock.task(made["id"])["status"] == "completed"


def test_forgotten_stuck_task(mock: "Caller") -> None:
    """A stuck task that is forgotten is refunded, and nothing of it is left."""
    mock.world = World(max_bytes=12_000)
    mock.world.add_key("k")
    price = create_with_story(mock, "stuck")["usage"]["credits_reserved"]
    for _ in range(9):
        mock.create(**REQUEST)
    mock.now += LONG
    mock.credits()
    assert 1 <= len(mock.world.tasks) <= 3
    assert not mock.world._unsettled
    assert mock.credits()["remaining_credits"] == pytest.approx(100 - 9 * price)


def test_memory_is_bounded(mock: "Caller") -> None:
    """Memory is bounded even while the clock stands still."""
    mock.world = World(max_bytes=25_000, max_exchanges=4)
    mock.world.add_key("k", credits=None)
    for number in range(60):
        key = {"idempotency-key": f"order-{number:020}"}
        mock.create(key, **REQUEST, callback_url="https://hook.example.com/")
    world = mock.world
    assert 1 < len(world.tasks) < 9
    assert len(world.tasks) == len(world._submitted) == len(world._unsettled) == len(world._callbacks_owed)
    assert len(world._ends) <= 30
    assert len(world.request_log) <= 4


def test_request_log_cuts_large_bodies(mock: "Caller") -> None:
    """The request log keeps the beginning of a large body."""
    link = mock.finished(**REQUEST)["results"][0]
    whole = mock.fetch(link).body
    kept = mock.world.request_log[-1].response
    assert len(kept.body) == 1 << 16 < len(whole)
    assert whole.startswith(kept.body)
    assert kept.headers["content-length"] == str(len(whole))
