"""Waits for many tasks where the service reads several in one request, says so, or only seems to."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest

from evolink._http.deadline import Deadline
from evolink._http.port import Response
from evolink._task.base import progress_of
from evolink._task.batch_reads import PATIENCE, BatchReads
from evolink._task.read_plan import WINDOW, ReadPlan
from evolink.batch._joint_reads import JointReads
from evolink.errors import ConnectionFailed, InvalidRequest, NotFound, RateLimited, RequestRefused, ServiceError
from tests.unit.town import BATCH, LINK, BatchService, Service, Town

Said = Callable[..., Response]


@pytest.fixture
def reads_together(after_15_s: Service) -> BatchService:
    """Return a batch query that shows each task as a read of it would."""

    def batch(task_ids: list[str], now: float) -> Response:
        rows = [json.loads(after_15_s(task_id, now).body) for task_id in task_ids]  # type: ignore[union-attr]
        return Response(200, {}, json.dumps({"data": rows}).encode())

    return batch


def rows(answer: Response) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(answer.body)["data"]
    return found


def saying(*shown: Any) -> Response:
    return Response(200, {}, json.dumps({"data": shown}).encode())


def test_few_requests(open_town: Any, after_15_s: Service, reads_together: BatchService) -> None:
    """Tasks that are due together are read 50 at a time, and each ends on time."""
    port, tasks, new = open_town(1000, after_15_s, reads_together)
    assert tasks.wait_all(new) == new
    assert all(task.completed for task in new)
    assert port.reads.total() < 0.1 * len(new) + 50  # while the service is asked for the first time, others are alone
    assert max(map(len, port.asked_together)) == 50
    assert port.clock < 1016


def test_one_task_is_read_alone(open_town: Any, after_15_s: Service, reads_together: BatchService) -> None:
    """A single task is read by itself, also among others that are due at other times."""
    port, tasks, new = open_town(1, after_15_s, reads_together)
    tasks.wait_all(new)
    assert BATCH not in port.reads


PAGE = Response(200, {"content-type": "text/html"}, b"<!doctype html><p>Welcome")
ABSENT = {
    **{f"{status}": Response(status) for status in (400, 401, 403, 404, 405, 410, 413, 415, 422, 501)},
    "a page": PAGE,
    "a redirection": Response(307, {"location": "https://elsewhere.example/"}),
    "an object": Response(200, {}, b'{"data": {"t0": {"id": "t0"}}}'),
    "nothing": Response(200),
}


@pytest.mark.parametrize("answer", ABSENT.values(), ids=ABSENT)
def test_service_without_it(open_town: Any, after_15_s: Service, answer: Response) -> None:
    """A service that has no batch query is asked once, which delays no task by more than that request."""
    port, tasks, new = open_town(200, after_15_s, lambda _ids, _now: answer)
    tasks.wait_all(new)
    assert all(task.completed and not task.trouble for task in new)
    assert port.reads[BATCH] == 1
    assert port.clock < 1016
    tasks.wait_all(new)
    assert port.reads[BATCH] == 1


FAILURES: dict[str, Response | BaseException] = {
    **{f"{status}": Response(status, {}, b"<html>") for status in (408, 500, 502, 503, 504)},
    "a cut body": ConnectionFailed("the answer was cut short"),
}


@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
@pytest.mark.parametrize("failing", [{1}, {2}, {1, 2}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}], ids=str)
def test_failure(
    open_town: Any, after_15_s: Service, reads_together: BatchService, failure: Any, failing: set[int]
) -> None:
    """Tasks of a batch query that fails are read alone, and later ones together again."""
    port: Town

    def batch(task_ids: list[str], now: float) -> Response | BaseException:
        return failure if len(port.asked_together) in failing else reads_together(task_ids, now)

    port, tasks, new = open_town(60, after_15_s, batch)
    tasks.wait_all(new)
    assert all(task.completed and not task.trouble for task in new)
    assert port.clock < 1016
    assert port.reads[BATCH] > 1


def test_slow(open_town: Any, after_15_s: Service, reads_together: BatchService) -> None:
    """A batch query that does not answer in a few seconds is given up, and others are read meanwhile."""
    port, tasks, new = open_town(120, after_15_s, lambda _ids, _now: ConnectionFailed("too late"))
    port.batch_seconds = 60.0
    tasks.wait_all(new)
    assert all(task.completed for task in new)
    assert port.clock < 1015 + PATIENCE + 1
    assert sum(task.id in {each for ids in port.asked_together for each in ids} for task in new) < len(new)
    del reads_together


def test_rate_limit(open_town: Any, after_15_s: Service, reads_together: BatchService) -> None:
    """After a rate limit all wait as long as asked, and are not read alone."""
    port: Town

    def batch(task_ids: list[str], now: float) -> Response:
        if len(port.asked_together) == 2:
            return Response(429, {"retry-after": "3"})
        return reads_together(task_ids, now)  # type: ignore[return-value]

    port, tasks, new = open_town(40, after_15_s, batch)
    tasks.wait_all(new)
    assert all(task.completed and not task.trouble for task in new)
    assert port.reads.total() == port.reads[BATCH] < 10


def test_endless_rate_limit(open_town: Any, after_15_s: Service) -> None:
    """Where only the batch query is limited for good, tasks are read alone."""
    port, tasks, new = open_town(40, after_15_s, lambda _ids, _now: Response(429, {"retry-after": "1"}))
    tasks.wait_all(new)
    assert all(task.completed for task in new)
    assert port.reads[BATCH] < 8
    assert port.clock < 1030


def changed(change: Callable[[dict[str, Any]], Any]) -> Callable[[list[dict[str, Any]]], list[Any]]:
    """Return what changes the row of t3, and keeps the others."""
    return lambda shown: [change(row) if row["id"] == "t3" else row for row in shown]


PARTIAL: dict[str, Callable[[list[dict[str, Any]]], list[Any]]] = {
    "it is missing": lambda shown: [row for row in shown if row["id"] != "t3"],
    "it has no ID": changed(lambda row: {**row, "id": None}),
    "it has another ID": changed(lambda row: {**row, "id": "t3-stranger"}),
    "its ID is no text": changed(lambda row: {**row, "id": ["t3"]}),
    "it is no object": changed(lambda _: "t3"),
    "it is there twice, and differs": lambda shown: [*shown, {"id": "t3", "status": "failed", "error": {"code": "x"}}],
    "it has no status": changed(lambda row: {"id": row["id"], "progress": 100}),
    "it has ended, without links": changed(lambda row: {"id": row["id"], "status": "completed"}),
    "it has failed, without a reason": changed(lambda row: {"id": row["id"], "status": "failed"}),
}


@pytest.mark.parametrize("change", PARTIAL.values(), ids=PARTIAL)
def test_partial_answer(
    open_town: Any,
    after_15_s: Service,
    reads_together: BatchService,
    change: Callable[[list[dict[str, Any]]], list[Any]],
) -> None:
    """A task that an answer does not show as a read of it would is read alone from then on; the others are not."""

    def batch(task_ids: list[str], now: float) -> Response:
        return saying(*change(rows(reads_together(task_ids, now))))  # type: ignore[arg-type]

    port, tasks, new = open_town(20, after_15_s, batch)
    tasks.wait_all(new)
    assert all(task.completed and task.results == (LINK,) for task in new)
    assert set(port.reads) == {BATCH, "t3"}
    assert sum("t3" in ids for ids in port.asked_together) <= 3
    assert port.clock < 1016


def test_stale_answers(open_town: Any, after_15_s: Service, reads_together: BatchService) -> None:
    """Where answers about several tasks never change, each task's end is seen all the same."""
    port, tasks, new = open_town(10, after_15_s, lambda task_ids, _now: reads_together(task_ids, 1002.0))
    tasks.wait_all(new)
    assert all(task.completed for task in new)
    assert port.clock < 1060


def test_strangers(open_town: Any, after_15_s: Service, reads_together: BatchService) -> None:
    """Tasks that were not asked for, and the same one twice, change nothing."""

    def batch(task_ids: list[str], now: float) -> Response:
        shown = rows(reads_together(task_ids, now))  # type: ignore[arg-type]
        return saying(None, 5, {"id": "t-other", "status": "failed"}, *shown, *shown)

    port, tasks, new = open_town(20, after_15_s, batch)
    tasks.wait_all(new)
    assert all(task.completed for task in new)
    assert set(port.reads) == {BATCH}


def test_unknown_to_all(open_town: Any, after_15_s: Service, reads_together: BatchService, said: Said) -> None:
    """A task of another key, absent from the answers, is read alone and yielded with its error."""

    def service(name: str, now: float) -> Response | BaseException:
        return said(404) if name == "t0" else after_15_s(name, now)

    def batch(task_ids: list[str], now: float) -> Response | BaseException:
        return reads_together([task_id for task_id in task_ids if task_id != "t0"], now)

    port, tasks, new = open_town(10, service, batch)
    tasks.wait_all(new)
    assert isinstance(new[0].trouble, NotFound)
    assert all(task.completed for task in new[1:])
    assert port.clock < 1030


def test_one_bad_id(open_town: Any, after_15_s: Service, reads_together: BatchService) -> None:
    """A service that has the batch query and refuses one ID loses no task and keeps it for later ones."""

    def batch(task_ids: list[str], now: float) -> Response | BaseException:
        return Response(400) if "t3" in task_ids and now > 1010 else reads_together(task_ids, now)

    port, tasks, new = open_town(20, after_15_s, batch)
    tasks.wait_all(new)
    assert all(task.completed and not task.trouble for task in new)
    assert port.reads[BATCH] >= 2
    assert port.clock < 1016


def test_same_task_twice(open_town: Any, after_15_s: Service, reads_together: BatchService) -> None:
    """Two objects of one task both end, and its ID is asked for once."""
    port, tasks, new = open_town(3, after_15_s, reads_together)
    again = [tasks.get(task.id) for task in new]
    port.asked_together.clear()
    tasks.wait_all([*new, *again])
    assert all(task.completed for task in [*new, *again])
    assert all(len(ids) == len(set(ids)) for ids in port.asked_together)


def test_poll_now(open_town: Any, after_15_s: Service, reads_together: BatchService) -> None:
    """`poll_now` reads several tasks at once, together."""
    port, tasks, new = open_town(30, after_15_s, reads_together)
    port.clock += 15
    for task in new:
        task.poll_now()
    tasks.wait_all(new)
    assert port.clock == pytest.approx(1015.1, abs=0.01)
    assert port.reads.total() <= 3


def test_progress_and_early_stop(open_town: Any, after_15_s: Service, reads_together: BatchService) -> None:
    """The progress of tasks is shown as it is read, and leaving the iteration stops all."""
    port, tasks, new = open_town(30, after_15_s, reads_together)
    shown: list[str] = []
    given = tasks.as_completed(new, on_progress=lambda task: shown.append(task.id))
    next(given)
    given.close()
    assert {*shown} == {task.id for task in new}
    assert port.closed


def test_timeout(open_town: Any, after_15_s: Service, said: Said) -> None:
    """A batch query under way does not outlast the timeout."""
    port, tasks, new = open_town(
        10, lambda name, _: said(id=name, status="processing"), lambda _ids, _now: ConnectionFailed("late")
    )
    port.batch_seconds = 60.0
    tasks.wait_all(new, timeout=9)
    assert port.clock == 1009
    assert not any(task.ended for task in new)
    del after_15_s


def test_switched_off(open_town: Any, after_15_s: Service) -> None:
    """With `batch_reads=False`, each task is read by itself."""
    port, tasks, new = open_town(60, after_15_s)
    tasks.wait_all(new)
    assert BATCH not in port.reads


def test_rests_between_failures() -> None:
    """Between two failed batch queries there is ever more time, up to a minute; an answer ends that."""
    reads, now, rests = BatchReads(), 0.0, list[float]()
    for _ in range(8):
        reads.record_request(now)
        reads.record_failure(ServiceError("x", status=502), now)
        later = next(now + tenths / 10 for tenths in range(1000) if reads.may_ask(now + tenths / 10))
        rests.append(later - now)
        now = later
    assert rests == pytest.approx([2, 4, 8, 16, 32, 60, 60, 60])
    reads.record_request(now)
    reads.record_answer()
    assert reads.may_ask(now)
    reads.record_failure(ServiceError("x"), now)
    reads.record_failure(ServiceError("x"), now)  # was under way at the same time
    assert (reads.may_ask(now + 1.9), reads.may_ask(now + 2)) == (False, True)


def test_lost_first_request() -> None:
    """While nobody knows whether the service has it, one request is under way; one that is abandoned blocks none."""
    reads = BatchReads()
    reads.record_request(0.0)
    assert not reads.may_ask(PATIENCE - 0.1)
    assert reads.may_ask(PATIENCE)


def test_limited_twice() -> None:
    """The second rate limit in a row is a failure, the first is not."""
    reads = BatchReads()
    reads.record_failure(RateLimited("x"), 0.0)
    assert reads.may_ask(0.0)
    reads.record_failure(RateLimited("x"), 0.0)
    assert not reads.may_ask(1.9)


@pytest.mark.parametrize(("status", "asks_again"), [(400, True), (403, True), (404, False), (405, False)])
def test_refused_later(status: int, *, asks_again: bool) -> None:
    """A service that has answered may refuse some IDs; one that has lost the batch query is not asked again."""
    reads = BatchReads()
    reads.record_request(0.0)
    reads.record_answer()
    reads.record_failure(RequestRefused("x", status=status), 0.0)
    assert reads.may_ask(100.0) is asks_again


def test_plan() -> None:
    """What is due goes together once the first has waited a moment; what is read alone does not wait."""
    plan = ReadPlan(most=3)
    for tag, at in enumerate([1.0, 1.01, 1.02, 1.03, 2.0]):
        plan.plan(tag, at, alone=False)
    plan.plan(9, 1.0, alone=True)
    plan.plan(4, 3.0, alone=False)  # instead of 2.0
    assert plan.next_at(together=True) == 1.0
    assert plan.take(0.9, together=True) == []
    assert plan.take(1.0, together=True) == [9]
    assert plan.take(1.0, together=True) == []
    assert plan.next_at(together=True) == 1.0 + WINDOW
    plan.drop(2)
    assert plan.take(1.06, together=True) == [0, 1, 3]
    assert plan.take(1.06, together=True) == []
    assert (4 in plan, 0 in plan) == (True, False)
    assert plan.take(3.0, together=False) == [4]
    assert plan.next_at(together=True) == float("inf")


def joint(open_town: Any, service: Service, batch: BatchService, count: int = 60) -> tuple[Town, JointReads, list[Any]]:
    """Return what reads the tasks of rows together, and their tasks."""
    port, _, new = open_town(count, service, batch)
    return port, JointReads(new[0]._flow), [progress_of(task) for task in new]


async def poll_all(reads: JointReads, tasks: list[Any], now: float) -> list[Any]:
    polls = (reads.poll(task, Deadline(now + 60)) for task in tasks)
    return await asyncio.gather(*polls, return_exceptions=True)


def test_rows_together(open_town: Any, after_15_s: Service, reads_together: BatchService) -> None:
    """Rows that read their tasks at the same time share requests."""
    port, reads, tasks = joint(open_town, after_15_s, reads_together, count=120)
    states = asyncio.run(poll_all(reads, tasks, port.clock))
    assert [state.id for state in states] == [task.state.id for task in tasks]
    states = asyncio.run(poll_all(reads, tasks, port.clock))
    assert [state.id for state in states] == [task.state.id for task in tasks]
    assert port.reads.total() == port.reads[BATCH] == 2 * 3


@pytest.mark.parametrize("answer", [Response(404), Response(502), PAGE, ConnectionFailed("cut"), saying()])
def test_rows_alone(open_town: Any, after_15_s: Service, answer: Any) -> None:
    """Rows whose tasks can't be read together read them alone."""
    port, reads, tasks = joint(open_town, after_15_s, lambda _ids, _now: answer, count=10)
    for _ in range(2):
        states = asyncio.run(poll_all(reads, tasks, port.clock))
        assert [state.id for state in states] == [task.state.id for task in tasks]
    assert port.reads[BATCH] == 1


def test_rows_limited(open_town: Any, after_15_s: Service) -> None:
    """A rate limit is raised in each row, so that each waits as after one of its own."""
    port, reads, tasks = joint(open_town, after_15_s, lambda _ids, _now: Response(429), count=10)
    outcomes = asyncio.run(poll_all(reads, tasks, port.clock))
    assert {type(outcome) for outcome in outcomes} == {RateLimited}


def test_rows_defect(open_town: Any, after_15_s: Service) -> None:
    """An unexpected error is raised in each row, and none waits for ever."""
    port, reads, tasks = joint(open_town, after_15_s, lambda _ids, _now: InvalidRequest("a defect"), count=10)
    outcomes = asyncio.run(poll_all(reads, tasks, port.clock))
    assert {type(outcome) for outcome in outcomes} == {InvalidRequest}


def test_rows_cancelled(open_town: Any, after_15_s: Service, reads_together: BatchService) -> None:
    """Once all rows are cancelled nothing is sent for them; later ones are read as before."""
    port, reads, tasks = joint(open_town, after_15_s, reads_together, count=10)

    async def play() -> list[Any]:
        polls = [asyncio.create_task(reads.poll(task, Deadline(port.clock + 60))) for task in tasks]
        await asyncio.sleep(0)  # noqa: TID251 - lets the loop take one step
        for poll in polls:
            poll.cancel()
        await asyncio.gather(*polls, return_exceptions=True)
        assert not port.asked_together
        return await poll_all(reads, tasks, port.clock)

    assert [state.id for state in asyncio.run(play())] == [task.state.id for task in tasks]
    assert port.reads.total() == 1
