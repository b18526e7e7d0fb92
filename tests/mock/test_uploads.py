"""The mock's files API: three ways to upload, links that live for 72 hours, quota, list and deletion."""

import base64
import io
import json
from datetime import datetime
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from evolink_mock.http.server import MockServer

if TYPE_CHECKING:
    from tests.mock.conftest import Caller

UPLOAD = "/api/v1/files/upload"
HOURS = 3600
BOUNDARY = "b0undary"
FORM = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}


def picture(colour: str = "red", size: tuple[int, int] = (60, 30)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


def part(name: str, content: bytes, file_name: str = "") -> bytes:
    named = f'; filename="{file_name}"' if file_name else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def form(*parts: bytes) -> bytes:
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def send(mock: "Caller", *parts: bytes) -> Any:
    return mock.call("POST", f"{UPLOAD}/stream", form(*parts), FORM)


def upload(mock: "Caller", content: bytes, **fields: str) -> dict[str, Any]:
    rest = [part(name, value.encode()) for name, value in fields.items()]
    answer = mock.read(send(mock, part("file", content, "C:\\pics\\cat.jpg"), *rest))
    assert answer["success"], answer
    data: dict[str, Any] = answer["data"]
    return data


def code(mock: "Caller", response: Any) -> int:
    body = mock.read(response)
    assert (body["success"], set(body)) == (False, {"success", "code", "msg"})
    number: int = body["code"]
    return number


def test_answer_of_upload(mock: "Caller") -> None:
    """An upload is answered with all documented fields; its type is that of its content, and its time has a zone."""
    content = picture()
    data = upload(mock, content, uploadPath="my/cats", fileName="naïve cat.jpg")
    assert (data["file_name"], data["original_name"], data["upload_path"]) == ("naïve cat.jpg", "cat.jpg", "my/cats")
    assert (data["mime_type"], data["file_size"]) == ("image/png", len(content))
    times = [datetime.fromisoformat(data[name]).timestamp() for name in ("upload_time", "expires_at")]
    assert times == [int(mock.now), int(mock.now) + 72 * HOURS]
    for link in (data["file_url"], data["download_url"]):
        found = mock.fetch(link)
        assert (found.status, found.body, found.headers["content-type"]) == (200, content, "image/png")
    head = mock.send("HEAD", data["file_url"].removeprefix("http://mock.test:80"))
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(content)))
    assert mock.fetch(data["file_url"], {"range": "bytes=1-3"}).body == b"PNG"


def test_ways_to_upload(mock: "Caller") -> None:
    """Base64, a data URI and a link to a file of the mock bring the same bytes as a form; unnamed files are sorted."""
    content = picture()
    text = base64.encodebytes(content).decode()
    first = upload(mock, content)
    bodies = {
        "base64": [{"base64_data": text}, {"base64_data": f"data:image/jpeg;base64,{text}"}],
        "url": [{"file_url": first["file_url"]}, {"file_url": first["download_url"]}],
    }
    names = {first["file_name"]}
    for way, requests in bodies.items():
        for request in requests:
            data = mock.read(mock.call("POST", f"{UPLOAD}/{way}", request))["data"]
            assert (mock.fetch(data["file_url"]).body, data["upload_path"]) == (content, "images")
            names.add(data["file_name"])
    assert len(names) == 5
    result = mock.finished(model="nano-banana-beta", prompt="x", size="16:9")["results"][0]
    copied = mock.read(mock.call("POST", f"{UPLOAD}/url", {"file_url": result, "file_name": "copy"}))["data"]
    assert (mock.fetch(copied["file_url"]).body, copied["original_name"]) == (mock.fetch(result).body, "0.png")


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (form(), FORM),
        (form(part("upload_path", b"x")), FORM),
        (form(part("file", picture()), part("file", picture())), FORM),
        (form(part("file", picture()), part("other", picture(), "b.png")), FORM),
        (form(part("file", picture()), part("file_name", b"a/b")), FORM),
        (form(part("file", picture()), part("upload_path", b"a/../../b")), FORM),
        (form(part("file", picture()), part("file_name", b"\xff")), FORM),
        (form(*(part(f"f{at}", b"") for at in range(70))), FORM),
        (form(part("file", picture()))[:-10], FORM),
        (b"", FORM),
        (b"junk", FORM),
        (form(part("file", picture())), {"content-type": "multipart/form-data; boundary=other"}),
        (form(part("file", picture())), {"content-type": "multipart/form-data"}),
        (form(part("file", picture())), {"content-type": "multipart/form-data; boundary=" + "x" * 300}),
        (picture(), {"content-type": "image/png"}),
        (picture(), {}),
    ],
)
def test_broken_form(mock: "Caller", body: bytes, headers: dict[str, str]) -> None:
    """A form that is broken, or has not exactly one file, is refused."""
    response = mock.call("POST", f"{UPLOAD}/stream", body, headers)
    assert (response.status, code(mock, response)) == (400, 400)


@pytest.mark.parametrize(
    ("way", "body", "number"),
    [
        ("base64", {}, 400),
        ("base64", {"base64_data": 5}, 400),
        ("base64", {"base64_data": "%%%"}, 400),
        ("base64", {"base64_data": "data:image/png,abc"}, 400),
        ("base64", [], 400),
        ("base64", {"base64_data": ""}, 40002),
        ("base64", {"base64_data": base64.b64encode(b"<svg/>").decode(), "file_name": "x.png"}, 40002),
        ("url", {"file_url": "https://else.example/a.png"}, 40004),
        ("url", {"file_url": "http://mock.test:80/files/u0/images/none.png"}, 40004),
        ("url", {"file_url": "http://[oops"}, 40004),
        ("url", {"file_url": "ftp://mock.test:80/files/a/b"}, 400),
    ],
)
def test_broken_request(mock: "Caller", way: str, body: Any, number: int) -> None:
    """A request in JSON is refused for what is wrong with it."""
    response = mock.call("POST", f"{UPLOAD}/{way}", body)
    assert (response.status, code(mock, response)) == (400, number)


def test_preferred_refusals(mock: "Caller") -> None:
    """Every refusal of the files API can be asked for, and keys are checked in its form."""
    for number, status in ((40001, 400), (40003, 400), (50001, 500)):
        response = mock.call("POST", f"{UPLOAD}/stream", b"", {**FORM, "prefer": f"code={number}"})
        assert (response.status, code(mock, response)) == (status, number)
    response = mock.call("GET", "/api/v1/files/quota", headers={"authorization": "Bearer other"})
    assert (response.status, code(mock, response)) == (401, 401)


def test_too_large(mock: "Caller") -> None:
    """A file above the limit is refused, and what the server keeps of a larger body is too."""
    content = form(part("file", picture() + bytes(100 << 20)))
    for body in (content, bytes(135 << 20)):
        assert code(mock, mock.call("POST", f"{UPLOAD}/stream", body, FORM)) == 40001


def test_same_name(mock: "Caller") -> None:
    """A file of the same name replaces the earlier one of its key, behind the same link and with a new ID."""
    first = upload(mock, picture("red"), file_name="a.png", upload_path="x")
    second = upload(mock, picture("blue"), file_name="a.png", upload_path="/x/./")
    assert first["file_url"] == second["file_url"]
    assert mock.fetch(first["file_url"]).body == picture("blue")
    assert mock.fetch(first["download_url"]).status == 404
    mock.world.add_key("other")
    mock.key = "other"
    other = upload(mock, picture("green"), file_name="a.png", upload_path="x")
    assert mock.fetch(first["file_url"]).body == picture("blue")
    assert other["file_url"] != first["file_url"]


def test_list_quota_delete(mock: "Caller") -> None:
    """Files are listed newest first, count against the quota of their key, and can be deleted by it alone."""
    mock.world.accounts[mock.key].max_files = 3
    ids = [upload(mock, picture(), file_name=f"{at}.png")["file_id"] for at in range(3)]
    assert code(mock, send(mock, part("file", picture()))) == 40003
    _ = upload(mock, picture("blue"), file_name="0.png")  # replaces, and needs no room
    page = mock.read(mock.call("GET", "/api/v1/files/list?page=1&pageSize=2"))["data"]
    assert (page["total"], [row["file_name"] for row in page["files"]]) == (3, ["0.png", "2.png"])
    quota = mock.read(mock.call("GET", "/api/v1/files/quota"))["data"]
    assert (quota["used_files"], quota["max_files"], quota["remain_files"]) == (3, 3, 0)
    mock.world.add_key("other")
    mock.key = "other"
    assert code(mock, mock.call("DELETE", f"/api/v1/files/{ids[1]}")) == 404
    assert mock.read(mock.call("GET", "/api/v1/files/list"))["data"]["total"] == 0
    mock.key = "k"
    assert mock.read(mock.call("DELETE", f"/api/v1/files/{ids[1]}"))["success"]
    assert code(mock, mock.call("DELETE", f"/api/v1/files/{ids[1]}")) == 404
    assert mock.call("GET", "/api/v1/files/list?pageSize=0").status == 400


def test_expiry(mock: "Caller") -> None:
    """Links live for 72 hours of the mock's clock; then the file no longer counts."""
    data = upload(mock, picture())
    mock.now += 72 * HOURS - 1
    assert mock.fetch(data["file_url"]).status == 200
    mock.now += 1
    assert [mock.fetch(data[name]).status for name in ("file_url", "download_url")] == [410, 410]
    assert mock.read(mock.call("GET", "/api/v1/files/quota"))["data"]["used_files"] == 0


def test_memory(mock: "Caller") -> None:
    """Files count in the memory of the mock: the oldest is forgotten, which its link says, and deletion makes room."""
    mock.world.memory.budget = 700_000
    links = [upload(mock, picture())["file_url"] for _ in range(3)]
    assert [mock.fetch(link).status for link in links] == [410, 200, 200]
    assert "forgotten" in mock.error(mock.fetch(links[0]))["message"]
    for each in mock.read(mock.call("GET", "/api/v1/files/list"))["data"]["files"]:
        _ = mock.call("DELETE", f"/api/v1/files/{each['file_id']}")
    assert mock.world.memory.used < 100_000
    mock.world.memory.budget = 1_000
    assert code(mock, send(mock, part("file", picture()))) == 40003


def test_over_http() -> None:
    """A file of two megabytes passes the server, whose other bodies are limited to one."""
    content = picture() + bytes(2 << 20)
    with MockServer(api_key="k") as server:
        connection = HTTPConnection(server.base_url.removeprefix("http://"), timeout=10)
        key = {"authorization": "Bearer k"}
        connection.request("POST", f"{UPLOAD}/stream", form(part("file", content)), {**FORM, **key})
        link = json.loads(connection.getresponse().read())["data"]["file_url"]
        connection.request("GET", link.removeprefix(server.base_url))
        assert connection.getresponse().read() == content
        connection.request("POST", "/v1/images/generations", bytes(2 << 20), key)
        assert connection.getresponse().status == 413
        connection.close()
