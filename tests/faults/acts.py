"""What a server may do with one request: answer it, or fail in any way that networks and services do."""

import json
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from typing import Any

TASK_ID = "task-unified-1-fault"
FILE_URL = "https://files.example/cat.png"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400
Handler = BaseHTTPRequestHandler
_QUIET = 20.0


@dataclass(frozen=True)
class Act:
    """One way to treat a request.

    Attributes:
        name: What it is called in the table.
        do: Does it.
        works: Whether a create request handled like this creates a task.
        asks_for: Seconds that the client is asked to wait before it retries.
    """

    name: str
    do: Callable[[Handler], None]
    works: bool = True
    asks_for: float | None = None


def reply(handler: Handler, status: int, body: bytes, **headers: str) -> None:
    """Send a response, with its true length unless another one is given."""
    handler.send_response(status)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {"content-length": str(len(body)), "x-request-id": "req-1", **given}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def task(**fields: Any) -> bytes:
    """Return a task as the service would, with an estimate that makes tests quick."""
    return json.dumps({"id": TASK_ID, "status": "processing", "task_info": {"estimated_time": 0.4}, **fields}).encode()


def says(name: str, status: int, body: bytes, *, works: bool = True, **headers: str) -> Act:
    """Return an act that sends a response."""
    return Act(name, lambda handler: reply(handler, status, body, **headers), works)


def error_body(code: str | int, message: str = "no") -> bytes:
    """Return an error as the service would."""
    return json.dumps({"error": {"code": code, "message": message, "type": "invalid_request_error"}}).encode()


def error(status: int, code: str | int, *, works: bool = False) -> Act:
    """Return an act that sends an error in the form of the service."""
    return says(f"{status}, {code}", status, error_body(code), works=works, content_type="application/json")


def page(status: int) -> Act:
    """Return an act that sends an HTML page, as gateways do."""
    return says(f"{status}, a page", status, b"<html><h1>Bad day</h1></html>", content_type="text/html")


def limit(seconds: int, *, as_date: bool = False) -> Act:
    """Return an act that limits the rate; a date has whole seconds, so it may ask for up to one second less."""

    def do(handler: Handler) -> None:
        value = formatdate(time.time() + seconds, usegmt=True) if as_date else str(seconds)
        reply(handler, 429, error_body(429, "slow down"), retry_after=value)

    delay = "a date" if as_date else f"{seconds} s"
    return Act(f"429, retry after {delay}", do, works=False, asks_for=seconds - 1.0 if as_date else float(seconds))


def _drop(handler: Handler) -> None:
    handler.close_connection = True


def _hang(handler: Handler) -> None:
    handler.connection.settimeout(_QUIET)
    with suppress(OSError):
        handler.rfile.read(1)
    handler.close_connection = True


def _drip(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("content-length", "1000")
    handler.end_headers()
    handler.close_connection = True
    try:
        for _ in range(int(_QUIET / 0.1)):
            handler.wfile.write(b" ")
            time.sleep(0.1)  # noqa: TID251 - a server, not the client
    except OSError:
        return


def _truncate(handler: Handler) -> None:
    reply(handler, 200, b'{"id": "task-', content_length="1000")
    handler.close_connection = True


def _interrupt(handler: Handler) -> None:
    os.kill(os.getpid(), signal.SIGINT)  # the client's process is this one
    _hang(handler)


INTERRUPTS = Act("is interrupted by Ctrl-C", _interrupt)
DROPS = Act("drops the connection", _drop)
HANGS = Act("hangs", _hang)
DRIPS = Act("drips", _drip)
TRUNCATES = Act("truncates", _truncate)
ACCEPTS = says("accepts", 200, task(status="pending"))
WORKS = says("works", 200, task(progress=50))


def completes(handler: Handler) -> None:
    """Send a completed task, with a link to a file on this server."""
    reply(handler, 200, task(status="completed", results=[f"http://{handler.headers['host']}/files/../../x.exe"]))


def tasks(*shown: bytes) -> bytes:
    """Return the answer to a batch query, of rows in JSON."""
    return b'{"data": [' + b", ".join(shown) + b"]}"


def completes_all(handler: Handler) -> None:
    """Send a completed task in the answer to a batch query."""
    link = f"http://{handler.headers['host']}/files/cat.png"
    reply(handler, 200, tasks(task(status="completed", results=[link])))


def stored(**fields: Any) -> bytes:
    """Return the answer of the files API to an upload."""
    data = {"file_id": "file_1", "file_name": "cat.png", "file_size": len(PNG), "file_url": FILE_URL, **fields}
    return json.dumps({"success": True, "code": 200, "msg": "stored", "data": data}).encode()


def file_error(status: int, code: int) -> Act:
    """Return an act that refuses a file as the files API does."""
    body = json.dumps({"success": False, "code": code, "msg": "no", "data": None}).encode()
    return says(f"{status}, file error {code}", status, body, works=False)


COMPLETES_ALL = Act("completes all", completes_all)
COMPLETES = Act("completes", completes)
STORES = says("stores the file", 200, stored())
GIVES = says("gives the file", 200, PNG, etag='"v1"', set_cookie="spy=1; Path=/")


def breaks_off(after: int, etag: str = '"v1"') -> Act:
    """Return an act that sends the start of the file and drops the connection."""

    def do(handler: Handler) -> None:
        reply(handler, 200, PNG[:after], content_length=str(len(PNG)), etag=etag)
        handler.close_connection = True

    return Act(f"breaks off after {after} bytes", do)


def _gives_the_rest(handler: Handler) -> None:
    start = int((handler.headers.get("range") or "bytes=0-").removeprefix("bytes=").rstrip("-"))
    if handler.headers.get("if-range") != '"v1"' or not start:
        reply(handler, 500, b"the client did not ask to resume")
        return
    reply(handler, 206, PNG[start:], content_range=f"bytes {start}-{len(PNG) - 1}/{len(PNG)}", etag='"v1"')


GIVES_THE_REST = Act("gives the rest", _gives_the_rest)
GIVES_ANOTHER_PART = says("gives another part", 206, PNG[:5], content_range=f"bytes 0-4/{len(PNG)}", etag='"v1"')
