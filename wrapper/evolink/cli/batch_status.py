"""`evolink batch status`: how the runs of many machines stand."""

import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from evolink.errors import ConfigurationError

from ._cluster import journal_option, needed
from ._options import json_option
from ._report import Report
from ._span import age

if TYPE_CHECKING:
    from evolink.cluster import RunStatus, Status

_WORDS = {
    "completed": "done",
    "submitted": "running",
    "intent": "being sent",
    "planned": "to send",
    "unsaved": "not saved",
    "failed": "failed",
    "refused": "refused",
    "held": "held",
    "resent": "being sent again",
}
"""In the order they are told."""


@click.command(short_help="Show how submitted runs stand: rows, credits, queue, workers.")
@journal_option
@json_option
@click.pass_obj
def command(report: Report, /, journal: str) -> None:
    """Show how submitted runs stand: rows, credits, queue, workers."""
    try:
        found = needed().status(journal)
    except ConfigurationError as error:
        raise click.UsageError(error.message) from error
    report.data = {"status": asdict(found)}
    for line in _lines(found):
        report.give(line)


def _lines(found: "Status") -> Iterator[str]:
    for run in found.runs:
        yield from _run(run)
    yield f"queue: {found.queued:,} rows wait, {found.working:,} with workers"
    if found.stuck:
        yield f"  {found.stuck:,} rows are set aside, no worker could deal with them: submit again to queue them again"
    if not found.workers:
        yield "no worker is connected: start `evolink batch work`"
    now = time.time()
    for worker in found.workers:
        since = age(now - worker.since)
        yield f"worker {worker.pid} on {worker.host}: {worker.under_way:,} rows under way, connected for {since}"


def _run(run: "RunStatus") -> Iterator[str]:
    told = ", ".join(f"{run.states[state]:,} {word}" for state, word in _WORDS.items() if state in run.states)
    yield f"{run.name}: {sum(run.states.values()):,} rows: {told or 'none'}"
    budget = "" if run.budget is None else f" of {run.budget:,g}"
    rate = "" if run.rate is None else f"; {run.rate:g} calls begin in a second at most"
    yield f"  {run.spent:,g}{budget} credits{rate}"
    number = run.states.get("held", 0)
    if number:
        yield f"  {number:,} held: they may have been charged, and are not sent again: see evolink tasks settle"
    for held in run.held:
        sent = "" if held.sent_at is None else f", sent {age(time.time() - held.sent_at)} ago"
        yield f"    line {held.line}, under {held.key}{sent}: {held.reason}"
