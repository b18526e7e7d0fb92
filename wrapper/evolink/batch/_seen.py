"""What was met in a manifest before, kept on the disk as soon as it is much."""

import sqlite3
from types import TracebackType
from typing import Self

_FLUSH_KB = 8 * 1024
"""Memory that SQLite may use before it writes to its own temporary file, which goes when it is closed."""


class Seen:
    """Counts names, and remembers the line that each was first met on. Used by one thread at a time."""

    def __init__(self) -> None:
        self._names = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._names.execute(f"PRAGMA cache_size = -{_FLUSH_KB}")
        self._names.execute("PRAGMA journal_mode = OFF")
        self._names.execute("CREATE TABLE seen (name TEXT PRIMARY KEY, line INTEGER, times INTEGER) WITHOUT ROWID")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._names.close()

    def first(self, name: str, line: int) -> int | None:
        """Take in a name that may come once; give the line that it was met on before, None if it was not."""
        took = self._names.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, 1)", (name, line)).rowcount
        return None if took else self._names.execute("SELECT line FROM seen WHERE name = ?", (name,)).fetchone()[0]

    def count(self, name: str) -> int:
        """Take in a name that may come often; give how often it has come."""
        counted = "INSERT INTO seen VALUES (?, 0, 1) ON CONFLICT DO UPDATE SET times = times + 1 RETURNING times"
        times: int = self._names.execute(counted, (name,)).fetchone()[0]
        return times

    def __contains__(self, name: object) -> bool:
        return self._names.execute("SELECT 1 FROM seen WHERE name = ?", (name,)).fetchone() is not None
