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


def test_it_ends_with_the_pictures(task: Callable[..., Task], seen: Said) -> None:
    waiting = task(seen("pending"), seen("processing", progress=50), seen("completed", results=[LINK]))
    images = waiting.wait()
    assert images.urls == waiting.results == (LINK,)
    assert [image.url for image in images] == [images[0].url] == [LINK]


def test_progress_is_told_after_each_read(task: Callable[..., Task], seen: Said) -> None:
    told: list[tuple[str, float | None]] = []
    waiting = task(seen("processing", progress=50), seen("completed", progress=100, results=[LINK]))
    waiting.wait(on_progress=lambda now: told.append((now.status, now.progress)))
    assert told == [("processing", 50), ("completed", 100)]


def test_an_answer_about_another_task_is_not_taken_for_this_one(
    task: Callable[..., Task], seen: Said, said: Said
) -> None:
    strange = said(id="task-unified-2-x", status="completed", results=["https://files.example.com/other.png"])
    assert task(strange, seen("completed", results=[LINK])).wait().urls == (LINK,)


def test_a_wait_is_not_begun_without_an_end_in_time(task: Callable[..., Task], seen: Said) -> None:
    with pytest.raises(ConfigurationError, match="nan"):
        task(seen("processing")).wait(timeout=math.nan)


def test_a_task_that_has_ended_is_not_read_again(task: Callable[..., Task], seen: Said) -> None:
    ended = task(seen("completed", results=[LINK]))
    ended.wait()
    ended.wait()
    assert len(port_of(ended).sent) == 1


def test_bad_reads_do_not_end_it(task: Callable[..., Task], seen: Said) -> None:
    lost = ConnectionFailed("lost")
    waiting = task(lost, Response(502, {}, b"<html>"), Response(429), seen("completed", results=[LINK]))
    assert waiting.wait().urls == (LINK,)


def test_an_unknown_status_is_shown_and_waited_on(task: Callable[..., Task], seen: Said) -> None:
    told: list[str] = []
    task(seen("queued"), seen("completed", results=[LINK])).wait(on_progress=lambda now: told.append(str(now)))
    assert "queued" in told[0]


@pytest.mark.parametrize("status", ["failed", "cancelled", "canceled"])
def test_a_bad_end_is_an_error_with_the_task(task: Callable[..., Task], seen: Said, status: str) -> None:
    waiting = task(seen(status, error={"code": "service_error", "message": "sorry"}))
    with pytest.raises(TaskFailed, match="sorry") as caught:
        waiting.wait()
    assert (caught.value.code, caught.value.task) == ("service_error", waiting)
    assert (caught.value.action, caught.value.wait_before_retry) == ("retry-later", (30, 60))
    assert caught.value.new_call_may_help


def test_every_documented_failure_is_told_with_its_advice(task: Callable[..., Task], seen: Said) -> None:
    documented = document()["components"]["schemas"]["TaskErrorCode"]
    for code in documented["enum"]:
        with pytest.raises(TaskFailed, match=rf"{ID} failed: no luck: .+") as caught:
            task(seen("failed", error={"code": code, "message": "no luck"})).wait()
        assert caught.value.action == documented["x-evolink-failures"][code]["action"]
        assert caught.value.new_call_may_help is not None


def test_a_failure_of_an_unknown_code_is_told_without_advice(task: Callable[..., Task], seen: Said) -> None:
    with pytest.raises(TaskFailed) as caught:
        task(seen("failed", error={"code": 77, "message": ""})).wait()
    assert (caught.value.code, caught.value.action, caught.value.new_call_may_help) == ("77", None, None)


def test_a_failure_that_tells_nothing_is_still_a_failure(task: Callable[..., Task], seen: Said) -> None:
    with pytest.raises(TaskFailed, match=ID):
        task(seen("failed", error=None)).wait()


def test_it_ends_on_time_with_the_task_and_the_way_back(task: Callable[..., Task], seen: Said) -> None:
    waiting = task(*[seen("processing")] * 50)
    with pytest.raises(TaskTimeout, match=ID) as caught:
        waiting.wait(timeout=20)
    assert isinstance(caught.value, TimeoutError)
    assert caught.value.task is waiting
    assert port_of(waiting).clock == 1020


def test_reads_that_fail_to_the_end_are_a_timeout_and_not_their_error(task: Callable[..., Task]) -> None:
    waiting = task(*[Response(500)] * 50)
    with pytest.raises(TaskTimeout) as caught:
        waiting.wait(timeout=20)
    assert port_of(waiting).clock == 1020
    assert caught.value.__cause__ is not None


def test_a_service_that_asks_for_patience_gets_it(task: Callable[..., Task], seen: Said) -> None:
    waiting = task(Response(429, {"retry-after": "9"}), seen("completed", results=[LINK]))
    waiting.wait()
    assert port_of(waiting).pauses[1:] == [9]


def test_a_wait_can_be_taken_up_again(task: Callable[..., Task], seen: Said) -> None:
    waiting = task(*[seen("processing")] * 3, seen("completed", results=[LINK]))
    with pytest.raises(TaskTimeout):
        waiting.wait(timeout=1)
    assert waiting.wait().urls == (LINK,)


def test_a_wait_lasts_ten_minutes_unless_told_otherwise(task: Callable[..., Task], seen: Said) -> None:
    waiting = task(*[seen("processing")] * 300)
    with pytest.raises(TaskTimeout):
        waiting.wait()
    assert port_of(waiting).clock == 1000 + 600
    assert waiting.raw["status"] == "processing"


def test_a_wait_without_limit_goes_on_for_hours(task: Callable[..., Task], seen: Said) -> None:
    waiting = task(*[seen("processing")] * 100, seen("completed", results=[LINK]))
    waiting.wait(timeout=math.inf)
    assert port_of(waiting).clock > 1000 + 3600


def test_late_links_are_waited_for(task: Callable[..., Task], seen: Said) -> None:
    assert task(seen("completed"), seen("completed", results=[]), seen("completed", results=[LINK])).wait().urls


def test_links_that_do_not_come_are_told_before_long(task: Callable[..., Task], seen: Said) -> None:
    waiting = task(*[seen("completed")] * 50)
    with pytest.raises(ResultsMissing) as caught:
        waiting.wait()
    assert caught.value.task is waiting
    assert port_of(waiting).clock < 1020


def test_a_refused_read_ends_it_and_names_the_task(task: Callable[..., Task], said: Said) -> None:
    waiting = task(said(403))
    with pytest.raises(PermissionDenied) as caught:
        waiting.wait()
    assert caught.value.task is waiting


def test_that_a_new_task_is_not_known_yet_is_waited_through(task: Callable[..., Task], said: Said, seen: Said) -> None:
    assert task(said(404), said(404), seen("completed", results=[LINK])).wait().urls == (LINK,)


def test_a_task_that_stays_unknown_is_given_up_before_long(task: Callable[..., Task], said: Said) -> None:
    waiting = task(*[said(404)] * 20)
    with pytest.raises(NotFound) as caught:
        waiting.wait()
    assert caught.value.task is waiting
    assert 1010 <= port_of(waiting).clock < 1030
    assert len(port_of(waiting).sent) < 8


@pytest.mark.parametrize(
    "told", [{"id": ID, "created": 1e9}, {"id": f"task-unified-{10**9}-x"}], ids=["told", "by its id"]
)
def test_an_old_task_that_is_not_known_will_never_be(play: Play, said: Said, told: dict[str, Any]) -> None:
    waiting = Task(play(said(404)), read_task(said(**told, status="pending")))
    with pytest.raises(NotFound):
        waiting.wait()


def test_a_task_that_was_shown_and_is_not_known_any_more_is_gone(
    task: Callable[..., Task], said: Said, seen: Said
) -> None:
    with pytest.raises(NotFound):
        task(seen("processing"), said(404)).wait()


def test_an_interrupted_wait_leaves_the_id_behind(task: Callable[..., Task]) -> None:
    with pytest.raises(KeyboardInterrupt) as caught:
        task(KeyboardInterrupt()).wait()
    assert ID in str(caught.value.__notes__)


def test_an_error_of_the_watcher_leaves_the_id_behind(task: Callable[..., Task], seen: Said) -> None:
    def watch(_: Task) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError) as caught:
        task(seen("processing")).wait(on_progress=watch)
    assert ID in str(caught.value.__notes__)


def test_a_task_shows_itself_in_one_line(task: Callable[..., Task], seen: Said) -> None:
    waiting = task(seen("completed", progress=100, results=[LINK]))
    assert repr(waiting) == f"<Task {ID} of m: pending>"
    waiting.wait()
    assert repr(waiting) == f"<Task {ID} of a model: completed, 100 %>"
