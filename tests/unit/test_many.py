"""Waiting for many tasks at once, over a scripted port and request pool."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from evolink._http.port import Response
from evolink._http.run import run
from evolink._task.base import progress_of
from evolink._task.many import MOST_READS, TaskWaits
from evolink.errors import ConfigurationError, ConnectionFailed, NotFound
from tests.unit.town import LINK, Service

if TYPE_CHECKING:
    from evolink import Task

Said = Callable[..., Response]


def test_reads_per_task(open_town: Any, after_15_s: Service) -> None:
    """All tasks end after few reads each, with a limited number at a time."""
    port, tasks, new = open_town(2000, after_15_s)
    assert tasks.wait_all(new) == new
    assert all(task.completed for task in new)
    assert port.reads.total() <= 3 * len(new)
    assert port.most_under_way == MOST_READS
    assert port.closed


def test_later_tasks_need_fewer_reads(open_town: Any, said: Said) -> None:
    """Once tasks have shown how progress goes, those that are due later are read when they end."""

    def service(name: str, now: float) -> Response:
        share = (now - 1000) / (13 + int(name[1:]) / 100)
        done = share >= 1
        return said(
            id=name, model="m", status="completed" if done else "processing", results=[LINK] if done else [],
            progress=100 if done else max(0, int(100 * (share - 0.1) / 0.9)),
        )  # fmt: skip

    port, tasks, new = open_town(400, service)
    lags = [port.clock - 1013 - int(task.id[1:]) / 100 for task in tasks.as_completed(new)]
    assert port.reads.total() < 2.6 * len(new)
    assert sum(lags) / len(lags) < 0.5


def test_as_completed(open_town: Any, said: Said) -> None:
    """Each task is yielded once, as soon as it has ended."""

    def service(name: str, now: float) -> Response:
        ends = {"t0": 30, "t1": 5, "t2": 12}[name]
        done = now >= 1000 + ends
        return said(id=name, status="completed" if done else "processing", results=[LINK] if done else [])

    port, tasks, new = open_town(3, service)
    given = [(task.id, port.clock - 1000) for task in tasks.as_completed([*new, new[0]])]
    assert [name for name, _ in given] == ["t1", "t2", "t0"]
    assert all(0 <= at - ends < 4 for (_, at), ends in zip(given, (5, 12, 30), strict=True))


def test_ended_task(open_town: Any, after_15_s: Service) -> None:
    """A task that has ended already is yielded without a read."""
    port, tasks, new = open_town(2, after_15_s)
    tasks.wait_all(new)
    port.reads.clear()
    assert tasks.wait_all(new) == new
    assert [task.wait().urls for task in new] == [(LINK,)] * 2
    assert not port.reads


def test_failed_task(open_town: Any, said: Said) -> None:
    """A failed task is yielded and raises nothing."""
    _, tasks, (task,) = open_town(1, lambda name, _: said(id=name, status="canceled"))
    assert list(tasks.as_completed([task])) == [task]
    assert task.failed
    assert task.ended
    assert not task.completed


def test_refused_task(open_town: Any, said: Said, after_15_s: Service) -> None:
    """A task whose read is refused is yielded with its error, and the others continue."""

    def service(name: str, now: float) -> Response | BaseException:
        return said(404) if name == "t0" else after_15_s(name, now)

    port, tasks, (lost, good) = open_town(2, service)
    assert set(tasks.as_completed([lost, good])) == {lost, good}
    assert isinstance(lost.trouble, NotFound)
    assert lost.trouble.task is lost
    assert not lost.ended
    assert good.completed
    assert port.clock < 1030


def test_new_tasks_not_found(open_town: Any, said: Said, after_15_s: Service) -> None:
    """A 404 of new tasks is waited through."""

    def service(name: str, now: float) -> Response | BaseException:
        return said(404) if now < 1017 else after_15_s(name, now)

    _, tasks, new = open_town(3, service)
    assert tasks.wait_all(new) == new
    assert all(task.completed and not task.trouble for task in new)


def test_timeout(open_town: Any, said: Said, after_15_s: Service) -> None:
    """Tasks that are still running at the timeout are yielded last."""

    def service(name: str, now: float) -> Response | BaseException:
        return after_15_s(name, now) if name == "t1" else said(id=name, status="processing")

    port, tasks, new = open_town(3, service)
    given = list(tasks.as_completed(new, timeout=60))
    assert given[0] is new[1]
    assert [task.ended for task in given] == [True, False, False]
    assert port.clock == 1060


def test_bad_reads(open_town: Any, after_15_s: Service) -> None:
    """Failed reads end no wait."""
    seen: Counter[str] = Counter()
    trouble: list[Response | BaseException] = [ConnectionFailed("lost"), Response(502, {}, b"<html>")]

    def service(name: str, now: float) -> Response | BaseException:
        seen[name] += 1
        return after_15_s(name, now) if seen[name] > len(trouble) else trouble[seen[name] - 1]

    _, tasks, new = open_town(5, service)
    assert all(task.completed for task in tasks.wait_all(new))


def test_rate_limit(open_town: Any, after_15_s: Service) -> None:
    """A rate limit delays the reads of all tasks."""
    limited: list[float] = []

    def service(name: str, now: float) -> Response | BaseException:
        if now < 1020:
            limited.append(now)
            return Response(429, {"retry-after": "20"})
        return after_15_s(name, now)

    port, tasks, new = open_town(500, service)
    tasks.wait_all(new)
    assert all(task.completed for task in new)
    assert len(limited) == MOST_READS
    assert port.reads.total() == MOST_READS + len(new)


def test_missing_links(open_town: Any, said: Said) -> None:
    """The wait for links that never appear is limited."""
    port, tasks, (task,) = open_town(1, lambda name, _: said(id=name, status="completed"))
    assert list(tasks.as_completed([task])) == [task]
    assert task.completed
    assert not task.ended
    assert port.clock < 1040


def test_progress(open_town: Any, after_15_s: Service) -> None:
    """The progress of every task is reported."""
    updates: Counter[str] = Counter()
    _, tasks, new = open_town(3, after_15_s)
    tasks.wait_all(new, on_progress=lambda task: updates.update([task.id]))
    assert set(updates) == {"t0", "t1", "t2"}
    assert min(updates.values()) > 3


def test_no_tasks(open_town: Any, after_15_s: Service) -> None:
    """Waiting for no tasks ends at once."""
    _, tasks, _ = open_town(0, after_15_s)
    assert tasks.wait_all([]) == []


def test_task_of_another_client(open_town: Any, after_15_s: Service) -> None:
    """A task of another client is refused before anything is read."""
    _, tasks, _ = open_town(0, after_15_s)
    _, _, strangers = open_town(1, after_15_s)
    with pytest.raises(ConfigurationError, match="another client"):
        tasks.as_completed(strangers)


def test_unexpected_error(open_town: Any) -> None:
    """An unexpected error in the request pool is raised."""
    _, tasks, new = open_town(1, lambda _name, _now: RuntimeError("a defect"))
    with pytest.raises(RuntimeError, match="a defect"):
        tasks.wait_all(new)


def test_early_stop(open_town: Any, after_15_s: Service) -> None:
    """Leaving the iteration early stops the request pool."""
    port, tasks, new = open_town(3, after_15_s)
    given = tasks.as_completed(new)
    next(given)
    assert not port.closed
    given.close()
    assert port.closed


def test_interrupted_wait(open_town: Any) -> None:
    """An interrupted wait says how many tasks are still running."""
    _, tasks, new = open_town(3, lambda _name, _now: KeyboardInterrupt())
    many: TaskWaits[Task] = TaskWaits(tasks._flow, new, None)
    many.open()
    with pytest.raises(KeyboardInterrupt) as caught:
        run(many.next())
    assert "3 tasks continue on the service" in str(caught.value.__notes__)


def test_poll_now(open_town: Any, said: Said) -> None:
    """`poll_now` reads a task at once, and the others when they are due."""
    port, tasks, new = open_town(3, lambda name, _now: said(id=name, status="completed", results=[LINK]))
    new[1].poll_now()
    given = tasks.as_completed(new)
    assert next(given) is new[1]
    assert port.clock == pytest.approx(1000.1)
    assert port.reads == {"t1": 1}
    assert set(given) == {new[0], new[2]}
    assert port.clock > 1005


def test_poll_now_during_read(open_town: Any, said: Said) -> None:
    """`poll_now` during a read causes one more read at once."""

    def service(name: str, _now: float) -> Response:
        if port.reads[name] == 1:
            new[0].poll_now()
            return said(id=name, status="processing", progress=1)
        return said(id=name, status="completed", results=[LINK])

    port, tasks, new = open_town(1, service)
    new[0].poll_now()
    assert tasks.wait_all(new)[0].completed
    assert port.clock == pytest.approx(1000.2)


def test_poll_now_is_consumed(open_town: Any, after_15_s: Service) -> None:
    """`poll_now` is consumed by the read that it causes."""
    port, tasks, new = open_town(1, after_15_s)
    new[0].poll_now()
    tasks.wait_all(new)
    assert port.reads["t0"] <= 5
    assert not progress_of(new[0]).poll_requested.consume()
    new[0].poll_now()  # the wait is over
