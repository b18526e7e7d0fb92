"""Requests that are just valid or just invalid by every rule of every model, sent to the server."""

from typing import TYPE_CHECKING, Any

import pytest

from ._near_misses import NearMiss, near_misses
from ._target import OPERATIONS

if TYPE_CHECKING:
    from ._service import Service


def cases(*, valid: bool) -> list[Any]:
    return [
        pytest.param(near, id=str(near), marks=[pytest.mark.ours] if near.variation.ours else [])
        for near in near_misses(OPERATIONS)
        if near.variation.valid is valid
    ]


@pytest.mark.parametrize("near", cases(valid=True))
def test_a_request_just_inside_a_rule_is_taken(service: "Service", near: NearMiss) -> None:
    answer = service.call(near.operation, body=near.variation.value)
    assert answer.ok, answer


@pytest.mark.parametrize("near", cases(valid=False))
def test_a_request_just_outside_a_rule_is_refused_for_its_field(service: "Service", near: NearMiss) -> None:
    answer = service.call(near.operation, body=near.variation.value)
    assert answer.status == 400, answer
    named = answer.body["error"].get("param", "").partition("[")[0].partition(".")[0]
    assert named in near.blamed, answer
