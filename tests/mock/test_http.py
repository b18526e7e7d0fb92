from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.mock.conftest import Caller


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "QUERY", "POST"])
def test_method_not_allowed(mock: "Caller", method: str) -> None:
    """Another method answers 405 and lists the allowed ones."""
    response = mock.call(method, "/v1/credits")
    assert (response.status, response.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_head_needs_get(mock: "Caller") -> None:
    """HEAD is not allowed where GET is not."""
    response = mock.call("HEAD", "/v1/images/generations")
    assert (response.status, response.headers["allow"], response.body) == (405, "OPTIONS, POST", b"")


def test_options_without_key(mock: "Caller") -> None:
    """OPTIONS answers without a key."""
    response = mock.call("OPTIONS", "/v1/credits", headers={"authorization": ""})
    assert (response.status, response.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert "content-length" not in response.headers


def test_head_has_no_body(mock: "Caller") -> None:
    """HEAD answers like GET without the body."""
    link = mock.finished(model="nano-banana-beta", prompt="x")["results"][0].removeprefix("http://mock.test:80")
    for path in ("/v1/credits", link):
        got, head = mock.call("GET", path), mock.call("HEAD", path)
        assert (head.status, head.body) == (200, b"")
        assert head.headers["content-length"] == got.headers["content-length"] == str(len(got.body))


@pytest.mark.parametrize("path", ["/v1", "/v1/credits/more", "/v1/tasks/", "/v1/tasks/a/b", "/files/x", "*"])
def test_unknown_path(mock: "Caller", path: str) -> None:
    """An unknown path answers 404."""
    assert mock.call("GET", path).status in {400, 404}


def test_encoded_slash_in_id(mock: "Caller") -> None:
    """An encoded slash is part of an ID."""
    refused = mock.call("GET", "/v1/tasks/task-unified-1%2Fa")
    assert mock.error(refused)["code"] == "task_not_found"


def test_unique_request_ids(mock: "Caller") -> None:
    """Every response has its own request ID."""
    answers = [mock.call("GET", path) for path in ("/v1/credits", "/", "/v1/tasks/x", "/files/a/0.png")]
    assert len({answer.headers["x-request-id"] for answer in answers}) == 4


def test_request_log_order(mock: "Caller") -> None:
    """The request log has requests and responses in order."""
    mock.submit({"model": "gpt-4o-image", "prompt": "x"})
    mock.call("GET", "/v1/credits")
    seen = [(line.request.method, line.request.path, line.response.status) for line in mock.world.request_log]
    assert seen == [("POST", "/v1/images/generations", 200), ("GET", "/v1/credits", 200)]


@pytest.mark.parametrize("host", ["", "a b", "x\x00y", "e.example/path?"])
def test_strange_host_in_links(mock: "Caller", host: str) -> None:
    """A malformed host header never gets into a link."""
    made = mock.finished(model="nano-banana-beta", prompt="x")
    response = mock.call("GET", f"/v1/tasks/{made['id']}", headers={"host": host})
    assert mock.read(response)["results"][0].startswith("http://127.0.0.1/files/")
