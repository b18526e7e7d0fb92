"""What one row's life tells the journal, watched: whether another worker has taken the row over."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from evolink._http.port import Request
from evolink._task.record import Record
from evolink._task.state import TaskState
from evolink.errors import EvoLinkError, Fenced, SubmissionUncertain


class Fence(Record):
    """A record that notices when it may not write any more.

    Args:
        record: The journal's.
        lost: Called, from any thread, when another has taken the row over.
    """

    def __init__(self, record: Record, lost: Callable[[], object]) -> None:
        self._record = record
        self._lost = lost

    def intent(self, post: Request, output: str | None, at: float) -> Future[TaskState | None]:
        """Note that a request is about to be sent; see `Record`. That another sent it before is a loss, too."""
        return self._watched(self._record.intent(post, output, at), Fenced, SubmissionUncertain)

    def withdrawn(self, noted: Future[TaskState | None]) -> Future[None]:
        """Note that nothing was sent after all; see `Record`."""
        return self._watched(self._record.withdrawn(noted))

    def answered(self, key: str, state: TaskState, at: float) -> Future[None]:
        """Note the task that the service made; see `Record`."""
        return self._watched(self._record.answered(key, state, at))

    def refused(self, key: str, error: EvoLinkError, at: float) -> Future[float | None]:
        """Note that this sending was not charged; see `Record`."""
        return self._watched(self._record.refused(key, error, at))

    def uncertain(self, key: str, reason: str) -> Future[None]:
        """Note that the answer was lost; see `Record`."""
        return self._watched(self._record.uncertain(key, reason))

    def ended(self, state: TaskState, at: float) -> Future[None]:
        """Note the end of a task; see `Record`."""
        return self._watched(self._record.ended(state, at))

    def planned(self, task_id: str, position: int, path: Path, *, overwrite: bool) -> Future[None]:
        """Note where a picture is about to be saved; see `Record`."""
        return self._watched(self._record.planned(task_id, position, path, overwrite=overwrite))

    def saved(self, task_id: str, position: int, path: Path, size: int, sha256: str, at: float) -> Future[None]:
        """Note that a picture is a file; see `Record`."""
        return self._watched(self._record.saved(task_id, position, path, size, sha256, at))

    def _watched(self, future: Future[Any], *losses: type[EvoLinkError]) -> Future[Any]:
        def look(done: Future[Any]) -> None:
            if not done.cancelled() and isinstance(done.exception(), losses or Fenced):
                self._lost()

        future.add_done_callback(look)
        return future
