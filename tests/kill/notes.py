"""What a journal holds, read with plain SQL and none of the code that wrote it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Row, create_engine, inspect, text
from sqlalchemy.pool import NullPool

_OPEN = text(
    "SELECT key FROM calls JOIN sessions ON sessions.id = calls.session"
    " WHERE state IN ('intent', 'resent', 'held') AND sent_at IS NOT NULL AND pid = :pid"
)
_CALLS = text("SELECT id, key, state, task_id, row_id, line FROM calls ORDER BY id")
_HELD = text("SELECT key FROM calls WHERE state = 'held' ORDER BY id")
_FILES = text("SELECT call, path, size, sha256, saved_at FROM results ORDER BY call, position")
_LEFT = text(
    "SELECT count(*) FROM calls WHERE state NOT IN ('completed', 'held', 'failed') OR (state = 'completed' AND EXISTS"
    " (SELECT 1 FROM results WHERE call = calls.id AND saved_at IS NULL))"
)


@dataclass(frozen=True)
class Noted:
    """A call as the journal has it, and its files: path, size and hash of each, None for one that is not saved."""

    key: str
    state: str
    task: str | None
    line: int
    files: tuple[tuple[str, int, str] | None, ...]


class Notes:
    """A journal.

    Args:
        address: Its address, in the form that the command line takes.
    """

    def __init__(self, address: str) -> None:
        at = address.replace("postgresql://", "postgresql+psycopg://") if "://" in address else f"sqlite:///{address}"
        self._engine = create_engine(at, poolclass=NullPool)

    def open_intents(self, *pids: int) -> dict[str, int]:
        """Return the keys of the calls that dead processes were sending, or about to send, each with its process.

        They count as held as soon as a living process sees that theirs is dead, which may be before this looks.
        """
        with self._engine.connect() as connection:
            if not inspect(connection).has_table("sessions"):  # it was killed before it had made the journal
                return {}
            return {key: pid for pid in pids for key in connection.execute(_OPEN, {"pid": pid}).scalars()}

    def held(self) -> list[str]:
        """Return the keys of the calls whose answers were lost, and which may have been charged."""
        with self._engine.connect() as connection:
            return list(connection.execute(_HELD).scalars())

    def left(self) -> int:
        """Return the number of calls that are not finished."""
        with self._engine.connect() as connection:
            return int(connection.execute(_LEFT).scalar_one())

    def calls(self) -> Iterator[Noted]:
        """Return all calls."""
        files: dict[int, list[tuple[str, int, str] | None]] = {}
        with self._engine.connect() as connection:
            for row in connection.execute(_FILES):
                files.setdefault(row.call, []).append(_file(row))
            for row in connection.execute(_CALLS):
                yield Noted(row.key, row.state, row.task_id, row.line, tuple(files.get(row.id, ())))


def _file(row: "Row[tuple[object, ...]]") -> tuple[str, int, str] | None:
    return None if row.saved_at is None else (row.path, row.size, row.sha256)
