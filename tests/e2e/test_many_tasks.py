"""Tasks listed, and read many at a time, against the mock and against services that can't, sync and async."""

import inspect
import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from evolink.errors import AuthenticationError, InvalidRequest, RequestRefused
from evolink_mock import MockServer
from tests.clients import Go, Mode, client_of

GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "x"}
Answer = Callable[[list[str]], httpx.Response]


class Service:
    """Knows the tasks `task-unified-N` with N below 100; how it answers a query of many is a test's choice."""

    def __init__(self) -> None:
        self.answer: Answer = lambda ids: httpx.Response(200, json={"data": [shown(each) for each in ids]})
        self.queries: list[list[str]] = []
        self.reads: list[str] = []
        self.failing = 0
        self.refusing = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            self.queries.append(json.loads(request.content)["task_ids"])
            return self.answer(self.queries[-1])
        name = request.url.path.rsplit("/", 1)[1]
        self.reads.append(name)
        if self.refusing:
            return httpx.Response(400, json={"error": {"code": "invalid_task_id"}})
        if self.failing:
            self.failing -= 1
            return httpx.Response(503)
        known = name.removeprefix("task-unified-").isdigit()
        return httpx.Response(200, json=shown(name)) if known else httpx.Response(404, json={"error": {"code": "x"}})


def shown(task_id: str) -> dict[str, Any]:
    return {"id": task_id, "status": "completed", "results": ["https://example.com/a.png"]}


def answers(status: int, **more: Any) -> Answer:
    """Answer every query alike."""

    def answer(_ids: list[str]) -> httpx.Response:
        return httpx.Response(status, **more)

    return answer


def named(*numbers: int) -> list[str]:
    return [f"task-unified-{number}" for number in numbers]


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def scripted(mode: Mode, service: Service) -> Iterator[Go]:
    kind: Any = httpx.Client if mode == "sync" else httpx.AsyncClient  # noqa: TID251 - handed in, as users may
    client = kind(transport=httpx.MockTransport(service))
    with client_of(mode, http_client=client, api_key="k", base_url="https://service.example") as go:
        yield go


def ids_of(go: Go, wanted: Any) -> list[str]:
    return [task.id for task in go(lambda client: client.tasks.get_many(wanted))]


def rows_of(go: Go, **filters: Any) -> list[Any]:
    """Return all that a list has, sync or async."""

    def collect(client: Any) -> Any:
        rows = client.tasks.list(**filters)
        return _all(rows) if inspect.isasyncgen(rows) else list(rows)

    found: list[Any] = go(collect)
    return found


async def _all(rows: Any) -> list[Any]:
    return [row async for row in rows]


def test_many_ids(scripted: Go, service: Service) -> None:
    """Fifty tasks are read in one request, in the order of the IDs, each once."""
    wanted = named(*range(119, -1, -1))
    assert ids_of(scripted, [*wanted, wanted[3]]) == wanted
    assert [len(each) for each in service.queries] == [50, 50, 20]
    assert service.reads == []


@pytest.mark.parametrize(("status", "body"), [
    (400, b""), (404, b""), (405, b""), (501, b""), (200, b"<html>"), (200, b'{"data": null}'),
])  # fmt: skip
def test_service_that_reads_one_at_a_time(scripted: Go, service: Service, status: int, body: bytes) -> None:
    """Where several can't be read at once, that is asked once, and each is read by itself; failures are read again."""
    service.answer, service.failing = answers(status, content=body), 1
    wanted = [*named(*range(60)), "task-unified-unknown"]
    assert ids_of(scripted, wanted) == wanted[:60]
    assert (len(service.queries), len(service.reads)) == (1, 62)


def test_odd_rows(scripted: Go, service: Service) -> None:
    """Rows that are no task, or one that was not asked for, are left out; so are tasks that the service leaves out."""
    rows = [None, 5, {}, {"id": 7}, shown("task-unified-9"), shown("task-unified-2"), {"id": "task-unified-1"}]
    service.answer = answers(200, json={"data": rows})
    assert ids_of(scripted, named(1, 2, 3)) == named(1, 2)


@pytest.mark.parametrize("wrong", ["task-unified-1", [""], [5], ["."]])
def test_wrong_ids(scripted: Go, service: Service, wrong: Any) -> None:
    """What can be no list of IDs is refused before anything is sent."""
    with pytest.raises(InvalidRequest, match="nothing was sent"):
        ids_of(scripted, wrong)
    assert service.queries == []


def test_no_ids(scripted: Go, service: Service) -> None:
    """For no IDs, nothing is sent."""
    assert (ids_of(scripted, []), service.queries) == ([], [])


def test_refusals(scripted: Go, service: Service) -> None:
    """A refusal is raised, of one request or of one among many."""
    service.answer = answers(401, json={"error": {"code": "unauthorized"}})
    with pytest.raises(AuthenticationError):
        ids_of(scripted, named(1))
    assert service.reads == []
    service.answer, service.refusing = answers(404), True
    with pytest.raises(RequestRefused):
        ids_of(scripted, named(1))


def test_mock_lists(go: Go) -> None:
    """The mock's tasks are listed with filters, and read many at a time."""
    made = [go(lambda client: client.images.submit(**GPT)) for _ in range(3)]
    made.append(go(lambda client: client.videos.submit(model="sora-2", prompt="x")))
    sent = [task.id for task in go(lambda client: client.tasks.wait_all(made))]
    rows = rows_of(go)
    assert [row.id for row in rows] == sent[::-1]
    assert {(row.status, row.type) for row in rows} == {("completed", "image"), ("completed", "video")}
    assert [row.id for row in rows_of(go, kind="videos")] == sent[3:]
    assert rows_of(go, status="failed") == []
    assert len(rows_of(go, model="gpt-4o-image")) == 3
    tasks = go(lambda client: client.tasks.get_many([*sent, "task-unified-1-unknown"]))
    assert [(task.id, task.completed, bool(task.results)) for task in tasks] == [(each, True, True) for each in sent]


def read_alone(go: Go, task_id: str) -> Any:
    return go(lambda client: client.tasks.get(task_id))


@pytest.mark.parametrize(("lacking", "asks"), [((), True), (("queryTaskBatch",), True), ((), False)])
def test_wait_for_many(mode: Mode, lacking: tuple[str, ...], *, asks: bool) -> None:
    """A wait for many tasks shows what single reads do, in fewer requests where the service can and the client may."""
    with (
        MockServer(speed=100.0, without=lacking, credits=None) as server,
        client_of(mode, api_key=server.api_key, base_url=server.base_url, batch_reads=asks) as go,
    ):
        tasks = [go(lambda client: client.images.submit(**GPT)) for _ in range(20)]
        go(lambda client: client.tasks.wait_all(tasks, timeout=60))
        requests = [exchange.request for exchange in server.world.request_log.copy()]
        queries = sum(request.path.endswith("/batch") for request in requests)
        reads = sum(request.method == "GET" for request in requests)
        assert all(task.completed and task.results for task in tasks)
        single = [read_alone(go, task.id) for task in tasks]
        assert [task.credits_used for task in tasks] == [task.credits_used for task in single]
    assert bool(queries) is asks
    assert queries == 1 or not lacking
    assert (reads < len(tasks)) is (asks and not lacking)
