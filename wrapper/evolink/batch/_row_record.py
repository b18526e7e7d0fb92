"""The record of one row, which waits for the disk twice: before it is sent, and at its end."""

from concurrent.futures import Future
from dataclasses import replace
from typing import Any, TypeVar

from evolink._task.flow import Flow
from evolink._task.record import NOTHING, Answered, Ended, Fact, Planned, Record, Saved

R = TypeVar("R")


class RowRecord(Record):
    """Notes what becomes of a row without making it wait: the journal writes facts in the order in which they come.

    So nothing is on the disk before what led to it; and a row that was sent is not sent again for want of a later fact.

    Args:
        record: Keeps the facts.
        key: The key of the row's call.
    """

    def __init__(self, record: Record, key: str) -> None:
        self._record = record
        self._key = key
        self._noted: list[Future[Any]] = []

    def note(self, fact: Fact[R], /) -> Future[R | None]:
        """Note a fact; see `Record`."""
        return self._note(fact)

    def _note(self, fact: Fact[Any]) -> Future[Any]:
        match fact:
            case Planned():  # where the files of a row go follows from the row
                return NOTHING
            case Answered() | Ended() | Saved():
                noted = replace(fact, key=self._key) if isinstance(fact, Saved) else fact
                self._noted.append(self._record.note(noted))
                return NOTHING
            case _:
                return self._record.note(fact)

    async def until_noted(self, flow: Flow) -> None:
        """Wait until everything is on the disk, or is logged because it can't be."""
        while self._noted:
            await flow.until_noted(self._noted.pop())
