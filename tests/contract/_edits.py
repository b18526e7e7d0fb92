"""Edits that make a server's answers wrong; faults are built from them."""

import json
from collections.abc import Callable
from typing import Any, Final

from ._interception import Edit, Exchange, JsonEdit, model_of, on_error, on_file

Wrapper = Callable[[Any], Any]


def returning(value: Any) -> Wrapper:
    """Replace a function with one that always returns a value."""
    return lambda _: lambda *_args, **_named: value


def changing(change: Callable[[Any], Any]) -> Wrapper:
    """Change what a function returns."""
    return lambda right: lambda *args, **named: change(right(*args, **named))


def with_arguments(**changed: Any) -> Wrapper:
    """Call a function with other keyword arguments."""
    return lambda right: lambda *args, **named: right(*args, **{**named, **changed})


def put(**fields: Any) -> JsonEdit:
    """Set fields of every answer."""
    return lambda answer: {**answer, **fields}


def without(name: str) -> JsonEdit:
    """Remove a field."""
    return lambda answer: {key: value for key, value in answer.items() if key != name}


def when(status: str, edit: JsonEdit) -> JsonEdit:
    """Edit only the answers with one status."""
    return lambda answer: edit(answer) if answer.get("status") == status else None


def in_error(edit: JsonEdit) -> Edit:
    """Edit the inner object of an error."""
    return on_error(lambda answer: {"error": edit(answer["error"])} if isinstance(answer.get("error"), dict) else None)


def both(first: Edit, second: Edit) -> Edit:
    """Combine two edits."""

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
    """Replace a header, or remove it."""

    def after(exchange: Exchange) -> None:
        if on(exchange):
            exchange.answered.pop(name, None)
            exchange.answered |= {name: value} if value else {}

    return after


def last_known() -> Edit:
    """Answer a query for an unknown task with the task that was read last."""
    known: list[bytes] = [b"{}"]

    def after(exchange: Exchange) -> None:
        if exchange.is_task and exchange.status == 200:
            known[0] = exchange.content
        elif exchange.is_task and exchange.status == 404:
            exchange.status, exchange.content = 200, known[0]

    return after


def once_then(edit: JsonEdit, times: int = 1, status: str = "") -> JsonEdit:
    """Edit all answers about each task except the first ones."""
    seen: dict[str, int] = {}

    def later(answer: dict[str, Any]) -> Any:
        if status and answer["status"] != status:
            return None
        seen[answer["id"]] = seen.get(answer["id"], 0) + 1
        return edit(answer) if seen[answer["id"]] > times else None

    return later


def repeated_ids() -> JsonEdit:
    """Return an edit that repeats the previous ID for every third task."""
    made: list[str] = []

    def edit(answer: dict[str, Any]) -> None:
        made.append(answer["id"])
        if len(made) % 3 == 0:
            answer["id"] = made[-2]

    return edit


def unmapped(exchange: Exchange) -> None:
    """Answer with the model name of the request, not the canonical one."""
    if exchange.is_create and exchange.status == 200:
        request = json.loads(exchange.body)
        if model_of(request):
            answer = json.loads(exchange.content)
            exchange.content = json.dumps({**answer, "model": request["model"]}).encode()


def forgetful(exchange: Exchange) -> None:
    """Forget a task once it was shown as completed."""
    if exchange.is_task and b'"completed"' in exchange.content and exchange.path in _SHOWN:
        exchange.status = 404
        error = {"type": "invalid_request_error", "code": "task_not_found", "message": "gone"}
        exchange.content = json.dumps({"error": error}).encode()
    if b'"completed"' in exchange.content:
        _SHOWN.add(exchange.path)


_SHOWN: Final[set[str]] = set()


def relative(answer: dict[str, Any]) -> None:
    """Answer with results as paths."""
    if answer.get("results"):
        answer["results"] = ["files/" + link.rpartition("/")[2] for link in answer["results"]]


def in_milliseconds(answer: dict[str, Any]) -> None:
    """Answer with times in milliseconds."""
    answer["created"] *= 1000


def html(exchange: Exchange) -> None:
    """Answer errors with an HTML page."""
    if exchange.status >= 400:
        exchange.content, exchange.answered["content-type"] = b"<html>No.</html>", "text/html"


def crash_on_bad_json(exchange: Exchange) -> None:
    """Answer 500 to a body that is not JSON."""
    if exchange.is_create and exchange.status == 400:
        try:
            json.loads(exchange.body)
        except ValueError:
            exchange.status = 500


def edit_file(edit: Callable[[bytes], bytes]) -> Edit:
    """Edit the bytes of results."""

    def after(exchange: Exchange) -> None:
        exchange.content = edit(exchange.content)

    return on_file(after)
