"""What the flow tells of each call to whoever keeps a record of it; by default nobody does.

A record answers with futures that are done when the fact is on the disk. Only `intent` keeps a call from being sent:
after the request has gone out, a paid task is worth more than its record, so what can't be written is logged and
written later.
"""

from concurrent.futures import Future
from pathlib import Path
from typing import Protocol

from evolink._http.port import Request
from evolink._task.state import TaskState
from evolink.errors import EvoLinkError


class Record(Protocol):
    """Keeps what must not be lost. `at` is Unix seconds on the port's clock."""

    def intent(self, post: Request, output: str | None, at: float) -> Future[TaskState | None]:
        """Note that a request is about to be sent.

        Args:
            post: The request; its idempotency key is the call's name.
            output: Where its files are wanted, if the caller said so.
            at: Now.

        Returns:
            None: send it. A task: it was made before, under this key, by the same request.

        Raises:
            SubmissionUncertain: It was sent under this key before, and the answer is not known.
            KeyTaken: Another request was sent under this key.
            JournalFailed: It could not be written.
        """
        ...

    def withdrawn(self, noted: Future[TaskState | None]) -> Future[None]:
        """Note that nothing was sent after all.

        Args:
            noted: What `intent` gave.
        """
        ...

    def answered(self, key: str, state: TaskState, at: float) -> Future[None]:
        """Note the task that the service made.

        Raises:
            Fenced: Another has taken over the call and has another task for it.
        """
        ...

    def refused(self, key: str, error: EvoLinkError, at: float) -> Future[float | None]:
        """Note that this sending made no task.

        Returns:
            None: nothing was charged. Else when it was sent before, with an answer that was lost: it stays held.

        Raises:
            Fenced: Another has taken over the call.
        """
        ...

    def uncertain(self, key: str, reason: str) -> Future[None]:
        """Note that the answer was lost.

        Raises:
            Fenced: Another has taken over the call.
        """
        ...

    def ended(self, state: TaskState, at: float) -> Future[None]:
        """Note the end of a task: its links, or why there are none, and what it cost.

        Raises:
            Fenced: Another has taken over the call.
        """
        ...

    def planned(self, task_id: str, position: int, path: Path, *, overwrite: bool) -> Future[None]:
        """Note where a picture is about to be saved.

        Raises:
            Fenced: Another has taken over the call.
        """
        ...

    def saved(self, task_id: str, position: int, path: Path, size: int, sha256: str, at: float) -> Future[None]:
        """Note that a picture is a file.

        Raises:
            Fenced: Another has taken over the call.
        """
        ...


def has_ended(state: TaskState) -> bool:
    """Return whether there is nothing left to wait for: it failed, or completed and its links are there."""
    return state.failed or (state.completed and bool(state.results))


def _done() -> Future[None]:
    done: Future[None] = Future()
    done.set_result(None)
    return done


NOTHING = _done()
"""Is done already: there was nothing to note."""


class NoRecord:
    """Keeps nothing, at once; its methods are those of `Record`."""

    def intent(self, post: Request, output: str | None, at: float) -> Future[TaskState | None]:
        """Let it be sent."""
        del post, output, at
        nothing: Future[TaskState | None] = Future()
        nothing.set_result(None)
        return nothing

    def withdrawn(self, noted: Future[TaskState | None]) -> Future[None]:
        """Keep nothing."""
        del noted
        return NOTHING

    def answered(self, key: str, state: TaskState, at: float) -> Future[None]:
        """Keep nothing."""
        del key, state, at
        return NOTHING

    def refused(self, key: str, error: EvoLinkError, at: float) -> Future[float | None]:
        """Keep nothing."""
        del key, error, at
        nothing: Future[float | None] = Future()
        nothing.set_result(None)
        return nothing

    def uncertain(self, key: str, reason: str) -> Future[None]:
        """Keep nothing."""
        del key, reason
        return NOTHING

    def ended(self, state: TaskState, at: float) -> Future[None]:
        """Keep nothing."""
        del state, at
        return NOTHING

    def planned(self, task_id: str, position: int, path: Path, *, overwrite: bool) -> Future[None]:
        """Keep nothing."""
        del task_id, position, path, overwrite
        return NOTHING

    def saved(self, task_id: str, position: int, path: Path, size: int, sha256: str, at: float) -> Future[None]:
        """Keep nothing."""
        del task_id, position, path, size, sha256, at
        return NOTHING
