"""Callbacks as documented, which a server whose clock the suite holds posts to this machine instead of their host."""

from collections.abc import Callable
from typing import Any

import pytest

from ._receiver import Receiver, receiver
from ._target import Controlled
from ._tasks import CREATE, begun, expected_seconds, money, read

Apart = Callable[..., Controlled]

FIELD = "callback_url"
MODELS = {name: schema for name, schema in CREATE.models.items() if FIELD in schema["properties"]}
ANY = next(iter(MODELS.values()))
FACTS: dict[str, Any] = ANY["properties"][FIELD]
DELAYS: list[float] = FACTS["x-evolink-callback-retries"]
STORIES = {"completed": "", "failed": "story=service_error", "cancelled": "story=cancelled"}
GRANTED = 1000.0
PATH = "/told?of=mine"


@pytest.fixture
def whole(apart: Apart) -> Controlled:
    return apart(speed=0, credits=GRANTED)


def start(whole: Controlled, told: Receiver, schema: Any = ANY, story: str = "") -> dict[str, Any]:
    whole.server.callbacks_to = told.origin
    url = f"https://pictures.example.com{PATH}"
    return begun(whole.service, schema, {"prefer": story} if story else None, **{FIELD: url})


def let_end(whole: Controlled, task: dict[str, Any]) -> None:
    """Move the clock to the end and not past it, so that delays count from there."""
    while read(whole.service, task)["status"] in ("pending", "processing"):
        whole.server.clock.advance(0.5)


@pytest.mark.parametrize("schema", MODELS.values(), ids=MODELS)
def test_a_callback_tells_once_what_the_task_query_tells(whole: Controlled, schema: Any) -> None:
    with receiver() as told:
        task = start(whole, told, schema)
        let_end(whole, task)
        call = told.next()
        assert call.path == PATH
        assert call.body == read(whole.service, task)
        assert call.headers["content-type"].startswith("application/json")
        assert "authorization" not in call.headers
        whole.server.clock.advance(sum(DELAYS) + 1)
        assert told.is_left_alone()


@pytest.mark.parametrize("event", FACTS["x-evolink-callback-events"])
def test_every_documented_end_is_told(whole: Controlled, event: str) -> None:
    with receiver() as told:
        task = start(whole, told, story=STORIES[event])
        whole.server.clock.advance(2 * expected_seconds(task))
        assert told.next().body["status"] == event


def test_nothing_is_told_before_the_end(whole: Controlled) -> None:
    with receiver() as told:
        task = start(whole, told)
        whole.server.clock.advance(expected_seconds(task) / 2)
        assert read(whole.service, task)["status"] == "processing"
        assert told.is_left_alone()


def test_the_money_is_settled_when_the_callback_comes(whole: Controlled) -> None:
    seen: list[float] = []
    with receiver(on_call=lambda: seen.append(money(whole.service)["used_credits"])) as told:
        task = start(whole, told)
        let_end(whole, task)
        told.next()
    assert seen == pytest.approx([task["usage"]["credits_reserved"]])


@pytest.mark.parametrize("status", [500, 404, 302])
def test_a_callback_that_is_not_taken_is_sent_again_after_each_documented_delay(whole: Controlled, status: int) -> None:
    with receiver([status] * (len(DELAYS) + 1)) as told:
        task = start(whole, told)
        let_end(whole, task)
        first = told.next()
        for delay in DELAYS:
            whole.server.clock.advance(delay - 0.75)
            assert told.is_left_alone(), f"sent again before {delay} s had passed"
            whole.server.clock.advance(0.75)
            assert told.next() == first
        whole.server.clock.advance(10 * sum(DELAYS))
        assert told.is_left_alone(), "sent more often than documented"


@pytest.mark.parametrize("status", [201, 204])
def test_any_success_ends_the_telling(whole: Controlled, status: int) -> None:
    with receiver([status]) as told:
        let_end(whole, start(whole, told))
        told.next()
        whole.server.clock.advance(sum(DELAYS) + 1)
        assert told.is_left_alone()


def test_a_task_without_an_address_tells_nobody(whole: Controlled) -> None:
    with receiver() as told:
        whole.server.callbacks_to = told.origin
        let_end(whole, begun(whole.service, ANY))
        assert told.is_left_alone()
