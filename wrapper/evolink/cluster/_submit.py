"""From a manifest to rows in the journal and jobs in the queue: all of them, or none."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from evolink._files.destination import batch_folder
from evolink.batch import Plan, Rows
from evolink.batch.shared import (
    BatchOptions,
    Manifest,
    Prices,
    Store,
    learn_prices,
    load,
    open_batch,
    run_in_thread,
    set_aside,
)
from evolink.journal import Batch, Journal, State
from evolink.journal.shared import calls, in_states, patiently, unsaved_picture

from ._limits import SharedLimits, note_limits
from ._queue import Ticket, chunks, enqueue, forget_log, install, requeue_stuck
from ._server import Server, engine_failures

_CHUNK = 5000
_PAID = frozenset({State.SUBMITTED, State.COMPLETED})
_UNFINISHED = in_states({State.PLANNED, State.INTENT, State.SUBMITTED}) | (
    in_states(State.COMPLETED) & unsaved_picture()
)
"""What a worker can bring further. A held row is not: its money is for a person to decide."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was submitted.

    Attributes:
        name: The run, which is its folder.
        plan: What the manifest asks for.
        queued: Rows that are in the queue now and were not before.
    """

    name: str
    plan: Plan
    queued: int


def submit(  # noqa: PLR0913 - what a run may be told
    rows: Rows,
    output: str | os.PathLike[str],
    *,
    journal: str,
    model: str | None = None,
    columns: Mapping[str, str] | None = None,
    budget: float | None = None,
    rate: str | float | None = None,
    skip_bad: bool = False,
    new: bool = False,
) -> Submitted:
    """Check every row of a manifest, note them all and queue them for workers. Nothing is sent.

    The same call goes on where things stopped: rows that are done are left alone, those without an end that are in
    no queue are queued again, and the last budget and rate count.

    Args:
        rows: As for `client.batch.run`.
        output: The folder of the pictures, on each machine; it names the run. If `batch run` has gone there, what its
            run file tells of paid rows is noted first.
        journal: The address of a PostgreSQL database.
        model: The model of rows that name none.
        columns: The columns of parameters that have another name there.
        budget: Credits that the run may come to, on all machines together.
        rate: Calls that may begin in a time, on all machines together.
        skip_bad: Whether rows that can't be run are left out; else nothing is noted if there is one.
        new: Whether to begin a new run in the folder, which pays for every row again.

    Raises:
        InvalidManifest: There are rows that can't be run; nothing was noted.
        UnknownRun: Rows of the folder, as it is on this machine, may have been paid, nobody knows which.
        JournalBusy: A bulk run goes into the folder.
        ConfigurationError: A limit or a column makes no sense, or the journal is no PostgreSQL database.
        JournalFailed: The journal can't be opened or written.
        OSError: The manifest can't be read.
    """
    limits = SharedLimits(budget, BatchOptions(budget=budget, rate=rate).calls_per_second)
    server = Server(journal)
    folder = batch_folder(output)
    manifest = Manifest.of(rows, columns, model)
    with Journal(journal) as opened:
        with engine_failures(server.database, "written"):
            run_in_thread(lambda: install(server.for_engine))
        prices = Prices()
        learn_prices(prices, opened)
        batch = open_batch(opened, folder, manifest.path, new=new)
        run_in_thread(Store(opened, batch).plan_failed)
        queueing = _Queueing(batch, limits)
        with engine_failures(server.database, "written"):
            plan = load(batch, manifest, prices, skip_bad=skip_bad, also=queueing.write)
            with server.database.connecting() as connection:
                patiently(connection, forget_log)
        if new:
            set_aside(folder)
        return Submitted(batch.name, plan, queueing.queued)


class _Queueing:
    """Queues the rows of a batch in the transaction that notes them.

    Args:
        batch: The batch.
        limits: What its workers keep to.

    Attributes:
        queued: How many rows were not queued before.
    """

    def __init__(self, batch: Batch, limits: SharedLimits) -> None:
        self.queued = 0
        self._batch = batch
        self._limits = limits

    def write(self, connection: Connection) -> None:
        """Note the limits, and queue the rows that are not finished."""
        note_limits(connection, self._batch.id, self._limits)
        requeue_stuck(connection)
        self.queued = sum(enqueue(connection, chunk) for chunk in chunks(self._tickets(connection), _CHUNK))

    def _tickets(self, connection: Connection) -> Iterator[Ticket]:
        """Yield the rows that are not finished; the last call of each stands for it."""
        chosen = select(calls.c.id, calls.c.row_id, calls.c.key, calls.c.state, calls.c.line)
        chosen = chosen.where(calls.c.batch == self._batch.id, calls.c.line.is_not(None), _UNFINISHED)
        name, last = self._batch.name, 0
        while True:
            found = connection.execute(chosen.where(calls.c.id > last).order_by(calls.c.id).limit(_CHUNK)).all()
            yield from (Ticket(name, row.row_id, row.id, row.key, State(row.state) in _PAID) for row in found)
            if len(found) < _CHUNK:
                return
            last = found[-1].id
