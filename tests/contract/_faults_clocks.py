"""Faults in what time a server says that it is: units, zones, clocks that stand still."""

from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any, Final

from ._edits import both, header
from ._fault import Fault
from ._interception import Edit, Exchange, JsonEdit, on_created, on_task, on_upload

_CREATED: Final = "test_time_of_creation"
_UPLOAD: Final = "test_time_of_an_upload"
_READS: Final = "test_call_with_the_key"
_HOUR: Final = 3600
_DAY: Final = 24 * _HOUR


def _created(change: Callable[[int], Any]) -> Edit:
    def edit(answer: dict[str, Any]) -> dict[str, Any]:
        return {**answer, "created": change(answer["created"])}

    return both(on_created(edit), on_task(edit))


class _Frozen:
    def __init__(self) -> None:
        self._first: int | None = None

    def change(self, created: int) -> int:
        self._first = created if self._first is None else self._first
        return self._first


def _estimate(change: Callable[[int], Any]) -> JsonEdit:
    def edit(answer: dict[str, Any]) -> None:
        info = answer.get("task_info", {})
        if "estimated_time" in info:
            info["estimated_time"] = change(info["estimated_time"])

    return edit


def _date(hours: float) -> Edit:
    def after(exchange: Exchange) -> None:
        shown = parsedate_to_datetime(exchange.answered["date"]) + timedelta(hours=hours)
        exchange.answered["date"] = format_datetime(shown, usegmt=True)

    return after


def _retry(change: Callable[[int], int]) -> Edit:
    def after(exchange: Exchange) -> None:
        if "retry-after" in exchange.answered:
            exchange.answered["retry-after"] = str(change(int(exchange.answered["retry-after"])))

    return after


def _zone(name: str, zone: str) -> JsonEdit:
    return lambda answer: {**answer, name: answer[name][:19] + zone}


CLOCKS: Final = (
    Fault("clocks", "tasks are created an hour in the future", _CREATED, after=_created(lambda at: at + _HOUR)),
    Fault("clocks", "tasks are created before their request", _CREATED, after=_created(lambda at: at - 60)),
    Fault("clocks", "tasks are created in another zone", _CREATED, after=_created(lambda at: at + 8 * _HOUR)),
    Fault("clocks", "creation times are in milliseconds", _CREATED, after=_created(lambda at: 1000 * at)),
    Fault("clocks", "all tasks were created at once", _CREATED, after=_created(_Frozen().change)),
    Fault("clocks", "tasks are created a day ago", "test_creation_times", after=_created(lambda at: at - _DAY)),
    Fault("clocks", "creation times are text", _CREATED, after=_created(str)),
    Fault(
        "clocks",
        "estimates are in milliseconds",
        "test_estimate",
        after=on_created(_estimate(lambda time: 1000 * time)),
    ),
    Fault("clocks", "the date of answers is an hour late", _CREATED, after=_date(-1)),
    Fault("clocks", "the date of answers is not one of HTTP", _READS, after=header("date", "2026-11-29T10:00:00Z")),
    Fault(
        "clocks",
        "the date of answers stands still",
        "test_clock_has_run",
        after=header("date", "Sun, 29 Nov 2026 10:00:00 GMT"),
    ),
    Fault("clocks", "a rate limit is in milliseconds", "test_rate_limit", after=_retry(lambda seconds: 1000 * seconds)),
    Fault("clocks", "uploads have the time of another zone", _UPLOAD, after=on_upload(_zone("upload_time", "-05:00"))),
    Fault("clocks", "files expire in another zone", _UPLOAD, after=on_upload(_zone("expires_at", "-05:00"))),
)
