"""Starts tasks and reads them, on a server whose clock the suite controls."""

from typing import Any, Final

from evolink_contract import document

from .contract import Operation, Schema, canonical, creating
from .earlier import goes_on, naming
from .media import measure
from .near_misses import WHOLE, whole_models
from .operations import FREE, OPERATIONS
from .patience import expected_seconds
from .service import Answer, Service
from .target import Controlled
from .values import filled

PAIRS = creating(OPERATIONS)
CREATE, READ = next((pair for pair in PAIRS if WHOLE & pair[0].models.keys()), PAIRS[0])
REPRESENTATIVES: Final[dict[str, Schema]] = {
    model: create.models[model]
    for create in (CREATE, *(create for create, _ in PAIRS))
    for model in whole_models(create)
}
"""Models that stand for all others where a check does not depend on the model; at least one of each operation."""
MODELS: Final[dict[str, Schema]] = REPRESENTATIVES | {
    model: schema for create, _ in PAIRS for model, schema in create.models.items()
}
"""All models, the representatives first."""
FAILURES: Final[list[str]] = list(document()["components"]["schemas"]["TaskErrorCode"]["enum"])
LIFETIME: Final[float] = READ.responses[200]["content"]["application/json"]["schema"]["properties"]["results"][
    "x-evolink-result-lifetime"
]
_COUNTED: Final = "x-evolink-billed-per-image"
_FIRST: Final = next(
    (each for each in REPRESENTATIVES.values() if any(_COUNTED in field for field in each["properties"].values())),
    next(iter(REPRESENTATIVES.values())),
)
"""The model of tasks that others go on from: with several results, since a request may name one of them."""
_ENDS_WITHIN = 4  # times the estimate


def request(schema: Schema, **fields: Any) -> dict[str, Any]:
    """Return a minimal request to a model, with some fields set."""
    return filled(schema, fields)


def operation_of(schema: Schema) -> Operation:
    """Return the operation that a model belongs to."""
    return next(create for create, _ in PAIRS if canonical(schema) in create.models)


def operation_reading(create: Operation) -> Operation:
    """Return the operation that reads what an operation creates."""
    return next(read for each, read in PAIRS if each.id == create.id)


def submit(service: Service, schema: Schema, headers: dict[str, str] | None = None, **fields: Any) -> Answer:
    """Start a task."""
    return service.call(operation_of(schema), body=request(schema, **fields), headers=headers)


def start_task(
    service: Service, schema: Schema, headers: dict[str, str] | None = None, **fields: Any
) -> dict[str, Any]:
    """Start a task, and assert that it was accepted."""
    body = going_on(service, schema, request(schema, **fields))
    answer = service.call(operation_of(schema), body=body, headers=headers)
    assert answer.ok, answer
    return answer.body


def going_on(service: Service, schema: Schema, body: dict[str, Any]) -> dict[str, Any]:
    """Return a request that names a completed task of the key, if it must name one; such tasks cost credits."""
    return naming(schema, body, _completed(service)) if goes_on(schema, body) else body


def _completed(service: Service) -> str:
    """Return the ID of a completed task of a service's key, the same one for all that go on from it."""
    if not service.completed:
        counts = {name: max(each.get("enum", (1,))) for name, each in _FIRST["properties"].items() if _COUNTED in each}
        task = start_task(service, _FIRST, **counts)
        service.pass_time(_ENDS_WITHIN * expected_seconds(task))
        *_, ended = service.watch(READ, task)
        assert ended["status"] == "completed", ended
        service.completed = task["id"]
    return service.completed


def read(service: Service, task: dict[str, Any]) -> dict[str, Any]:
    """Read a task, and assert that it is there and is the right one."""
    answer = service.call(READ, resource=task["id"])
    assert answer.ok, answer
    assert answer.body["id"] == task["id"], answer
    return answer.body


def finish_task(mock: Controlled, task: dict[str, Any]) -> dict[str, Any]:
    """Move the clock beyond the end of a task, and read it."""
    mock.server.clock.advance(_ENDS_WITHIN * expected_seconds(task))
    return read(mock.service, task)


def money(service: Service) -> dict[str, float]:
    """Return the credits of the key."""
    found: dict[str, float] = service.call(FREE).body["data"]["token"]
    return found


def pixels(service: Service, link: str) -> tuple[int, int]:
    """Return the width and height of an image, fetched from its link."""
    response = service.fetch(link)
    assert response.status_code == 200, response
    found = measure(response.headers["content-type"], response.content)
    return found.width, found.height
