"""The mock in this process, as a function and as what a client sends through."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from evolink import EvoLink
from evolink_mock import World
from evolink_mock.world.messages import Request
from evolink_mock.world.step import step

KEY = "corner-key"
NOW = 1_800_000_000.0


@dataclass
class Mock:
    """A world, and the requests that it received."""

    world: World
    came: list[httpx.Request] = field(default_factory=list[httpx.Request])

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.came.append(request)
        asked = Request(request.method, request.url.raw_path.decode(), dict(request.headers), request.read())
        given = step(self.world, asked, NOW)
        return httpx.Response(given.status, headers=dict(given.headers), content=given.body)

    def ask(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> httpx.Response:
        known = {"authorization": f"Bearer {KEY}", **(headers or {})}
        return self.answer(httpx.Request(method, f"http://localhost{path}", json=body, headers=known))


@pytest.fixture
def mock() -> Mock:
    world = World(seed="corners")
    world.add_key(KEY, credits=None)
    return Mock(world)


@pytest.fixture
def client(mock: Mock) -> Iterator[EvoLink]:
    sending = httpx.Client(transport=httpx.MockTransport(mock.answer))  # noqa: TID251 - no socket in between
    with sending, EvoLink(api_key=KEY, base_url="http://localhost", http_client=sending) as opened:
        yield opened
