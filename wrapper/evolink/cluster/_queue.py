"""The queue: PgQueuer's tables beside the journal's, under names of our own. It decides who runs a row."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import psycopg
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.db import PsycopgDriver, SyncDriver
from pgqueuer.domain.settings import DBSettings, Durability
from pgqueuer.domain.types import Channel
from pgqueuer.ports.driver import Driver
from pgqueuer.queries import Queries, SyncQueries
from psycopg.rows import dict_row
from sqlalchemy import Connection

ENTRYPOINT = "evolink.row"
QUEUE = "evolink_queue"
_PAID, _PLANNED = 1, 0
"""Priorities: paid rows go first, since their links expire."""
_INSTALLING = 0x65766C69
_BOUNDED = (
    "SELECT set_config('lock_timeout', '10000', false), CASE WHEN current_setting('server_version_num')::int >= 140000"
    " THEN set_config('idle_session_timeout', '5000', false) END"
)
"""How long, in milliseconds, a process that is stopped while it creates the tables may block others."""
QUEUE_SETTINGS = DBSettings(
    # Every name is given: PgQueuer would take the others from the environment, such as QUEUE_TABLE.
    prefix="",
    db_schema=None,
    channel=Channel("evolink_queue"),
    function="evolink_queue_changed",
    statistics_table="evolink_queue_statistics",
    queue_status_type="evolink_queue_status",
    queue_table=QUEUE,
    queue_table_log="evolink_queue_log",
    trigger="evolink_queue_changes",
    schedules_table="evolink_queue_schedules",
    durability=Durability.durable,
    widen_id=True,
)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A row, as the queue holds it.

    Attributes:
        batch: The name of its batch.
        row: The row's name in the batch.
        call: The number of its call in the journal.
        key: The call's idempotency key.
        paid: Whether the service has made a task of it.
    """

    batch: str
    row: str
    call: int
    key: str
    paid: bool = False

    def packed(self) -> bytes:
        """Return it as the queue keeps it."""
        return json.dumps({"run": self.batch, "row": self.row, "call": self.call, "key": self.key}).encode()

    @classmethod
    def unpacked(cls, payload: bytes | None) -> "Ticket":
        """Return the ticket that the queue has kept."""
        kept = json.loads(payload or b"{}")
        return cls(kept["run"], kept["row"], kept["call"], kept["key"])


class _JoiningDriver(SyncDriver):
    """Runs PgQueuer's statements in the journal's open transaction: both are committed, or neither."""

    def __init__(self, connection: Connection) -> None:
        self._raw = cast("psycopg.Connection", connection.connection.driver_connection)

    def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        with psycopg.RawCursor(self._raw, row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), args).fetchall()

    def execute(self, query: str, *args: object) -> None:
        with psycopg.RawCursor(self._raw) as cursor:
            cursor.execute(query.encode(), args)


def queries(driver: Driver) -> Queries:
    """Return PgQueuer's statements, with our names."""
    return Queries(
        driver,
        QueryBuilderEnvironment(QUEUE_SETTINGS),
        QueryQueueBuilder(QUEUE_SETTINGS),
        QuerySchedulerBuilder(QUEUE_SETTINGS),
    )


async def install(address: str) -> None:
    """Create PgQueuer's tables, or migrate them; the user must be allowed to create tables in the schema.

    Args:
        address: The address of the database, as libpq takes it.
    """
    async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
        await connection.execute(_BOUNDED)
        await connection.execute("SELECT pg_advisory_lock(%s)", (_INSTALLING,))  # given back with the connection
        tables = queries(PsycopgDriver(connection))
        await (tables.upgrade() if await tables.schema_is_installed() else tables.install())


def enqueue(connection: Connection, tickets: Sequence[Ticket]) -> int:
    """Queue rows within the caller's transaction; those that are queued or running stay as they are.

    Returns:
        How many were not queued before.
    """
    ids = SyncQueries(_JoiningDriver(connection), QueryQueueBuilder(QUEUE_SETTINGS)).enqueue(
        [ENTRYPOINT] * len(tickets),
        [ticket.packed() for ticket in tickets],
        [_PAID if ticket.paid else _PLANNED for ticket in tickets],
        dedupe_key=[f"{ticket.batch}\n{ticket.row}" for ticket in tickets],
        on_conflict="skip",
    )
    return sum(job is not None for job in ids)


def requeue_stuck(connection: Connection) -> int:
    """Queue again the rows that were set aside because a worker could not run them.

    It must come before `enqueue`: a row that is set aside does not keep a second job from being queued.

    Returns:
        How many there were.
    """
    driver = _JoiningDriver(connection)
    stuck = [row["id"] for row in driver.fetch(_STUCK, ENTRYPOINT)]
    driver.execute(QueryQueueBuilder(QUEUE_SETTINGS).build_requeue_jobs_query(), stuck)
    return len(stuck)


def forget_log(connection: Connection) -> None:
    """Empty PgQueuer's log: three lines for each row, which serve no purpose here."""
    _JoiningDriver(connection).execute(FORGET_LOG, ENTRYPOINT)


FORGET_LOG = "DELETE FROM evolink_queue_log WHERE entrypoint = $1"
_STUCK = "SELECT id FROM evolink_queue WHERE entrypoint = $1 AND status = 'failed'"


def chunks(tickets: Iterable[Ticket], size: int) -> Iterable[list[Ticket]]:
    """Split a stream into lists."""
    chunk: list[Ticket] = []
    for ticket in tickets:
        chunk.append(ticket)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def sizes(connection: Connection) -> dict[str, int]:
    """Count rows by PgQueuer's states: queued, picked (in progress), failed (set aside)."""
    counted: dict[str, int] = {}
    tables = SyncQueries(_JoiningDriver(connection), QueryQueueBuilder(QUEUE_SETTINGS))
    for found in cast("list[Any]", tables.queue_size()):
        if found.entrypoint == ENTRYPOINT:
            counted[found.status] = counted.get(found.status, 0) + found.count
    return counted
