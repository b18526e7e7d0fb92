from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.mock.conftest import Caller


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "QUERY", "POST"])
def test_another_method_answers_405_and_says_which_are_allowed(mock: "Caller", method: str) -> None:
    response = mock.call(method, "/v1/credits")
    assert (response.status, response.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_head_is_not_allowed_where_get_is_not(mock: "Caller") -> None:
    response = mock.call("HEAD", "/v1/images/generations")
    assert (response.status, response.headers["allow"], response.body) == (405, "OPTIONS, POST", b"")


def test_options_answers_without_a_key(mock: "Caller") -> None:
    response = mock.call("OPTIONS", "/v1/credits", headers={"authorization": ""})
    assert (response.status, response.headers["allow"]) == (204, "GET, HEAD, OPTIONS")
    assert "content-length" not in response.headers


def test_head_answers_like_get_without_the_body(mock: "Caller") -> None:
    link = mock.finished(model="nano-banana-beta", prompt="x")["results"][0].removeprefix("http://mock.test:80")
    for path in ("/v1/credits", link):
        got, head = mock.call("GET", path), mock.call("HEAD", path)
        assert (head.status, head.body) == (200, b"")
        assert head.headers["content-length"] == got.headers["content-length"] == str(len(got.body))


@pytest.mark.parametrize("path", ["/v1", "/v1/credits/more", "/v1/tasks/", "/v1/tasks/a/b", "/files/x", "*"])
def test_an_address_of_nothing_is_not_found(mock: "Caller", path: str) -> None:
    assert mock.call("GET", path).status in {400, 404}


def test_a_slash_inside_an_id_is_part_of_the_id(mock: "Caller") -> None:
    refused = mock.call("GET", "/v1/tasks/task-unified-1%2Fa")
    assert mock.error(refused)["code"] == "task_not_found"


def test_every_answer_has_a_request_id_of_its_own(mock: "Caller") -> None:
    answers = [mock.call("GET", path) for path in ("/v1/credits", "/", "/v1/tasks/x", "/files/a/0.png")]
    assert len({answer.headers["x-request-id"] for answer in answers}) == 4


def test_the_request_log_tells_requests_and_answers_in_order(mock: "Caller") -> None:
    mock.submit({"model": "gpt-4o-image", "prompt": "x"})
    mock.call("GET", "/v1/credits")
    told = [(line.request.method, line.request.path, line.response.status) for line in mock.world.request_log]
    assert told == [("POST", "/v1/images/generations", 200), ("GET", "/v1/credits", 200)]


@pytest.mark.parametrize("host", ["", "a b", "x\x00y", "e.example/path?"])
def test_a_strange_host_never_gets_into_a_link(mock: "Caller", host: str) -> None:
    made = mock.finished(model="nano-banana-beta", prompt="x")
    response = mock.call("GET", f"/v1/tasks/{made['id']}", headers={"host": host})
    assert mock.read(response)["results"][0].startswith("http://127.0.0.1/files/")
