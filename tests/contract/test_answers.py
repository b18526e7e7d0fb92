"""Every documented answer of every operation, asked for by name where the server lets a caller choose."""

from typing import TYPE_CHECKING

import pytest

from ._contract import Operation
from ._target import EMBEDDED, OPERATIONS
from ._values import sample

if TYPE_CHECKING:
    from ._service import Answer, Service

DOCUMENTED = [
    pytest.param(operation, status, id=f"{operation.id}-{status}")
    for operation in OPERATIONS
    for status in operation.responses
]
FREE = next(operation for operation in OPERATIONS if operation.method == "GET" and not operation.parameters)


def asked(service: "Service", operation: Operation, status: int, resource: str) -> "Answer":
    body = next((sample(schema) for schema in operation.models.values()), None)
    return service.call(operation, body=body, resource=resource, headers={"prefer": f"code={status}"})


@pytest.fixture(scope="module")
def choosy(service: "Service") -> None:
    """Skip where the server does not let a caller choose; the free call tells, so that it costs nothing."""
    status = max(FREE.responses)
    if asked(service, FREE, status, "").status != status and not EMBEDDED:
        pytest.skip("the server does not answer as a Prefer header asks")


@pytest.mark.usefixtures("choosy")
@pytest.mark.parametrize(("operation", "status"), DOCUMENTED)
def test_every_documented_answer_can_be_asked_for(
    service: "Service", task_id: str, operation: Operation, status: int
) -> None:
    assert asked(service, operation, status, task_id).status == status
