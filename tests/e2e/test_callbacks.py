"""Callbacks are hints: what they say is read back before it counts."""

import asyncio
import json
import logging
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvicorn

from evolink import AsyncEvoLink, AsyncTask, EvoLink, callbacks
from evolink.errors import CallbackRefused, ConfigurationError, NotFound
from evolink_mock import MockServer
from tests.waiting import until_async

KEY = "sk-callbacks"
TOKEN = "a-token-nobody-guesses"
GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat"}
UNKNOWN = b'{"id": "task-unified-1-unknown", "status": "completed", "results": ["https://evil.example/x.png"]}'


@pytest.fixture
def server() -> Iterator[MockServer]:
    with MockServer(api_key=KEY, speed=0) as still:
        yield still


@asynccontextmanager
async def connected(server: MockServer) -> AsyncIterator[AsyncEvoLink]:
    async with AsyncEvoLink(api_key=KEY, base_url=server.base_url) as client:
        yield client


async def post(app: callbacks.Endpoint, body: bytes, path: str = f"/hooks/{TOKEN}", method: str = "POST") -> int:
    """Ask the application as a server would, with the body in two pieces."""
    pieces = [body[:10], body[10:]]
    statuses: list[int] = []

    async def receive() -> dict[str, Any]:
        piece = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: Any) -> None:
        statuses.extend([message["status"]] if "status" in message else [])

    await app({"type": "http", "method": method, "path": path}, receive, send)
    return statuses[0]


def said(task: AsyncTask, **more: Any) -> bytes:
    return json.dumps({"id": task.id, "status": "completed", "progress": 100, **more}).encode()


def reads(server: MockServer) -> int:
    return sum(entry.request.method == "GET" for entry in list(server.world.request_log))


def go(scenario: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(120):
            await scenario()

    asyncio.run(bounded())


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"id": 7}', b'{"id": "../credits"}', b'{"id": ""}', b"[" * 100_000),
        json.dumps({"id": "task-unified-" + "x" * 500}).encode(),
        b" " * 2_000_000,
    ],
    ids=lambda body: repr(body[:20]),
)
def test_body_without_task(body: bytes) -> None:
    """A callback whose body is not a task is refused."""
    with pytest.raises(CallbackRefused):
        callbacks.parse(body)


def test_parse() -> None:
    """`parse` returns the facts of the task in a body."""
    fault = {"code": "content_policy_violation", "message": "no"}
    parsed = callbacks.parse(json.dumps({"id": "task-unified-1-x", "status": "failed", "error": fault}).encode())
    assert (parsed.id, parsed.failed, parsed.error) == ("task-unified-1-x", True, callbacks.Fault(**fault))


def test_false_callback(server: MockServer) -> None:
    """A callback that claims a false status is believed by neither client."""
    with EvoLink(api_key=KEY, base_url=server.base_url) as client:
        task = client.images.submit(**GPT)
        lie = json.dumps({"id": task.id, "status": "completed", "results": ["https://evil.example/x"]}).encode()
        assert callbacks.verify(client, lie).status == "pending"
        assert callbacks.verify(client, lie).results == ()
        with pytest.raises(NotFound):
            callbacks.verify(client, UNKNOWN)

    async def scenario() -> None:
        async with connected(server) as other:
            assert (await callbacks.verify(other, lie)).status == "pending"

    go(scenario)


@pytest.mark.parametrize("token", ["", "short", "with/a/slash/and/more", "with a blank in it", "ünicode-ünicode-ü"])
def test_weak_token(server: MockServer, token: str) -> None:
    """A path token that is too short or not safe in a path is refused."""
    client = AsyncEvoLink(api_key=KEY, base_url=server.base_url)
    with pytest.raises(ConfigurationError, match="path_token"):
        callbacks.endpoint(client, path_token=token)


def test_token_required(server: MockServer) -> None:
    """Only POST requests whose path ends in the token are accepted."""

    async def scenario() -> None:
        async with connected(server) as client:
            app = callbacks.endpoint(client, path_token=TOKEN)
            assert await post(app, b"{}") == 204
            assert await post(app, b"{}", f"/{TOKEN}") == 204
            for path in (f"/hooks/{TOKEN}x", "/hooks/", "/", f"/{TOKEN}/", f"/{TOKEN.upper()}", "/ü\udcff"):
                assert await post(app, b"{}", path) == 404
            assert await post(app, b"{}", method="GET") == 404

    go(scenario)
    assert not server.world.request_log


def test_finished_task(server: MockServer) -> None:
    """A finished task is passed on once, as the service shows it."""
    seen: list[AsyncTask] = []

    async def scenario() -> None:
        async with connected(server) as client:
            app = callbacks.endpoint(client, seen.append, path_token=TOKEN)
            task = await client.images.submit(**GPT)
            server.clock.advance(1000)
            body = said(task, results=["https://evil.example/x.png"])
            assert [await post(app, body) for _ in range(3)] == [204] * 3
            await app.drain()
            (shown,) = seen
            assert shown.id == task.id
            assert shown.results[0].startswith(server.base_url)

    go(scenario)


def test_failed_task(server: MockServer) -> None:
    """A failed task is passed on too, to a function that may be a coroutine."""
    seen: list[AsyncTask] = []
    server.world.script(KEY, "story=content_policy_violation")

    async def done(task: AsyncTask) -> None:
        await asyncio.sleep(0)  # noqa: TID251 - a user's own code
        seen.append(task)

    async def scenario() -> None:
        async with connected(server) as client:
            app = callbacks.endpoint(client, done, path_token=TOKEN)
            task = await client.images.submit(**GPT)
            server.clock.advance(1000)
            await post(app, said(task))
            await app.drain()

    go(scenario)
    assert [task.failed for task in seen] == [True]


def test_unknown_task(server: MockServer, caplog: pytest.LogCaptureFixture) -> None:
    """A task that the service does not know is not passed on."""

    async def scenario() -> None:
        async with connected(server) as client:
            app = callbacks.endpoint(client, lambda _: pytest.fail("believed a lie"), path_token=TOKEN)
            with caplog.at_level(logging.WARNING, "evolink"):
                assert await post(app, UNKNOWN) == 204
                await app.drain()

    go(scenario)
    assert "not believed" in caplog.text


@pytest.mark.parametrize("trouble", ["code=404", "code=500", "story=running"])
def test_read_until_ended(server: MockServer, trouble: str) -> None:
    """After its only callback, a task is read until it has ended."""
    seen: asyncio.Queue[AsyncTask] = asyncio.Queue()

    async def scenario() -> None:
        async with connected(server) as client:
            app = callbacks.endpoint(client, seen.put, path_token=TOKEN)
            task = await client.images.submit(**GPT)
            if trouble != "story=running":
                server.world.script(KEY, trouble, on="getTaskDetail")
                server.clock.advance(1000)
            assert await post(app, said(task)) == 204
            await until_async(lambda: reads(server) >= 1)
            server.clock.advance(1000)
            assert (await seen.get()).id == task.id
            assert reads(server) >= 2

    go(scenario)


class Readable:
    """A task that the service shows as ended, as far as an endpoint looks at it."""

    ended = True

    def __init__(self, task_id: str) -> None:
        self.id = task_id

    async def wait(self) -> None:
        return


def test_many_callbacks() -> None:
    """Twelve thousand callbacks at once are each passed on once, with at most twenty reads at a time."""
    ids = [f"task-unified-1-{number}" for number in range(12_000)]
    seen: list[str] = []
    reading: list[int] = [0, 0]

    class Tasks:
        async def get(self, task_id: str) -> Readable:
            reading[0] += 1
            reading[1] = max(reading)
            await asyncio.sleep(0)  # noqa: TID251 - as a read does, let others run
            reading[0] -= 1
            return Readable(task_id)

    class Client:
        tasks = Tasks()

    async def scenario() -> None:
        app = callbacks.Endpoint(Client(), lambda task: seen.append(task.id), TOKEN)  # type: ignore[arg-type]
        bodies = [json.dumps({"id": task_id, "status": "completed"}).encode() for task_id in ids]
        answers = await asyncio.gather(*(post(app, body) for body in bodies * 2))
        assert set(answers) == {204}
        await app.drain()

    go(scenario)
    assert sorted(seen) == sorted(ids)
    assert reading[1] == 20


def test_slow_body(monkeypatch: pytest.MonkeyPatch, server: MockServer) -> None:
    """A body that arrives too slowly is given up."""
    monkeypatch.setattr(callbacks, "_SLOWEST", 0.05)
    statuses: list[int] = []

    async def never() -> Any:
        await asyncio.Event().wait()

    async def send(message: Any) -> None:
        statuses.extend([message["status"]] if "status" in message else [])

    async def scenario() -> None:
        async with connected(server) as client:
            app = callbacks.endpoint(client, path_token=TOKEN)
            await app({"type": "http", "method": "POST", "path": f"/{TOKEN}"}, never, send)

    go(scenario)
    assert statuses == [408]


def test_on_task_raises(server: MockServer, caplog: pytest.LogCaptureFixture) -> None:
    """An exception of the user's function is logged, and the endpoint keeps working."""

    def broken(_: AsyncTask) -> None:
        raise LookupError("my own fault")

    async def scenario() -> None:
        async with connected(server) as client:
            app = callbacks.endpoint(client, broken, path_token=TOKEN)
            task = await client.images.submit(**GPT)
            server.clock.advance(1000)
            assert await post(app, said(task)) == 204
            await app.drain()
            assert await post(app, said(task)) == 204

    go(scenario)
    assert "my own fault" in caplog.text


@pytest.mark.parametrize("early", [True, False], ids=["callback before the wait", "callback during the wait"])
def test_callback_ends_wait(
    server: MockServer,
    early: bool,  # noqa: FBT001 - a row
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A callback ends a wait long before the next poll."""
    monkeypatch.setattr("evolink._task.poll_schedule._LONGEST_FIRST", 60.0)

    async def scenario() -> None:
        async with connected(server) as client:
            app = callbacks.endpoint(client, path_token=TOKEN)
            task = await client.images.submit(**GPT)
            server.clock.advance(1000)
            if early:
                await post(app, said(task))
            began = time.monotonic()
            waiting = asyncio.create_task(app.wait(task))
            if not early:
                await until_async(lambda: task.id in app._waiting)
                await post(app, said(task))
            assert (await waiting).urls
            assert time.monotonic() - began < 40  # the first poll comes after 60 s
            await app.drain()

    go(scenario)


@asynccontextmanager
async def served(app: callbacks.Endpoint) -> AsyncIterator[str]:
    """Serve an application on a free port, as its user does, and return its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    web = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    serving = asyncio.create_task(web.serve([listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        web.should_exit = True
        await serving


def test_mock_callback_ends_wait(server: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mock's callback to an endpoint on this machine ends the wait."""
    monkeypatch.setattr("evolink._task.poll_schedule._LONGEST_FIRST", 60.0)
    seen: list[AsyncTask] = []

    async def scenario() -> None:
        async with connected(server) as client:
            app = callbacks.endpoint(client, seen.append, path_token=TOKEN)
            async with served(app) as address:
                server.callbacks_to = address
                task = await client.images.submit(**GPT, callback_url=f"https://pictures.example.com/hooks/{TOKEN}")
                waiting = asyncio.create_task(app.wait(task))
                await until_async(lambda: task.id in app._waiting)
                began = time.monotonic()
                server.clock.advance(1000)
                assert (await waiting).urls
                assert time.monotonic() - began < 40  # the first poll comes after 60 s
                await app.drain()
                assert [each.id for each in seen] == [task.id]

    go(scenario)
    (delivery,) = server.deliveries
    assert delivery.outcome.status == 204


def test_wait_without_callback(server: MockServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wait ends by polling if no callback comes."""
    monkeypatch.setattr("evolink._task.poll_schedule._LONGEST_FIRST", 0.5)

    async def scenario() -> None:
        async with connected(server) as client:
            app = callbacks.endpoint(client, path_token=TOKEN)
            task = await client.images.submit(**GPT)
            server.clock.advance(1000)
            assert (await app.wait(task)).urls

    go(scenario)
