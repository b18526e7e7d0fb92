"""What a service can do to a client over a real socket, and what the client makes of it."""

import json
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from evolink.errors import NotAPicture, RequestRefused, SubmissionUncertain, TaskTimeout

Go = Callable[[Callable[[Any], Any]], Any]
Open = Callable[..., Go]
Serve = Callable[[Callable[[BaseHTTPRequestHandler], None]], str]
GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat"}
TASK = {"id": "task-unified-1-x", "status": "processing", "progress": 10}
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 100_000


def reply(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.rfile.read(int(handler.headers.get("content-length") or 0))
    handler.send_response(status)
    for name, value in {"content-length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def reply_json(handler: BaseHTTPRequestHandler, body: object) -> None:
    reply(handler, 200, json.dumps(body).encode())


def drop(handler: BaseHTTPRequestHandler) -> None:
    handler.rfile.read(int(handler.headers.get("content-length") or 0))
    handler.close_connection = True


def hang(handler: BaseHTTPRequestHandler) -> None:
    handler.rfile.read(int(handler.headers.get("content-length") or 0))
    handler.connection.settimeout(10)
    handler.rfile.read(1)
    handler.close_connection = True


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b" ")
            time.sleep(0.05)  # noqa: TID251 - a server, not the client
    except OSError:
        handler.close_connection = True


def truncate(handler: BaseHTTPRequestHandler) -> None:
    handler.rfile.read(int(handler.headers.get("content-length") or 0))
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"id": "task-')
    handler.close_connection = True


def page(handler: BaseHTTPRequestHandler) -> None:
    reply(handler, 502, b"<html>Bad Gateway</html>")


@pytest.mark.parametrize("trouble", [drop, hang, truncate, page], ids=lambda trouble: trouble.__name__)
def test_a_create_request_whose_answer_is_lost_is_sent_once(
    connect: Open, serve: Serve, trouble: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    seen: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.headers["idempotency-key"])
        trouble(handler)

    go = connect(api_key="k", base_url=serve(answer), timeout=0.5)
    with pytest.raises(SubmissionUncertain) as caught:
        go(lambda client: client.images.submit(**GPT))
    assert seen == [caught.value.idempotency_key]


@pytest.mark.parametrize("trouble", [hang, drip, drop, page], ids=lambda trouble: trouble.__name__)
def test_a_wait_ends_on_time_whatever_its_reads_do(
    connect: Open, serve: Serve, trouble: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.command == "POST":
            reply_json(handler, TASK)
        else:
            trouble(handler)

    go = connect(api_key="k", base_url=serve(answer))
    task = go(lambda client: client.images.submit(**GPT))
    began = time.monotonic()
    with pytest.raises(TaskTimeout) as caught:
        go(lambda _: task.wait(timeout=1.5))
    assert 1.5 <= time.monotonic() - began < 2.2
    assert caught.value.task is task


def test_a_redirect_is_not_followed_so_the_key_stays_here(connect: Open, serve: Serve) -> None:
    elsewhere: list[str] = []

    def catch(handler: BaseHTTPRequestHandler) -> None:
        elsewhere.append(handler.path)
        reply_json(handler, TASK)

    other = serve(catch)
    here = serve(lambda handler: reply(handler, 307, b"", location=f"{other}/v1/credits"))
    with pytest.raises(RequestRefused):
        connect(api_key="k", base_url=here)(lambda client: client.credits())
    assert elsewhere == []


def test_a_download_that_breaks_off_begins_anew_and_is_whole(connect: Open, serve: Serve, tmp_path: Path) -> None:
    attempts: list[str | None] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path.startswith("/v1/"):
            link = f"http://{handler.headers['host']}/../../x.exe"
            reply_json(handler, {**TASK, "status": "completed", "results": [link]})
            return
        attempts.append(handler.headers.get("authorization"))
        if len(attempts) == 1:
            handler.send_response(200)
            handler.send_header("content-length", str(len(PNG)))
            handler.end_headers()
            handler.wfile.write(PNG[:50_000])
            handler.close_connection = True
        else:
            reply(handler, 200, PNG, set_cookie="a=b")

    go = connect(api_key="k", base_url=serve(answer))
    images = go(lambda client: client.images.generate(**GPT))
    (path,) = go(lambda _: images.save(tmp_path))
    assert (path.name, path.read_bytes()) == ("task-unified-1-x-1.png", PNG)
    assert list(tmp_path.iterdir()) == [path]
    assert attempts == [None, None]


def test_a_page_in_place_of_a_picture_is_not_saved(connect: Open, serve: Serve, tmp_path: Path) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path.startswith("/v1/"):
            reply_json(handler, {**TASK, "status": "completed", "results": [f"http://{handler.headers['host']}/x"]})
        else:
            reply(handler, 200, b"<html>this link has expired</html>", content_type="image/png")

    go = connect(api_key="k", base_url=serve(answer))
    images = go(lambda client: client.images.generate(**GPT))
    with pytest.raises(NotAPicture):
        go(lambda _: images[0].save(tmp_path / "cat.png"))
    assert list(tmp_path.iterdir()) == []
