"""Callbacks, on a server whose clock the suite controls; it posts them to this machine instead of their host."""

from collections.abc import Callable
from typing import Any

import pytest

from .patience import expected_seconds
from .receiver import Receiver, receive_callbacks
from .target import Controlled
from .tasks import MODELS as ALL_MODELS
from .tasks import REPRESENTATIVES, money, read, start_task

StartMock = Callable[..., Controlled]

FIELD = "callback_url"
MODELS = {name: schema for name, schema in REPRESENTATIVES.items() if FIELD in schema["properties"]}
ANY = next(each for each in ALL_MODELS.values() if "x-evolink-callback-retries" in each["properties"].get(FIELD, {}))
FACTS: dict[str, Any] = ANY["properties"][FIELD]
DELAYS: list[float] = FACTS["x-evolink-callback-retries"]
STORIES = {"completed": "", "failed": "story=service_error", "cancelled": "story=cancelled"}
GRANTED = 1000.0
PATH = "/hook?of=mine"


@pytest.fixture
def mock(start_mock: StartMock) -> Controlled:
    return start_mock(speed=0, credits=GRANTED)


def start_with_callback(mock: Controlled, receiver: Receiver, schema: Any = ANY, story: str = "") -> dict[str, Any]:
    mock.server.callbacks_to = receiver.origin
    url = f"https://images.example.com{PATH}"
    return start_task(mock.service, schema, {"prefer": story} if story else None, **{FIELD: url})


def let_end(mock: Controlled, task: dict[str, Any]) -> None:
    """Move the clock to the end of a task, but not past it: delays count from there."""
    while read(mock.service, task)["status"] in ("pending", "processing"):
        mock.server.clock.advance(0.5)


@pytest.mark.parametrize("schema", MODELS.values(), ids=MODELS)
def test_callback_has_task_detail(mock: Controlled, schema: Any) -> None:
    """A callback is sent once, with the body of the task query."""
    with receive_callbacks() as receiver:
        task = start_with_callback(mock, receiver, schema)
        let_end(mock, task)
        call = receiver.next()
        assert call.path == PATH
        assert call.body == read(mock.service, task)
        assert call.headers["content-type"].startswith("application/json")
        assert "authorization" not in call.headers
        mock.server.clock.advance(sum(DELAYS) + 1)
        assert receiver.stays_idle()


@pytest.mark.parametrize("event", FACTS["x-evolink-callback-events"])
def test_callback_for_each_event(mock: Controlled, event: str) -> None:
    """Every documented event is reported."""
    with receive_callbacks() as receiver:
        task = start_with_callback(mock, receiver, story=STORIES[event])
        mock.server.clock.advance(2 * expected_seconds(task))
        assert receiver.next().body["status"] == event


def test_no_callback_before_the_end(mock: Controlled) -> None:
    """No callback is sent before the task ends."""
    with receive_callbacks() as receiver:
        task = start_with_callback(mock, receiver)
        mock.server.clock.advance(expected_seconds(task) / 2)
        assert read(mock.service, task)["status"] == "processing"
        assert receiver.stays_idle()


def test_callback_after_billing(mock: Controlled) -> None:
    """Credits are settled when the callback arrives."""
    seen: list[float] = []
    with receive_callbacks(on_call=lambda: seen.append(money(mock.service)["used_credits"])) as receiver:
        task = start_with_callback(mock, receiver)
        let_end(mock, task)
        receiver.next()
    assert seen == pytest.approx([task["usage"]["credits_reserved"]])


@pytest.mark.parametrize("status", [500, 404, 302])
def test_callback_retries(mock: Controlled, status: int) -> None:
    """A callback that is not accepted is retried after each documented delay."""
    with receive_callbacks([status] * (len(DELAYS) + 1)) as receiver:
        task = start_with_callback(mock, receiver)
        let_end(mock, task)
        first = receiver.next()
        for delay in DELAYS:
            mock.server.clock.advance(delay - 0.75)
            assert receiver.stays_idle(), f"sent again before {delay} s had passed"
            mock.server.clock.advance(0.75)
            assert receiver.next() == first
        mock.server.clock.advance(10 * sum(DELAYS))
        assert receiver.stays_idle(), "sent more often than documented"


@pytest.mark.parametrize("status", [201, 204])
def test_any_2xx_is_success(mock: Controlled, status: int) -> None:
    """Any 2xx status ends the retries."""
    with receive_callbacks([status]) as receiver:
        let_end(mock, start_with_callback(mock, receiver))
        receiver.next()
        mock.server.clock.advance(sum(DELAYS) + 1)
        assert receiver.stays_idle()


def test_no_callback_url(mock: Controlled) -> None:
    """A task without a callback URL sends no callback."""
    with receive_callbacks() as receiver:
        mock.server.callbacks_to = receiver.origin
        let_end(mock, start_task(mock.service, ANY))
        assert receiver.stays_idle()
