"""A batch from its manifest to its report, with a session of its own in the journal."""

import asyncio
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from evolink._costs.prices import Prices
from evolink._log import log as _log
from evolink.batch._batch_runner import BatchRunner
from evolink.batch._files import BatchService, ServiceWith
from evolink.batch._folder.batch_folder import BatchFolder
from evolink.batch._folder.results import RESULTS_FILE, refuse_if_taken, write_results
from evolink.batch._forecast import Forecast
from evolink.batch._load import learn_prices, load
from evolink.batch._manifest.plan import Plan
from evolink.batch._manifest.source import Manifest
from evolink.batch._options import BatchOptions
from evolink.batch._progress import BatchReport, Progress, ProgressReporter
from evolink.batch._row_runner import RowTarget
from evolink.batch._store import Store, retrying
from evolink.errors import ConfigurationError, JournalFailed, LinkExpired, NotFound
from evolink.journal import Batch, Journal, State
from evolink.journal.shared import UNCERTAIN

T = TypeVar("T")

_LISTED = 100
_AT_THE_END = 30.0
"""Seconds that a run waits for its journal when all that is left to do is to report what became of the rows."""
_DIGITS = 6
"""Digits of a sum of credits: those of floats are not exact."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a batch is asked to do.

    Attributes:
        manifest: Where its rows come from.
        output: Its folder.
        options: How it is run.
    """

    manifest: Manifest
    output: Path
    options: BatchOptions


async def run_batch(service_with: ServiceWith, address: str, job: Job) -> BatchReport:
    """Run a batch.

    Args:
        service_with: Returns what the batch uses of the service.
        address: The journal's. It is opened again, so that what an earlier run of this process left is not held by it.
        job: What to do.

    Raises:
        EvoLinkError: As `AsyncBatchOperations.run` says.
    """
    await asyncio.to_thread(refuse_if_taken, job.output)
    journal = await asyncio.to_thread(Journal, address)
    try:
        with journal.only_runner(), BatchFolder(journal, job.output, new=job.options.new) as folder:
            return await _run(service_with(folder.record, journal), journal, folder, job)
    finally:
        await asyncio.to_thread(journal.close)


async def _run(service: BatchService, journal: Journal, folder: BatchFolder, job: Job) -> BatchReport:
    options = job.options
    batch = await _unless_cancelled(lambda _: folder.bind(job.manifest.path))
    forecast, store = Forecast(), Store(journal, batch, folder.record.expect)
    plan = await _unless_cancelled(lambda go_on: _load(journal, batch, job, forecast, go_on))
    reporter = ProgressReporter(Progress(plan, budget=options.budget), options.on_progress, service.flow.port.now())
    runner = BatchRunner(service, store, RowTarget(job.output, options.any_type), options, forecast, reporter)
    await asyncio.to_thread(folder.make)
    report: BatchReport | None = None
    unwritten: Exception | None = None
    try:
        await _unless_cancelled(lambda _: folder.bring_up_to_date(batch))
        await store.plan_failed()
        if options.resend_held:
            runner.resend(await store.held())
        report = await retrying(lambda: _report(batch, job, plan))
        reporter.begin(report)
        await runner.run()
    except JournalFailed as error:
        runner.ended_by = runner.ended_by or error
    finally:
        if not runner.hurried:
            unwritten = await retrying(lambda: _write_results(batch, job, plan, runner.left), _AT_THE_END)
            report = await retrying(lambda: _final_report(batch, job, plan), _AT_THE_END)
            reporter.end(report)
    last = await asyncio.to_thread(_report, batch, job, plan) if report is None else report
    gone = sum(isinstance(error, LinkExpired | NotFound) for error in runner.left.values())
    return replace(last, ended_by=runner.ended_by or unwritten, gone=gone)


def _load(journal: Journal, batch: Batch, job: Job, forecast: Forecast, go_on: Callable[[], object]) -> Plan:
    prices = Prices()
    learn_prices(prices, journal, forecast)
    return load(batch, job.manifest, prices, skip_bad=job.options.skip_bad, go_on=go_on)


def _write_results(batch: Batch, job: Job, plan: Plan, left: Mapping[str, Exception]) -> Exception | None:
    """Write `results.jsonl`, and return what keeps it from being written: the journal has what became of the rows."""
    try:
        with closing(batch.rows()) as rows:
            write_results(job.output, rows, plan.problems, left)
    except (OSError, ConfigurationError) as error:
        _log.error("%s was not written: %s", job.output / RESULTS_FILE, error)
        return error
    return None


def _report(batch: Batch, job: Job, plan: Plan) -> BatchReport:
    """Count the manifest's rows by what became of them."""
    rows = batch.standing()
    held = [*islice(batch.rows(UNCERTAIN), _LISTED)]

    def number(*states: State) -> int:
        return sum(rows.get((state, saved), 0) for state in states for saved in (True, False))

    return BatchReport(
        output=job.output,
        results=job.output / RESULTS_FILE,
        rows=plan.rows,
        done=rows.get((State.COMPLETED, False), 0),
        failed=number(State.FAILED, State.REFUSED),
        unsaved=rows.get((State.COMPLETED, True), 0),
        held=number(*UNCERTAIN),
        held_keys=tuple(call.key for call in held),
        held_lines=tuple(call.line for call in held if call.line is not None),
        running=number(State.SUBMITTED),
        left=number(State.PLANNED, State.INTENT),
        spent=round(batch.spent, _DIGITS),
        problems=tuple(plan.problems),
    )


def _final_report(batch: Batch, job: Job, plan: Plan) -> BatchReport:
    """Count the rows, and find those that have no images."""
    report = _report(batch, job, plan)
    if report.complete:
        return report
    states = frozenset(State) if report.unsaved else frozenset(State) - {State.COMPLETED}
    without = (call.line for call in batch.rows(states) if call.state is not State.COMPLETED or call.unsaved)
    found = {*islice((line for line in without if line is not None), _LISTED), *(each.line for each in plan.problems)}
    return replace(report, unfinished_lines=tuple(sorted(found)[:_LISTED]))


class _StoppedError(Exception):
    """The caller was cancelled, so its result is no longer needed."""


async def _unless_cancelled(work: Callable[[Callable[[], object]], T]) -> T:
    """Do something long in a thread, which is made to stop if this is cancelled."""
    stopped = threading.Event()

    def go_on() -> None:
        if stopped.is_set():
            raise _StoppedError

    doing = asyncio.create_task(asyncio.to_thread(work, go_on))
    try:
        return await asyncio.shield(doing)
    except asyncio.CancelledError:
        stopped.set()
        await asyncio.gather(doing, return_exceptions=True)
        raise
