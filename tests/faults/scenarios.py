"""Every fault as a scenario: what the service does, and what must be true of the client afterwards."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evolink.errors import (
    ApiError,
    AuthenticationError,
    ConnectionFailed,
    EvoLinkError,
    FileRefused,
    KeyTaken,
    LinkExpired,
    SavingError,
    SubmissionUncertain,
    TaskTimeout,
    WrongFileType,
)
from tests.faults import acts
from tests.faults.acts import Act

GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat"}
PATIENCE = 1.5
"""The deadline, in seconds, of waits that nothing else ends."""
SLACK = 4.0
"""How many seconds late a busy machine may be; a deadline that is not kept takes far longer."""
OK: Mapping[str, tuple[Act, ...]] = {
    "create": (acts.ACCEPTS,),
    "read": (acts.COMPLETES,),
    "batch": (acts.COMPLETES_ALL,),
    "file": (acts.GIVES,),
    "upload": (acts.STORES,),
}


@dataclass(frozen=True)
class Scenario:
    """One fault, and how the client must handle it.

    Attributes:
        name: What the service does.
        plans: The acts that differ from those of a service without faults.
        ends_with: The error that the call must raise; None if it must succeed.
        makes: The number of tasks created at the end.
        call: What the client does: `submit`, `wait`, `wait for two`, `save` or `upload`; with a journal, `resend` or
            `twice`.
        leaves: The states of its calls in the journal at the end; None without a journal.
        opens_after: Seconds for which the service refuses connections.
        seconds: The least and the most seconds that the call may take.
        deadline: Whether those seconds are the caller's deadline.
    """

    name: str
    plans: Mapping[str, tuple[Act, ...]]
    ends_with: type[BaseException] | None = None
    makes: int = 1
    call: str = "submit"
    leaves: tuple[str, ...] | None = None
    opens_after: float = 0.0
    seconds: tuple[float, float] = (0.0, math.inf)
    deadline: bool = False

    @property
    def asked_for(self) -> float | None:
        """The seconds that the service asks the client to wait, if it does."""
        return next((act.asks_for for plan in self.plans.values() for act in plan if act.asks_for), None)


def _lost(act: Act) -> Scenario:
    return Scenario(f"create: {act.name}", {"create": (act,)}, ends_with=SubmissionUncertain, seconds=(0, 6))


def _refused(act: Act, *plan: Act) -> Scenario:
    return Scenario(
        f"create: {act.name}", {"create": (act, *plan)}, ends_with=None if plan else ApiError, makes=bool(plan)
    )


def _resent(act: Act) -> Scenario:
    """Return a scenario that loses a response, and handles the second request with the same key by an act."""
    return Scenario(
        f"resend: {act.name}",
        {"create": (acts.DROPS, act)},
        SubmissionUncertain,
        call="resend",
        leaves=("held",),
        seconds=(0, 12),
    )


def _survived(act: Act) -> Scenario:
    plan = {"read": (act, acts.WORKS, act, acts.COMPLETES)}
    return Scenario(f"wait: {act.name}, twice", plan, call="wait", seconds=(0, 40))


def _outlasted(act: Act) -> Scenario:
    window = (PATIENCE, PATIENCE + SLACK)
    return Scenario(
        f"wait: {act.name}, for ever", {"read": (act,)}, TaskTimeout, call="wait", seconds=window, deadline=True
    )


def _both_read(act: Act, *plan: Act) -> Scenario:
    plans = {"batch": (act, *plan)}
    name = ", then ".join(each.name for each in (act, *plan))
    return Scenario(f"wait for two: {name}", plans, makes=2, call="wait for two", seconds=(0, 12))


def _saved(name: str, *plan: Act, ends_with: type[BaseException] | None = None) -> Scenario:
    return Scenario(f"save: {name}", {"file": plan}, ends_with, call="save", seconds=(0, 40))


def _uploaded(act: Act) -> Scenario:
    return Scenario(
        f"upload: {act.name}, then stores", {"upload": (act, acts.STORES)}, makes=0, call="upload", seconds=(0, 12)
    )


def _not_uploaded(act: Act, ends_with: type[BaseException]) -> Scenario:
    return Scenario(f"upload: {act.name}", {"upload": (act,)}, ends_with, 0, "upload", seconds=(0, 6))


_GARBAGE = acts.says("200 and garbage", 200, b"<!doctype html><p>ok")
_EMPTY = acts.says("200 and nothing", 200, b"")
_NO_ID = acts.says("200 without an id", 200, b'{"status": "pending"}')
_ODD = acts.says("200 with odd types", 200, b'{"id": 5, "status": [], "results": {}}')
_STRANGE = acts.says("an unknown status", 200, acts.task(status="napping"))
_AWAY = acts.says("307 to another host", 307, b"", location="http://127.0.0.1:9/v1/x")
_UNTOLD = (
    *(acts.error(status, "paid_outcome_unknown", works=True) for status in (400, 402, 409, 429)),
    *(acts.error(status, "proxy_error", works=True) for status in (400, 409, 425, 499)),
    *(acts.page(status) for status in (400, 401, 404, 409, 425, 429, 499)),
    _AWAY,
)
"""Responses that don't say what happened to the request; in these scenarios a task was created."""
_REFUSALS = (acts.error(400, "invalid_request"), acts.error(400, 400), acts.error(403, "key_model_not_allowed"))
_UNKNOWN = acts.error(404, "task_not_found")
_LATE_LINKS = acts.says("completed without links", 200, acts.task(status="completed"))
_NONE = acts.says("200 without the task", 200, acts.tasks())
_STRANGERS = acts.says("200 with other tasks", 200, acts.tasks(b'{"id": "task-other", "status": "failed"}', b"5"))
_STATELESS = acts.says("200 with a task without a status", 200, acts.tasks(b'{"id": "%s"}' % acts.TASK_ID.encode()))
_NO_LINKS = acts.says("completed without links", 200, acts.tasks(acts.task(status="completed")))
_TWICE = acts.says("a task twice", 200, acts.tasks(acts.task(status="failed", error={"code": "x"}), acts.task()))
_RUNS = acts.says("both still run", 200, acts.tasks(acts.task(progress=50)))
_CIRCLE = acts.says("302 to itself", 302, b"", location="/files/again")
_TO_A_FILE = acts.says("302 to a file:// address", 302, b"", location="file:///etc/passwd")
_PAGE = acts.says("a page, as image/png", 200, b"<html>this link has expired</html>", content_type="image/png")
_ENDLESS = acts.says("a file of terabytes", 200, acts.PNG[:1000], content_length=str(10**13))
_TWO_LENGTHS = acts.says("two lengths", 200, acts.PNG, Content_Length="7")
_OTHER = acts.says("another file", 200, acts.PNG, etag='"v2"')
_LIST = acts.says("200 and a list", 200, b"[]")
_NO_LINK = acts.says("200 without a link", 200, acts.stored(file_url=None))
_ODD_LINK = acts.says("200 with a file:// link", 200, acts.stored(file_url="file:///etc/passwd"))
_CUT = acts.says("200 for a part of the file", 200, acts.stored(file_size=7))
_ODD_DATA = acts.says("200 with odd types", 200, b'{"success": [], "code": {}, "data": {"file_url": [1]}}')

SCENARIOS: tuple[Scenario, ...] = (
    Scenario("nothing", {}, call="save"),
    Scenario("create: refuses connections at first", {}, opens_after=0.4),
    Scenario(
        "create: refuses connections for ever", {}, ConnectionFailed, makes=0, leaves=("refused",), opens_after=math.inf
    ),
    *(_lost(act) for act in (acts.DROPS, acts.HANGS, acts.DRIPS, acts.TRUNCATES)),
    *(_lost(acts.page(status)) for status in (408, 500, 502, 503, 504, 520, 524)),
    *(_lost(act) for act in (_GARBAGE, _EMPTY, _NO_ID, _ODD)),
    *(_refused(acts.limit(seconds, as_date=dated), acts.ACCEPTS) for seconds, dated in ((1, False), (2, True))),
    *(_lost(act) for act in _UNTOLD),
    *(_refused(act) for act in _REFUSALS),
    Scenario("create: 409, idempotency_conflict", {"create": (acts.error(409, "idempotency_conflict"),)}, KeyTaken, 0),
    Scenario("create: Ctrl-C before the answer", {"create": (acts.INTERRUPTS,)}, KeyboardInterrupt),
    Scenario(
        "create: one task as the answer to two calls", {}, makes=2, call="twice", leaves=("submitted", "submitted")
    ),
    *(_resent(acts.error(status, status)) for status in (400, 401, 402)),
    *(_resent(act) for act in (acts.error(409, "idempotency_conflict"), acts.limit(0), acts.error(500, 500))),
    Scenario("resend: accepts", {"create": (acts.DROPS, acts.ACCEPTS)}, makes=2, call="resend", leaves=("completed",)),
    *(_survived(act) for act in (acts.DROPS, acts.HANGS, acts.DRIPS, acts.TRUNCATES)),
    *(_survived(acts.page(status)) for status in (408, 500, 502, 503, 504, 520)),
    *(_survived(act) for act in (acts.limit(1), acts.limit(2, as_date=True))),
    *(_survived(act) for act in (_GARBAGE, _EMPTY, _ODD, _STRANGE, _LATE_LINKS)),
    Scenario(
        "wait: 404 for a new task, twice", {"read": (_UNKNOWN, _UNKNOWN, acts.COMPLETES)}, call="wait", seconds=(0, 12)
    ),
    *(_outlasted(act) for act in (acts.WORKS, acts.DROPS, acts.HANGS, acts.DRIPS, acts.page(502), acts.limit(60))),
    *(_both_read(act) for act in (acts.COMPLETES_ALL, acts.DROPS, acts.HANGS, acts.DRIPS, acts.TRUNCATES)),
    *(_both_read(acts.page(status)) for status in (200, 400, 404, 500)),
    *(_both_read(act) for act in (_NONE, _STRANGERS, _STATELESS, _NO_LINKS, _TWICE)),
    _both_read(_RUNS, acts.error(400, "invalid_request")),
    _both_read(acts.limit(1), acts.COMPLETES_ALL),
    Scenario("wait: Ctrl-C or cancellation", {"read": (acts.WORKS,)}, KeyboardInterrupt, call="interrupted wait"),
    _saved("breaks off, then the rest", acts.breaks_off(50_000), acts.GIVES_THE_REST),
    _saved("breaks off three times", *(acts.breaks_off(n) for n in (1_000, 5, 60_000)), acts.GIVES),
    _saved("two lengths in one answer", _TWO_LENGTHS, acts.GIVES),
    _saved("breaks off, then it is another file", acts.breaks_off(50_000), _OTHER),
    _saved("breaks off, then another part", acts.breaks_off(50_000), acts.GIVES_ANOTHER_PART, acts.GIVES),
    _saved("drops, then 503", acts.DROPS, acts.page(503), acts.GIVES),
    _saved("asks for patience", acts.limit(1), acts.GIVES),
    _saved(_PAGE.name, _PAGE, ends_with=WrongFileType),
    _saved(_ENDLESS.name, _ENDLESS, ends_with=SavingError),
    _saved(_CIRCLE.name, _CIRCLE, ends_with=SavingError),
    _saved(_TO_A_FILE.name, _TO_A_FILE, ends_with=SavingError),
    _saved("410, the link is dead", acts.page(410), ends_with=LinkExpired),
    _saved("403, before its time", acts.page(403), ends_with=ApiError),
    *(_uploaded(act) for act in (acts.DROPS, acts.HANGS, acts.DRIPS, acts.TRUNCATES, acts.page(502))),
    *(_uploaded(act) for act in (acts.file_error(500, 50001), acts.file_error(200, 50001), acts.file_error(200, 500))),
    *(_uploaded(act) for act in (_GARBAGE, _EMPTY, _LIST, _NO_LINK, _ODD_LINK, _CUT, _ODD_DATA)),
    _uploaded(acts.limit(1)),
    *(_not_uploaded(acts.file_error(400, code), FileRefused) for code in (40001, 40002, 40003, 40004)),
    _not_uploaded(acts.file_error(200, 40003), FileRefused),
    _not_uploaded(acts.page(413), FileRefused),
    _not_uploaded(acts.file_error(200, 401), AuthenticationError),
    _not_uploaded(acts.INTERRUPTS, KeyboardInterrupt),
    Scenario(
        "save: drips", {"file": (acts.DRIPS,)}, EvoLinkError, call="save", seconds=(0, PATIENCE + SLACK), deadline=True
    ),
    Scenario(
        "save: hangs", {"file": (acts.HANGS,)}, EvoLinkError, call="save", seconds=(0, PATIENCE + SLACK), deadline=True
    ),
)
