"""The mock behind a book of accounts: who sent what under which key, and which task it became.

It is a hard service: it ignores idempotency keys, so what is sent twice is paid for twice. It also kills processes. And
it lists its tasks, which no documentation page promises, but which the vendor's own client asks for.
"""

import asyncio
import json
import os
import signal
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qsl

from evolink_mock import MockServer
from evolink_mock.http.asgi import asgi_app
from evolink_mock.http.asgi_send import App, Message, Receive, Send
from evolink_mock.http.guard import Guard, admit_all
from evolink_mock.http.server import make_server, open_port
from tests.kill.steps import Aim, Step

_AGENT, _KEY = b"user-agent", b"idempotency-key"
_SPEED = 200.0
MODEL = "nano-banana-beta"


@dataclass(frozen=True)
class Post:
    """A create request that arrived: the sender's process ID, the key, the body, the task if any, and the time."""

    pid: int
    key: str
    body: bytes
    task: str | None = None
    at: float = field(default_factory=time.time)

    @property
    def prompt(self) -> str:
        """The prompt, which only one row has."""
        prompt: str = json.loads(self.body)["prompt"]
        return prompt


@dataclass
class Book:
    """What the service received.

    Attributes:
        posts: Every create request, in order.
        prompts: The prompts of the tasks that were made.
        fetched: For each prompt, the processes that downloaded its image, in order.
    """

    posts: list[Post] = field(default_factory=list[Post])
    prompts: dict[str, str] = field(default_factory=dict[str, str])
    fetched: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    def post(self, post: Post) -> None:
        """Note a create request."""
        self.posts.append(post)
        if post.task:
            self.prompts[post.task] = post.prompt

    def fetch(self, path: str, pid: int) -> None:
        """Note that an image was requested, if the path is one's."""
        _, _, rest = path.partition("/files/")
        if prompt := self.prompts.get(rest.partition("/")[0]):
            self.fetched.setdefault(prompt, []).append(pid)

    def task_of(self, key: str) -> str | None:
        """Return the task that was made under a key, as a person would find it by its image and its time."""
        return next((post.task for post in self.posts if post.key == key and post.task), None)

    def page(self, number: int, size: int) -> dict[str, Any]:
        """Return a page of the list of tasks, the newest first."""
        made = [post for post in reversed(self.posts) if post.task]
        rows = [{"id": post.task, "model": MODEL, "status": "processing", "created_at": post.at} for post in made]
        part = rows[size * (number - 1) : size * number]
        return {"data": part, "total": len(rows), "page": number, "page_size": size}

    def senders(self, prompt: str) -> list[int]:
        """Return the processes that sent a row, in order."""
        return [post.pid for post in self.posts if post.prompt == prompt]


class Service(MockServer):
    """The mock, with its book.

    Attributes:
        book: What it received.
    """

    def __init__(self) -> None:
        super().__init__(speed=_SPEED, credits=None)
        self.book = Book()
        self._aims: dict[int, Aim] = {}
        self._seen: dict[tuple[int, Step], int] = {}

    def __enter__(self) -> Self:
        self._socket = open_port(0)
        self._server = make_server(self._around(asgi_app(self.world, self.clock, Guard(admit_all))))
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="evolink-kill")
        self._thread.start()
        return self

    def aim(self, pid: int, aim: Aim) -> None:
        """Kill a process when it reaches a step."""
        self._aims[pid] = aim

    def _around(self, app: App) -> App:
        async def outer(scope: Message, receive: Receive, send: Send) -> None:
            headers = dict(scope["headers"])
            pid = int(headers.get(_AGENT, b"/0").rpartition(b"/")[2])
            self._reached(Step.RANDOM, pid)
            if scope["method"] == "POST" and _KEY in headers:
                await self._create(app, scope, receive, send, headers[_KEY].decode(), pid)
                return
            if scope["path"] == "/v1/tasks":
                asked = {name: int(value) for name, value in parse_qsl(scope["query_string"].decode())}
                await _answer(send, _json(self.book.page(asked["page"], asked["page_size"])))
                return
            self.book.fetch(scope["path"], pid)
            await app(scope, receive, send)

        return outer

    async def _create(self, app: App, scope: Message, receive: Receive, send: Send, key: str, pid: int) -> None:
        body = await _whole(receive)
        if body is None:
            return
        if self._reached(Step.SENT, pid):
            self.book.post(Post(pid, key, body))
            await _answer(send, [{"type": "http.response.start", "status": 503}, {"type": "http.response.body"}])
            return
        without = {**scope, "headers": [(name, value) for name, value in scope["headers"] if name != _KEY]}
        answer = await _asked(app, without, body)
        self.book.post(Post(pid, key, body, _task_of(answer)))
        self._reached(Step.MADE, pid)
        await _answer(send, answer)

    def _reached(self, step: Step, pid: int) -> bool:
        """Count a step of a process and kill the process if that was the aim; return whether it was."""
        aim = self._aims.get(pid)
        if aim is None or aim.step is not step:
            return False
        seen = self._seen[pid, step] = self._seen.get((pid, step), 0) + 1
        if seen != aim.nth:
            return False
        del self._aims[pid]
        if aim.delay:
            asyncio.get_running_loop().call_later(aim.delay, _kill, pid)
        else:
            _kill(pid)
        return True


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:  # it has ended by itself
        return


async def _whole(receive: Receive) -> bytes | None:
    """Read a body; None if its sender was killed before it had sent all."""
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def _asked(app: App, scope: Message, body: bytes) -> list[Message]:
    """Return the mock's answer without sending it."""
    kept: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body}

    async def keep(message: Message) -> None:
        kept.append(message)

    await app(scope, receive, keep)
    return kept


async def _answer(send: Send, messages: list[Message]) -> None:
    for message in messages:
        await send(message)


def _json(content: dict[str, Any]) -> list[Message]:
    head = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]}
    return [head, {"type": "http.response.body", "body": json.dumps(content).encode()}]


def _task_of(answer: list[Message]) -> str | None:
    if answer[0]["status"] != 200:
        return None
    made: dict[str, Any] = json.loads(b"".join(message.get("body", b"") for message in answer))
    return str(made["id"])
