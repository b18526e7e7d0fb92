"""Which callbacks are due, when and to whom: events, delays and success as the contract documents them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evolink_mock.world.settings import SettingError, check_text

if TYPE_CHECKING:
    from evolink_mock.world.model import Model
    from evolink_mock.world.task import Task

_EVENTS = "x-evolink-callback-events"
_ORIGIN = re.compile(r"(https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+])(?::(?P<port>\d{1,5}))?)/?", re.IGNORECASE)
_PORTS = range(1, 1 << 16)
_SUCCESS = range(200, 300)


@dataclass(frozen=True, slots=True)
class Callback:
    """One attempt to notify a caller that a task has ended.

    Attributes:
        task: The task.
        url: The URL that the request named.
        due: When to send it, Unix seconds.
        attempt: 1 for the first.
        timeout: Real seconds that the receiver may take.
    """

    task: "Task"
    url: str
    due: float
    attempt: int
    timeout: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended.

    Attributes:
        status: The receiver's HTTP status; None without an answer.
        problem: Why there is no answer, or why nothing was sent.
        final: Whether there is no further attempt whatever the documented delays.
    """

    status: int | None = None
    problem: str = ""
    final: bool = False

    @property
    def taken(self) -> bool:
        """Whether the receiver accepted it, with any status 2xx."""
        return self.status in _SUCCESS


@dataclass(frozen=True, slots=True)
class Delivery:
    """One entry of the log of callbacks: an attempt and its outcome."""

    callback: Callback
    outcome: Outcome


def origin(address: str) -> str:
    """Return an address of scheme, host and port without its trailing slash.

    Raises:
        SettingError: It has other parts, or lacks one of these.
    """
    check_text("callbacks_to", address)
    found = _ORIGIN.fullmatch(address)
    if not found or int(found["port"] or 80) not in _PORTS:
        raise SettingError("callbacks_to", "takes scheme, host and port, such as http://127.0.0.1:8000", address)
    return found[1]


def callback_field(model: "Model") -> str:
    """Return the name of the request field with the callback's URL, or an empty string."""
    return next((name for name, schema in model.properties.items() if _EVENTS in schema), "")


def first_callback(task: "Task") -> Callback | None:
    """Return the callback that is due when a task ends, if any."""
    name = callback_field(task.model)
    url = task.request.get(name) if name else None
    if not url or task.timeline.story.final_status not in _facts(task)[_EVENTS]:
        return None
    return Callback(task, str(url), task.timeline.ends_at, 1, float(_facts(task).get("x-evolink-callback-timeout", 10)))


def next_callback(last: Callback, outcome: Outcome) -> Callback | None:
    """Return the attempt that follows another, if any; its delay counts on the mock's clock."""
    delays = _facts(last.task).get("x-evolink-callback-retries", ())
    if outcome.taken or outcome.final or last.attempt > len(delays):
        return None
    return Callback(last.task, last.url, last.due + delays[last.attempt - 1], last.attempt + 1, last.timeout)


def _facts(task: "Task") -> Mapping[str, Any]:
    facts: Mapping[str, Any] = task.model.properties[callback_field(task.model)]
    return facts
