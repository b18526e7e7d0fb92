"""The journal that a client is given, or opens for itself."""

import os
from typing import TYPE_CHECKING, Union

from evolink._http.default_journal import refuse_without_extra
from evolink._task.record import NoRecord, Record
from evolink.errors import ConfigurationError

if TYPE_CHECKING:
    from evolink.journal import Journal

JournalGiven = Union["Journal", str, os.PathLike[str], None]
"""A journal, or where one is; None for none."""


class Journaled:
    """A client's journal, if it has one.

    Args:
        given: What the client was given.

    Raises:
        ConfigurationError: What a journal needs is not installed, or its address can't be used.
        JournalFailed: It can't be opened.
    """

    def __init__(self, given: JournalGiven) -> None:
        self._own = isinstance(given, str | os.PathLike)
        self._journal = _opened(given) if isinstance(given, str | os.PathLike) else given

    @property
    def record(self) -> Record:
        """What the client's calls are told to."""
        return NoRecord() if self._journal is None else self._journal.record

    @property
    def journal(self) -> "Journal":
        """The journal.

        Raises:
            ConfigurationError: There is none.
        """
        if self._journal is None:
            raise ConfigurationError("this client has no journal: make it with journal=, such as a path")
        return self._journal

    def close(self) -> None:
        """Close it, unless it is another's."""
        if self._own and self._journal is not None:
            self._journal.close()


def _opened(address: str | os.PathLike[str]) -> "Journal":
    refuse_without_extra("a journal")
    from evolink.journal import Journal

    return Journal(address)
