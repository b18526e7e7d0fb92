"""`evolink batch status`: the status of batches on many machines."""

import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from evolink.cli._cluster_options import import_cluster, journal_option
from evolink.cli._time_spans import age
from evolink.errors import ConfigurationError

from ._command import Command
from ._options import json_option
from ._report import Report
from ._row_names import count_rows

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
"""In the order of the output."""


@click.command(
    cls=Command,
    examples=(
        "evolink batch status --journal postgresql://user@host/database",
        "evolink batch status --json",
    ),
)
@journal_option
@json_option
@click.pass_obj
def command(report: Report, /, journal: str) -> None:
    """Show the rows and credits of submitted batches, the queue and the workers."""
    try:
        found = import_cluster().status(journal)
    except ConfigurationError as error:
        raise click.UsageError(error.message) from error
    report.data = {"status": asdict(found)}
    for line in _lines(found):
        report.print_data(line)


def _lines(found: "Status") -> Iterator[str]:
    for run in found.runs:
        yield from _run(run)
    yield f"queue: {count_rows(found.queued)} waiting, {found.working:,} with workers"
    if found.stuck:
        were, them = ("was", "it") if found.stuck == 1 else ("were", "them")
        rows = f"{count_rows(found.stuck)} {were}"
        yield f"  {rows} set aside after unexpected errors; submit again to queue {them} again"
    if not found.workers:
        yield "no worker is connected; start one with `evolink batch work`"
    now = time.time()
    for worker in found.workers:
        since = age(now - worker.since)
        yield f"worker {worker.pid} on {worker.host}: {count_rows(worker.under_way)} running, connected for {since}"


def _run(run: "RunStatus") -> Iterator[str]:
    counts = ", ".join(f"{run.states[state]:,} {word}" for state, word in _WORDS.items() if state in run.states)
    yield f"{run.name}: {count_rows(sum(run.states.values()))}: {counts or 'none'}"
    budget = "" if run.budget is None else f" of {run.budget:,g}"
    rate = "" if run.rate is None else f"; at most {run.rate:g} calls per second"
    yield f"  {run.spent:,g}{budget} credits{rate}"
    number = run.states.get("held", 0)
    if number:
        yield f"  {number:,} held, may have been charged, never resent automatically; see evolink tasks settle"
    for held in run.held:
        sent = "" if held.sent_at is None else f", sent {age(time.time() - held.sent_at)} ago"
        yield f"    line {held.line}, key {held.key}{sent}: {held.reason}"
