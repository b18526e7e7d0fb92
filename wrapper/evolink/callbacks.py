"""Being told when a task has ended, instead of asking.

The service posts a finished task to the `callback_url` of its create request. Nothing in that post is signed, so
anyone may have sent it: it is taken as a hint, and what it says is read back from the service before it counts.

    task = callbacks.verify(client, body)                             # in any web framework, with either client
    app = callbacks.endpoint(client, done, path_token=TOKEN)          # or a whole ASGI application to mount
    images = await app.wait(task)                                     # callback or poll, whichever comes first
"""

import asyncio
import hmac
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, overload

from ._answers import task_state
from ._client import AsyncEvoLink, EvoLink
from ._documented import is_task_id
from ._images import AsyncImages
from ._state import Fault, TaskState
from ._tasks import AsyncTask, Task
from ._wire import Response
from .errors import CallbackRefused, ConfigurationError, EvoLinkError, ServiceError, TaskFailed

__all__ = ["Endpoint", "Fault", "TaskState", "endpoint", "parse", "verify"]

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_log = logging.getLogger("evolink")
_TOKEN = re.compile(r"[A-Za-z0-9._~-]{16,}")
_LARGEST = 1024**2
"""Bytes of a body that are read; a task has a few thousand."""
_LONGEST_ID = 200
_LAG = 60.0
"""Seconds that the service may show a task as running after its callback."""
_REMEMBERED = 10_000
"""Tasks that a callback has come for and that an endpoint remembers, so that a repeated one does nothing."""


def parse(body: bytes) -> TaskState:
    """Read the body of a callback. Nothing of it is proven; see `verify`.

    Raises:
        CallbackRefused: It is no task.
    """
    if len(body) > _LARGEST:
        raise CallbackRefused(f"a callback of more than {_LARGEST} bytes")
    try:
        told = task_state(Response(200, {}, body))
    except ServiceError as error:
        raise CallbackRefused("the callback has no task in it") from error
    if len(told.id) > _LONGEST_ID or not is_task_id(told.id):
        raise CallbackRefused("the callback names something that is no task's id")
    return told


@overload
def verify(client: EvoLink, body: bytes) -> Task: ...
@overload
def verify(client: AsyncEvoLink, body: bytes) -> Awaitable[AsyncTask]: ...
def verify(client: EvoLink | AsyncEvoLink, body: bytes) -> Task | Awaitable[AsyncTask]:
    """Take the task's id from a callback, and everything else from the service.

    Args:
        client: The client of the account that the task should be of; to be awaited if it is the asyncio one.
        body: The body as it came.

    Returns:
        The task as the service shows it, which may still be running if the callback was a lie.

    Raises:
        CallbackRefused: The body is no task.
        NotFound: The service knows no such task.
        EvoLinkError: It can't be read now.
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
        self._told: OrderedDict[str, None] = OrderedDict()
        self._waiting: dict[str, set[AsyncTask]] = {}
        self._running: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request: 204 at once to a POST that knows the token, 404 to everything else."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "http":
            welcome = scope["method"] == "POST" and self._knows_token(scope["path"])
            body = await _body(receive) if welcome else None
            await send({"type": "http.response.start", "status": 204 if welcome else 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            if body is not None:
                self._hear(body)

    async def wait(
        self,
        task: AsyncTask,
        *,
        timeout: float | None = None,  # noqa: ASYNC109 - as for the task's own wait
        on_progress: Callable[[AsyncTask], Any] | None = None,
    ) -> AsyncImages:
        """Wait for a task's end; its callback makes it be read at once. Arguments and errors are those of `wait`.

        A callback that never comes costs nothing: the task is read at its usual pace meanwhile.
        """
        same = self._waiting.setdefault(task.id, set())
        same.add(task)
        if task.id in self._told:
            task.nudge()
        try:
            return await task.wait(timeout=timeout, on_progress=on_progress)
        finally:
            same.discard(task)
            if not same:
                self._waiting.pop(task.id, None)

    async def drain(self) -> None:
        """Wait until everything that was heard has been dealt with, as before the client is closed."""
        while self._running:
            await asyncio.wait(self._running)

    def _knows_token(self, path: str) -> bool:
        return hmac.compare_digest(path.rpartition("/")[2].encode(errors="replace"), self._token)

    def _hear(self, body: bytes) -> None:
        try:
            task_id = parse(body).id
        except CallbackRefused as error:
            _log.debug("callback ignored: %s", error)
            return
        for task in self._waiting.get(task_id, ()):
            task.nudge()
        if task_id not in self._told:
            self._remember(task_id)
            job = asyncio.create_task(self._tell(task_id), name=f"evolink callback of {task_id}")
            self._running.add(job)
            job.add_done_callback(self._running.discard)

    def _remember(self, task_id: str) -> None:
        self._told[task_id] = None
        if len(self._told) > _REMEMBERED:
            self._told.popitem(last=False)

    async def _tell(self, task_id: str) -> None:
        """Read the task back, and hand it on once the service shows that it has ended."""
        if self._on_task is None:
            return
        try:
            task = await self._client.tasks.get(task_id)
            try:
                await task.wait(timeout=_LAG)
            except TaskFailed:
                _log.debug("task %s failed", task_id)  # an end like any other; on_task sees it
        except EvoLinkError as error:
            self._told.pop(task_id, None)  # if the service sends it again, it gets another chance
            _log.warning("callback of %s not believed: %s", task_id, error)
            return
        await self._handed_on(task)

    async def _handed_on(self, task: AsyncTask) -> None:
        try:
            outcome = self._on_task(task) if self._on_task else None
            if isinstance(outcome, Awaitable):
                await outcome
        except Exception:  # noqa: BLE001 - whatever a user's function raises, the endpoint goes on
            _log.exception("on_task raised for %s", task.id)


def endpoint(client: AsyncEvoLink, on_task: Callable[[AsyncTask], Any] | None = None, *, path_token: str) -> Endpoint:
    """Make an ASGI application to mount where `callback_url` leads, which ends in `/` and the token.

    It answers at once and does the rest afterwards, in the event loop that it is served from: reads the task
    back, waits until the service shows its end, and calls `on_task` once for each task, failed ones included.

    Args:
        client: Reads the tasks. It must live on the same event loop.
        on_task: Called with the ended task, and awaited if it gives something to await. What it raises is logged.
        path_token: A secret of at least 16 characters, the last part of the path; other paths answer 404.

    Raises:
        ConfigurationError: The token is too short, or holds what no path can carry.
    """
    return Endpoint(client, on_task, path_token)


async def _body(receive: Receive) -> bytes | None:
    """Read a body; None if it is too large, or its sender went away."""
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
