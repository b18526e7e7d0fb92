"""Every documented answer of every operation, if the server honours a Prefer header."""

from typing import TYPE_CHECKING

import pytest

from .contract import Operation
from .operations import ALL
from .test_access import valid_body

if TYPE_CHECKING:
    from .service import Answer, Service

DOCUMENTED = [
    pytest.param(operation, status, id=f"{operation.id}-{status}")
    for operation in ALL
    for status in operation.responses
    if status >= 400 or not operation.does  # the other answers need a file or a link, and have tests of their own
]


def ask_for(service: "Service", operation: Operation, status: int, resource: str) -> "Answer":
    return service.call(operation, body=valid_body(operation), resource=resource, headers={"prefer": f"code={status}"})


@pytest.mark.usefixtures("honours_prefer")
@pytest.mark.parametrize(("operation", "status"), DOCUMENTED)
def test_every_documented_answer(service: "Service", task_id: str, operation: Operation, status: int) -> None:
    """Every documented answer can be requested."""
    assert ask_for(service, operation, status, task_id).status == status
