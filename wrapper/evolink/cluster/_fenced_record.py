"""The record of one row, watched: whether another worker has taken the row over."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from evolink._task.record import Fact, Intent, Record
from evolink.errors import Fenced, SubmissionUncertain

R = TypeVar("R")


class FencedRecord(Record):
    """A record that notices when it may no longer write.

    Args:
        record: The journal's.
        on_lost: Called, from any thread, when another worker has taken the row over.
    """

    def __init__(self, record: Record, on_lost: Callable[[], object]) -> None:
        self._record = record
        self._on_lost = on_lost

    def note(self, fact: Fact[R], /) -> Future[R | None]:
        """Note a fact; see `Record`. If another worker has sent the row before, it is lost, too."""
        noted = self._record.note(fact)
        losses = (Fenced, SubmissionUncertain) if isinstance(fact, Intent) else Fenced

        def watch(done: Future[Any]) -> None:
            if not done.cancelled() and isinstance(done.exception(), losses):
                self._on_lost()

        noted.add_done_callback(watch)
        return noted
