"""Many tasks at once: the list with its filters and pages, the batch query, and the list of models."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from .contract import Operation
from .operations import OTHERS
from .record import RECORD
from .service import ENDED, Answer, Service
from .target import Controlled
from .tasks import FAILURES, MODELS, PAIRS, READ, REPRESENTATIVES, finish_task, operation_of, read, start_task
from .variations import variations

StartMock = Callable[..., Controlled]

LIST, BATCH, MODEL_LIST = (OTHERS.get(name) for name in ("listTasks", "queryTaskBatch", "listModels"))
ANY = next(iter(MODELS.values()))
listing = pytest.mark.skipif(LIST is None, reason="the contract has no list of tasks")
asking = pytest.mark.skipif(BATCH is None, reason="the contract has no batch query")
naming = pytest.mark.skipif(MODEL_LIST is None, reason="the contract has no list of models")
KNOWN = {model for create, _ in PAIRS for model in create.models}
SHARED = ("model", "status", "progress")
SOME = 5
STATUS = {True: 200, False: 400}
ENDLESS = 50  # pages
SIZE = next((each.schema for each in LIST.query if each.name == "page_size"), {}) if LIST else {}
MOST = SIZE.get("maximum", 1)
NO_INTEGERS = ("x", "1.5", "", " 1", "1 ", "\uff11", "1,1", "1e0", "0x1", "one", "true", "null")


def rows(answer: Answer) -> list[dict[str, Any]]:
    assert answer.ok, answer
    found: list[dict[str, Any]] = answer.body["data"]
    return found


def ids(answer: Answer) -> list[str]:
    return [row["id"] for row in rows(answer)]


def listed(service: Service, **query: str) -> list[str]:
    """Return the IDs on every page of the list."""
    assert LIST
    found: list[str] = []
    for page in range(1, ENDLESS):
        answer = service.call(LIST, query={"page_size": "2", **query, "page": f"{page}"})
        found += ids(answer)
        if len(found) >= answer.body["total"] or not rows(answer):
            return found
    raise AssertionError("the list has no end")


def unknown(task_id: str) -> str:
    return task_id[:-1] + ("0" if task_id[-1] != "0" else "1")


@listing
@pytest.mark.vendor
def test_list_of_tasks(standing_mock: Controlled) -> None:
    """The list shows the tasks of its key only, newest first, on pages without gaps or repetitions."""
    mock, other = standing_mock.as_key("lister"), standing_mock.as_key("another-lister")
    made = [start_task(mock.service, schema)["id"] for schema in [*REPRESENTATIVES.values(), ANY][:SOME]]
    start_task(other.service, ANY)
    assert listed(mock.service) == made[::-1]
    assert LIST
    whole = mock.service.call(LIST)
    assert (ids(whole), whole.body["total"]) == (made[::-1], len(made))
    assert len(listed(other.service)) == 1
    beyond = mock.service.call(LIST, query={"page": "1000"})
    assert (ids(beyond), beyond.body["total"]) == ([], len(made))


@listing
@pytest.mark.vendor
def test_rows_of_the_list(standing_mock: Controlled) -> None:
    """A row shows a task as the task query does, and what it cost; it has no links."""
    mock = standing_mock.as_key("reader-of-rows")
    task = start_task(mock.service, ANY)
    assert LIST
    for ended in (False, True):
        shown = finish_task(mock, task) if ended else read(mock.service, task)
        (row,) = rows(mock.service.call(LIST))
        assert {name: row[name] for name in SHARED if name in row} == {name: shown[name] for name in SHARED}
        assert row["created_at"] == task["created"]
        assert not {"results", "result_data"} & row.keys()
    assert row["credits_used"] == pytest.approx(task["usage"]["credits_reserved"])


@listing
@pytest.mark.vendor
def test_filters_of_the_list(standing_mock: Controlled) -> None:
    """Each filter leaves the tasks that it names, and all of them together those that all name."""
    mock = standing_mock.as_key("searcher")
    first = {operation_of(schema).id: schema for schema in REPRESENTATIVES.values()}
    running = {name: start_task(mock.service, schema) for name, schema in first.items()}
    failed = start_task(mock.service, ANY, {"prefer": f"story={FAILURES[0]}"})
    kinds = {name: row["type"] for name, task in running.items() for row in _rows_of(mock, task)}
    for name, schema in first.items():
        same = [task["id"] for other, task in running.items() if other == name]
        model = {failed["id"]} if schema is ANY else set[str]()
        assert set(listed(mock.service, model=schema["x-evolink-model"])) == {*same} | model
        kind = {failed["id"]} if operation_of(ANY).id == name else set[str]()
        assert set(listed(mock.service, type=kinds[name])) == {*same} | kind
    assert set(listed(mock.service, status="processing")) == {*(task["id"] for task in running.values()), failed["id"]}
    assert finish_task(mock, failed)["status"] == "failed"
    assert listed(mock.service, status="failed") == [failed["id"]]
    assert failed["id"] not in listed(mock.service, status="processing")
    assert listed(mock.service, status="failed", type=kinds[operation_of(ANY).id]) == [failed["id"]]


def _rows_of(mock: Controlled, task: Mapping[str, Any]) -> list[dict[str, Any]]:
    assert LIST
    return [row for row in rows(mock.service.call(LIST)) if row["id"] == task["id"]]


def newest(service: Service, **query: str) -> list[dict[str, Any]]:
    """Return the longest page of the list, which a server may make shorter."""
    assert LIST
    return rows(service.call(LIST, query={"page_size": f"{MOST}", **query}))


@pytest.fixture(scope="module")
def several(service: Service) -> list[dict[str, Any]]:
    """Return rows of the key's tasks, some of which have ended; tasks are started only if there are none."""
    if not any(row["status"] in ENDED for row in newest(service)):
        for headers in ({}, {"prefer": f"story={FAILURES[0]}"}):
            list(service.watch(READ, start_task(service, ANY, headers)))
    if service.budget.unlimited:
        for schema in REPRESENTATIVES.values():
            start_task(service, schema)
    return newest(service)


@listing
@pytest.mark.parametrize("status", ENDED)
def test_status_of_listed_tasks(service: Service, several: list[dict[str, Any]], status: str) -> None:
    """The list of tasks with one status has all that are shown with it elsewhere, and no others."""
    found = newest(service, status=status)
    assert {row["status"] for row in found} <= {status}
    assert {row["id"] for row in several if row["status"] == status} <= {row["id"] for row in found}


@listing
@pytest.mark.vendor
@pytest.mark.parametrize("name", ["type", "model"])
def test_kind_of_listed_tasks(service: Service, several: list[dict[str, Any]], name: str) -> None:
    """The list of tasks of one kind has those that are shown with it elsewhere, and no others."""
    for value in {row[name]: None for row in several if name in row}:
        found = newest(service, **{name: value})
        assert {row[name] for row in found} == {value}
        assert {row["id"] for row in several if row.get(name) == value} <= {row["id"] for row in found}


@listing
def test_total_of_the_list(service: Service, several: list[dict[str, Any]]) -> None:
    """The total counts the tasks of all pages, however long a page is, and no page is longer than asked for."""
    assert LIST
    first, whole, last = (service.call(LIST, query={"page_size": f"{size}"}) for size in (1, MOST, 1))
    assert len(rows(first)) == len(rows(last)) == 1
    assert len(several) <= len(rows(whole)) <= MOST
    totals = [answer.body["total"] for answer in (first, whole, last) if "total" in answer.body]
    assert totals == sorted(totals), "the total depends on the length of a page"
    assert all(total >= len(several) for total in totals)
    assert len(rows(service.call(LIST))) >= min(SIZE.get("default", 1), len(several))


@listing
@pytest.mark.vendor
@pytest.mark.parametrize(("page", "size"), [(1, 1), (2, 1), (1, MOST), (2, MOST)])
@pytest.mark.usefixtures("several")
def test_page_is_as_said(service: Service, page: int, size: int) -> None:
    """A page is the one that was asked for, and has as many tasks as its number, its size and the total say."""
    assert LIST
    answer = service.call(LIST, query={"page": f"{page}", "page_size": f"{size}"})
    said = [answer.body.get(name) for name in ("page", "page_size")]
    assert said in ([page, size], [None, None])
    assert len(rows(answer)) == max(0, min(size, answer.body["total"] - (page - 1) * size))


@asking
def test_batch_query(standing_mock: Controlled) -> None:
    """The batch query answers for each task as the task query does, and leaves out those that are not there."""
    mock, other = standing_mock.as_key("asker"), standing_mock.as_key("another-asker")
    tasks = [start_task(mock.service, schema) for schema in REPRESENTATIVES.values()]
    foreign = start_task(other.service, ANY)
    finish_task(mock, tasks[0])
    assert BATCH
    wanted = [*(task["id"] for task in tasks), unknown(tasks[0]["id"]), foreign["id"]]
    answer = mock.service.call(BATCH, body={"task_ids": wanted})
    assert {row["id"]: row for row in rows(answer)} == {task["id"]: read(mock.service, task) for task in tasks}
    assert len(rows(answer)) == len(tasks)
    assert rows(mock.service.call(BATCH, body={"task_ids": [unknown(tasks[0]["id"])]})) == []


def bodies(operation: Operation | None) -> Iterator[Any]:
    for found in variations(operation.body) if operation else ():
        if isinstance(found.value, dict):
            side = "inside" if found.valid else "outside"
            yield pytest.param(
                found.value,
                STATUS[found.valid],
                id=f"{'.'.join(map(str, found.path))}-{found.keyword}-{found.note}-{side}",
            )


@asking
@pytest.mark.parametrize(("body", "status"), list(bodies(BATCH)))
def test_near_miss_of_batch_query(service: Service, body: dict[str, Any], status: int) -> None:
    """A batch query that just keeps a rule is answered, and one that just breaks it is refused."""
    assert BATCH
    assert service.call(BATCH, body=body).status == status


def queries() -> Iterator[Any]:
    """Yield near misses of each parameter in a query, which is text."""
    for operation in OTHERS.values():
        for parameter in operation.query:
            found = {str(near.value): near.valid for near in variations(parameter.schema) if near.keyword != "type"}
            if parameter.schema["type"] == "integer":
                found |= dict.fromkeys(NO_INTEGERS, False)
            mark = [pytest.mark.vendor] if operation.is_vendor or parameter.is_vendor else []
            for text, valid in found.items():
                case = f"{operation.id}-{parameter.name}-{text or 'empty'}"
                yield pytest.param(operation, {parameter.name: text}, STATUS[valid], id=case, marks=mark)


@pytest.mark.parametrize(("operation", "query", "status"), list(queries()))
def test_near_miss_of_query(service: Service, operation: Operation, query: dict[str, str], status: int) -> None:
    """A query that just keeps a rule is answered, and one that just breaks it is refused."""
    assert service.call(operation, query=query).status == status


@naming
@pytest.mark.vendor
def test_list_of_models(service: Service) -> None:
    """The list names every model of the contract, and none twice."""
    assert MODEL_LIST
    named = ids(service.call(MODEL_LIST))
    assert {*named} >= KNOWN
    assert len({*named}) == len(named)


@naming
@pytest.mark.vendor
def test_list_of_models_of_a_key(standing_mock: Controlled) -> None:
    """For a key that may use some models, the list names those."""
    few = {*sorted(KNOWN)[:2]}
    narrow = standing_mock.with_key("narrow", models=few)
    assert MODEL_LIST
    assert {*ids(narrow.call(MODEL_LIST))} == few


@naming
def test_absent_operation(standing_mock: Controlled) -> None:
    """A server without an operation that no page documents is not failed for it; the report says that it is absent."""
    assert MODEL_LIST
    operation = replace(MODEL_LIST, id="listNothing", path="/v1/nothing")
    with Service(standing_mock.server.base_url, standing_mock.server.api_key, ours_too=False) as service:
        with pytest.raises(pytest.skip.Exception, match="listNothing"):
            service.call(operation)
        assert "listNothing" in RECORD.absent
        RECORD.absent.remove("listNothing")
        with pytest.raises(AssertionError, match="404"):
            service.call(replace(operation, facts={}))
