"""Calls at each step of their lifecycle, recorded in a journal as the client records them."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evolink._http.port import Request
from evolink._task.record import Answered, Ended, Intent, Refused, Saved, Uncertain
from evolink._task.state import Fault, TaskState
from evolink.errors import RequestRefused
from evolink.journal import Call, Journal, Price

AT = 1_800_000_000.0
DAY = 86400.0
KEY = "a-key-of-the-tests"
GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat in a hat"}
LINK = "https://files.example/a.png"


def post(key: str = KEY, **request: Any) -> Request:
    body = json.dumps({**GPT, **request}).encode()
    return Request("POST", "/v1/images/generations", body, key)


def task(number: int = 1, **more: Any) -> TaskState:
    known: dict[str, Any] = {"model": "gpt-4o-image", "status": "pending", "created": AT, "credits_reserved": 3.0}
    return TaskState(f"task-unified-{number}", **{**known, **more})


def done(number: int = 1, *, links: int = 1, created: float = AT, used: float | None = None) -> TaskState:
    results = tuple(f"{LINK}?{number}.{place}" for place in range(links))
    return task(number, status="completed", results=results, created=created, credits_used=used)


def broken(number: int = 1) -> TaskState:
    return task(number, status="failed", error=Fault("content_policy_violation", "not this"))


def intend(journal: Journal, key: str = KEY, output: str | None = None, at: float = AT, **request: Any) -> Any:
    return journal.record.note(Intent(post(key, **request), output, at)).result()


def submit(journal: Journal, number: int = 1, key: str | None = None, **more: Any) -> str:
    """Bring a call to its task; give its key."""
    name = key or f"{KEY}-{number}"
    intend(journal, name, **more)
    journal.record.note(Answered(name, task(number), AT)).result()
    return name


def complete(journal: Journal, number: int = 1, *, links: int = 1, created: float = AT, **more: Any) -> str:
    """Bring a call to its links; give its key."""
    key = submit(journal, number, **more)
    journal.record.note(Ended(done(number, links=links, created=created), AT + 10)).result()
    return key


def save(journal: Journal, number: int = 1, place: int = 0, path: Path = Path("/images/a.png")) -> None:
    journal.record.note(Saved(task(number).id, place, path, 1000, "ab" * 32, AT + 20)).result()


def refuse(journal: Journal, key: str = KEY) -> None:
    intend(journal, key)
    journal.record.note(Refused(key, RequestRefused("no", status=400, code="invalid_request"), AT)).result()


def lose(journal: Journal, key: str = KEY) -> None:
    intend(journal, key)
    journal.record.note(Uncertain(key, "the connection was lost")).result()


def the_call(journal: Journal, key: str = KEY) -> Call:
    found = journal.call(key)
    assert found is not None, f"the journal has no call {key}"
    return found


def held_up(journal: Journal) -> threading.Event:
    """Have nothing written until the event is set; what is noted meanwhile goes into one transaction."""
    reached, go_on = threading.Event(), threading.Event()

    def wait(_: object) -> None:
        reached.set()
        go_on.wait(10)

    journal._core.writer.do(wait)
    assert reached.wait(10)
    return go_on


@dataclass(frozen=True)
class Known:
    """What is known of prices, in a test.

    Attributes:
        prices: What a call may cost.
        overrun: How many times what was set aside a task may cost.
    """

    prices: Callable[[Call], Price]
    overrun: float = 1.0

    def price(self, call: Call) -> Price:
        return self.prices(call)


def exactly(credits_expected: float) -> Known:
    """Every call costs this and never more."""
    return Known(lambda _: Price(credits_expected, credits_expected))
