"""Held calls beside the tasks that a service lists."""

import json
import time
from collections.abc import Iterator
from email.utils import formatdate
from typing import Any

import httpx
import pytest

from evolink._calls.reconcile import Reconciled, match_calls
from evolink._http.port import Response
from evolink._task.listing import ListedTask, read_page
from evolink._task.record import Uncertain
from evolink.errors import ServiceError, TasksNotListed
from evolink.journal import State
from tests.clients import MODES, Go, Mode, client_of
from tests.journal._scenarios import intend, submit
from tests.journal.conftest import SECRET, Open

GPT = "gpt-4o-image"


class Service:
    """Lists tasks and shows each; 50 on a page, the newest first."""

    def __init__(self) -> None:
        self.rows: list[dict[str, Any]] = []
        self.absent: int | None = None
        self.asked = 0
        self.ahead = 0.0

    def made(self, name: str, *, model: str = GPT, ago: float = 0.0) -> str:
        task = f"task-unified-{name}"
        self.rows.insert(
            0, {"id": task, "model": model, "created_at": time.time() + self.ahead - ago, "status": "processing"}
        )
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
        body = {"data": part, "total": len(self.rows), "page": page, "page_size": size}
        return httpx.Response(200, json=body, headers={"date": formatdate(time.time() + self.ahead, usegmt=True)})


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


def hold(open_journal: Open, key: str, **more: Any) -> None:
    journal = open_journal()
    intend(journal, key, at=time.time(), **more)
    journal.record.note(Uncertain(key, "the response was lost")).result()


def reconciled(go: Go) -> list[Reconciled]:
    found: list[Reconciled] = go(lambda client: client.reconcile())
    return found


def test_only_matching_task_adopted(go: Go, service: Service, open_journal: Open) -> None:
    """The only task that matches the only held call is adopted."""
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


@pytest.mark.parametrize("ahead", [-7200.0, 7200.0])
def test_task_found_on_another_clock(go: Go, service: Service, open_journal: Open, ahead: float) -> None:
    """A task is found if this machine's clock is wrong, and shown but not adopted if it may be another's."""
    service.ahead = ahead
    made = service.made("lost")
    service.rows += [{"id": "task-unified-old", "model": GPT, "created_at": time.time() - 9000, "status": "failed"}]
    hold(open_journal, "a-held-call-of-gpt")
    (found,) = reconciled(go)
    assert found.task_id == made
    hold(open_journal, "another-held-call")
    between = service.made("another", ago=ahead / 2)
    (found,) = reconciled(go)
    assert (found.candidates, found.task_id) == ((between,), None)
    assert "the clocks differ" in found.reason


def test_ambiguous_tasks_not_adopted(go: Go, service: Service, open_journal: Open) -> None:
    """Two tasks that match two calls are shown, and none is adopted."""
    for number in (1, 2):
        hold(open_journal, f"a-held-call-of-gpt-{number}")
        service.made(str(number))
    found = reconciled(go)
    assert [(len(each.candidates), each.task_id) for each in found] == [(2, None), (2, None)]
    assert "none is chosen on a guess" in found[0].reason
    assert {call.state for call in go(lambda client: list(client.journal.calls()))} == {State.HELD}


def test_task_of_sending_call_not_adopted(go: Go, service: Service, open_journal: Open) -> None:
    """A task that may belong to a call in progress is not adopted."""
    hold(open_journal, "a-held-call-of-gpt")
    intend(open_journal(), "being-sent-just-now", at=time.time())
    service.made("whose")
    (found,) = reconciled(go)
    assert (len(found.candidates), found.task_id) == (1, None)


@pytest.mark.parametrize("status", [404, 405])
def test_service_without_list(go: Go, service: Service, open_journal: Open, status: int) -> None:
    """A service without a list of tasks raises an error, and nothing changes."""
    hold(open_journal, "a-held-call-of-gpt")
    service.absent = status
    with pytest.raises(TasksNotListed, match="does not list its tasks"):
        reconciled(go)
    assert [call.state for call in go(lambda client: list(client.journal.calls()))] == [State.HELD]


def test_list_read_to_oldest_held_call(go: Go, service: Service, open_journal: Open) -> None:
    """The list is read back to the oldest held call."""
    hold(open_journal, "a-held-call-of-gpt")
    for number in range(200):
        service.made(f"old-{number}", ago=4000 - number)
    made = service.made("lost")
    (found,) = reconciled(go)
    assert (found.task_id, service.asked) == (made, 2), "one page, and the task itself"


def test_no_held_calls_no_request(go: Go, service: Service) -> None:
    """Without held calls, nothing is requested."""
    assert (reconciled(go), service.asked) == ([], 0)


def window(key: str, begin: float) -> Reconciled:
    return Reconciled(key, GPT, (begin, begin + 360))


def test_calls_matched_by_time() -> None:
    """Calls of different times each get their own task."""
    tasks = [ListedTask("a", GPT, 100.0, "x"), ListedTask("b", "", 1000.0, "x"), ListedTask("c", GPT, None, "x")]
    found = match_calls([window("k", 0.0), window("l", 900.0)], tasks, [], complete=True)
    assert [each.task_id for each in found] == ["a", "b"]


def test_incomplete_list_adopts_nothing() -> None:
    """Nothing is adopted from a list that was not read to its end."""
    (found,) = match_calls([window("k", 0.0)], [ListedTask("a", GPT, 100.0, "x")], [], complete=False)
    assert (found.candidates, found.task_id) == (("a",), None)


@pytest.mark.parametrize(
    ("listed", "created"),
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
def test_listed_times(listed: Any, created: float | None) -> None:
    """Times are read in all the forms in which services write them."""
    rows = [{"id": "task-unified-1", "model": GPT, "created_at": listed}, {"model": GPT}, "junk"]
    (task,) = read_page(Response(200, {}, json.dumps({"data": rows}).encode(), 0.0)).tasks
    assert task.created == created


@pytest.mark.parametrize(("body", "status", "error"), [(b"<html>", 200, TasksNotListed), (b"", 503, ServiceError)])
def test_malformed_list(body: bytes, status: int, error: type[Exception]) -> None:
    """An answer that is not a list is an error."""
    with pytest.raises(error):
        read_page(Response(status, {}, body, 0.0))
