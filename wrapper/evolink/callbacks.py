"""Receives the callback of a finished task, instead of polling for it.

The service posts a finished task to the `callback_url` of its create request. Callbacks are not signed, so anyone may
have sent one: it is only a hint, and the task is read from the service before anything is done with it.

    task = callbacks.verify(client, body)                             # in any web framework, with either client
    app = callbacks.endpoint(client, done, path_token=TOKEN)          # or a whole ASGI application to mount
    images = await app.wait(task)                                     # callback or poll, whichever comes first
"""

import asyncio
import hmac
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, overload

from evolink._calls.callback_ids import CallbackIds
from evolink._calls.results import AsyncResults
from evolink._calls.task import AsyncTask, Task
from evolink._contract.tasks import is_task_id
from evolink._http.port import Response
from evolink._log import log as _log
from evolink._task.answers import read_task
from evolink._task.state import Fault, TaskState

from ._client import AsyncEvoLink, EvoLink
from .errors import CallbackRefused, ConfigurationError, EvoLinkError, ServiceError, TaskFailed

__all__ = ["Endpoint", "Fault", "TaskState", "endpoint", "parse", "verify"]

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_TOKEN = re.compile(r"[A-Za-z0-9._~-]{16,}")
_LARGEST = 1024**2
"""Bytes of a body that are read; a task has a few thousand."""
_LONGEST_ID = 200
_SLOWEST = 10.0
"""Seconds that a body may take to arrive: as long as the service waits for an answer."""
_READERS = 20
"""Tasks that are read and passed to `on_task` at once; the others wait."""


def parse(body: bytes) -> TaskState:
    """Read the body of a callback. Nothing in it is verified; see `verify`.

    Raises:
        CallbackRefused: It is not a task.
    """
    if len(body) > _LARGEST:
        raise CallbackRefused(f"a callback of more than {_LARGEST} bytes")
    try:
        state = read_task(Response(200, {}, body))
    except ServiceError as error:
        raise CallbackRefused("the callback has no task in it") from error
    if len(state.id) > _LONGEST_ID or not is_task_id(state.id):
        raise CallbackRefused("the callback has no valid task ID")
    return state


@overload
def verify(client: EvoLink, body: bytes) -> Task: ...
@overload
def verify(client: AsyncEvoLink, body: bytes) -> Awaitable[AsyncTask]: ...
def verify(client: EvoLink | AsyncEvoLink, body: bytes) -> Task | Awaitable[AsyncTask]:
    """Read the task's ID from a callback, and everything else from the service.

    Args:
        client: The client of the account that the task belongs to; with the async one, await the result.
        body: The body as it was received.

    Returns:
        The task as the service shows it, which may still be running if the callback was forged.

    Raises:
        CallbackRefused: The body is not a task.
        NotFound: The service has no such task.
        EvoLinkError: The task can't be read.
    """
    return client.tasks.get(parse(body).id)


class Endpoint:
    """An ASGI application that takes callbacks at any path that ends in its token; see `endpoint`."""

    def __init__(self, client: AsyncEvoLink, on_task: Callable[[AsyncTask], Any] | None, path_token: str) -> None:
        if not _TOKEN.fullmatch(path_token):
            raise ConfigurationError(
                "path_token takes at least 16 of A-Z a-z 0-9 . _ ~ -; secrets.token_urlsafe makes one"
            )
        self._client = client
        self._on_task = on_task
        self._token = path_token.encode()
        self._ids = CallbackIds()
        self._waiting: dict[str, set[AsyncTask]] = {}
        self._readers: set[asyncio.Task[None]] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._draining = False

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request: 204 at once to a POST with the token, 404 to everything else.

        A body that takes longer than 10 seconds is answered with 408, and a callback with 503 while 100,000 other tasks
        are waiting to be read.
        """
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            accepted = scope["method"] == "POST" and self._knows_token(scope["path"])
            status = await self._receive(receive) if accepted else 404
            await send({"type": "http.response.start", "status": status, "headers": []})
            await send({"type": "http.response.body", "body": b""})

    async def wait(
        self,
        task: AsyncTask,
        *,
        timeout: float | None = None,
        on_progress: Callable[[AsyncTask], Any] | None = None,
    ) -> AsyncResults:
        """Wait for a task's end; its callback causes a read at once. Arguments and errors are those of `Task.wait`.

        If the callback never comes, nothing is lost: the task is also read at its usual pace.
        """
        same = self._waiting.setdefault(task.id, set())
        same.add(task)
        if task.id in self._ids:
            task.poll_now()
        try:
            return await task.wait(timeout=timeout, on_progress=on_progress)
        finally:
            same.discard(task)
            if not same:
                self._waiting.pop(task.id, None)

    async def drain(self) -> None:
        """Wait until every callback received so far has been dealt with, for example before the client is closed.

        A task that could not be read as ended is read a last time, and named in a warning if that fails too.
        """
        self._draining = True
        try:
            self._ids.make_all_due(_now())
            self._start_readers()
            while self._readers:
                await asyncio.wait(self._readers)
        finally:
            self._draining = False

    def _knows_token(self, path: str) -> bool:
        return hmac.compare_digest(path.rpartition("/")[2].encode(errors="replace"), self._token)

    async def _receive(self, receive: Receive) -> int:
        """Receive the body of a request with the token, and return the status to answer it with."""
        try:
            async with asyncio.timeout(_SLOWEST):
                body = await _body(receive)
        except TimeoutError:
            return 408
        return 204 if body is None or self._note(body) else 503

    def _note(self, body: bytes) -> bool:
        """Note the task that a body names; return False if too many others are waiting to be read."""
        try:
            task_id = parse(body).id
        except CallbackRefused as error:
            _log.debug("callback ignored: %s", error)
            return True
        for task in self._waiting.get(task_id, ()):
            task.poll_now()
        if self._on_task is None:
            self._ids.mark_done(task_id)
            return True
        heard = self._ids.hear(task_id, _now())
        self._start_readers()
        return heard

    def _start_readers(self) -> None:
        """Start a reader if there is work for another one, else set the clock for the next id that will be due."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        due = self._ids.next_due()
        if due is None or len(self._readers) >= _READERS:
            return
        if due > _now():
            self._timer = asyncio.get_running_loop().call_at(due, self._start_readers)
            return
        reader = asyncio.create_task(self._read_due(), name="evolink callbacks")
        self._readers.add(reader)
        reader.add_done_callback(self._reader_ended)

    def _reader_ended(self, reader: asyncio.Task[None]) -> None:
        self._readers.discard(reader)
        if not reader.cancelled():
            self._start_readers()

    async def _read_due(self) -> None:
        """Read one task after another while one is due; start other readers beside this one if many are."""
        while (task_id := self._ids.take(_now())) is not None:
            self._start_readers()
            await self._read_back(task_id)

    async def _read_back(self, task_id: str) -> None:
        """Read a task, and pass it to `on_task` if the service shows that it has ended; else read it again later."""
        try:
            task = await self._read_ended(task_id)
        except EvoLinkError as error:
            self._read_again(task_id, error)
            return
        except BaseException:  # its reader was cancelled: the ID must not stay taken forever
            self._ids.retry_later(task_id, _now())
            raise
        if task is None:
            self._read_again(task_id, "the service shows it as running")
            return
        self._ids.mark_done(task_id)
        await self._hand_on(task)

    async def _read_ended(self, task_id: str) -> AsyncTask | None:
        task = await self._client.tasks.get(task_id)
        if not task.ended:
            return None
        try:
            await task.wait()  # its links may come a moment after its end
        except TaskFailed:
            _log.debug("task %s failed", task_id)  # an end like any other; on_task sees it
        return task

    def _read_again(self, task_id: str, reason: object) -> None:
        if not self._draining and self._ids.retry_later(task_id, _now()):
            _log.debug("callback of %s not confirmed yet: %s", task_id, reason)
        else:
            self._ids.drop(task_id)
            _log.warning("callback of %s not believed: %s", task_id, reason)

    async def _hand_on(self, task: AsyncTask) -> None:
        try:
            outcome = self._on_task(task) if self._on_task else None
            if isinstance(outcome, Awaitable):
                await outcome
        except Exception:  # noqa: BLE001 - whatever a user's function raises, the endpoint keeps serving
            _log.exception("on_task raised for %s", task.id)


def endpoint(client: AsyncEvoLink, on_task: Callable[[AsyncTask], Any] | None = None, *, path_token: str) -> Endpoint:
    """Return an ASGI application to mount where `callback_url` points; that URL ends in `/` and the token.

    It answers at once and does the rest afterwards, in the event loop that it is served from: it reads the
    task until the service shows its end, and calls `on_task` once for each task, including failed ones. After its
    204 the service never repeats a callback, so a task that can't be read is tried again, less and less often, for
    a day. At most 20 tasks are read and passed to `on_task` at once.

    Args:
        client: Reads the tasks. It must belong to the same event loop.
        on_task: Called with the ended task; what it returns is awaited if it can be. What it raises is logged.
        path_token: A secret of at least 16 characters, the last part of the path; other paths answer 404.

    Raises:
        ConfigurationError: The token is too short, or has characters that a path can't contain.
    """
    return Endpoint(client, on_task, path_token)


def _now() -> float:
    return asyncio.get_running_loop().time()


async def _body(receive: Receive) -> bytes | None:
    """Return a body; None if it is too large, or if its sender disconnected."""
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > _LARGEST:
            return None
    return bytes(body)


async def _lifespan(receive: Receive, send: Send) -> None:
    while (await receive())["type"] != "lifespan.shutdown":
        await send({"type": "lifespan.startup.complete"})
    await send({"type": "lifespan.shutdown.complete"})
