"""The record of one row, watched: whether another worker has taken the row over."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from evolink._task.record import Fact, Intent, Record
from evolink.errors import Fenced, SubmissionUncertain

R = TypeVar("R")


class Fence(Record):
    """A record that notices when it may not write any more.

    Args:
        record: The journal's.
        lost: Called, from any thread, when another worker has taken the row over.
    """

    def __init__(self, record: Record, lost: Callable[[], object]) -> None:
        self._record = record
        self._lost = lost

    def note(self, fact: Fact[R], /) -> Future[R | None]:
        """Note a fact; see `Record`. That another worker sent the row before is a loss, too."""
        noted = self._record.note(fact)
        losses = (Fenced, SubmissionUncertain) if isinstance(fact, Intent) else Fenced

        def watch(done: Future[Any]) -> None:
            if not done.cancelled() and isinstance(done.exception(), losses):
                self._lost()

        noted.add_done_callback(watch)
        return noted
