"""The folder of a bulk run: bound to its run in the journal, locked, and brought up to date."""

import time
from pathlib import Path
from types import TracebackType
from typing import Self

from evolink._files.destination import make_folder
from evolink._files.part_lock import remove_abandoned
from evolink.journal import Batch, Journal

from ._bind import bound, bring_up_to_date, set_aside
from ._folder_lock import FolderLock
from ._run_file import RunFile
from ._run_record import RunRecord
from ._run_rows import RunRows


class RunFolder:
    """A folder while a run goes into it.

    Args:
        journal: The journal, open for this run alone.
        path: The folder; it need not be there.
        new: Whether a new run begins there, whatever went there before.

    Raises:
        ConfigurationError: Something else than a file stands in the place of its run file.

    Attributes:
        record: The journal's record, which keeps the run file as well.
    """

    def __init__(self, journal: Journal, path: Path, *, new: bool) -> None:
        self._journal = journal
        self._path = path
        self._new = new
        self._lock = FolderLock(path)
        self._file = RunFile(path)
        self._rows = RunRows()
        self.record = RunRecord(journal.record, self._file, path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._rows.close()
        self._lock.release()

    def bind(self, manifest: str | None) -> Batch:
        """Return the folder's run, with all that the folder tells of it noted in the journal; see `bound`.

        Raises:
            UnknownRun: Rows may have been paid, and neither the journal nor the folder tells which.
            JournalBusy: Another bulk run goes into the folder.
            OSError: The run file can't be read.
        """
        self._lock.acquire()
        return bound(self._journal, self._path, manifest, self._rows, new=self._new)

    def make(self) -> None:
        """Make the folder, or see that it is there; only then is its old run, if a new one is to begin, set aside.

        Raises:
            JournalBusy: Another bulk run goes there.
            OSError: It can't be made.
        """
        make_folder(self._path)
        self._lock.acquire()
        if self._new:
            set_aside(self._path)

    def bring_up_to_date(self, batch: Batch) -> None:
        """Remove what dead processes left, and have images that were deleted fetched again."""
        remove_abandoned(self._path, time.time())
        bring_up_to_date(self._file, batch, self._path, self._rows)
        self._journal.runs.forget_missing(batch)
