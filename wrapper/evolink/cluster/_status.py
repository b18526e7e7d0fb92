"""The status of batches on many machines: the journal knows the credits, the queue the work."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, text

from evolink.errors import ConfigurationError
from evolink.journal import Batch, Call, Journal, State
from evolink.journal.shared import UNCERTAIN

from ._limits import SharedLimits, submitted_limits
from ._queue import sizes
from ._server import Server, queue_failures
from ._work import NAME

_MOST_HELD = 20
_UNSAVED = "unsaved"
_CONNECTED = text(
    "SELECT application_name AS name, min(backend_start) AS since FROM pg_stat_activity"
    " WHERE datname = current_database() AND application_name LIKE :mine GROUP BY 1 ORDER BY 2"
).bindparams(mine=f"{NAME} %")
_IN_PROGRESS = text(
    "SELECT s.host, s.pid, count(*) AS number FROM calls c JOIN sessions s ON s.id = c.session"
    " WHERE c.state IN ('intent', 'submitted') AND c.batch IS NOT NULL GROUP BY 1, 2"
)


@dataclass(frozen=True, slots=True)
class Held:
    """A row that may have been charged and whose response was lost.

    Attributes:
        row: Its name.
        line: Its line in the manifest.
        key: The idempotency key that it was sent under.
        sent_at: When, Unix seconds.
        reason: How the response was lost.
    """

    row: str
    line: int | None
    key: str
    sent_at: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class RunStatus:
    """The status of one batch.

    Attributes:
        name: The folder that it was submitted with.
        states: Rows of the manifest by the state of their last call; `unsaved` rows are paid, and have results that are
            not saved.
        spent: Credits paid or set aside.
        budget: The credits that it may cost; None for no limit.
        rate: Calls that may start in a second; None for no limit.
        held: The first rows that may have been charged.
    """

    name: str
    states: dict[str, int]
    spent: float
    budget: float | None
    rate: float | None
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkerStatus:
    """A connected worker.

    Attributes:
        host: Its machine.
        pid: Its process.
        since: Unix seconds.
        under_way: Rows that it has sent or is about to send.
    """

    host: str
    pid: int
    since: float
    under_way: int


@dataclass(frozen=True, slots=True)
class Status:
    """The status of everything.

    Attributes:
        runs: The submitted batches.
        queued: Rows that wait for a worker.
        working: Rows that a worker has.
        stuck: Rows that no worker could run; submitting again queues them again.
        workers: The connected workers.
    """

    runs: tuple[RunStatus, ...] = ()
    queued: int = 0
    working: int = 0
    stuck: int = 0
    workers: tuple[WorkerStatus, ...] = field(default=())


def status(journal: str) -> Status:
    """Return the status of the batches that were submitted to a journal.

    Args:
        journal: The address of the PostgreSQL database.

    Raises:
        ConfigurationError: It is not a PostgreSQL database, or nothing was ever submitted there.
        JournalFailed: It can't be read.
    """
    server = Server(journal)
    database = server.database
    with Journal(journal) as opened, queue_failures(database, "read"), database.reading() as connection:
        if not (submitted := submitted_limits(connection)):
            raise ConfigurationError("nothing was submitted there yet: see `evolink batch submit`")
        counted = sizes(connection)
        return Status(
            tuple(_batch_status(opened, name, limits) for name, limits in submitted.items()),
            counted.get("queued", 0),
            counted.get("picked", 0),
            counted.get("failed", 0),
            tuple(_workers(connection)),
        )


def _batch_status(journal: Journal, name: str, limits: SharedLimits) -> RunStatus:
    batch = journal.batch(name, time.time())
    return RunStatus(name, _states(batch), batch.spent, limits.budget, limits.rate, tuple(_held(batch)))


def _states(batch: Batch) -> dict[str, int]:
    counted: dict[str, int] = {}
    for (state, unsaved), number in batch.standing().items():
        name = _UNSAVED if state is State.COMPLETED and unsaved else str(state)
        counted[name] = counted.get(name, 0) + number
    return counted


def _held(batch: Batch) -> Iterator[Held]:
    for number, call in enumerate(batch.rows(UNCERTAIN)):
        if number == _MOST_HELD:
            return
        yield _held_row(call)


def _held_row(call: Call) -> Held:
    return Held(call.row_id or "", call.line, call.key, call.sent_at, call.error_message or "the response was lost")


def _workers(connection: Connection) -> Iterator[WorkerStatus]:
    under_way = {(row.host, row.pid): row.number for row in connection.execute(_IN_PROGRESS)}
    for row in connection.execute(_CONNECTED):
        pid, _, host = row.name.removeprefix(f"{NAME} ").partition(" ")
        yield WorkerStatus(host, int(pid), row.since.timestamp(), under_way.get((host, int(pid)), 0))
