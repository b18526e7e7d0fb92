"""A worker from its start to its end."""

import asyncio
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from evolink._calls import parts
from evolink._files.destination import batch_folder
from evolink.journal import Journal

from ._engine import Post, serve
from ._server import Server
from ._worker import Tally, Worker

LEASE = 30.0
"""Seconds without a sign of life after which a worker's rows are taken over by others."""
NAME = "evolink work"
_GRACE = 20.0
"""Seconds that rows under way have when the worker is told to stop; then others take them over."""
_TIMEOUT = 30.0
_SHOWN_EVERY = 0.5
_LONGEST_NAME = 63

OnTally = Callable[[Tally], object]


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker is told.

    Attributes:
        journal: The address of the PostgreSQL database.
        output: Where pictures go; if None, into the folder that the run was submitted with.
        in_flight: Rows under way at one time.
        lease: Seconds without a sign of life after which others take its rows over.
        on_tally: Is shown what it has come to, about twice a second.
        any_type: Whether results may be something else than a PNG, JPEG, WebP or GIF.
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
        """Where pictures go, if that was said."""
        return None if self.output is None else batch_folder(self.output)

    def __repr__(self) -> str:
        return f"<Work of {self.in_flight} rows>"


async def work(told: Work, stop: asyncio.Event, opened: Callable[[Journal], object] = lambda _: None) -> Tally:
    """Run rows that were submitted, until told to stop.

    Rows of workers that died are taken over. When it is to stop, what is under way has 20 seconds to end; what has
    not ended is left to others. The key and the service are those of the environment.

    Args:
        told: What it is told.
        stop: Set by whoever wants it to end.
        opened: Is shown the journal.

    Returns:
        What it has come to.

    Raises:
        ConfigurationError: The journal is no PostgreSQL database, nothing was ever submitted there, or there is no
            key.
        JournalFailed: The journal can't be opened.
    """
    server = Server(told.journal)
    port = parts.AsyncPort(parts.make_settings(None, None, _TIMEOUT))
    journal = await asyncio.to_thread(Journal, told.journal)
    try:
        opened(journal)
        worker = Worker(
            journal, server, port, _TIMEOUT, told.in_flight, told.lease, told.folder, stop, any_type=told.any_type
        )
        post = Post(server.for_engine, _name(), told.in_flight, told.lease)
        helpers = [asyncio.create_task(_end_in_order(worker, stop)), asyncio.create_task(_show(worker, told.on_tally))]
        try:
            await serve(post, worker.row, stop)
        finally:
            for helper in helpers:
                helper.cancel()
        return worker.tally
    finally:
        await port.close()
        await asyncio.to_thread(journal.close)


async def _end_in_order(worker: Worker, stop: asyncio.Event) -> None:
    await stop.wait()
    worker.put_back_waiting()
    await _pause(_GRACE)
    worker.leave()


async def _show(worker: Worker, on_tally: OnTally) -> None:
    while True:
        on_tally(worker.tally)
        await _pause(_SHOWN_EVERY)


async def _pause(seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.get_running_loop().create_future()


def _name() -> str:
    """Return the name that the database shows a worker under."""
    return f"{NAME} {os.getpid()} {socket.gethostname()}"[:_LONGEST_NAME]
