"""What HTTP itself requires; the documentation does not mention it, so on a real server it is only reported."""

from typing import TYPE_CHECKING

import httpx
import pytest

from ._target import API_KEY, EMBEDDED, OPERATIONS
from ._tasks import CREATE, FREE

if TYPE_CHECKING:
    from ._contract import Operation
    from ._service import Service

pytestmark = pytest.mark.ours
HEADERS = {"authorization": f"Bearer {API_KEY}", "content-type": "application/json"}
embedded_only = pytest.mark.skipif(not EMBEDDED, reason="such requests are not sent to a real server")
NOT_AN_OBJECT = [b"", b"{", b"\xff", b"[]", b'"x"', b"null", b"1"]


@embedded_only
@pytest.mark.parametrize("content", NOT_AN_OBJECT, ids=repr)
def test_a_body_that_is_no_object_is_refused(service: "Service", content: bytes) -> None:
    service.budget.require(0)
    answer = httpx.post(f"{service.base_url}{CREATE.path}", headers=HEADERS, content=content)
    assert answer.status_code == 400
    assert not list(CREATE.undocumented(400, answer.json()))


def test_an_address_that_is_not_served_is_not_found(service: "Service") -> None:
    answer = httpx.get(f"{service.base_url}{CREATE.path}/nowhere", headers=HEADERS)
    assert answer.status_code == 404


@embedded_only
@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_another_method_is_refused_and_the_right_ones_told(service: "Service", operation: "Operation") -> None:
    path = operation.url("x")
    answer = httpx.delete(f"{service.base_url}{path}", headers=HEADERS)
    assert answer.status_code == 405
    assert operation.method in answer.headers["allow"]


def test_head_is_get_without_a_body(service: "Service") -> None:
    answer = httpx.head(f"{service.base_url}{FREE.path}", headers=HEADERS)
    assert (answer.status_code, answer.content) == (200, b"")


def test_every_answer_has_a_request_id_of_its_own(service: "Service") -> None:
    ids = {service.call(FREE).headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3


def test_a_caller_without_a_key_is_told_the_scheme(service: "Service") -> None:
    answer = httpx.get(f"{service.base_url}{FREE.path}")
    assert answer.headers["www-authenticate"].lower().startswith("bearer")
