"""Every documented answer of every operation, if the server honours a Prefer header."""

from typing import TYPE_CHECKING

import pytest

from .contract import Operation
from .operations import ALL, OPERATIONS
from .target import EMBEDDED
from .test_access import valid_body

if TYPE_CHECKING:
    from .service import Answer, Service

DOCUMENTED = [
    pytest.param(operation, status, id=f"{operation.id}-{status}")
    for operation in ALL
    for status in operation.responses
    if status >= 400 or not operation.does  # the other answers need a file or a link, and have tests of their own
]
FREE = next(operation for operation in OPERATIONS if operation.method == "GET" and not operation.parameters)


def ask_for(service: "Service", operation: Operation, status: int, resource: str) -> "Answer":
    return service.call(operation, body=valid_body(operation), resource=resource, headers={"prefer": f"code={status}"})


@pytest.fixture(scope="module")
def honours_prefer(service: "Service") -> None:
    """Skip the test if the server ignores a Prefer header, which a free call finds out."""
    status = max(FREE.responses)
    if ask_for(service, FREE, status, "").status != status and not EMBEDDED:
        pytest.skip("the server does not answer as a Prefer header asks")


@pytest.mark.usefixtures("honours_prefer")
@pytest.mark.parametrize(("operation", "status"), DOCUMENTED)
def test_every_documented_answer(service: "Service", task_id: str, operation: Operation, status: int) -> None:
    """Every documented answer can be requested."""
    assert ask_for(service, operation, status, task_id).status == status
