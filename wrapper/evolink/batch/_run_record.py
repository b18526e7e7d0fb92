"""What happens to the calls of a bulk run, noted in the run file of its folder as well as in the journal."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from evolink._http.port import Request
from evolink._task.record import Record, has_ended
from evolink._task.state import TaskState
from evolink.errors import EvoLinkError
from evolink.journal import Call

from ._run_file import RunFile
from ._run_rows import facts_of, file_facts


@dataclass(frozen=True, slots=True)
class _Intent:
    noted: Future[TaskState | None]
    key: str
    is_first: bool


class RunRecord(Record):
    """A record that keeps a run file as well. The journal decides; nothing is sent before both have noted it.

    Args:
        record: The journal's.
        file: The run file.
        folder: Its folder.
    """

    def __init__(self, record: Record, file: RunFile, folder: Path) -> None:
        self._record = record
        self._file = file
        self._folder = folder
        self._taken: dict[str, Call] = {}
        self._intents: WeakKeyDictionary[Future[TaskState | None], _Intent] = WeakKeyDictionary()

    def expect(self, calls: Iterable[Call]) -> None:
        """Remember calls that were taken, so that they are told as a whole when they are sent."""
        self._taken.update((call.key, call) for call in calls)

    def intent(self, post: Request, output: str | None, at: float) -> Future[TaskState | None]:
        """Note that a request is about to be sent; see `Record`. The disk's own `OSError` is raised, too."""
        noted, both = self._record.intent(post, output, at), Future[TaskState | None]()
        call = self._taken.pop(post.idempotency_key or "", None)
        told = {"key": post.idempotency_key} if call is None else {**facts_of(call, self._folder), "end": None}
        self._intents[both] = _Intent(noted, post.idempotency_key or "", is_first=call is not None)

        def note(known: TaskState | None) -> None:
            if known is not None:
                both.set_result(known)
                return
            _then(self._file.note({**told, "sent": at}, must=True), lambda _: both.set_result(None), both)

        _then(noted, note, both)
        return both

    def withdrawn(self, noted: Future[TaskState | None]) -> Future[None]:
        """Note that nothing was sent after all; see `Record`."""
        intent = self._intents[noted]
        if intent.is_first:  # or it may have been charged before, and stays so
            _then(noted, lambda _: self._file.note({"key": intent.key, "end": "withdrawn"}))
        return self._record.withdrawn(intent.noted)

    def answered(self, key: str, state: TaskState, at: float) -> Future[None]:
        """Note the task that the service made; see `Record`."""
        told = {"key": key, "task": state.id, "created": state.created, "reserved": state.credits_reserved}
        self._file.note({**told, **_end(state, at)})
        return self._record.answered(key, state, at)

    def refused(self, key: str, error: EvoLinkError, at: float) -> Future[float | None]:
        """Note that this sending made no task; see `Record`. One that may have been charged before stays so."""

        def note(sent_before: float | None) -> None:
            if sent_before is None:
                self._file.note({"key": key, "end": "refused", "code": error.code, "message": error.message})

        refused = self._record.refused(key, error, at)
        _then(refused, note)
        return refused

    def uncertain(self, key: str, reason: str) -> Future[None]:
        """Note that the answer was lost; see `Record`."""
        self._file.note({"key": key, "message": reason})
        return self._record.uncertain(key, reason)

    def ended(self, state: TaskState, at: float) -> Future[None]:
        """Note the end of a task; see `Record`."""
        self._file.note({"task": state.id, **_end(state, at)})
        return self._record.ended(state, at)

    def planned(self, task_id: str, position: int, path: Path, *, overwrite: bool) -> Future[None]:
        """Note where an image is about to be saved; see `Record`."""
        return self._record.planned(task_id, position, path, overwrite=overwrite)

    def saved(self, task_id: str, position: int, path: Path, size: int, sha256: str, at: float) -> Future[None]:
        """Note that an image is a file; see `Record`."""
        self._file.note(
            {"task": task_id, "file": file_facts(self._folder, position, path.absolute(), size, sha256, at)}
        )
        return self._record.saved(task_id, position, path, size, sha256, at)


def _end(state: TaskState, at: float) -> dict[str, Any]:
    if not has_ended(state):
        return {}
    used = {} if state.credits_used is None else {"used": state.credits_used}
    if state.failed:
        fault = {"code": state.error.code, "message": state.error.message} if state.error else {}
        return {"end": "failed", "ended": at, **used, **fault}
    return {"end": "completed", "ended": at, "images": len(state.results), **used}


def _then(future: "Future[Any]", do: Callable[[Any], object], failing: "Future[Any] | None" = None) -> None:
    """Do something with a future's result; hand its error over to another future."""

    def look(done: "Future[Any]") -> None:
        if done.cancelled():
            if failing is not None:
                failing.cancel()
        elif (error := done.exception()) is None:
            do(done.result())
        elif failing is not None:
            failing.set_exception(error)

    future.add_done_callback(look)
