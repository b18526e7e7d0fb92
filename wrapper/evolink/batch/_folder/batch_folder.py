"""The output folder of a batch: bound to its batch in the journal, locked, and brought up to date."""

import time
from pathlib import Path
from types import TracebackType
from typing import Self

from evolink._files.destination import make_folder
from evolink._files.part_lock import remove_abandoned
from evolink.journal import Batch, Journal

from .bind import bind_batch, bring_up_to_date, set_aside
from .lock import FolderLock
from .record import FolderRecord
from .run_file import RunFile
from .run_file_calls import RunFileCalls


class BatchFolder:
    """A folder while a batch is run into it.

    Args:
        journal: The journal, open for this batch alone.
        path: The folder; it need not exist.
        new: Whether a new batch begins there, whatever was run there before.

    Raises:
        ConfigurationError: Something else than a file is in the place of its run file.

    Attributes:
        record: The journal's record, which keeps the run file as well.
    """

    def __init__(self, journal: Journal, path: Path, *, new: bool) -> None:
        self._journal = journal
        self._path = path
        self._new = new
        self._lock = FolderLock(path, str(journal))
        self._file = RunFile(path)
        self._sent = RunFileCalls()
        self.record = FolderRecord(journal.record, self._file, path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._sent.close()
        self._lock.release()

    def bind(self, manifest: str | None) -> Batch:
        """Return the folder's batch, with everything that the folder says of it noted in the journal.

        Raises:
            UnknownRun: Rows may have been paid, and neither the journal nor the folder has which.
            JournalBusy: Another batch goes into the folder.
            OSError: The run file can't be read.
        """
        self._lock.acquire()
        return bind_batch(self._journal, self._path, manifest, self._sent, new=self._new)

    def make(self) -> None:
        """Make the folder if need be; only then is its old run file, if a new batch is to begin, set aside.

        Raises:
            JournalBusy: Another batch goes there.
            OSError: It can't be made.
        """
        make_folder(self._path)
        self._lock.acquire()
        if self._new:
            set_aside(self._path)

    def bring_up_to_date(self, batch: Batch) -> None:
        """Remove what dead processes left, and have results that were deleted downloaded again."""
        remove_abandoned(self._path, time.time())
        bring_up_to_date(self._file, batch, self._path, self._sent)
        self._journal.runs.forget_missing(batch)
