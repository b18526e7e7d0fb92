"""The queue: PgQueuer's tables beside the journal's, under names of our own. It says who runs a row, nothing more."""

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
_PAID, _PLANNED = 1, 0
"""Priorities: what is paid already goes first, for its links may die."""
_INSTALLING = 0x65766C69
_BOUNDED = (
    "SELECT set_config('lock_timeout', '10000', false), CASE WHEN current_setting('server_version_num')::int >= 140000"
    " THEN set_config('idle_session_timeout', '5000', false) END"
)
"""One who stops while the tables are made keeps others waiting no longer than that, in milliseconds."""
SETTINGS = DBSettings(
    # Each name is given: the engine would take those that are not from the environment, such as QUEUE_TABLE.
    prefix="",
    db_schema=None,
    channel=Channel("evolink_queue"),
    function="evolink_queue_changed",
    statistics_table="evolink_queue_statistics",
    queue_status_type="evolink_queue_status",
    queue_table="evolink_queue",
    queue_table_log="evolink_queue_log",
    trigger="evolink_queue_changes",
    schedules_table="evolink_queue_schedules",
    durability=Durability.durable,
    widen_id=True,
)


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the queue holds of a row.

    Attributes:
        run: The name of its bulk run.
        row: The row's name in it.
        call: The number of its call in the journal.
        key: The call's idempotency key.
        paid: Whether the service has made a task of it.
    """

    run: str
    row: str
    call: int
    key: str
    paid: bool = False

    def packed(self) -> bytes:
        """Return it as the queue keeps it."""
        return json.dumps({"run": self.run, "row": self.row, "call": self.call, "key": self.key}).encode()

    @classmethod
    def unpacked(cls, payload: bytes | None) -> "Ticket":
        """Return what the queue has kept."""
        return cls(**json.loads(payload or b"{}"))


class _JoiningDriver(SyncDriver):
    """Puts the engine's statements into the journal's open transaction: rows and jobs are kept together, or not."""

    def __init__(self, connection: Connection) -> None:
        self._raw = cast("psycopg.Connection", connection.connection.driver_connection)

    def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        with psycopg.RawCursor(self._raw, row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), args).fetchall()

    def execute(self, query: str, *args: object) -> None:
        with psycopg.RawCursor(self._raw) as cursor:
            cursor.execute(query.encode(), args)


def queries(driver: Driver) -> Queries:
    """Return the engine's statements under our names."""
    return Queries(
        driver,
        QueryBuilderEnvironment(SETTINGS),
        QueryQueueBuilder(SETTINGS),
        QuerySchedulerBuilder(SETTINGS),
    )


async def install(address: str) -> None:
    """Make the engine's tables, or bring them up to date; needs the right to create in the schema.

    Args:
        address: As PostgreSQL's own library takes it.
    """
    async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
        await connection.execute(_BOUNDED)
        await connection.execute("SELECT pg_advisory_lock(%s)", (_INSTALLING,))  # given back with the connection
        engine = queries(PsycopgDriver(connection))
        await (engine.upgrade() if await engine.schema_is_installed() else engine.install())


def enqueue(connection: Connection, tickets: Sequence[Ticket]) -> int:
    """Queue rows within the caller's transaction; those that are queued or running are left alone.

    Returns:
        How many were not queued before.
    """
    ids = SyncQueries(_JoiningDriver(connection), QueryQueueBuilder(SETTINGS)).enqueue(
        [ENTRYPOINT] * len(tickets),
        [ticket.packed() for ticket in tickets],
        [_PAID if ticket.paid else _PLANNED for ticket in tickets],
        dedupe_key=[f"{ticket.run}\n{ticket.row}" for ticket in tickets],
        on_conflict="skip",
    )
    return sum(job is not None for job in ids)


def requeue_stuck(connection: Connection) -> int:
    """Queue again what the engine has set aside because a worker could not deal with it.

    It must come before `enqueue`: a row that is set aside does not keep a second one from being queued.

    Returns:
        How many they were.
    """
    driver = _JoiningDriver(connection)
    stuck = [row["id"] for row in driver.fetch(_STUCK, ENTRYPOINT)]
    driver.execute(QueryQueueBuilder(SETTINGS).build_requeue_jobs_query(), stuck)
    return len(stuck)


def forget_log(connection: Connection) -> None:
    """Forget what the engine has noted of rows: three lines for each, which nobody reads."""
    _JoiningDriver(connection).execute(FORGET_LOG, ENTRYPOINT)


FORGET_LOG = f"DELETE FROM {SETTINGS.queue_table_log} WHERE entrypoint = $1"  # noqa: S608 - the name is ours
_STUCK = f"SELECT id FROM {SETTINGS.queue_table} WHERE entrypoint = $1 AND status = 'failed'"  # noqa: S608 - same


def chunks(tickets: Iterable[Ticket], size: int) -> Iterable[list[Ticket]]:
    """Part a stream."""
    chunk: list[Ticket] = []
    for ticket in tickets:
        chunk.append(ticket)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def sizes(connection: Connection) -> dict[str, int]:
    """Count rows by the engine's states: queued, picked (under way), failed (set aside)."""
    counted: dict[str, int] = {}
    engine = SyncQueries(_JoiningDriver(connection), QueryQueueBuilder(SETTINGS))
    for found in cast("list[Any]", engine.queue_size()):
        if found.entrypoint == ENTRYPOINT:
            counted[found.status] = counted.get(found.status, 0) + found.count
    return counted
