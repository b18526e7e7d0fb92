"""Starts and ends a worker."""

import asyncio
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evolink._calls import parts
from evolink._files.destination import resolve_batch_folder
from evolink._http.port import Port
from evolink.journal import Journal

from ._consumer import consume
from ._server import Server
from ._settings import WorkerSettings
from ._worker import Worker, WorkerTally

LEASE = 30.0
"""Seconds without a sign of life after which other workers take over a worker's rows."""
NAME = "evolink work"
"""How the names of workers begin, as the database shows them."""
_GRACE = 20.0
"""Seconds that rows in progress have to finish when the worker is to stop; then others take them over."""
_TIMEOUT = 30.0
_REPORT_EVERY = 0.5
_LONGEST_NAME = 63

OnTally = Callable[[WorkerTally], object]


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker does.

    Attributes:
        journal: The address of the PostgreSQL database.
        output: Where results go; the folder that the batch was submitted with if None.
        in_flight: Rows in progress at one time.
        lease: Seconds without a sign of life after which other workers take over its rows.
        on_tally: Called with what it has done, about twice a second.
        any_type: Whether results may be of a type that few programs open.
    """

    journal: str
    output: str | os.PathLike[str] | None = None
    in_flight: int = 200
    lease: float = LEASE
    on_tally: OnTally = lambda _: None
    any_type: bool = False

    @property
    def where(self) -> str:
        """The database, without its password."""
        return str(Server(self.journal))

    @property
    def folder(self) -> Path | None:
        """The absolute path of `output`."""
        return None if self.output is None else resolve_batch_folder(self.output)

    def __repr__(self) -> str:
        return f"<Work of {self.in_flight} rows>"


async def work(options: Work, stop: asyncio.Event, opened: Callable[[Journal], object] = lambda _: None) -> WorkerTally:
    """Run submitted rows, until `stop` is set.

    Rows of dead workers are taken over. At the end, rows in progress have 20 seconds to finish; other workers take
    over those that don't. The API key and the service come from the environment.

    Args:
        options: What this worker does.
        stop: Set when it is to end.
        opened: Called with the journal.

    Returns:
        What it has done.

    Raises:
        ConfigurationError: The journal is not a PostgreSQL database, nothing was ever submitted there, or there is no
            API key.
        JournalFailed: The journal can't be opened.
    """
    server = Server(options.journal)
    port = parts.AsyncPort(parts.make_settings(None, None, _TIMEOUT))
    journal = await asyncio.to_thread(Journal, options.journal)
    try:
        opened(journal)
        settings = WorkerSettings(
            _name(), options.in_flight, options.lease, _TIMEOUT, options.folder, any_type=options.any_type
        )
        worker = Worker(journal, server, port, settings, stop)
        helpers = [
            asyncio.create_task(_end_in_order(worker, port, stop)),
            asyncio.create_task(_report(worker, port, options.on_tally)),
        ]
        try:
            await consume(server, settings, port, worker.run_row, stop)
        finally:
            for helper in helpers:
                helper.cancel()
        return worker.tally
    finally:
        await port.close()
        await asyncio.to_thread(journal.close)


async def _end_in_order(worker: Worker, port: Port, stop: asyncio.Event) -> None:
    await stop.wait()
    worker.put_back_waiting()
    await port.pause(_GRACE)
    worker.leave()


async def _report(worker: Worker, port: Port, on_tally: OnTally) -> None:
    while True:
        on_tally(worker.tally)
        await port.pause(_REPORT_EVERY)


def _name() -> str:
    """Return the name of this worker, as the database shows it."""
    return f"{NAME} {os.getpid()} {socket.gethostname()}"[:_LONGEST_NAME]
