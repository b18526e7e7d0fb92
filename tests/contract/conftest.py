"""The server under test, a task on it, and the marker that keeps our own rules apart."""

from collections.abc import Iterator

import pytest

from ._contract import creating
from ._service import Service
from ._target import OPERATIONS, target
from ._values import sample


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "ours: a rule stricter than the documentation; another's server need not keep it"
    )


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    with target() as running:
        yield running


@pytest.fixture(scope="session")
def task_id(service: Service) -> str:
    """Give the id of a task that was started for this run."""
    create, _ = creating(OPERATIONS)[0]
    answer = service.call(create, body=sample(next(iter(create.models.values()))))
    assert answer.ok, answer
    created: str = answer.body["id"]
    return created
