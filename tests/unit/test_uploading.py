"""Uploads over real sockets: how a file is sent, and what goes wrong while it is."""

import asyncio
import json
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import pytest

from evolink import AsyncEvoLink, EvoLink
from evolink._calls.single_flight import SingleFlight
from evolink._calls.uploads import Uploads
from evolink._files.local_file import LocalFile, local_file
from evolink._http.run import run
from evolink.errors import ApiError, ConnectionFailed, InvalidRequest
from tests.clients import MODES, Mode, client_of
from tests.listening import Listening

KEY = "sk-uploading-Zx81"
HEAD = b"\x89PNG\r\n\x1a\n"
PIECE = 64 * 1024


class Files:
    """A service whose files API reads each upload piece by piece, and stores what it gets completely.

    Attributes:
        between: Called before each piece, with the number of bytes that came so far.
        keeps: Whether it keeps what it gets.
        forms: The complete forms that it got.
        begun: How many uploads have begun.
        address: Where it is.
    """

    def __init__(self) -> None:
        self.between: Callable[[int], object] = lambda _: None
        self.keeps = True
        self.forms: list[tuple[str, bytes]] = []
        self.begun = 0
        self.address = ""

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("content-length") or 0)
        if "/files/" not in handler.path:
            handler.rfile.read(length)
            self._reply(handler, {"id": "task-unified-1-x", "status": "pending", "data": {"user": {}}})
            return
        self.begun += 1
        pieces: list[bytes] = []
        came = 0
        while came < length:
            self.between(came)
            piece = handler.rfile.read(min(PIECE, length - came))
            if not piece:
                return
            came += len(piece)
            if self.keeps:
                pieces.append(piece)
        self.forms.append((handler.headers["content-type"], b"".join(pieces)))
        data = {"file_id": "file_1", "file_url": f"https://files.example/{len(self.forms)}"}
        self._reply(handler, {"success": True, "data": data})

    def _reply(self, handler: BaseHTTPRequestHandler, answer: object) -> None:
        body = json.dumps(answer).encode()
        handler.send_response(200)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def parts(self) -> dict[str, tuple[str | None, str, bytes]]:
        """Return the fields of the last form: file name, type and content of each."""
        content_type, body = self.forms[-1]
        message = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body)
        found: dict[str, tuple[str | None, str, bytes]] = {}
        for part in message.walk():
            if not part.is_multipart():
                content: Any = part.get_payload(decode=True)
                name = str(part.get_param("name", header="content-disposition"))
                found[name] = part.get_filename(), part.get_content_type(), content
        return found


@pytest.fixture
def files() -> Iterator[Files]:
    service = Files()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            with suppress(OSError):  # the client may hang up at any time
                service.handle(self)

        do_GET = do_POST  # noqa: N815 - the base class looks for this name

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class says so
            """Log nothing."""

    server = Listening(("127.0.0.1", 0), Handler)
    server.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, PIECE)  # or a buffer could hold a large file
    service.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02))
    thread.start()
    yield service
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file that no buffer of a socket holds."""
    path = tmp_path / "large.png"
    path.write_bytes((HEAD + bytes(range(256)) * 41_000)[: 160 * PIECE])  # no piece of it is smaller than others
    return path


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """One attempt, and no time for the service to store a file."""
    monkeypatch.setattr("evolink._files.file_service._MOST_ATTEMPTS", 1)
    monkeypatch.setattr("evolink._files.file_service._STORED", 1e12)


def local(content: object = HEAD) -> LocalFile:
    found = local_file(content)
    assert found
    return found


def uploads_of(client: Any) -> Uploads:
    uploads: Uploads = client._uploads
    return uploads


@pytest.mark.parametrize("own_client", [False, True])
@pytest.mark.parametrize("mode", MODES)
def test_form(mode: Mode, files: Files, large: Path, own_client: bool) -> None:  # noqa: FBT001 - a parameter
    """The service gets the file as it is, with its type, under one name; and no more memory is used for a large one."""
    with ExitStack() as stack:
        given: dict[str, Any] = {}
        if own_client:
            made = httpx.Client() if mode == "sync" else httpx.AsyncClient()  # noqa: TID251 - the caller's own
            given = {"http_client": made}
        go = stack.enter_context(client_of(mode, api_key=KEY, base_url=files.address, **given))
        uploaded = go(lambda client: client.files.upload(large, name="a cat.png", folder="shots"))
        if own_client and mode == "sync":
            given["http_client"].close()
        if own_client and mode == "async":
            go(lambda _: given["http_client"].aclose())
    assert (uploaded.url, uploaded.id) == ("https://files.example/1", "file_1")
    assert files.parts() == {
        "file_name": (None, "text/plain", b"a cat.png"),
        "upload_path": (None, "text/plain", b"shots"),
        "file": ("a cat.png", "image/png", large.read_bytes()),
    }


def test_memory(files: Files, tmp_path: Path) -> None:
    """A file is never in memory as a whole."""
    path = tmp_path / "long.mp4"
    with path.open("wb") as written:
        written.write(b"\0\0\0\x18ftypisom")
        written.truncate(30 * 1024**2)
    files.keeps = False
    with EvoLink(api_key=KEY, base_url=files.address) as client:
        client.files.upload(HEAD)
        # A thread that an earlier test left may take memory meanwhile, but not each time.
        assert any(_peak(client, path) < 4 * 1024**2 for _ in range(3))


def _peak(client: EvoLink, path: Path) -> int:
    """Return how many bytes Python holds at most while a file, which is a new one each time, is uploaded."""
    _append(path)
    tracemalloc.start()
    try:
        client.files.upload(path)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _truncate(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(5_000_000)


def _append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(-10, 2)
        file.write(b"other")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("change", [_truncate, _append, _overwrite])
def test_file_that_changes(change: Callable[[Path], None], mode: Mode, files: Files, large: Path) -> None:
    """A file that changes while it is sent is not uploaded: the service gets it incompletely, and no second time."""
    changed = threading.Event()

    def once(came: int) -> None:
        if came and not changed.is_set():
            changed.set()
            change(large)

    files.between = once
    with (
        client_of(mode, api_key=KEY, base_url=files.address) as go,
        pytest.raises(InvalidRequest, match=r"cut off: large\.png: changed while"),
    ):
        go(lambda client: client.files.upload(large))
    assert (files.forms, files.begun) == ([], 1)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("mode", MODES)
def test_slow_service(mode: Mode, files: Files, large: Path) -> None:
    """An upload may take longer than a time-out, as long as it proceeds."""
    files.between = lambda came: time.sleep(0.08) if came % (8 * PIECE) == 0 else None  # noqa: TID251 - a server
    began = time.monotonic()
    with client_of(mode, api_key=KEY, base_url=files.address, timeout=1.2) as go:
        assert go(lambda client: client.files.upload(large)).url
    assert time.monotonic() - began > 1.5


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("mode", MODES)
def test_stuck_service(mode: Mode, files: Files, large: Path) -> None:
    """An upload that does not proceed is given up after a time-out of silence, long before its whole time is over."""
    done = threading.Event()
    files.between = lambda came: done.wait(20) if came else None
    began = time.monotonic()
    with client_of(mode, api_key=KEY, base_url=files.address, timeout=0.5) as go, pytest.raises(ConnectionFailed):
        go(lambda client: client.files.upload(large))
    done.set()
    assert time.monotonic() - began < 5


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("hangs_up", [True, False])
@pytest.mark.parametrize("mode", MODES)
def test_refused_early(mode: Mode, files: Files, large: Path, hangs_up: bool) -> None:  # noqa: FBT001 - a parameter
    """What a service says before it has read all of a file is heard, whether it then hangs up or just stops reading."""
    done = threading.Event()

    def refuse(handler: BaseHTTPRequestHandler) -> None:
        files.begun += 1
        handler.rfile.read(PIECE)
        body = b'{"code": 413, "msg": "too large for us"}'
        handler.wfile.write(b"HTTP/1.1 413 Too Large\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body))
        if not hangs_up:
            done.wait(20)
        handler.close_connection = True

    files.handle = refuse  # type: ignore[method-assign]
    with client_of(mode, api_key=KEY, base_url=files.address) as go, pytest.raises(ApiError) as caught:
        go(lambda client: client.files.upload(large))
    done.set()
    assert caught.value.status == 413
    assert files.begun == 1


def test_own_slots(files: Files) -> None:
    """Ten uploads run at once; others wait for them, and nothing else does."""
    may_end = threading.Event()
    files.between = lambda _: may_end.wait(20)

    async def crowd() -> None:
        async with AsyncEvoLink(api_key=KEY, base_url=files.address) as client:
            uploads = [asyncio.create_task(client.files.upload(HEAD + bytes([number]))) for number in range(12)]
            while files.begun < 10:
                await client.credits()
            await client.images.submit(model="gpt-4o-image", prompt="a cat")
            assert files.begun == 10
            may_end.set()
            await asyncio.gather(*uploads)

    asyncio.run(crowd())
    assert len(files.forms) == 12


def test_threads(files: Files) -> None:
    """Threads that want a link to the same content at once share one upload."""
    together = threading.Barrier(8)
    files.between = lambda _: time.sleep(0.1)  # noqa: TID251 - a server
    with EvoLink(api_key=KEY, base_url=files.address) as client, ThreadPoolExecutor(8) as threads:

        def link(_: int) -> str:
            together.wait(20)
            return run(uploads_of(client).link_for(local()))

        assert set(threads.map(link, range(8))) == {"https://files.example/1"}
    assert len(files.forms) == 1


def test_cancelled_upload(files: Files, large: Path) -> None:
    """If the task that uploads a file is cancelled, another one that waits for its link uploads it."""
    has_begun, may_end = threading.Event(), threading.Event()

    def wait(_: int) -> None:
        has_begun.set()
        may_end.wait(20)

    files.between = wait

    async def both() -> str:
        async with AsyncEvoLink(api_key=KEY, base_url=files.address) as client:
            first, second = (asyncio.create_task(uploads_of(client).link_for(local(large))) for _ in range(2))
            await asyncio.to_thread(has_begun.wait, 20)
            first.cancel()
            may_end.set()
            with pytest.raises(asyncio.CancelledError):
                await first
            return await second

    assert asyncio.run(both()) == "https://files.example/1"
    assert files.begun == 2


def test_fork(files: Files) -> None:
    """A process that was forked while something was made does not wait for it."""
    with EvoLink(api_key=KEY, base_url=files.address) as client:
        flight = SingleFlight(client._flow.port)
        flight._join("x")
        flight._process = -1
        assert run(flight.get("x", lambda: uploads_of(client).link_for(local())))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    ("file", "given", "words"),
    [
        ("cat.png", {}, r"is not a link; .*Path"),
        ("ftp://files.example/x", {}, "is not a link"),
        (5, {}, "must be a path"),
        (b"", {}, "empty"),
        (b"plain text", {}, "not an image, video or audio file"),
        (Path("/no/such/file.png"), {}, "no such file"),
        (HEAD, {"name": "a/b"}, "file name"),
        (HEAD, {"folder": "../a"}, "folder"),
        (HEAD, {"way": "carrier pigeon"}, "stream"),
    ],
)
def test_refused_before(mode: Mode, file: object, given: dict[str, str], words: str, files: Files) -> None:
    """What can't be uploaded is refused before anything is sent."""
    with client_of(mode, api_key=KEY, base_url=files.address) as go, pytest.raises(InvalidRequest, match=words):
        go(lambda client: client.files.upload(file, **given))
    assert files.begun == 0
