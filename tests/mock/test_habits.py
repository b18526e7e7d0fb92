"""How programs that nobody here wrote call the service: what they send, and what they read of its answers."""

import base64
import http.client
import json
import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from evolink_mock import MockServer
from tests.mock.conftest import Caller

LINK = "https://images.example/cat.png"
CREATE = "/v1/images/generations"
BODY: dict[str, Any] = {"model": "nano-banana-beta", "prompt": "x"}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (CREATE, {"model": "z-image-turbo", "prompt": "x", "size": "1:1", "nsfw_check": False}),
        (CREATE, {"model": "gpt-image-2", "prompt": "x", "size": "auto", "resolution": "1K", "quality": "low", "n": 1}),
        (CREATE, {"model": "gemini-3.1-flash-image-preview", "prompt": "x", "quality": "1K", "image_urls": [LINK]}),
        (CREATE, {**BODY, "image_urls": []}),
        (
            "/v1/videos/generations",
            {"model": "seedance-2.0-text-to-video", "prompt": "x", "duration": 5, "generate_audio": True},
        ),
        ("/v1/audios/generations", {"model": "suno-v5-beta", "prompt": "x", "custom_mode": False}),
    ],
)
def test_documented_calls(mock: Caller, path: str, body: dict[str, Any]) -> None:
    """What programs send as documented is accepted by a strict mock."""
    assert mock.call("POST", path, body).status == 200


@pytest.mark.parametrize(
    "body",
    [
        {**BODY, "n": 1, "response_format": "url", "user": "somebody"},  # as OpenAI's library asks
        {"model": "gpt-4o-image", "prompt": "x", "image_urls": None, "mask_url": None, "callback_url": None},
        {**BODY, "seed": -1, "steps": 30, "guidance_scale": 7.5, "negative_prompt": ""},  # as nodes of ComfyUI do
        {"model": "dall-e-3", "prompt": "x", "size": "1024x1024", "style": "vivid"},
        {"model": "Nano Banana Beta", "prompt": "x"},
        {**BODY, "image_urls": LINK},
        {"model": "gpt-4o-image", "prompt": "x", "n": "1", "callback_url": ""},
    ],
)
def test_undocumented_calls(mock: Caller, lenient: Caller, body: dict[str, Any]) -> None:
    """What programs send beyond the documentation is refused by a strict mock, and accepted by a lenient one."""
    assert mock.call("POST", CREATE, body).status == 400
    assert "--lenient" in mock.exchanges("")[0]["advice"]
    assert lenient.call("POST", CREATE, body).status == 200
    assert lenient.world.request_log[-1].ignored


@pytest.mark.parametrize("authorization", ["Bearer k", "bearer k", "BEARER k", "Bearer  k"])
def test_scheme_of_the_key(mock: Caller, authorization: str) -> None:
    """The scheme of a key counts in any case, and with blanks."""
    assert mock.call("GET", "/v1/credits", headers={"authorization": authorization}).status == 200


@pytest.mark.parametrize("authorization", ["k", "Bearer", "Bearer Bearer k", 'Bearer "k"', "Basic k", "Token k"])
def test_key_in_another_form(mock: Caller, authorization: str) -> None:
    """A key in another form is no key."""
    assert mock.call("GET", "/v1/credits", headers={"authorization": authorization}).status == 401


@pytest.mark.parametrize(
    ("method", "path", "meant"),
    [
        ("POST", "/v1/images/generations/", CREATE),
        ("POST", "//v1/images/generations", CREATE),
        ("POST", "/v1//images/generations", CREATE),
        ("POST", "/v1/v1/images/generations", CREATE),
        ("POST", "/images/generations", CREATE),
        ("POST", "/V1/images/generations", CREATE),
        ("GET", "/v1/tasks/task-unified-1-a/", "/v1/tasks/task-unified-1-a"),
        ("GET", "/v1/api/v1/files/list", "/api/v1/files/list"),
        ("GET", "/v1/images/edits", ""),
    ],
)
def test_address_that_is_a_little_wrong(mock: Caller, method: str, path: str, meant: str) -> None:
    """An address with a slash or a version too many or too few is not found, and the log says which one is meant."""
    assert mock.send(method, path, BODY if method == "POST" else None).status == 404
    advice = mock.exchanges("")[0]["advice"]
    assert advice == (f"Nothing is served at this address; {meant} is served." if meant else "")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/tasks/undefined", 400),  # a program that has lost the ID
        ("GET", "/v1/tasks/task-unified-1-a", 404),
        ("DELETE", "/v1/tasks/task-unified-1-a", 405),
        ("POST", "/v1/tasks/task-unified-1-a/cancel", 404),
        ("POST", "/v1/images/edits", 404),
        ("POST", "/v1/chat/completions", 404),
        ("GET", "/health", 404),
    ],
)
def test_what_the_service_does_not_have(mock: Caller, method: str, path: str, status: int) -> None:
    """What other services have, and this one does not, is an error in JSON that has a code and a message."""
    answer = mock.send(method, path, {} if method == "POST" else None)
    assert answer.status == status
    assert {"code", "message"} <= mock.error(answer).keys()


def test_reading_a_task(mock: Caller) -> None:
    """A task is read with a content type, with an encoded ID, and past caches."""
    made = mock.create(**BODY)
    headers = {"content-type": "application/json", "cache-control": "no-cache"}
    for path in (made["id"], made["id"].replace("-", "%2D"), f"{made['id']}?_=17"):
        assert mock.read(mock.call("GET", f"/v1/tasks/{path}", headers=headers))["id"] == made["id"]
    assert mock.call("HEAD", f"/v1/tasks/{made['id']}").status == 200


def test_answers_that_are_grepped(mock: Caller) -> None:
    """Scripts that look for text find the ID, the status and the link first, in answers without blanks."""
    made = mock.call("POST", CREATE, BODY).body.decode()
    task = re.findall(r'"id":"([^"]*)"', made)[0]
    assert re.findall(r'"status":"([^"]*)"', made)[0] == "pending"
    mock.now += 10_000
    read = mock.call("GET", f"/v1/tasks/{task}").body.decode()
    assert re.findall(r'"status":"([^"]*)"', read)[0] == "completed"
    assert mock.fetch(re.findall(r'"results":\["([^"]*)"\]', read)[0]).status == 200


def test_downloading_a_result(mock: Caller) -> None:
    """A result is downloaded with the key or without, in parts, past caches, and asked for its size."""
    (link,) = mock.finished(**BODY)["results"]
    whole = mock.fetch(link)
    assert mock.fetch(link, {"authorization": "Bearer k"}).body == whole.body
    assert mock.fetch(f"{link}?download=1").body == whole.body
    assert mock.fetch(link, {"range": "bytes=0-15"}).body == whole.body[:16]
    head = mock.call("HEAD", link.removeprefix("http://mock.test:80"), headers={"authorization": ""})
    assert (head.headers["content-length"], head.body) == (str(len(whole.body)), b"")


def test_listing_tasks(mock: Caller) -> None:
    """The list of tasks ignores parameters of other services' lists, and has the ID under both names."""
    made = mock.create(**BODY)
    rows = mock.read(mock.call("GET", "/v1/tasks?limit=5&order=desc&page=1&page_size=20"))["data"]
    assert [(row["id"], row["status"]) for row in rows] == [(made["id"], "pending")]
    assert mock.world.request_log[-1].ignored == (
        "limit: ignored, as it is not a parameter of /v1/tasks",
        "order: ignored, as it is not a parameter of /v1/tasks",
    )


def test_reading_several_tasks(mock: Caller) -> None:
    """The query of several tasks ignores what it does not know."""
    made = mock.create(**BODY)
    body = {"task_ids": [made["id"], "task-unified-1-a"], "verbose": True}
    assert [row["id"] for row in mock.read(mock.call("POST", "/v1/tasks/batch", body))["data"]] == [made["id"]]
    assert mock.world.request_log[-1].ignored == ("verbose: ignored, as it is not a parameter of /v1/tasks/batch",)


@pytest.mark.parametrize("head", ["", "data:image/png;base64,", "data:image/jpeg;base64,"])
@pytest.mark.parametrize("width", [None, 76])
def test_uploading_base64(mock: Caller, head: str, width: int | None) -> None:
    """A picture is uploaded as plain base64 or as a data URI, in one line or in many, whatever type is claimed."""
    (link,) = mock.finished(**BODY)["results"]
    content = mock.fetch(link).body
    text = base64.b64encode(content).decode() if width is None else base64.encodebytes(content).decode()
    upload = mock.read(mock.call("POST", "/api/v1/files/upload/base64", {"base64_data": head + text}))
    assert (upload["success"], upload["data"]["mime_type"]) == (True, "image/png")
    assert mock.fetch(upload["data"]["file_url"]).body == content


def test_uploading_with_other_parameters(mock: Caller) -> None:
    """An upload ignores what it does not know."""
    content = mock.fetch(mock.finished(**BODY)["results"][0]).body
    body = {"base64_data": base64.b64encode(content).decode(), "file_name": "a.png", "purpose": "x"}
    data = mock.read(mock.call("POST", "/api/v1/files/upload/base64", body))["data"]
    assert data["file_name"] == "a.png"
    assert mock.world.request_log[-1].ignored == (
        "purpose: ignored, as it is not a parameter of /api/v1/files/upload/base64",
    )


@pytest.fixture(scope="module")
def server() -> Iterator[MockServer]:
    with MockServer(api_key="k", speed=0, credits=None) as running:
        yield running


def spoken(server: MockServer, start: str, *headers: str, body: bytes = b"") -> list[bytes]:
    """Send a request word for word, and return the status lines of the answers."""
    host, port = server.base_url.removeprefix("http://").split(":")
    lines = [start, f"Host: {host}:{port}", "Authorization: Bearer k", "Connection: close", *headers, "", ""]
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall("\r\n".join(lines).encode() + body)
        answer = connection.makefile("rb").read()
    return [line.strip() for line in answer.splitlines() if line.startswith(b"HTTP/")]


def test_old_and_rare_http(server: MockServer) -> None:
    """HTTP 1.0, whole addresses as proxies get them, chunks, and asking before a body is sent all work."""
    ok, go_on, content = b"HTTP/1.1 200 OK", b"HTTP/1.1 100 Continue", json.dumps(BODY).encode()
    create, json_type = f"POST {CREATE} HTTP/1.1", "Content-Type: application/json"
    length, chunk = f"Content-Length: {len(content)}", b"%x\r\n%b\r\n0\r\n\r\n" % (len(content), content)
    assert spoken(server, "GET /v1/credits HTTP/1.0") == [ok]
    assert spoken(server, f"GET {server.base_url}/v1/credits HTTP/1.1") == [ok]
    assert spoken(server, create, json_type, "Transfer-Encoding: chunked", body=chunk) == [ok]
    assert spoken(server, create, json_type, "Expect: 100-continue", length, body=content) == [go_on, ok]


def test_many_calls_over_one_connection(server: MockServer) -> None:
    """A program keeps its connection through refusals and answers."""
    connection = http.client.HTTPConnection(server.base_url.removeprefix("http://"))
    headers = {"Authorization": "Bearer k", "Content-Type": "application/json"}
    statuses: list[int] = []
    for body in ("{", json.dumps(BODY), "[]"):
        connection.request("POST", CREATE, body, headers)
        answer = connection.getresponse()
        statuses.append(answer.status)
        answer.read()
    connection.close()
    assert statuses == [400, 200, 400]
