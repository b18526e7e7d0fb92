"""The worker's side of the queue: it hands out rows, and each is finished or handed out again."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from datetime import timedelta

import psycopg
from pgqueuer.core.qm import QueueManager
from pgqueuer.db import PsycopgDriver
from pgqueuer.errors import FailingListenerError, RetryRequested
from pgqueuer.models import Job

from evolink._http.port import Port
from evolink._log import log as _log
from evolink.errors import ConfigurationError
from evolink.journal.shared import cause

from ._queue import ENTRYPOINT, FORGET_LOG, QUEUE, QUEUE_SETTINGS, Ticket, queries
from ._server import Server
from ._settings import WorkerSettings

_LARGEST_TAKE = 200
"""Rows taken at once, at most; PgQueuer wants room for two such takes."""
_POLL = timedelta(seconds=2)
"""How often a worker looks for rows of dead workers, which send no notification."""
_RECONNECT_AFTER = 1.0
_FORGET_LOG_EVERY = 60.0
_HAS_QUEUE = "SELECT to_regclass($1) IS NOT NULL AS there"


RunRow = Callable[[Ticket], Awaitable[None]]


class PutBackError(Exception):
    """The row goes back into the queue.

    Args:
        delay: Seconds before it comes again, at least.
        reason: Why, in words.
    """

    def __init__(self, delay: float, reason: str) -> None:
        super().__init__(reason)
        self.delay = delay


async def consume(server: Server, settings: WorkerSettings, port: Port, run_row: RunRow, stop: asyncio.Event) -> None:
    """Take rows until `stop` is set, then let those in progress finish. Reconnects when the database comes back.

    `run_row` is never cancelled: PgQueuer would forget the row, and it may be paid.

    Args:
        server: The database.
        settings: How the worker works.
        port: Its clock.
        run_row: Runs a row to its end, or raises `PutBackError`.
        stop: Set when it is to end.

    Raises:
        ConfigurationError: Nothing was ever submitted there.
    """
    while not stop.is_set():
        try:
            await _consume_while_connected(server, settings, port, run_row, stop)
        except (psycopg.OperationalError, psycopg.InterfaceError, FailingListenerError) as error:
            _log.warning("the queue can't be reached; trying again: %s", cause(error))
            await _pause(port, _RECONNECT_AFTER, stop)


async def _consume_while_connected(
    server: Server, settings: WorkerSettings, port: Port, run_row: RunRow, stop: asyncio.Event
) -> None:
    async with AsyncExitStack() as stack:
        listening, asking = [await stack.enter_async_context(await _connect(server, settings.name)) for _ in range(2)]
        driver = _TwoConnectionsDriver(listening, asking)
        if not (await driver.fetch(_HAS_QUEUE, QUEUE))[0]["there"]:
            raise ConfigurationError("there is no queue that this user may see: `evolink batch submit` creates it")
        manager = QueueManager(queries(driver), QUEUE_SETTINGS.channel)
        manager.entrypoint(ENTRYPOINT, on_failure="hold")(_handler(run_row))
        for helper in (_forward(stop, manager.shutdown), _forget_log(driver, port, manager.shutdown)):
            stack.callback(asyncio.create_task(helper).cancel)
        await manager.run(
            batch_size=min(_LARGEST_TAKE, max(1, settings.in_flight // 2)),
            max_concurrent_tasks=max(2, settings.in_flight),
            heartbeat_timeout=timedelta(seconds=settings.lease),
            dequeue_timeout=_POLL,
            shutdown_on_listener_failure=True,
            log_aggregation_interval=timedelta(0),  # the statistics are not used
        )


async def _connect(server: Server, name: str) -> psycopg.AsyncConnection:
    return await psycopg.AsyncConnection.connect(
        server.for_psycopg,
        autocommit=True,
        application_name=name,
        connect_timeout=5,
        keepalives_idle=30,
        keepalives_interval=10,
        keepalives_count=3,
    )


class _TwoConnectionsDriver(PsycopgDriver):
    """Listens on one connection and asks on another: psycopg locks one while it waits for notifications."""

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
            _log.exception("a row failed unexpectedly and left the queue; submitting again requeues it")
            raise

    return handle


async def _forward(stop: asyncio.Event, shutdown: asyncio.Event) -> None:
    await stop.wait()
    shutdown.set()


async def _forget_log(driver: PsycopgDriver, port: Port, shutdown: asyncio.Event) -> None:
    """Empty PgQueuer's log from time to time: it would grow by three lines for each row."""
    while not shutdown.is_set():
        await _pause(port, _FORGET_LOG_EVERY, shutdown)
        with suppress(psycopg.Error):
            await driver.execute(FORGET_LOG, ENTRYPOINT)


async def _pause(port: Port, seconds: float, event: asyncio.Event) -> None:
    """Pause, until an event is set at the latest."""
    waits = [asyncio.ensure_future(wait) for wait in (port.pause(seconds), event.wait())]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
