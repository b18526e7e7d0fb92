"""Requests that are just valid or just invalid by every rule of every model, sent to the server."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from .contract import Operation, creating
from .near_misses import NearMiss
from .operations import OPERATIONS, derived_near_misses
from .selected_items import selection_of
from .values import sample

if TYPE_CHECKING:
    from .service import Service


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Derive the requests: those of every distinct rule, or all with --exhaustive."""
    if "near" in metafunc.fixturenames:
        valid = "invalid" not in metafunc.function.__name__
        found = [near for near in derived_near_misses(selection_of(metafunc.config)) if near.variation.valid is valid]
        metafunc.parametrize("near", [pytest.param(near, id=str(near), marks=marks(near)) for near in found])


def marks(near: NearMiss) -> list[pytest.MarkDecorator]:
    return [pytest.mark.ours] if near.variation.ours else []


WRAPPED: dict[str, Callable[[Any], Any]] = {
    "in a list": lambda request: [request],
    "as text": json.dumps,
    "in an object": lambda request: {"request": request},
    "as input": lambda request: {"input": request},
    "as data": lambda request: {"data": request},
    "of pairs": lambda request: [[name, value] for name, value in request.items()],
}


@pytest.mark.refused
@pytest.mark.parametrize("wrap", WRAPPED.values(), ids=WRAPPED)
@pytest.mark.parametrize("create", [create for create, _ in creating(OPERATIONS)], ids=lambda operation: operation.id)
def test_wrapped_request(service: "Service", create: Operation, wrap: Callable[[Any], Any]) -> None:
    """A valid request inside of something else is refused."""
    answer = service.call(create, body=wrap(sample(next(iter(create.models.values())))))
    assert answer.status == 400, answer


def test_just_valid_request(service: "Service", near: NearMiss) -> None:
    """A request that is just valid by a rule is accepted."""
    answer = service.call(near.operation, body=near.variation.value)
    assert answer.ok, answer


@pytest.mark.refused
def test_just_invalid_request(service: "Service", near: NearMiss) -> None:
    """A request that just breaks a rule is refused, and the error names its field."""
    answer = service.call(near.operation, body=near.variation.value)
    assert answer.status == 400, answer
    named = answer.body["error"].get("param", "").partition("[")[0].partition(".")[0]
    assert named in near.blamed, answer
