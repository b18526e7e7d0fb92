"""A bulk run from its manifest to its report, with a session of its own in the journal."""

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import TypeVar

from evolink._task.flow import Flow
from evolink._task.record import Record
from evolink.errors import ConfigurationError, JournalFailed, LinkExpired, NotFound
from evolink.journal import Batch, Journal, State

from ._away import once_back
from ._check import Plan
from ._forecast import Forecast
from ._job import Job
from ._load import learn_prices, load
from ._prices import Prices
from ._progress import BatchReport, Board, Progress
from ._results import NAME, refuse_if_taken, write_results
from ._run_folder import RunFolder
from ._runner import Runner
from ._store import Store

T = TypeVar("T")

_log = logging.getLogger("evolink")
_UNCERTAIN = frozenset({State.HELD, State.RESENT})
_NAMED = 100
_AT_THE_END = 30.0
"""Seconds that a run waits for its journal when all it still has to do is to tell what became of it."""
_DIGITS = 6
"""Sums of credits are told with so many: those of floats are not exact."""


async def run_job(flow_with: Callable[[Record], Flow], address: str, job: Job) -> BatchReport:
    """Run it.

    Args:
        flow_with: Gives the operations of the service, which note what happens in a record.
        address: The journal's. It is opened anew: what an earlier run of this process left is then a dead session's.
        job: What to run.

    Raises:
        EvoLinkError: See `AsyncBatchOperations.run`.
    """
    await asyncio.to_thread(refuse_if_taken, job.output)
    journal = await asyncio.to_thread(Journal, address)
    try:
        with journal.only_runner(), RunFolder(journal, job.output, new=job.new) as folder:
            return await _run(flow_with(folder.record), journal, folder, job)
    finally:
        await asyncio.to_thread(journal.close)


async def _run(flow: Flow, journal: Journal, folder: RunFolder, job: Job) -> BatchReport:
    batch = await _unless_cancelled(lambda _: folder.bind(job.manifest))
    forecast, store = Forecast(), Store(journal, batch, folder.record.expect)
    plan = await _unless_cancelled(lambda go_on: _loaded(journal, batch, job, forecast, go_on))
    board = Board(Progress(plan, budget=job.limits.budget), job.on_progress, flow.port.now())
    runner = Runner(flow, store, job.output, job.limits, forecast, board)
    await asyncio.to_thread(folder.make)
    report: BatchReport | None = None
    unwritten: Exception | None = None
    try:
        await _unless_cancelled(lambda _: folder.bring_up_to_date(batch))
        await store.try_again()
        if job.resend_held:
            runner.send_again(await store.held())
        report = await once_back(lambda: _report(batch, job, plan))
        board.begin(report)
        await runner.run()
    except JournalFailed as error:
        runner.ended_by = runner.ended_by or error
    finally:
        if not runner.hurried:
            unwritten = await once_back(lambda: _results_written(batch, job, plan, runner.left), _AT_THE_END)
            report = await once_back(lambda: _ended(batch, job, plan), _AT_THE_END)
            board.end(report)
    last = await asyncio.to_thread(_report, batch, job, plan) if report is None else report
    gone = sum(isinstance(error, LinkExpired | NotFound) for error in runner.left.values())
    return replace(last, ended_by=runner.ended_by or unwritten, gone=gone)


def _results_written(batch: Batch, job: Job, plan: Plan, left: Mapping[str, Exception]) -> Exception | None:
    """Write `results.jsonl`, and return what keeps it from being written: what the rows came to is in the journal."""
    try:
        with closing(batch.rows()) as rows:
            write_results(job.output, rows, plan.problems, left)
    except (OSError, ConfigurationError) as error:
        _log.error("%s was not written: %s", job.output / NAME, error)
        return error
    return None


def _loaded(journal: Journal, batch: Batch, job: Job, forecast: Forecast, go_on: Callable[[], object]) -> Plan:
    prices = Prices()
    learn_prices(prices, journal, forecast)
    return load(batch, job.rows, model=job.model, prices=prices, skip_bad=job.skip_bad, go_on=go_on)


def _report(batch: Batch, job: Job, plan: Plan) -> BatchReport:
    """Count the manifest's rows by what became of them."""
    rows = batch.standing()
    held = [*islice(batch.rows(_UNCERTAIN), _NAMED)]

    def number(*states: State) -> int:
        return sum(rows.get((state, saved), 0) for state in states for saved in (True, False))

    return BatchReport(
        output=job.output,
        results=job.output / NAME,
        rows=plan.rows,
        done=rows.get((State.COMPLETED, False), 0),
        failed=number(State.FAILED, State.REFUSED),
        unsaved=rows.get((State.COMPLETED, True), 0),
        held=number(*_UNCERTAIN),
        held_keys=tuple(call.key for call in held),
        held_lines=tuple(call.line for call in held if call.line is not None),
        running=number(State.SUBMITTED),
        left=number(State.PLANNED, State.INTENT),
        spent=round(batch.spent, _DIGITS),
        problems=tuple(plan.problems),
    )


def _ended(batch: Batch, job: Job, plan: Plan) -> BatchReport:
    """Count the rows, and find those that have no pictures."""
    report = _report(batch, job, plan)
    if report.complete:
        return report
    states = frozenset(State) if report.unsaved else frozenset(State) - {State.COMPLETED}
    without = (call.line for call in batch.rows(states) if call.state is not State.COMPLETED or call.unsaved)
    found = {*islice((line for line in without if line is not None), _NAMED), *(each.line for each in plan.problems)}
    return replace(report, unfinished_lines=tuple(sorted(found)[:_NAMED]))


class _LeftError(Exception):
    """Nobody waits for it any more."""


async def _unless_cancelled(work: Callable[[Callable[[], object]], T]) -> T:
    """Do something long in a thread, which is made to leave if this is cancelled."""
    left = threading.Event()

    def go_on() -> None:
        if left.is_set():
            raise _LeftError

    doing = asyncio.create_task(asyncio.to_thread(work, go_on))
    try:
        return await asyncio.shield(doing)
    except asyncio.CancelledError:
        left.set()
        await asyncio.gather(doing, return_exceptions=True)
        raise
