"""The server under test: the mock that the caller provides, or the server that the environment names."""

import os
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

import pytest

from .budget import Budget
from .patience import Patience
from .preflight import obstacle
from .service import Service

BASE_URL = os.environ.get("BASE_URL", "")
API_KEY = os.environ.get("API_KEY", "") if BASE_URL else "contract-suite"
EMBEDDED = not BASE_URL
SEED = int(os.environ.get("SEED", "1"))

_AMPLE_CREDITS = 1e9
_SPEED = 200.0  # mock seconds per second: a task takes a fraction of a second, and each of its states can be seen
_NOBODY = "http://127.0.0.1:9"  # receives the callbacks, since the hosts that the suite invents may exist
_CANNOT_TEST = 2  # exit code


class Clock(Protocol):
    """The clock of a server that the suite controls."""

    def now(self) -> float:
        """Return the time in seconds."""
        ...

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        ...


class Keys(Protocol):
    """What knows the keys of a server that the suite controls."""

    @property
    def add_key(self) -> Callable[..., object]:
        """Add a key, with its settings."""
        ...


class ControlledServer(Protocol):
    """A server whose clock and keys the suite controls."""

    api_key: str
    callbacks_to: str | None

    @property
    def base_url(self) -> str:
        """Its address."""
        ...

    @property
    def clock(self) -> Clock:
        """Its clock."""
        ...

    @property
    def world(self) -> Keys:
        """What knows its keys."""
        ...


StartServer = Callable[..., AbstractContextManager[ControlledServer]]
_provided: list[StartServer] = []


def provide(start: StartServer) -> None:
    """Have the suite start a mock, which the caller provides, where no other server is named."""
    _provided[:] = [start]


@dataclass(frozen=True)
class Controlled:
    """A server whose clock and keys the suite controls, and a service that calls it with its first key.

    Attributes:
        server: The server; only its documented controls are used.
        service: Calls it.
        closing: Closes the other services with it.
    """

    server: ControlledServer
    service: Service
    closing: ExitStack

    def with_key(self, api_key: str, **settings: Any) -> Service:
        """Add a key, and return a service that calls with it."""
        self.server.world.add_key(api_key, **settings)
        pass_time = self.server.clock.advance
        return self.closing.enter_context(
            Service(self.server.base_url, api_key, patience=self.service.patience, pass_time=pass_time)
        )

    def as_key(self, api_key: str, **settings: Any) -> "Controlled":
        """Add a key, and return the same server, called with it."""
        return replace(self, service=self.with_key(api_key, **settings))


@contextmanager
def target(budget: Budget, patience: Patience) -> Generator[Service]:
    """Yield the server under test; exit with code 2 if it can't be reached."""
    if not (BASE_URL or _provided):
        pytest.exit("name the server to judge in BASE_URL, and its key in API_KEY", returncode=_CANNOT_TEST)
    if BASE_URL:
        if found := obstacle(BASE_URL, API_KEY):
            pytest.exit(found.problem, returncode=_CANNOT_TEST)
        with Service(BASE_URL, API_KEY, budget=budget, patience=patience, ours_too=False) as service:
            yield service
        return
    with controlled(patience) as mock:
        yield mock.service


@contextmanager
def controlled(patience: Patience, **settings: Any) -> Generator[Controlled]:
    """Start a mock; its clock runs fast unless the settings say otherwise."""
    usual: dict[str, Any] = {
        "api_key": API_KEY,
        "credits": _AMPLE_CREDITS,
        "speed": _SPEED,
        "seed": str(SEED),
        "callbacks_to": _NOBODY,
    }
    given = {**usual, **settings}
    with _provided[0](**given) as server, ExitStack() as closing:
        pass_time = server.clock.advance
        service = closing.enter_context(
            Service(server.base_url, given["api_key"], patience=patience, pass_time=pass_time)
        )
        yield Controlled(server, service, closing)
