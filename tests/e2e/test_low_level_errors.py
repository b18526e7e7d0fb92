"""The low-level client alone, on a socket whose other end may answer anything."""

import asyncio
import copy
import json
import pickle
import traceback
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import pytest

import pipeline.writing
from evolink_api import AuthenticatedClient, errors
from evolink_api.api.files import list_files, upload_file_url
from evolink_api.api.images import create_image_generation
from evolink_api.api.tasks import get_task_detail
from evolink_api.models import (
    ErrorResponse,
    FileStreamResponse,
    FileUrlRequest,
    ImageGenerationResponse,
    NanoBananaBetaRequest,
    TaskDetailResponse,
)
from evolink_api.types import UNSET, Response, Unset
from tests.listening import Listening

T = TypeVar("T")

TOKEN = "sk-very-secret"
UPLOAD = FileUrlRequest(file_url="https://a.example/1.png")
CREATE = NanoBananaBetaRequest(model="nano-banana-beta", prompt="a cat")

UNREADABLE = {
    "a page": b"<html><h1>502 Bad Gateway</h1></html>",
    "nothing": b"",
    "a list": b"[]",
    "pairs": b'[["id", "task-unified-1"]]',
    "null": b"null",
    "a number": b"5",
    "too long a number": b"1" * 5_000,
    "text": b'"task-unified-1"',
    "truncated": b'{"id": "task-unified-1", "sta',
    "another charset": '{"id": "é"}'.encode("latin-1"),
    "deep": b'{"data":' * 50_000,
}
ODD = {
    "members that are null": b'{"created": null, "results": null, "error": null, "task_info": null, "data": null}',
    "members of other types": b'{"created": [], "results": 5, "error": "x", "task_info": [1], "data": "x", "usage": 1}',
    "an unknown status": b'{"id": "task-unified-1", "status": "melted", "object": "x", "type": "smell"}',
    "dates that are none": b'{"data": {"expires_at": null, "upload_time": "soon"}}',
    "nothing known": b'{"detail": {"a": [null]}}',
}


class Answering(Listening):
    """A server that answers every request as it was last told to."""

    answer: tuple[int, bytes] = 200, b"{}"

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Answering  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        status, body = self.server.answer
        self.send_response(status)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.send_header("x-request-id", "r1")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - its base calls it so
        """Print nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[Answering]:
    with Answering(("127.0.0.1", 0), Handler) as listening:
        thread = Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


@pytest.fixture
def client(server: Answering) -> Iterator[AuthenticatedClient]:
    with AuthenticatedClient(base_url=server.base_url, token=TOKEN) as opened:
        yield opened


def pickled(value: T, protocol: int | None = None) -> T:
    """Return what becomes of a value that is pickled."""
    copied: T = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - made right here
    return copied


def call_each_way(client: AuthenticatedClient) -> Iterator[BaseException | Response[Any]]:
    """Call operations of every shape, sync and async, and return what each returned or raised."""

    async def calls() -> tuple[Any, ...]:
        async with client:
            return await asyncio.gather(
                get_task_detail.asyncio_detailed("task-unified-1", client=client),
                upload_file_url.asyncio_detailed(client=client, body=UPLOAD),
                return_exceptions=True,
            )

    yield from asyncio.run(calls())
    calls_in_turn: list[Callable[[], Any]] = [
        lambda: get_task_detail.sync_detailed("task-unified-1", client=client),
        lambda: list_files.sync_detailed(client=client),
        lambda: upload_file_url.sync_detailed(client=client, body=UPLOAD),
        lambda: create_image_generation.sync_detailed(client=client, body=CREATE),
    ]
    for call in calls_in_turn:
        try:
            yield call()
        except Exception as error:  # noqa: BLE001 - the tests judge whatever it is
            yield error


@pytest.mark.parametrize("status", [200, 401])
@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE)
def test_unreadable(status: int, body: bytes, server: Answering, client: AuthenticatedClient) -> None:
    """A body that isn't what is documented for its status is an error with status, content and headers."""
    server.answer = status, body
    for raised in call_each_way(client):
        assert type(raised) is errors.UnreadableResponse
        assert isinstance(raised, errors.UnexpectedStatus)
        assert (raised.status_code, raised.content, raised.headers["x-request-id"]) == (status, body, "r1")
        assert str(status) in str(raised)
        assert len(str(raised)) < 1_000
        again = pickled(raised)
        assert (again.status_code, again.content, str(again)) == (status, body, str(raised))


@pytest.mark.parametrize("status", [200, 401])
@pytest.mark.parametrize("body", ODD.values(), ids=ODD)
def test_odd(status: int, body: bytes, server: Answering, client: AuthenticatedClient) -> None:
    """Members that no page documents are read as they came, and written as they came."""
    server.answer = status, body
    for answer in call_each_way(client):
        assert isinstance(answer, Response)
        assert answer.parsed
        assert answer.status_code == status
        assert pickled(answer).parsed == answer.parsed
        assert answer.parsed.to_dict() == json.loads(body)


def test_status_without_a_name(server: Answering, client: AuthenticatedClient) -> None:
    """A status that neither the contract nor Python knows is a status, and an error if the client wants it."""
    server.answer = 520, b"<html>"
    for answer in call_each_way(client):
        assert isinstance(answer, Response)
        assert (answer.status_code, answer.parsed, answer.content) == (520, None, b"<html>")
    strict = AuthenticatedClient(base_url=server.base_url, token=TOKEN, raise_on_unexpected_status=True)
    for raised in call_each_way(strict):
        assert type(raised) is errors.UnexpectedStatus
        assert (raised.status_code, raised.headers["x-request-id"]) == (520, "r1")


def test_documented_answers(server: Answering, client: AuthenticatedClient) -> None:
    """What is documented is read as its model."""
    server.answer = 401, b'{"error": {"code": 401, "message": "no"}}'
    assert isinstance(get_task_detail.sync("t", client=client), ErrorResponse)
    server.answer = 200, b'{"id": "task-unified-1"}'
    assert isinstance(create_image_generation.sync(client=client, body=CREATE), ImageGenerationResponse)
    server.answer = 200, b'{"data": {"expires_at": "2026-01-04T00:00:00Z"}}'
    sent = upload_file_url.sync(client=client, body=UPLOAD)
    assert isinstance(sent, FileStreamResponse)
    assert sent.data
    assert not isinstance(sent.data.expires_at, str | Unset)
    assert sent.data.expires_at.year == 2026


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_unset_is_one(protocol: int) -> None:
    """There is one UNSET, also in what was copied or pickled."""
    task = TaskDetailResponse.from_dict({"id": "task-unified-1", "task_info": {}})
    assert task.task_info
    for made in (copy.copy(task), copy.deepcopy(task), pickled(task, protocol)):
        assert made == task
        assert made.task_info
        assert made.created is made.task_info.can_cancel is UNSET
        assert made.to_dict() == {"id": "task-unified-1", "task_info": {}}
    assert copy.copy(UNSET) is copy.deepcopy(UNSET) is pickled(UNSET, protocol) is UNSET
    assert repr(UNSET) == "UNSET"


def shown(error: BaseException) -> str:
    """Return the traceback with the local variables of each frame, as some tools show it, without this file's own."""
    whole = traceback.TracebackException.from_exception(error, capture_locals=True)
    for part in (whole, whole.__cause__, whole.__context__):
        for frame in part.stack if part else ():
            if frame.filename == __file__:
                frame.locals = None
    return "".join(whole.format())


def test_token_is_never_shown(server: Answering) -> None:
    """No repr, message or traceback shows the token, even with local variables; and the caller's headers stay as is."""
    server.answer = 401, b"<html>"
    headers = {"x-key": "sk-very-other"}
    for base_url, verify in ((server.base_url, True), ("http://127.0.0.1:1", True), (server.base_url, "/no/such.pem")):
        client = AuthenticatedClient(
            base_url=base_url,
            token=TOKEN,
            headers=headers,
            cookies={"session": "sk-very-third"},
            verify_ssl=verify,
        )
        assert "sk-very" not in f"{client!r} {client} {client.with_headers({})}"
        with pytest.raises(Exception) as caught:  # noqa: PT011 - each place fails in its way
            get_task_detail.sync("t", client=client)
        assert TOKEN not in shown(caught.value)
        assert "sk-very" not in f"{client!r} {client}"
    assert headers == {"x-key": "sk-very-other"}


@pytest.mark.parametrize("token", [f"{TOKEN}\n", f"{TOKEN}\r\nx-other: 1", f"“{TOKEN}”", f"{TOKEN}\x00"])
def test_token_that_no_header_carries(token: str) -> None:
    """A token that no header can carry is refused before anything is sent, without being shown."""
    client = AuthenticatedClient(base_url="http://127.0.0.1:1", token=token)
    with pytest.raises(ValueError, match="printable ASCII") as caught:
        get_task_detail.sync("t", client=client)
    assert TOKEN not in shown(caught.value)
    with pytest.raises(ValueError, match="printable ASCII"):
        asyncio.run(get_task_detail.asyncio("t", client=client))


def test_templates_are_of_the_pinned_generator() -> None:
    """Our templates were changed from those of the generator that is installed."""
    (folder,) = pipeline.writing.__path__
    templates = list(Path(folder, "templates").glob("*.jinja"))
    assert templates
    mark = f"{{# Changed from openapi-python-client {version('openapi-python-client')}:"
    assert [path.name for path in templates if not path.read_text(encoding="utf-8").startswith(mark)] == []
