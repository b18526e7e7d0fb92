"""What happens to the calls of a batch, noted in the run file of its folder as well as in the journal."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from evolink._task.record import Answered, Ended, Fact, Intent, Record, Refused, Saved, Uncertain, Withdrawn, has_ended
from evolink._task.state import TaskState
from evolink.journal import Call

from .run_file import RunFile
from .run_file_calls import call_facts, file_facts

R = TypeVar("R")


class FolderRecord(Record):
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
        self._first: WeakKeyDictionary[Intent, Future[TaskState | None]] = WeakKeyDictionary()

    def expect(self, calls: Iterable[Call]) -> None:
        """Remember calls that were taken, so that all of each is written down when it is sent."""
        self._taken.update((call.key, call) for call in calls)

    def note(self, fact: Fact[R], /) -> Future[R | None]:
        """Note a fact; see `Record`. For an intent, the disk's own `OSError` is raised, too."""
        return self._noted(fact)

    def _noted(self, fact: Fact[Any]) -> Future[Any]:
        match fact:
            case Intent():
                return self._intent(fact)
            case Withdrawn(intent):
                if noted := self._first.get(intent):  # another may have been charged before, and stays so
                    _then(noted, lambda _: self._file.note_now({"key": intent.key, "end": "withdrawn"}))
                return self._record.note(fact)
            case Refused():
                refused = self._record.note(fact)
                _then(refused, lambda sent_before: self._refused(fact, sent_before))
                return refused
            case _:
                if line := _line_of(fact, self._folder):
                    (self._file.note_now if isinstance(fact, Answered) else self._file.note)(line)
                return self._record.note(fact)

    def _intent(self, intent: Intent) -> Future[TaskState | None]:
        noted, both = self._record.note(intent), Future[TaskState | None]()
        call = self._taken.pop(intent.key, None)
        if call is not None:
            self._first[intent] = both
        line = {"key": intent.key} if call is None else self._sent(call, intent)

        def note(known: TaskState | None) -> None:
            if known is not None:
                both.set_result(known)
                return
            _then(self._file.note_first({**line, "sent": intent.at}), lambda _: both.set_result(None), both)

        _then(noted, note, both)
        return both

    def _sent(self, call: Call, intent: Intent) -> dict[str, Any]:
        """Return what the run file says of a call that is about to be sent, with the body that its files now have."""
        body = (intent.request.body or b"").decode()
        return {**call_facts(call, self._folder), "body": body, "end": None}

    def _refused(self, fact: Refused, sent_before: float | None) -> None:
        if sent_before is None:  # else it may have been charged before, and stays so
            error = fact.error
            self._file.note_now({"key": fact.key, "end": "refused", "code": error.code, "message": error.message})


def _line_of(fact: Fact[Any], folder: Path) -> dict[str, Any] | None:
    """Return what the run file says of a fact; None if nothing."""
    match fact:
        case Answered(key, state, at):
            task = {"task": state.id, "created": state.created, "reserved": state.credits_reserved}
            return {"key": key, **task, **_end(state, at)}
        case Uncertain(key, reason):
            return {"key": key, "message": reason}
        case Ended(state, at):
            return {"task": state.id, **_end(state, at)}
        case Saved(task_id, position, path, size, sha256, at):
            return {"task": task_id, "file": file_facts(folder, position, path.absolute(), size, sha256, at)}
        case _:
            return None


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
