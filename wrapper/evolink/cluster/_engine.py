"""The queue from a worker's side: rows come in, and say whether they are done or to come again."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import timedelta

import psycopg
from pgqueuer.core.qm import QueueManager
from pgqueuer.db import PsycopgDriver
from pgqueuer.errors import FailingListenerError, RetryRequested
from pgqueuer.models import Job

from evolink.errors import ConfigurationError
from evolink.journal.shared import cause

from ._queue import ENTRYPOINT, FORGET_LOG, SETTINGS, Ticket, queries

_TAKE = 50
"""Rows taken at once; the engine wants room for two such takes."""
_POLL = timedelta(seconds=2)
"""How often a worker looks for rows of dead ones: they wake nobody."""
_RECONNECT = 1.0
_TIDY_EVERY = 60.0
_HAS_QUEUE = "SELECT to_regclass($1) IS NOT NULL AS there"

_log = logging.getLogger("evolink")

RunRow = Callable[[Ticket], Awaitable[None]]


class PutBackError(Exception):
    """The row is to come again.

    Args:
        delay: Seconds until then, at least.
        reason: Why, in words.
    """

    def __init__(self, delay: float, reason: str) -> None:
        super().__init__(reason)
        self.delay = delay


@dataclass(frozen=True, slots=True)
class Post:
    """Where a worker stands.

    Attributes:
        address: The database, as PostgreSQL's own library takes it.
        name: What the database shows this worker as.
        in_flight: Rows under way at one time.
        lease: Seconds without a sign of life after which others take its rows over.
    """

    address: str
    name: str
    in_flight: int
    lease: float

    def __repr__(self) -> str:
        return f"<Post of {self.name}>"


async def serve(post: Post, run_row: RunRow, stop: asyncio.Event) -> None:
    """Take rows until `stop` is set; then let what is under way end. Comes back by itself when the database does.

    `run_row` is never cancelled: the engine would forget the row, and it may be paid.

    Args:
        post: Where it stands.
        run_row: Brings a row to its end, or raises `PutBackError`.
        stop: Set by whoever wants it to end.

    Raises:
        ConfigurationError: Nothing was ever submitted there.
    """
    while not stop.is_set():
        try:
            await _serve_while_connected(post, run_row, stop)
        except (psycopg.OperationalError, psycopg.InterfaceError, FailingListenerError) as error:
            _log.warning("the queue is away, and is tried again: %s", cause(error))
            await _either(stop, _RECONNECT)


async def _serve_while_connected(post: Post, run_row: RunRow, stop: asyncio.Event) -> None:
    async with AsyncExitStack() as open_:
        listening, asking = [await open_.enter_async_context(await _connected(post)) for _ in range(2)]
        driver = _TwoLines(listening, asking)
        if not (await driver.fetch(_HAS_QUEUE, SETTINGS.queue_table))[0]["there"]:
            raise ConfigurationError("there is no queue that this user may see: `evolink batch submit` makes it")
        manager = QueueManager(queries(driver), SETTINGS.channel)
        manager.entrypoint(ENTRYPOINT, on_failure="hold")(_handler(run_row))
        for helper in (_pass_on(stop, manager.shutdown), _tidy(driver, manager.shutdown)):
            open_.callback(asyncio.create_task(helper).cancel)
        await manager.run(
            batch_size=min(_TAKE, max(1, post.in_flight // 2)),
            max_concurrent_tasks=max(2, post.in_flight),
            heartbeat_timeout=timedelta(seconds=post.lease),
            dequeue_timeout=_POLL,
            shutdown_on_listener_failure=True,
            log_aggregation_interval=timedelta(0),  # nobody reads the statistics
        )


async def _connected(post: Post) -> psycopg.AsyncConnection:
    return await psycopg.AsyncConnection.connect(
        post.address,
        autocommit=True,
        application_name=post.name,
        connect_timeout=5,
        keepalives_idle=30,
        keepalives_interval=10,
        keepalives_count=3,
    )


class _TwoLines(PsycopgDriver):
    """Listens on one connection and asks on another: psycopg keeps one locked while it waits for a notice."""

    def __init__(self, listening: psycopg.AsyncConnection, asking: psycopg.AsyncConnection) -> None:
        super().__init__(listening)
        self._asking = PsycopgDriver(asking)

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        return await self._asking.fetch(query, *args)

    async def execute(self, query: str, *args: object) -> str:
        return await self._asking.execute(query, *args)


def _handler(run_row: RunRow) -> Callable[[Job], Awaitable[None]]:
    async def handle(job: Job) -> None:
        try:
            await run_row(Ticket.unpacked(job.payload))
        except PutBackError as error:
            raise RetryRequested(timedelta(seconds=error.delay), str(error)) from error
        except Exception:
            _log.exception("a row could not be dealt with, and is set aside; submitting again queues it again")
            raise

    return handle


async def _pass_on(stop: asyncio.Event, shutdown: asyncio.Event) -> None:
    await stop.wait()
    shutdown.set()


async def _tidy(driver: PsycopgDriver, shutdown: asyncio.Event) -> None:
    """Forget the engine's log now and then: it would grow by three lines for each row."""
    while not shutdown.is_set():
        await _either(shutdown, _TIDY_EVERY)
        with suppress(psycopg.Error):
            await driver.execute(FORGET_LOG, ENTRYPOINT)


async def _either(event: asyncio.Event, seconds: float) -> None:
    """Wait for an event, but not longer."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
