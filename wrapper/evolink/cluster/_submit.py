"""Writes a manifest into the journal as rows and into the queue as jobs: all of them, or none."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from evolink._costs.prices import Prices
from evolink._files.destination import resolve_batch_folder
from evolink.batch import Plan, Rows
from evolink.batch.shared import (
    BatchOptions,
    Manifest,
    Store,
    learn_prices,
    load,
    open_batch,
    run_in_thread,
    set_aside,
)
from evolink.journal import Batch, Journal, State
from evolink.journal.shared import calls, has_unsaved, in_states, patiently

from ._limits import SharedLimits, note_limits
from ._loop import new_loop
from ._queue import Ticket, chunks, enqueue, forget_log, install, requeue_stuck
from ._server import Server, queue_failures

_CHUNK = 5000
_PAID = frozenset({State.SUBMITTED, State.COMPLETED})
_UNFINISHED = in_states({State.PLANNED, State.INTENT, State.SUBMITTED}) | (in_states(State.COMPLETED) & has_unsaved())
"""What a worker can bring further. A held row is not: its money is for a person to decide."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What was submitted.

    Attributes:
        name: The batch, named after its folder.
        plan: What the manifest asks for.
        queued: How many rows were added to the queue.
    """

    name: str
    plan: Plan
    queued: int


def submit(  # noqa: PLR0913 - public, and the options are keywords
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

    Submitting again continues where things stopped: finished rows stay as they are, unfinished ones that are not queued
    are queued again, and the latest budget and rate count.

    Args:
        rows: As for `client.batch.run`, but without files of this machine, which workers on others can't read.
        output: The folder of the results, on each machine; the batch is named after it.
            If `batch run` has used it, the paid rows of its run file are noted first.
        journal: The address of a PostgreSQL database.
        model: The model of rows that name none.
        columns: The columns of parameters that have another name there.
        budget: Credits that the batch may cost, on all machines together.
        rate: Calls that may start in a period, on all machines together.
        skip_bad: Whether rows that can't be run are left out; otherwise nothing is noted if there are any.
        new: Whether to start a new batch in the folder, which pays for every row again.

    Raises:
        InvalidManifest: There are rows that can't be run; nothing was noted.
        UnknownRun: Rows of the folder may have been paid, and neither the journal nor the folder shows which.
        JournalBusy: A batch is running into the folder.
        ConfigurationError: A limit or a column is not valid, or the journal is not a PostgreSQL database.
        JournalFailed: The journal can't be opened or written.
        OSError: The manifest can't be read.
    """
    limits = SharedLimits(budget, BatchOptions(budget=budget, rate=rate).calls_per_second)
    server = Server(journal)
    folder = resolve_batch_folder(output)
    manifest = replace(Manifest.of(rows, columns, model), takes_files=False)
    with Journal(journal) as opened:
        with queue_failures(server.database, "written"):
            run_in_thread(lambda: install(server.for_psycopg), new_loop)
        prices = Prices()
        learn_prices(prices, opened)
        batch = open_batch(opened, folder, manifest.path, new=new)
        run_in_thread(Store(opened, batch).plan_failed)
        queueing = _Queueing(batch, limits)
        with queue_failures(server.database, "written"):
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
