"""Outcomes that the mock is asked for without a header: what our client raises, notes, and pays."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from evolink import SubmissionUncertain
from evolink.errors import (
    AuthenticationError,
    EvoLinkError,
    InsufficientCredits,
    KeyTaken,
    PermissionDenied,
    ServiceError,
    TaskFailed,
)
from evolink.journal import Journal, State
from evolink_mock import MockServer
from tests.clients import Go, Mode
from tests.e2e.conftest import KEY, Open

GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat", "n": 2}
ORDER = "order-000000000000001"


@pytest.fixture
def mode() -> Mode:
    """Use one client: that both do the same is tested elsewhere."""
    return "sync"


@pytest.fixture
def go(connect: Open, server: MockServer, tmp_path: Path) -> Go:
    return connect(api_key=KEY, base_url=server.base_url, journal=tmp_path / "journal.db")


def script(server: MockServer, **members: Any) -> None:
    """Set a rule as a program in another language does."""
    httpx.post(f"{server.base_url}/_mock/script", json=members).raise_for_status()


def calls(folder: Path) -> list[tuple[State, float | None]]:
    with Journal(folder / "journal.db") as journal:
        return [(call.state, call.credits_used) for call in journal.calls()]


def created(server: MockServer) -> int:
    return len(server.world.tasks)


@pytest.mark.parametrize(("story", "factor"), [("", 1), ("costs-less", 0.25), ("costs-more", 1.5), ("one-result", 0.5)])
def test_credits_used(go: Go, server: MockServer, tmp_path: Path, story: str, factor: float) -> None:
    """The client reads what a task has cost, notes it, and the balance agrees."""
    if story:
        script(server, story=story)
    task = go(lambda client: client.images.submit(**GPT))
    images = go(lambda _: task.wait())
    used = task.credits_reserved * factor
    assert task.credits_used == pytest.approx(used)
    assert len(images) == (1 if story == "one-result" else 2)
    ((state, noted),) = calls(tmp_path)
    assert (state, noted) == (State.COMPLETED, task.credits_used)
    assert go(lambda client: client.credits()).used == pytest.approx(used)


@pytest.mark.parametrize("story", ["cancelled", "service_error"])
def test_no_cost_without_results(go: Go, server: MockServer, tmp_path: Path, story: str) -> None:
    """A task that was cancelled or failed is an error that has cost nothing, and is polled no more."""
    script(server, story=story, on="create")
    with pytest.raises(TaskFailed) as caught:
        go(lambda client: client.images.generate(**GPT))
    assert caught.value.task.credits_used == 0
    assert calls(tmp_path) == [(State.FAILED, 0)]
    ends = [each for each in server.request_log if b'"duration"' in each.response.body]
    assert len(ends) == 1


def test_works_at_once(go: Go, server: MockServer) -> None:
    """A new task of which little is said has results all the same."""
    script(server, story="works-at-once")
    task = go(lambda client: client.images.submit(**GPT))
    assert (task.status, task.created, task.estimated_time) == ("processing", None, None)
    server.clock.advance(600)
    assert len(go(lambda client: client.tasks.get(task.id)).results) == 2


def test_unknown_outcome(go: Go, server: MockServer, tmp_path: Path) -> None:
    """An unknown outcome is held, not sent again; sent again by a person, it gets the task that was paid."""
    script(server, code="paid_outcome_unknown")
    with pytest.raises(SubmissionUncertain) as caught:
        go(lambda client: client.images.generate(**GPT))
    assert (caught.value.code, caught.value.status) == ("paid_outcome_unknown", 409)
    assert (created(server), calls(tmp_path)) == (1, [(State.HELD, None)])
    (resumed,) = go(lambda client: client.resume(resend_held=True))
    assert [resumed.task.id] == [*server.world.tasks]
    assert calls(tmp_path) == [(State.COMPLETED, 5)]


def test_conflict(go: Go, connect: Open, server: MockServer, tmp_path: Path) -> None:
    """A key that the service knows with another request, or says it does, creates no task."""
    other = connect(api_key=KEY, base_url=server.base_url, journal=tmp_path / "other.db")
    other(lambda client: client.images.submit(**GPT, idempotency_key=ORDER))
    with pytest.raises(KeyTaken) as caught:
        go(lambda client: client.images.submit(**{**GPT, "n": 1}, idempotency_key=ORDER))
    assert (caught.value.code, caught.value.status) == ("idempotency_conflict", 409)
    script(server, code="idempotency_conflict")
    with pytest.raises(KeyTaken):
        go(lambda client: client.images.submit(**GPT))
    assert created(server) == 1
    assert {state for state, _ in calls(tmp_path)} == {State.REFUSED}


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("key_disabled", AuthenticationError),
        ("insufficient_user_quota", InsufficientCredits),
        ("key_quota_exhausted", PermissionDenied),
        ("no_available_channel", ServiceError),
    ],
)
def test_refusals_by_code(go: Go, server: MockServer, tmp_path: Path, code: str, error: type[EvoLinkError]) -> None:
    """A refusal that only its code explains is the error of its meaning, and leaves nothing to settle."""
    script(server, code=code, times="all")
    with pytest.raises(error):
        go(lambda client: client.images.submit(**GPT))
    assert (created(server), calls(tmp_path)) == (0, [(State.REFUSED, None)])


def test_one_refusal(go: Go, server: MockServer, tmp_path: Path) -> None:
    """One 429 for each step is survived: the call is paid once."""
    for step in ("create", "poll"):
        script(server, code=429, on=step, **{"retry-after": 0})
    script(server, fault="drop", on="poll")
    assert len(go(lambda client: client.images.generate(**GPT))) == 2
    assert (created(server), calls(tmp_path)) == (1, [(State.COMPLETED, 5)])
    assert [each.response.status for each in server.request_log].count(429) == 2


def test_lost_answer(go: Go, server: MockServer, tmp_path: Path) -> None:
    """A lost answer is held, and the task behind it is not paid twice."""
    script(server, fault="truncate", on="create", model="gpt-4o-image")
    with pytest.raises(SubmissionUncertain):
        go(lambda client: client.images.submit(**GPT))
    assert (created(server), calls(tmp_path)) == (1, [(State.HELD, None)])
