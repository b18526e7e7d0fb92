"""The journal of a client, which the caller made or the client opens."""

import os
from typing import TYPE_CHECKING, Union

from evolink._http.default_journal import refuse_without_extra
from evolink.errors import ConfigurationError
from evolink.errors._shorten import short_repr

if TYPE_CHECKING:
    from evolink._files.upload_memory import UploadMemory
    from evolink._task.record import Record
    from evolink.journal import Journal

JournalOption = Union["Journal", str, os.PathLike[str], None]
"""A journal, its address, or None for none."""


class ClientJournal:
    """A client's journal, if it has one.

    Args:
        given: The journal that the caller gave, or its address.

    Raises:
        ConfigurationError: The packages that a journal needs are not installed, or its address is not valid.
        JournalFailed: It can't be opened.
    """

    def __init__(self, given: JournalOption) -> None:
        if not (given is None or isinstance(given, str | os.PathLike) or hasattr(given, "record")):
            raise TypeError(f"journal takes a path, the address of a database or a Journal, not {short_repr(given)}")
        self._own = isinstance(given, str | os.PathLike)
        self._journal = _open(given) if isinstance(given, str | os.PathLike) else given

    @property
    def given(self) -> "Journal | None":
        """The journal; None if there is none."""
        return self._journal

    @property
    def record(self) -> "Record":
        """What records the client's calls."""
        from evolink._task.record import NoRecord  # a new client without a journal needs neither this nor the next

        return NoRecord() if self._journal is None else self._journal.record

    @property
    def uploads(self) -> "UploadMemory":
        """What remembers the client's uploads."""
        from evolink._files.upload_memory import ClientMemory

        return ClientMemory() if self._journal is None else self._journal.uploads

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
        """Close it, unless it is the caller's."""
        if self._own and self._journal is not None:
            self._journal.close()


def _open(address: str | os.PathLike[str]) -> "Journal":
    refuse_without_extra("a journal")
    from evolink.journal import Journal

    return Journal(address)
