"""The mock is the contract: it serves what is documented, and answers as documented."""

from typing import TYPE_CHECKING

import pytest

import evolink_mock.world.contract
from evolink_contract import document
from evolink_suite.contract import Operation, operations
from evolink_suite.values import sample

if TYPE_CHECKING:
    from .conftest import Mock

OPERATIONS = operations(document())
DOCUMENTED = [
    pytest.param(operation, status, id=f"{operation.id}-{status}")
    for operation in OPERATIONS
    for status in operation.responses
    if status >= 400
]


def test_operations() -> None:
    """The mock serves every documented operation and no other."""
    assert {known.id for known in evolink_mock.world.contract.operations()} == {known.id for known in OPERATIONS}


def test_models() -> None:
    """The mock runs every documented model under each of its names."""
    documented = {
        (operation.id, name)
        for operation in OPERATIONS
        for schema in operation.models.values()
        for name in schema["properties"]["model"]["enum"]
    }
    assert {
        (known.id, name) for known in evolink_mock.world.contract.operations() for name in known.models
    } == documented


@pytest.mark.parametrize(("operation", "status"), DOCUMENTED)
def test_errors(mock: "Mock", operation: Operation, status: int) -> None:
    """Every documented error is answered as documented."""
    path = operation.url("".join(sample(parameter) for parameter in operation.parameters.values()))
    answer = mock.ask(operation.method, path, headers={"prefer": f"code={status}"})
    assert answer.status_code == status
    assert list(operation.undocumented(status, answer.json())) == []
