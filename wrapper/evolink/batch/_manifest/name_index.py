"""Names that a manifest has used so far, kept on the disk once there are many."""

from types import TracebackType
from typing import Self

from evolink._files.scratch import scratch_database


class NameIndex:
    """Counts names, and remembers the line that each was first met on. Used by one thread at a time."""

    def __init__(self) -> None:
        table = "CREATE TABLE names (name TEXT PRIMARY KEY, line INTEGER, times INTEGER) WITHOUT ROWID"
        self._names = scratch_database(table)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._names.close()

    def add(self, name: str, line: int = 0) -> int | None:
        """Add a name that may occur once; return the line that it was met on before, or None if it is new."""
        added = self._names.execute("INSERT OR IGNORE INTO names VALUES (?, ?, 1)", (name, line)).rowcount
        return None if added else self._names.execute("SELECT line FROM names WHERE name = ?", (name,)).fetchone()[0]

    def count(self, name: str) -> int:
        """Add a name that may occur often; return how often it has occurred."""
        counted = "INSERT INTO names VALUES (?, 0, 1) ON CONFLICT DO UPDATE SET times = times + 1 RETURNING times"
        times: int = self._names.execute(counted, (name,)).fetchone()[0]
        return times

    def __contains__(self, name: object) -> bool:
        return self._names.execute("SELECT 1 FROM names WHERE name = ?", (name,)).fetchone() is not None
