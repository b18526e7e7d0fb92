"""Calls without the key, or with the key in another form, are refused."""

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from .contract import Operation
from .operations import ALL, OPERATIONS
from .target import API_KEY
from .uploads import refused_body
from .values import sample

if TYPE_CHECKING:
    from .service import Service


def basic(user: str) -> str:
    return f"Basic {base64.b64encode(f'{user}:'.encode()).decode()}"


REFUSED: dict[str, Callable[[str], str]] = {
    "no header": lambda _: "",
    "no key": lambda _: "Bearer",
    "another key": "Bearer {}x".format,
    "a part of the key": lambda key: f"Bearer {key[:-1]}",
    "the end of the key": lambda key: f"Bearer {key[1:]}",
    "the key after another text": "Bearer x{}".format,
    "the key and another one": "Bearer {0} {0}".format,
    "the key in a list": "Bearer {0},{0}".format,
    "the key in quotes": 'Bearer "{}"'.format,
    "the key in another case": lambda key: f"Bearer {key.swapcase()}",
    "the key with other signs": lambda key: f"Bearer {key.replace('-', '_')}",
    "the key beside the scheme": "Bearer{}".format,
    "the scheme with a colon": "Bearer: {}".format,
    "the key alone": str,
    "another scheme": "Token {}".format,
    "basic with the bare key": "Basic {}".format,
    "basic with the key as user": basic,
}


def valid_body(operation: Operation) -> Any:
    if operation.does == "upload":
        return refused_body(operation)
    return sample(operation.body) if operation.body else next(map(sample, operation.models.values()), None)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_call_with_the_key(service: "Service", request: pytest.FixtureRequest, operation: Operation) -> None:
    """A call with the key is answered as documented."""
    resource = request.getfixturevalue("task_id") if operation.parameters else ""
    assert service.call(operation, body=valid_body(operation), resource=resource).ok


@pytest.mark.parametrize("authorization", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("operation", ALL, ids=lambda operation: operation.id)
def test_call_without_the_key(
    service: "Service", any_task_id: str, operation: Operation, authorization: Callable[[str], str]
) -> None:
    """A call without the key, or with the key in another form, is refused."""
    if authorization(API_KEY) == f"Bearer {API_KEY}":
        pytest.skip("this key has only one such form")
    answer = service.call(operation, body=valid_body(operation), resource=any_task_id, authorization=authorization)
    assert answer.status == 401, answer
