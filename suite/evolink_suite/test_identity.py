"""Which task, file and result is which: IDs, idempotency keys, lists and links, on any server."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from .budget import worst_price
from .contract import canonical
from .operations import OTHERS, derived_shapes
from .selection import EVERYTHING
from .served import assert_shaped
from .spellings import near_ids
from .tasks import MODELS, PAIRS, operation_of, read, start_task, submit
from .test_lifecycle import READING
from .uploads import DELETING, Files
from .values import sample

if TYPE_CHECKING:
    from .contract import Operation, Schema
    from .service import Service
    from .shaped_requests import ShapedRequest

READ = PAIRS[0][1]
FIRST, SECOND = (schema for schema, _ in zip(MODELS.values(), range(2), strict=False))
OF_OTHER_KINDS = [next(iter(create.models.values())) for create, _ in PAIRS if create != operation_of(FIRST)]
BATCH, LIST = OTHERS.get("queryTaskBatch"), OTHERS.get("listTasks")
FILE_LIST = OTHERS.get("listFiles")
SEVERAL = [wanted for wanted in derived_shapes(EVERYTHING) if (wanted.count or 0) > 1][:2]
STATUSES = READ.responses[200]["content"]["application/json"]["schema"]["properties"]["status"]["enum"]
NOT_THERE = (400, 404)
IN_A_ROW = 4  # tasks
ENDED = ("completed", "failed")
LASTING = ("id", "model")

listing = pytest.mark.skipif(LIST is None, reason="the contract has no list of tasks")
asking = pytest.mark.skipif(BATCH is None, reason="the contract has no batch query")


@pytest.fixture(scope="module")
def known_id(service: "Service", request: pytest.FixtureRequest) -> str:
    """Return the ID of a task of the key: of one that is listed, if starting one would cost credits."""
    listed = listed_ids(service) if not service.budget.unlimited else []
    return str(listed[0] if listed else request.getfixturevalue("task_id"))


def rows(service: "Service", operation: "Operation | None", **call: Any) -> list[dict[str, Any]]:
    assert operation
    answer = service.call(operation, **call)
    assert answer.ok, answer
    found: list[dict[str, Any]] = answer.body["data"]
    return found


def price(schema: "Schema") -> float:
    return worst_price(operation_of(schema), sample(schema))


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in found]


def listed_ids(service: "Service") -> list[str]:
    """Return the IDs of listed tasks whose status is documented, the newest first."""
    return ids([row for row in rows(service, LIST) if row.get("status") in STATUSES]) if LIST else []


def places(task: dict[str, Any]) -> list[str]:
    """Return where the results of a task are, without their signatures."""
    return [urlsplit(link).path for link in task["results"]]


def near_ids_in_paths(known: str) -> dict[str, str]:
    """Return near IDs that a path can have; what is in front of a server may answer a slash or a zero byte itself."""
    return {name: other for name, other in near_ids(known) if not {"/", "\0"} & {*other}}


def test_near_id_of_a_task(service: "Service", known_id: str) -> None:
    """An ID that differs in case, blanks, length or spelling is not that of the task."""
    answers = {name: service.call(READ, resource=other).status for name, other in near_ids_in_paths(known_id).items()}
    assert {name: status for name, status in answers.items() if status not in NOT_THERE} == {}


@asking
def test_near_id_in_a_batch_query(service: "Service", known_id: str) -> None:
    """A batch query answers for the task with exactly the given ID."""
    assert BATCH
    assert ids(rows(service, BATCH, body={"task_ids": [known_id]})) == [known_id]
    for name, other in near_ids(known_id):
        answer = service.call(BATCH, body={"task_ids": [other]})
        assert answer.status in NOT_THERE or answer.body["data"] == [], name


@pytest.fixture
def files(service: "Service") -> Iterator[Files]:
    found = Files(service)
    yield found
    found.clean()


@pytest.mark.skipif(DELETING is None, reason="the contract has no operation that deletes files")
def test_near_id_of_a_file(service: "Service", files: Files) -> None:
    """An ID that differs in case, blanks, length or spelling deletes nothing."""
    described = files.upload()
    near = near_ids_in_paths(described["file_id"])
    answers = {name: files.delete({"file_id": other}).status for name, other in near.items()}
    assert {name: status for name, status in answers.items() if status not in NOT_THERE} == {}
    assert service.fetch(described["file_url"]).status_code == 200


@pytest.mark.skipif(FILE_LIST is None or DELETING is None, reason="the contract has no list of files")
def test_file_in_the_list(service: "Service", files: Files) -> None:
    """A server that lists files lists each one once."""
    assert FILE_LIST
    uploaded = [files.upload()["file_id"] for _ in range(2)]
    described = service.call(FILE_LIST).body.get("data")
    if not isinstance(described, dict) or not isinstance(described.get("files"), list):
        pytest.skip("the server lists files in another form")
    known = [row.get("file_id") for row in described["files"]]
    assert len({*known}) == len(known), "a file is listed twice"
    if described.get("total") == len(known):
        assert {*uploaded} <= {*known}


def test_near_idempotency_key(service: "Service") -> None:
    """Requests with idempotency keys that differ at all are not the same request."""
    key = f"Suite-{uuid4().hex}.a"
    keys = [key, key.swapcase(), f"{key}b", key[:-1], key.replace(".", "-")]
    made = [start_task(service, FIRST, {"idempotency-key": each})["id"] for each in keys]
    assert len({*made}) == len(keys), made


@pytest.mark.vendor
def test_repeated_request(service: "Service") -> None:
    """A request that is repeated under its idempotency key is answered with the task that it made, and says so."""
    headers = {"idempotency-key": f"suite-{uuid4().hex}"}
    first, again = (submit(service, FIRST, headers) for _ in range(2))
    assert [again.body.get(name) for name in ("id", "created")] == [first.body.get(name) for name in ("id", "created")]
    assert again.headers.get("idempotency-replayed") == "true"
    assert "idempotency-replayed" not in first.headers


def test_idempotency_key_of_another_request(service: "Service") -> None:
    """A request is not answered with the task of another request, whose idempotency key it has."""
    headers = {"idempotency-key": f"suite-{uuid4().hex}"}
    first = start_task(service, FIRST, headers)
    for schema in (SECOND, *OF_OTHER_KINDS):
        answer = submit(service, schema, headers)
        assert not answer.ok or answer.body["id"] != first["id"], canonical(schema)


@pytest.fixture(scope="module")
def made(service: "Service") -> list[dict[str, Any]]:
    """Return tasks of several models, the oldest first; those that are listed, if starting some would cost too much."""
    if not service.budget.allows(IN_A_ROW * max(price(FIRST), price(SECOND))):
        known = listed_ids(service)[:IN_A_ROW]
        if len(known) == IN_A_ROW:
            return [read(service, {"id": each}) for each in reversed(known)]
    return [start_task(service, (FIRST, SECOND)[place % 2]) for place in range(IN_A_ROW)]


@pytest.fixture(scope="module")
def ended(service: "Service") -> list[tuple["ShapedRequest", dict[str, Any]]]:
    """Return ended tasks of several results each that ran together, each with its request."""
    models = [wanted.operation.models[wanted.model] for wanted in SEVERAL]
    started = [
        start_task(service, schema, None, **wanted.request) for schema, wanted in zip(models, SEVERAL, strict=True)
    ]
    reads = [READING[wanted.operation.id] for wanted in SEVERAL]
    states = [list(service.watch(read, task)) for read, task in zip(reads, started, strict=True)]
    return [(wanted, known[-1]) for wanted, known in zip(SEVERAL, states, strict=True)]


@listing
def test_task_in_the_list(service: "Service", made: list[dict[str, Any]]) -> None:
    """The list has each task of the key once, as the task query shows it, and in the same order each time."""
    found = rows(service, LIST, query={"page_size": "100"})
    assert len({*ids(found)}) == len(found), "a task is listed twice"
    listed = {row["id"]: row for row in found}
    for task in made:
        shown = service.call(READ, resource=task["id"]).body
        assert listed.get(task["id"], {}).get("model") == shown["model"], f"{task['id']} is not listed as it is"
        assert shown["id"] == task["id"] == listed[task["id"]].get("task_id", task["id"])
        assert listed[task["id"]].get("status") not in {*ENDED} - {shown["status"]}, "listed as ended too early"
    again = ids(rows(service, LIST, query={"page_size": "100"}))
    assert [each for each in again if each in listed] == [each for each in ids(found) if each in {*again}]


@listing
def test_ended_tasks_in_the_list(service: "Service", ended: list[tuple["ShapedRequest", dict[str, Any]]]) -> None:
    """The list of completed tasks has those, and the list of failed ones has not."""
    completed, failed = (
        rows(service, LIST, query={"status": status, "page_size": "100"}) for status in ("completed", "failed")
    )
    assert {row["status"] for row in completed} <= {"completed"}
    assert {row["status"] for row in failed} <= {"failed"}
    assert {task["id"] for _, task in ended} <= {*ids(completed)} - {*ids(failed)}


@listing
def test_pages_of_the_list(service: "Service", made: list[dict[str, Any]]) -> None:
    """Pages neither overlap nor leave gaps, if the server says that it answers with the requested page."""
    assert LIST
    pages = [service.call(LIST, query={"page_size": "2", "page": f"{page}"}) for page in (1, 2, 3)]
    if [answer.body.get("page") for answer in pages] != [1, 2, 3]:
        pytest.skip("the server does not say that it knows pages")
    found = [each for answer in pages for each in ids(answer.body["data"])]
    assert all(answer.body["total"] >= len({*found}) for answer in pages if "total" in answer.body)
    assert found == ids(rows(service, LIST, query={"page_size": "6"}))
    assert len(found) >= len(made)


@listing
@pytest.mark.vendor
def test_newest_task_first(service: "Service", made: list[dict[str, Any]]) -> None:
    """The list shows the newest task first."""
    new = ids(made)
    assert [each for each in ids(rows(service, LIST)) if each in new] == new[::-1]


@asking
def test_tasks_of_a_batch_query(service: "Service", made: list[dict[str, Any]]) -> None:
    """A batch query answers for each task once, with what the task query says of it."""
    found = rows(service, BATCH, body={"task_ids": ids(made)})
    assert sorted(ids(found)) == sorted(ids(made))
    listed = {row["id"]: row for row in found}
    for task in made:
        assert [listed[task["id"]][field] for field in LASTING] == [task[field] for field in LASTING]


@pytest.mark.skipif(not SEVERAL, reason="no model makes several results")
def test_every_result_is_another(service: "Service", ended: list[tuple["ShapedRequest", dict[str, Any]]]) -> None:
    """Results of tasks that ran together have links and contents of their own, and are what their task asked for."""
    links = [link for _, task in ended for link in task["results"]]
    assert len({*links}) == len(links) == sum(wanted.count or 0 for wanted, _ in ended)
    contents: set[str] = set()
    for wanted, task in ended:
        for link in task["results"]:
            response = service.fetch(link)
            assert_shaped(response, wanted.operation.makes, wanted.shape)
            contents.add(hashlib.sha256(response.content).hexdigest())
    assert len(contents) == len(links), "results are repeated"


@pytest.mark.skipif(not SEVERAL, reason="no model makes several results")
def test_results_keep_their_order(service: "Service", ended: list[tuple["ShapedRequest", dict[str, Any]]]) -> None:
    """However often and in whichever way a task is read, its results are the same and in the same order."""
    for wanted, task in ended:
        again = [service.call(READING[wanted.operation.id], resource=task["id"]).body for _ in range(3)]
        assert [places(each) for each in again] == [places(task)] * len(again)
        assert all(service.fetch(link).content == service.fetch(link).content for link in task["results"])
    if BATCH:
        found = {row["id"]: row for row in rows(service, BATCH, body={"task_ids": [task["id"] for _, task in ended]})}
        for _, task in ended:
            assert places(found[task["id"]]) == places(task)
