"""What HTTP itself requires; the documentation does not mention it, so on a real server it is only reported."""

from typing import TYPE_CHECKING

import httpx
import pytest

from .operations import ALL, FREE
from .target import API_KEY, EMBEDDED
from .tasks import CREATE

if TYPE_CHECKING:
    from .contract import Operation
    from .service import Service

pytestmark = pytest.mark.ours
HEADERS = {"authorization": f"Bearer {API_KEY}", "content-type": "application/json"}
embedded_only = pytest.mark.skipif(not EMBEDDED, reason="such requests are not sent to a real server")
NOT_AN_OBJECT = [b"", b"{", b"\xff", b"[]", b'"x"', b"null", b"1"]


@embedded_only
@pytest.mark.parametrize("content", NOT_AN_OBJECT, ids=repr)
def test_body_must_be_an_object(service: "Service", content: bytes) -> None:
    """A body that is not a JSON object is refused."""
    service.budget.require(0)
    answer = httpx.post(f"{service.base_url}{CREATE.path}", headers=HEADERS, content=content)
    assert answer.status_code == 400
    assert not list(CREATE.undocumented(400, answer.json()))


def test_unknown_path(service: "Service") -> None:
    """An unknown path is not found."""
    answer = httpx.get(f"{service.base_url}{CREATE.path}/nowhere", headers=HEADERS)
    assert answer.status_code == 404


@embedded_only
@pytest.mark.parametrize("operation", ALL, ids=lambda operation: operation.id)
def test_method_not_allowed(service: "Service", operation: "Operation") -> None:
    """Another method is refused, and the allowed ones are listed."""
    path = operation.url("x")
    taken = {other.method for other in ALL if other.has_path(path)}
    method = next(each for each in ("DELETE", "PUT", "PATCH") if each not in taken)
    answer = httpx.request(method, f"{service.base_url}{path}", headers=HEADERS)
    assert answer.status_code == 405
    assert operation.method in answer.headers["allow"]


def test_head(service: "Service") -> None:
    """HEAD answers like GET without a body."""
    answer = httpx.head(f"{service.base_url}{FREE.path}", headers=HEADERS)
    assert (answer.status_code, answer.content) == (200, b"")


def test_unique_request_ids(service: "Service") -> None:
    """Every answer has its own request ID."""
    ids = {service.call(FREE).headers["x-request-id"] for _ in range(3)}
    assert len(ids) == 3


def test_authentication_scheme(service: "Service") -> None:
    """An unauthorised answer names the authentication scheme."""
    answer = httpx.get(f"{service.base_url}{FREE.path}")
    assert answer.headers["www-authenticate"].lower().startswith("bearer")
