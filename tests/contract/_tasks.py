"""Starts tasks and reads them, on a server whose clock the suite controls."""

from collections.abc import Mapping
from typing import Any, Final

from evolink_contract import document

from ._contract import Operation, Schema, canonical, creating
from ._media import measure
from ._near_misses import WHOLE, whole_models
from ._service import Answer, Service
from ._target import OPERATIONS, Controlled
from ._values import filled

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
FREE = next(operation for operation in OPERATIONS if operation.method == "GET" and not operation.parameters)
FAILURES: Final[list[str]] = list(document()["components"]["schemas"]["TaskErrorCode"]["enum"])
LIFETIME: Final[float] = READ.responses[200]["content"]["application/json"]["schema"]["properties"]["results"][
    "x-evolink-result-lifetime"
]
_USUAL_SECONDS = 45.0
_ENDS_WITHIN = 4  # times the estimate


def request(schema: Schema, **fields: Any) -> dict[str, Any]:
    """Return a minimal request to a model, with some fields set."""
    return filled(schema, fields)


def operation_of(schema: Schema) -> Operation:
    """Return the operation that a model belongs to."""
    return next(create for create, _ in PAIRS if canonical(schema) in create.models)


def submit(service: Service, schema: Schema, headers: dict[str, str] | None = None, **fields: Any) -> Answer:
    """Start a task."""
    return service.call(operation_of(schema), body=request(schema, **fields), headers=headers)


def start_task(
    service: Service, schema: Schema, headers: dict[str, str] | None = None, **fields: Any
) -> dict[str, Any]:
    """Start a task, and assert that it was accepted."""
    answer = submit(service, schema, headers, **fields)
    assert answer.ok, answer
    return answer.body


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
    size = measure(response.headers["content-type"], response.content)
    assert size is not None, response.headers
    return size


def expected_seconds(task: Mapping[str, Any]) -> float:
    """Return the service's estimate for a task, or a default: the field is optional."""
    return float(task.get("task_info", {}).get("estimated_time", _USUAL_SECONDS))
