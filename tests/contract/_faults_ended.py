"""Faults in what a server says of a task that has ended: it changes, or another answer disagrees about it."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from ._edits import once_then, put, when
from ._fault import Fault
from ._interception import Edit, Exchange, JsonEdit, on_answer_of, on_file, on_task

_STAYS: Final = "test_ended_task_stays"
_FAILED: Final = "test_failed_task_stays"
_BATCH: Final = "test_batch_query_agrees"
_LIST: Final = "test_list_agrees"
_LATER: Final = "test_tasks_are_as_before"
_AGAIN: Final = "test_link_serves_the_same_again"


def _failed(answer: dict[str, Any]) -> dict[str, Any]:
    error = {"code": "service_error", "message": "x", "type": "task_error"}
    kept = {name: value for name, value in answer.items() if name != "results"}
    return {**kept, "status": "failed", "progress": 50, "error": error}


def _healed(answer: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name, value in answer.items() if name != "error"}
    return {**kept, "status": "completed", "progress": 100, "results": ["http://127.0.0.1/x.png"]}


def _on_read(number: int, edit: JsonEdit, status: str = "completed") -> Edit:
    """Edit what is answered from some read of a task's end on."""
    return on_task(once_then(edit, number - 1, status))


def _links(edit: Callable[[list[str]], list[str]]) -> JsonEdit:
    return lambda answer: {**answer, "results": edit(answer["results"])}


def _reason(**fields: str) -> JsonEdit:
    return lambda answer: {**answer, "error": {**answer["error"], **fields}}


class _Mixer:
    """Answers with the results of the task that was read before."""

    def __init__(self) -> None:
        self._last: dict[str, Any] = {}

    def edit(self, answer: dict[str, Any]) -> Any:
        last, self._last = self._last, answer
        other = last.get("id") != answer["id"] and "results" in last and "results" in answer
        return {**answer, "results": last["results"]} if other else None


class _OnceOnly:
    """Serves each file in full once."""

    def __init__(self) -> None:
        self._served: Counter[str] = Counter()

    def edit(self, exchange: Exchange) -> None:
        self._served[exchange.path] += 1
        if self._served[exchange.path] > 1:
            exchange.content += b"."

    def die(self, exchange: Exchange) -> None:
        self._served[exchange.path] += 1
        if self._served[exchange.path] > 1:
            exchange.status = 410


def _rows(**fields: Any) -> JsonEdit:
    return lambda answer: {**answer, "data": [{**row, **fields} for row in answer["data"]]}


def _row(edit: Callable[[dict[str, Any]], Any]) -> JsonEdit:
    return lambda answer: {**answer, "data": [{**row, **edit(row)} for row in answer["data"]]}


_mixer: Final = _Mixer()
_list: Final = "listTasks"
_batch: Final = "queryTaskBatch"

STAYS: Final = (
    Fault("ended", "a completed task turns failed on the third read", _STAYS, after=_on_read(3, _failed)),
    Fault("ended", "a completed task turns failed on the seventh read", _STAYS, after=_on_read(7, _failed)),
    Fault("ended", "progress goes back after the end", _STAYS, after=_on_read(3, put(progress=99))),
    Fault("ended", "results vanish after some reads", _STAYS, after=_on_read(4, put(results=[]))),
    Fault(
        "ended",
        "links change after some reads",
        _STAYS,
        after=_on_read(3, _links(lambda links: [f"{link}/2" for link in links])),
    ),
    Fault(
        "ended",
        "the order of results changes between reads",
        _STAYS,
        after=_on_read(3, _links(lambda links: links[::-1])),
    ),
    Fault(
        "ended",
        "the creation time moves after some reads",
        _STAYS,
        after=_on_read(4, lambda answer: {**answer, "created": answer["created"] + 1}),
    ),
    Fault("ended", "a task answers with the results of another", _STAYS, after=on_task(_mixer.edit)),
    Fault(
        "ended",
        "progress goes back before the end",
        "test_task_does_not_go_back",
        after=on_task(when("processing", once_then(put(progress=0), 1))),
    ),
    Fault("ended", "a failed task turns completed", _FAILED, after=_on_read(3, _healed, "failed")),
    Fault(
        "ended",
        "the code of a failure changes",
        _FAILED,
        after=_on_read(3, _reason(code="unknown_error"), "failed"),
    ),
    Fault(
        "ended",
        "the message of a failure changes",
        _FAILED,
        after=_on_read(4, _reason(message="Another reason."), "failed"),
    ),
    Fault("ended", "results are gone in the end", "test_tasks_are_as_before", after=_on_read(2, put(results=[]))),
    Fault("ended", "links have died in the end", "test_links_serve_as_before", after=on_file(_OnceOnly().die)),
    Fault("ended", "links serve other bytes the second time", _AGAIN, after=on_file(_OnceOnly().edit)),
    Fault("ended", "links work once", _AGAIN, after=on_file(_OnceOnly().die)),
)
AGREE: Final = (
    Fault(
        "ended", "the list says that completed tasks failed", _LIST, after=on_answer_of(_list, _rows(status="failed"))
    ),
    Fault(
        "ended",
        "the list names another kind of task",
        "test_earlier_tasks_stay",
        after=on_answer_of(_list, _rows(type="text")),
    ),
    Fault("ended", "the list names another model", _LIST, after=on_answer_of(_list, _rows(model="gpt-4o"))),
    Fault("ended", "the list says that tasks cost more", _LIST, after=on_answer_of(_list, _rows(credits_used=99.5))),
    Fault("ended", "the list has progress as text", _LIST, after=on_answer_of(_list, _rows(progress="100"))),
    Fault(
        "ended",
        "the list counts time in milliseconds",
        _LIST,
        after=on_answer_of(_list, _row(lambda row: {"created_at": 1000 * row["created_at"]})),
    ),
    Fault(
        "ended",
        "a batch query says that completed tasks are at work",
        _BATCH,
        after=on_answer_of(_batch, _rows(status="processing", progress=50)),
    ),
    Fault(
        "ended",
        "a batch query has other links",
        _BATCH,
        after=on_answer_of(_batch, _row(lambda row: {"results": [f"{link}2" for link in row.get("results", [])]})),
    ),
)
