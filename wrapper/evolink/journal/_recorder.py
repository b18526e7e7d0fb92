"""Writes down what the flow tells: intents before they are sent, and what became of them."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from evolink._http.port import Request
from evolink._task.record import Record
from evolink._task.state import TaskState
from evolink.errors import EvoLinkError, JournalFailed

from . import _writes
from ._group import Group
from ._session import Session
from ._writer import Writer

T = TypeVar("T")


class Recorder(Record):
    """The record that a client keeps in a journal.

    Args:
        writer: The journal's.
        session: Who holds what is noted here.
    """

    def __init__(self, writer: Writer, session: Session) -> None:
        self._writer = writer
        self._session = session
        self._intents: WeakKeyDictionary[Future[TaskState | None], _writes.Intent] = WeakKeyDictionary()
        self._lock = Lock()

    def intent(self, post: Request, output: str | None, at: float) -> Future[TaskState | None]:
        """Note that a request is about to be sent; see `Record`."""
        intent = _writes.Intent(self._session, post, output, at)
        noted = self._writer.do(intent.write)
        with self._lock:
            self._intents[noted] = intent
        noted.add_done_callback(self._withdraw_if_failed)
        return noted

    def withdrawn(self, noted: Future[TaskState | None]) -> Future[None]:
        """Note that nothing was sent after all; see `Record`."""
        with self._lock:
            intent = self._intents[noted]
        return self._writer.keep(intent.withdraw, f"nothing was sent under {intent.key}")

    def answered(self, key: str, state: TaskState, at: float) -> Future[None]:
        """Note the task that the service made; see `Record`."""
        return self._keep(_writes.answered, f"task {state.id} was made under {key}", key, state, at)

    def refused(self, key: str, error: EvoLinkError, at: float) -> Future[float | None]:
        """Note that this sending was not charged; see `Record`."""
        return self._keep(_writes.refused, f"no task was made under {key}", key, error, at)

    def uncertain(self, key: str, reason: str) -> Future[None]:
        """Note that the answer was lost; see `Record`."""
        return self._keep(_writes.uncertain, f"a task may have been made under {key}", key, reason)

    def ended(self, state: TaskState, at: float) -> Future[None]:
        """Note the end of a task; see `Record`."""
        return self._keep(_writes.ended, f"task {state.id} is {state.status}", state, at)

    def planned(self, task_id: str, position: int, path: Path, *, overwrite: bool) -> Future[None]:
        """Note where a picture is about to be saved; see `Record`."""
        place = path.absolute()
        fact = f"a picture of task {task_id} is to be {place}"
        return self._keep(_writes.planned, fact, task_id, position, str(place), overwrite)

    def saved(self, task_id: str, position: int, path: Path, size: int, sha256: str, at: float) -> Future[None]:
        """Note that a picture is a file; see `Record`."""
        told = {"path": str(path.absolute()), "size": size, "sha256": sha256, "saved_at": at}
        return self._keep(_writes.saved, f"a picture of task {task_id} is {told['path']}", task_id, position, told)

    def _keep(self, write: Callable[..., T], fact: str, *given: Any) -> Future[T]:
        def operation(group: Group) -> T:
            return write(group, self._session, *given)

        return self._writer.keep(operation, fact)

    def _withdraw_if_failed(self, noted: Future[TaskState | None]) -> None:
        """Take back an intent of which the database could not say whether it was kept: nothing will be sent."""
        if not noted.cancelled() and isinstance(noted.exception(), JournalFailed):
            self.withdrawn(noted)
