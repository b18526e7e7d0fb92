"""Uploads: where they go, how often, and what is remembered of them."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from evolink import EvoLink
from evolink._calls.uploads import Uploads
from evolink._files.local_file import LocalFile, local_file
from evolink._files.upload_memory import ClientMemory, RememberedUpload
from evolink._http.port import Response, Slot
from evolink._http.run import run
from evolink._http.settings import make_settings
from evolink._task.flow import Flow
from evolink.errors import ConnectionFailed, FileRefused, InvalidRequest, NotFound, RequestRefused, ServiceError

Play = Callable[..., Flow]
FILES = "https://files-api.evolink.ai"
HOUR = 3600.0
LOST = ConnectionFailed("the connection was lost")


def png(content: bytes = b"") -> LocalFile:
    found = local_file(b"\x89PNG\r\n\x1a\n" + content)
    assert found
    return found


def stored(number: int = 1, **data: Any) -> Response:
    fields = {"file_id": f"file_{number}", "file_url": f"https://files.example/{number}.png", **data}
    return Response(200, {}, json.dumps({"success": True, "data": fields}).encode(), 1e9)


def sent(flow: Flow) -> list[str]:
    port: Any = flow.port
    return [f"{request.method} {request.path}" for request in port.sent]


@pytest.mark.parametrize(
    ("base_url", "address"),
    [
        (None, FILES),
        ("https://API.evolink.ai:443/", FILES),
        ("https://gateway.example/evolink", "https://gateway.example/evolink"),
        ("https://api.evolink.ai.example", "https://api.evolink.ai.example"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_host(base_url: str | None, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the documented service has its files elsewhere; any other key stays where it belongs."""
    monkeypatch.delenv("EVOLINK_BASE_URL", raising=False)
    settings = make_settings("sk-key", base_url, 30)
    assert settings.address(FILES) == address
    assert settings.address(None) == settings.base_url


def test_documented_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """The documented service gets its key at both of its hosts, and a redirect takes it nowhere else."""
    monkeypatch.delenv("EVOLINK_BASE_URL", raising=False)
    asked: list[tuple[str, str | None]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append((f"{request.method} {request.url}", request.headers.get("authorization")))
        if request.method == "DELETE":
            return httpx.Response(307, headers={"location": "https://elsewhere.example/"})
        return httpx.Response(200, json={"success": True, "data": {"max_files": 1, "user": {}}})

    own = httpx.Client(transport=httpx.MockTransport(answer))  # noqa: TID251 - the caller's own
    with own, EvoLink(api_key="sk-key", http_client=own) as client:
        client.credits()
        client.files.quota()
        with pytest.raises(RequestRefused):
            client.files.delete("file_1")
    assert [place for place, _ in asked] == [
        "GET https://api.evolink.ai/v1/credits",
        "GET https://files-api.evolink.ai/api/v1/files/quota",
        "DELETE https://files-api.evolink.ai/api/v1/files/file_1",
    ]
    assert {key for _, key in asked} == {"Bearer sk-key"}


def test_request(play: Play) -> None:
    """An upload is a form with the file under a name of its own, and limited by silence."""
    flow, content = play(stored(), timeout=30.0), png(b"x" * 2_000_000)
    assert run(Uploads(flow).upload(content, None, "shots", "stream")).id == "file_1"
    port: Any = flow.port
    (request,) = port.sent
    assert (request.server, request.slot, request.body) == (FILES, Slot.UPLOAD, None)
    assert request.form.fields == {"file_name": request.form.file.name, "upload_path": "shots"}
    assert (request.form.file.field, request.form.file.sha256) == ("file", content.sha256)
    assert request.silence == pytest.approx(31.0, abs=0.01)
    assert port.timeouts[0] > 100


def test_attempts(play: Play) -> None:
    """What may go better is tried four times, and pauses grow."""
    flow = play(LOST, Response(502), LOST, LOST)
    with pytest.raises(ConnectionFailed):
        run(Uploads(flow).link_for(png()))
    port: Any = flow.port
    assert port.pauses == [0.25, 0.5, 1.0]


def test_own_limit(play: Play) -> None:
    """A limit of the files API delays uploads and nothing else."""
    flow = play(Response(429, {"retry-after": "20"}, b'{"success": false}', 1e9), stored())
    run(Uploads(flow).link_for(png()))
    port: Any = flow.port
    assert sum(port.pauses) >= 20
    assert flow.limit.left(1000.0) == 0


def test_refusal(play: Play) -> None:
    """A refusal is final, and the next call tries again."""
    flow = play(Response(400, {}, b'{"success": false, "code": 40003}'), stored())
    uploads = Uploads(flow)
    with pytest.raises(FileRefused):
        run(uploads.link_for(png()))
    assert run(uploads.link_for(png())) == "https://files.example/1.png"


def test_same_content(play: Play) -> None:
    """The same content is uploaded once, whatever its name is; another content has another link."""
    flow = play(stored(1), stored(2))
    uploads = Uploads(flow)
    assert [run(uploads.link_for(each)) for each in (png(), png(), png(b"2"), png())] == [
        f"https://files.example/{number}.png" for number in (1, 1, 2, 1)
    ]


def test_expired_link(play: Play) -> None:
    """A link is used again while it lives for an hour yet, by this machine's clock."""
    long_ago = "2020-01-01T00:00:00Z"
    flow = play(stored(1, upload_time=long_ago, expires_at="2020-01-01T05:00:00Z"), stored(2))
    uploads, port = Uploads(flow), flow.port
    links: list[str] = []
    for _ in range(3):
        links.append(run(uploads.link_for(png())))
        port.clock += 2.5 * HOUR  # type: ignore[attr-defined]
    assert [link[-5:] for link in links] == ["1.png", "1.png", "2.png"]


def test_named_upload(play: Play) -> None:
    """A file under a name of the caller's is not remembered: another file of that name may replace it."""
    flow = play(stored(1), stored(2), stored(3))
    uploads = Uploads(flow)
    run(uploads.upload(png(), "cat.png", None, "stream"))
    assert run(uploads.link_for(png())).endswith("/2.png")
    assert run(uploads.upload(png(), None, None, "stream")).url.endswith("/3.png")
    assert run(uploads.link_for(png())).endswith("/3.png")


def test_deletion(play: Play) -> None:
    """A deleted file is forgotten; a deletion whose answer was lost may find the file gone."""
    flow = play(stored(1), LOST, Response(404, {}, b'{"success": false}'), stored(2))
    uploads = Uploads(flow)
    run(uploads.link_for(png()))
    run(uploads.delete("file_1", None))
    assert run(uploads.link_for(png())).endswith("/2.png")
    assert sent(flow)[1:3] == ["DELETE /api/v1/files/file_1"] * 2


def test_failed_deletion(play: Play) -> None:
    """A file that is not there can't be deleted, and IDs never leave their place in the path."""
    flow = play(Response(404, {}, b'{"success": false}'))
    with pytest.raises(NotFound):
        run(Uploads(flow).delete("a/../b?c", None))
    assert sent(flow) == ["DELETE /api/v1/files/a%2F..%2Fb%3Fc"]
    for odd in ("", "..", "\n"):
        with pytest.raises(InvalidRequest):
            run(Uploads(flow).delete(odd, None))


def test_list_of_pages(play: Play) -> None:
    """A list is read page by page until all files are there, or until a page has nothing new."""

    def page(*numbers: int, total: object = None) -> Response:
        rows = [{"file_id": str(number)} for number in numbers]
        return Response(200, {}, json.dumps({"success": True, "data": {"files": rows, "total": total}}).encode())

    for pages in (
        [page(1, 2, total=3), page(3, total=3)],
        [page(1, 2), page(3), page(3)],
        [page(1, 2, 3, total="?"), page()],
    ):
        flow = play(*pages)
        assert [file.id for file in run(Uploads(flow).service.list_all())] == ["1", "2", "3"]
        assert sent(flow)[-1] == f"GET /api/v1/files/list?page={len(pages)}&pageSize=100"


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client without a journal remembers its latest uploads, for each host."""
    monkeypatch.setattr("evolink._files.upload_memory._MOST", 2)
    memory = ClientMemory()
    for number in range(3):
        memory.keep(RememberedUpload("host", str(number), f"url-{number}", None, 1, 2e9), 1e9)
    found = [memory.claim("host", str(number), 1e9, 2e9) for number in range(3)]
    assert [each is True for each in found] == [True, False, False]
    assert memory.claim("elsewhere", "2", 1e9, 2e9) is True


def test_wrong_size_is_repeated(play: Play) -> None:
    """A file that was stored in part is sent again, under the same name."""
    flow = play(stored(1, file_size=3), stored(2, file_size=8), stored(3, file_size=3))
    assert run(Uploads(flow).link_for(png())).endswith("/2.png")
    port: Any = flow.port
    assert len({request.form.file.name for request in port.sent}) == 1
    port._steps = [stored(3, file_size=3)] * 4
    with pytest.raises(ServiceError, match="3 bytes"):
        run(Uploads(flow).link_for(png()))


def test_too_large(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is too large is refused before it is sent, by the limit of the contract."""
    monkeypatch.setattr("evolink._files.file_service.largest_upload", lambda: 10)
    with pytest.raises(InvalidRequest, match="has 11 bytes"):
        run(Uploads(play()).link_for(png(b"123")))
