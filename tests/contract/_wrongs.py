"""Ways for a server to answer wrongly, from which faults are made."""

import json
from collections.abc import Callable
from typing import Any, Final

from ._meddling import Edit, Exchange, JsonEdit, model_of, on_error, on_file

Wrapper = Callable[[Any], Any]


def instead(value: Any) -> Wrapper:
    """Replace a function by one that always gives this."""
    return lambda _: lambda *_args, **_named: value


def then(change: Callable[[Any], Any]) -> Wrapper:
    """Change what a function gives."""
    return lambda right: lambda *args, **named: change(right(*args, **named))


def given(**changed: Any) -> Wrapper:
    """Call a function with other arguments by name."""
    return lambda right: lambda *args, **named: right(*args, **{**named, **changed})


def put(**fields: Any) -> JsonEdit:
    """Put these fields in every answer."""
    return lambda answer: {**answer, **fields}


def without(name: str) -> JsonEdit:
    """Leave a field out."""
    return lambda answer: {key: value for key, value in answer.items() if key != name}


def when(status: str, edit: JsonEdit) -> JsonEdit:
    """Edit the answers that tell of one status only."""
    return lambda answer: edit(answer) if answer.get("status") == status else None


def in_error(edit: JsonEdit) -> Edit:
    """Edit what stands in an error."""
    return on_error(lambda answer: {"error": edit(answer["error"])} if isinstance(answer.get("error"), dict) else None)


def both(first: Edit, second: Edit) -> Edit:
    """Make two edits."""

    def after(exchange: Exchange) -> None:
        first(exchange)
        second(exchange)

    return after


def answer_with(old: int, new: int, *, create: bool = False) -> Edit:
    """Answer with another status."""

    def after(exchange: Exchange) -> None:
        if exchange.status == old and (exchange.is_create or not create):
            exchange.status = new

    return after


def header(name: str, value: str = "", *, on: Callable[[Exchange], bool] = lambda _: True) -> Edit:
    """Put another header in, or none."""

    def after(exchange: Exchange) -> None:
        if on(exchange):
            exchange.answered.pop(name, None)
            exchange.answered |= {name: value} if value else {}

    return after


def last_known() -> Edit:
    """Answer a query for an unknown task with the last one that was read."""
    known: list[bytes] = [b"{}"]

    def after(exchange: Exchange) -> None:
        if exchange.is_task and exchange.status == 200:
            known[0] = exchange.content
        elif exchange.is_task and exchange.status == 404:
            exchange.status, exchange.content = 200, known[0]

    return after


def once_then(edit: JsonEdit, times: int = 1, status: str = "") -> JsonEdit:
    """Edit all but the first answers about each task."""
    seen: dict[str, int] = {}

    def later(answer: dict[str, Any]) -> Any:
        if status and answer["status"] != status:
            return None
        seen[answer["id"]] = seen.get(answer["id"], 0) + 1
        return edit(answer) if seen[answer["id"]] > times else None

    return later


def repeated_ids() -> JsonEdit:
    """Return every third task the id of the one before."""
    made: list[str] = []

    def edit(answer: dict[str, Any]) -> None:
        made.append(answer["id"])
        if len(made) % 3 == 0:
            answer["id"] = made[-2]

    return edit


def unmapped(exchange: Exchange) -> None:
    """Answer with the name that was asked for, and not the present one."""
    if exchange.is_create and exchange.status == 200:
        asked = json.loads(exchange.body)
        if model_of(asked):
            answer = json.loads(exchange.content)
            exchange.content = json.dumps({**answer, "model": asked["model"]}).encode()


def forgetful(exchange: Exchange) -> None:
    """Forget a task once it has been told of as completed."""
    if exchange.is_task and b'"completed"' in exchange.content and exchange.path in _TOLD:
        exchange.status = 404
        told = {"type": "invalid_request_error", "code": "task_not_found", "message": "gone"}
        exchange.content = json.dumps({"error": told}).encode()
    if b'"completed"' in exchange.content:
        _TOLD.add(exchange.path)


_TOLD: Final[set[str]] = set()


def relative(answer: dict[str, Any]) -> None:
    """Answer with results as paths."""
    if answer.get("results"):
        answer["results"] = ["files/" + link.rpartition("/")[2] for link in answer["results"]]


def in_milliseconds(answer: dict[str, Any]) -> None:
    """Answer with the time in another unit."""
    answer["created"] *= 1000


def html(exchange: Exchange) -> None:
    """Answer errors as pages for people."""
    if exchange.status >= 400:
        exchange.content, exchange.answered["content-type"] = b"<html>No.</html>", "text/html"


def crash_on_bad_json(exchange: Exchange) -> None:
    """Fail on a body that can't be read."""
    if exchange.is_create and exchange.status == 400:
        try:
            json.loads(exchange.body)
        except ValueError:
            exchange.status = 500


def picture(edit: Callable[[bytes], bytes]) -> Edit:
    """Edit the bytes of results."""

    def after(exchange: Exchange) -> None:
        exchange.content = edit(exchange.content)

    return on_file(after)
