"""Held calls beside the tasks that a service lists."""

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from evolink._calls.reconcile import Reconciled, match_calls
from evolink._http.port import Response
from evolink._task.listing import Listed, read_page
from evolink._task.record import Uncertain
from evolink.errors import ServiceError, TasksNotListed
from evolink.journal import State
from tests.clients import MODES, Go, Mode, client_of
from tests.journal._stories import intend, submit
from tests.journal.conftest import SECRET, Open

GPT = "gpt-4o-image"


class Service:
    """Lists tasks and shows each; 50 on a page, the newest first."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.absent: int | None = None
        self.asked = 0

    def made(self, name: str, *, model: str = GPT, ago: float = 0.0) -> str:
        task = f"task-unified-{name}"
        self.rows.insert(0, {"id": task, "model": model, "created_at": time.time() - ago, "status": "processing"})
        return task

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        if request.url.path != "/v1/tasks":
            (row,) = [row for row in self.rows if request.url.path.endswith(row["id"])]
            return httpx.Response(200, json={"id": row["id"], "model": row["model"], "status": "processing"})
        if self.absent:
            return httpx.Response(self.absent, json={"error": {"message": "no"}})
        size, page = int(request.url.params["page_size"]), int(request.url.params["page"])
        part = self.rows[size * (page - 1) : size * page]
        return httpx.Response(200, json={"data": part, "total": len(self.rows), "page": page, "page_size": size})


@pytest.fixture(params=MODES)
def mode(request: pytest.FixtureRequest) -> Mode:
    chosen: Mode = request.param
    return chosen


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def go(mode: Mode, service: Service, address: str) -> Iterator[Go]:
    kind: Any = httpx.Client if mode == "sync" else httpx.AsyncClient  # noqa: TID251 - handed in, as users may
    transport = httpx.MockTransport(service)
    given = {"api_key": SECRET, "base_url": "https://service.example", "journal": address}
    with client_of(mode, http_client=kind(transport=transport), **given) as client:
        yield client


def hold(open_journal: Open, key: str, **told: Any) -> None:
    journal = open_journal()
    intend(journal, key, at=time.time(), **told)
    journal.record.note(Uncertain(key, "the answer was lost")).result()


def reconciled(go: Go) -> list[Reconciled]:
    found: list[Reconciled] = go(lambda client: client.reconcile())
    return found


def test_the_only_task_that_fits_the_only_call_is_adopted(go: Go, service: Service, open_journal: Open) -> None:
    hold(open_journal, "a-held-call-of-gpt")
    submit(open_journal(), 7)
    service.made("7")  # is another call's
    made = service.made("lost")
    service.made("old", ago=3600)
    service.made("other", model="nano-banana-beta")
    (found,) = reconciled(go)
    assert (found.key, found.model, found.candidates, found.task_id) == ("a-held-call-of-gpt", GPT, (made,), made)
    call = go(lambda client: client.journal.call(found.key))
    assert (call.state, call.task_id, call.session) == (State.SUBMITTED, made, None)
    assert reconciled(go) == []


def test_two_alike_calls_and_their_two_tasks_are_shown_and_none_is_adopted(
    go: Go, service: Service, open_journal: Open
) -> None:
    for number in (1, 2):
        hold(open_journal, f"a-held-call-of-gpt-{number}")
        service.made(str(number))
    found = reconciled(go)
    assert [(len(each.candidates), each.task_id) for each in found] == [(2, None), (2, None)]
    assert "none is adopted on a guess" in found[0].reason
    assert {call.state for call in go(lambda client: list(client.journal.calls()))} == {State.HELD}


def test_a_task_that_may_be_that_of_a_call_under_way_is_left_to_it(
    go: Go, service: Service, open_journal: Open
) -> None:
    hold(open_journal, "a-held-call-of-gpt")
    intend(open_journal(), "being-sent-just-now", at=time.time())
    service.made("whose")
    (found,) = reconciled(go)
    assert (len(found.candidates), found.task_id) == (1, None)


@pytest.mark.parametrize("status", [404, 405])
def test_a_service_without_a_list_says_so_and_nothing_changes(
    go: Go, service: Service, open_journal: Open, status: int
) -> None:
    hold(open_journal, "a-held-call-of-gpt")
    service.absent = status
    with pytest.raises(TasksNotListed, match="does not list its tasks"):
        reconciled(go)
    assert [call.state for call in go(lambda client: list(client.journal.calls()))] == [State.HELD]


def test_the_list_is_read_as_far_as_the_oldest_held_call(go: Go, service: Service, open_journal: Open) -> None:
    hold(open_journal, "a-held-call-of-gpt")
    for number in range(200):
        service.made(f"old-{number}", ago=4000 - number)
    made = service.made("lost")
    (found,) = reconciled(go)
    assert (found.task_id, service.asked) == (made, 2), "one page, and the task itself"


def test_without_held_calls_nobody_is_asked(go: Go, service: Service) -> None:
    assert (reconciled(go), service.asked) == ([], 0)


def window(key: str, begin: float) -> Reconciled:
    return Reconciled(key, GPT, (begin, begin + 360))


def test_calls_of_different_times_each_get_their_own() -> None:
    tasks = [Listed("a", GPT, 100.0, "x"), Listed("b", "", 1000.0, "x"), Listed("c", GPT, None, "x")]
    found = match_calls([window("k", 0.0), window("l", 900.0)], tasks, [], complete=True)
    assert [each.task_id for each in found] == ["a", "b"]


def test_nothing_is_adopted_from_a_list_that_was_not_read_to_its_end() -> None:
    (found,) = match_calls([window("k", 0.0)], [Listed("a", GPT, 100.0, "x")], [], complete=False)
    assert (found.candidates, found.task_id) == (("a",), None)


@pytest.mark.parametrize(
    ("told", "created"),
    [
        (1_800_000_000, 1.8e9),
        (1_800_000_000_123, 1_800_000_000.123),
        ("1800000000", 1.8e9),
        ("2027-01-15T08:00:00Z", 1.8e9),
        ("yesterday", None),
        (None, None),
        (float("inf"), None),
    ],
)
def test_times_are_read_as_services_write_them(told: Any, created: float | None) -> None:
    rows = [{"id": "task-unified-1", "model": GPT, "created_at": told}, {"model": GPT}, "junk"]
    (task,) = read_page(Response(200, {}, json.dumps({"data": rows}).encode(), 0.0)).tasks
    assert task.created == created


@pytest.mark.parametrize(("body", "status", "error"), [(b"<html>", 200, TasksNotListed), (b"", 503, ServiceError)])
def test_what_is_no_list_is_an_error(body: bytes, status: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_page(Response(status, {}, body, 0.0))
