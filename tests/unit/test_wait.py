"""Waiting: it survives bad reads, ends on time, and never loses the task."""

import math
from collections.abc import Callable
from typing import Any

import pytest

from evolink import Task
from evolink._http.port import Response
from evolink._task.answers import read_task
from evolink._task.flow import Flow
from evolink.errors import (
    ConfigurationError,
    ConnectionFailed,
    NotFound,
    PermissionDenied,
    ResultsMissing,
    TaskFailed,
    TaskTimeout,
)
from evolink_contract import document

Play = Callable[..., Flow]
Said = Callable[..., Response]
ID = "task-unified-1-abc"
LINK = "https://files.example.com/1.png"


@pytest.fixture
def task(play: Play, said: Said) -> Callable[..., Task]:
    """Return a new task whose reads are answered by the steps."""
    return lambda *steps: Task(play(*steps), read_task(said(id=ID, status="pending", model="m")))


@pytest.fixture
def seen(said: Said) -> Callable[..., Response]:
    """Return the answer to a task query."""

    def make(status: str, **more: Any) -> Response:
        return said(id=ID, status=status, **more)

    return make


def port_of(task: Task) -> Any:
    return task._flow.port  # pyright: ignore[reportPrivateUsage]  (the scripted one)


def test_wait_returns_images(task: Callable[..., Task], seen: Said) -> None:
    """A wait ends with the images."""
    waiting = task(seen("pending"), seen("processing", progress=50), seen("completed", results=[LINK]))
    images = waiting.wait()
    assert images.urls == waiting.results == (LINK,)
    assert [image.url for image in images] == [images[0].url] == [LINK]


def test_progress(task: Callable[..., Task], seen: Said) -> None:
    """`on_progress` is called after each read."""
    reports: list[tuple[str, float | None]] = []
    waiting = task(seen("processing", progress=50), seen("completed", progress=100, results=[LINK]))
    waiting.wait(on_progress=lambda now: reports.append((now.status, now.progress)))
    assert reports == [("processing", 50), ("completed", 100)]


def test_answer_about_another_task(task: Callable[..., Task], seen: Said, said: Said) -> None:
    """An answer about another task is refused."""
    strange = said(id="task-unified-2-x", status="completed", results=["https://files.example.com/other.png"])
    assert task(strange, seen("completed", results=[LINK])).wait().urls == (LINK,)


def test_timeout_that_is_not_a_number(task: Callable[..., Task], seen: Said) -> None:
    """A wait needs a time-out that is a number."""
    with pytest.raises(ConfigurationError, match="nan"):
        task(seen("processing")).wait(timeout=math.nan)


def test_ended_task(task: Callable[..., Task], seen: Said) -> None:
    """A task that has ended is not read again."""
    ended = task(seen("completed", results=[LINK]))
    ended.wait()
    ended.wait()
    assert len(port_of(ended).sent) == 1


def test_failed_reads(task: Callable[..., Task], seen: Said) -> None:
    """Failed reads do not end a wait."""
    lost = ConnectionFailed("lost")
    waiting = task(lost, Response(502, {}, b"<html>"), Response(429), seen("completed", results=[LINK]))
    assert waiting.wait().urls == (LINK,)


def test_unknown_status(task: Callable[..., Task], seen: Said) -> None:
    """An unknown status is shown and waited for."""
    reports: list[str] = []
    task(seen("queued"), seen("completed", results=[LINK])).wait(on_progress=lambda now: reports.append(str(now)))
    assert "queued" in reports[0]


@pytest.mark.parametrize("status", ["succeeded", "processing"])
def test_whole_task(task: Callable[..., Task], seen: Said, caplog: pytest.LogCaptureFixture, status: str) -> None:
    """A task with all its progress and results is read once more, and then counts as completed."""
    whole = seen(status, progress=100, results=[LINK])
    waiting = task(whole, whole)
    assert waiting.wait().urls == (LINK,)
    assert (waiting.status, waiting.completed, waiting.ended) == (status, True, True)
    assert f"is '{status}' with 100 % and 1 results, in two responses" in caplog.text


def test_task_that_is_almost_whole(task: Callable[..., Task], seen: Said) -> None:
    """A task that lacks progress or results, has an error, or gets more results, is waited for."""
    almost = [
        seen("succeeded", progress=99, results=[LINK]),
        seen("succeeded", progress=99, results=[LINK]),
        seen("succeeded", progress=100),
        seen("stopped", progress=100, results=[LINK], error={"code": "unknown_error"}),
        seen("succeeded", progress=100, results=[LINK]),
        seen("succeeded", progress=100, results=[LINK, f"{LINK}?2"]),
    ]
    waiting = task(*almost, seen("completed", results=[LINK, f"{LINK}?2"]))
    assert len(waiting.wait().urls) == 2
    assert waiting.status == "completed"


@pytest.mark.parametrize("status", ["failed", "cancelled", "canceled"])
def test_failed_task(task: Callable[..., Task], seen: Said, status: str) -> None:
    """A failed task raises an error that carries the task."""
    waiting = task(seen(status, error={"code": "service_error", "message": "sorry"}))
    with pytest.raises(TaskFailed, match="sorry") as caught:
        waiting.wait()
    assert (caught.value.code, caught.value.task) == ("service_error", waiting)
    assert (caught.value.action, caught.value.wait_before_retry) == ("retry-later", (30, 60))
    assert caught.value.new_call_may_help


def test_advice_on_documented_failures(task: Callable[..., Task], seen: Said) -> None:
    """Every documented failure is reported with its advice."""
    documented = document()["components"]["schemas"]["TaskErrorCode"]
    for code in documented["enum"]:
        with pytest.raises(TaskFailed, match=rf"{ID} failed: no luck: .+") as caught:
            task(seen("failed", error={"code": code, "message": "no luck"})).wait()
        assert caught.value.action == documented["x-evolink-failures"][code]["action"]
        assert caught.value.new_call_may_help is not None


def test_unknown_failure_code(task: Callable[..., Task], seen: Said) -> None:
    """A failure with an unknown code is reported without advice."""
    with pytest.raises(TaskFailed) as caught:
        task(seen("failed", error={"code": 77, "message": ""})).wait()
    assert (caught.value.code, caught.value.action, caught.value.new_call_may_help) == ("77", None, None)


def test_failure_without_details(task: Callable[..., Task], seen: Said) -> None:
    """A failure without details is still a failure."""
    with pytest.raises(TaskFailed, match=ID):
        task(seen("failed", error=None)).wait()


def test_timeout(task: Callable[..., Task], seen: Said) -> None:
    """A wait ends on time, with the task and how to resume."""
    waiting = task(*[seen("processing")] * 50)
    with pytest.raises(TaskTimeout, match=ID) as caught:
        waiting.wait(timeout=20)
    assert isinstance(caught.value, TimeoutError)
    assert caught.value.task is waiting
    assert port_of(waiting).clock == 1020


def test_only_failed_reads(task: Callable[..., Task]) -> None:
    """A wait whose reads all fail ends with a time-out, not with their error."""
    waiting = task(*[Response(500)] * 50)
    with pytest.raises(TaskTimeout) as caught:
        waiting.wait(timeout=20)
    assert port_of(waiting).clock == 1020
    assert caught.value.__cause__ is not None


def test_retry_after_is_honoured(task: Callable[..., Task], seen: Said) -> None:
    """Retry-After is honoured between reads."""
    waiting = task(Response(429, {"retry-after": "9"}), seen("completed", results=[LINK]))
    waiting.wait()
    assert port_of(waiting).pauses[1:] == [9]


def test_second_wait(task: Callable[..., Task], seen: Said) -> None:
    """A wait can be resumed."""
    waiting = task(*[seen("processing")] * 3, seen("completed", results=[LINK]))
    with pytest.raises(TaskTimeout):
        waiting.wait(timeout=1)
    assert waiting.wait().urls == (LINK,)


@pytest.mark.parametrize(("estimate", "seconds"), [(None, 600), (100, 600), (300, 900), (10**9, 3600)])
def test_default_timeout(estimate: int | None, seconds: int, play: Play, said: Said, seen: Said) -> None:
    """By default a wait lasts ten minutes, or three times the estimate if that is longer, but never over an hour."""
    info = {"estimated_time": estimate}
    waiting = Task(play(*[seen("processing")] * 500), read_task(said(id=ID, status="pending", task_info=info)))
    with pytest.raises(TaskTimeout):
        waiting.wait()
    assert port_of(waiting).clock == 1000 + seconds
    assert waiting.raw["status"] == "processing"


def test_infinite_timeout(task: Callable[..., Task], seen: Said) -> None:
    """A wait without a limit lasts for hours."""
    waiting = task(*[seen("processing")] * 100, seen("completed", results=[LINK]))
    waiting.wait(timeout=math.inf)
    assert port_of(waiting).clock > 1000 + 3600


def test_late_links(task: Callable[..., Task], seen: Said) -> None:
    """Late links are waited for."""
    assert task(seen("completed"), seen("completed", results=[]), seen("completed", results=[LINK])).wait().urls


def test_missing_links(task: Callable[..., Task], seen: Said) -> None:
    """Links that never come are reported after a short time."""
    waiting = task(*[seen("completed")] * 50)
    with pytest.raises(ResultsMissing) as caught:
        waiting.wait()
    assert caught.value.task is waiting
    assert port_of(waiting).clock < 1020


def test_refused_read(task: Callable[..., Task], said: Said) -> None:
    """A refused read ends the wait and names the task."""
    waiting = task(said(403))
    with pytest.raises(PermissionDenied) as caught:
        waiting.wait()
    assert caught.value.task is waiting


def test_new_task_not_found(task: Callable[..., Task], said: Said, seen: Said) -> None:
    """A 404 for a new task is waited through."""
    assert task(said(404), said(404), seen("completed", results=[LINK])).wait().urls == (LINK,)


def test_task_stays_unknown(task: Callable[..., Task], said: Said) -> None:
    """A task that stays unknown is given up after a short time."""
    waiting = task(*[said(404)] * 20)
    with pytest.raises(NotFound) as caught:
        waiting.wait()
    assert caught.value.task is waiting
    assert 1010 <= port_of(waiting).clock < 1030
    assert len(port_of(waiting).sent) < 8


@pytest.mark.parametrize(
    "fields", [{"id": ID, "created": 1e9}, {"id": f"task-unified-{10**9}-x"}], ids=["by its field", "by its id"]
)
def test_old_task_not_found(play: Play, said: Said, fields: dict[str, Any]) -> None:
    """A 404 for an old task is raised at once."""
    waiting = Task(play(said(404)), read_task(said(**fields, status="pending")))
    with pytest.raises(NotFound):
        waiting.wait()


def test_task_disappears(task: Callable[..., Task], said: Said, seen: Said) -> None:
    """A task that was shown once and is then not found is gone."""
    with pytest.raises(NotFound):
        task(seen("processing"), said(404)).wait()


def test_interrupted_wait(task: Callable[..., Task]) -> None:
    """An interrupted wait mentions the ID."""
    with pytest.raises(KeyboardInterrupt) as caught:
        task(KeyboardInterrupt()).wait()
    assert ID in str(caught.value.__notes__)


def test_error_of_watcher(task: Callable[..., Task], seen: Said) -> None:
    """An error in `on_progress` mentions the ID."""

    def watch(_: Task) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as caught:
        task(seen("processing")).wait(on_progress=watch)
    assert ID in str(caught.value.__notes__)


def test_repr_of_task(task: Callable[..., Task], seen: Said) -> None:
    """The repr of a task is one line."""
    waiting = task(seen("completed", progress=100, results=[LINK]))
    assert repr(waiting) == f"<Task {ID} of m: pending>"
    waiting.wait()
    assert repr(waiting) == f"<Task {ID} of a model: completed, 100 %>"
