"""`evolink batch status`: the status of batches, on this machine and on many."""

import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from evolink._costs.words import amount
from evolink._files.destination import resolve_batch_folder
from evolink._http.default_journal import OFF, VARIABLE, find_default_journal
from evolink.cli._cluster_options import import_cluster, optional_journal_option
from evolink.cli._time_spans import age
from evolink.errors import ConfigurationError

from ._command import Command
from ._journal import open_journal
from ._local_batches import STATE_WORDS, batch_lines, batch_record, local_batches
from ._options import json_option
from ._report import Report
from ._row_names import count_rows

if TYPE_CHECKING:
    from evolink.cluster import RunStatus, Status

_MOST = 10
"""Local batches that are shown, the newest ones."""


@click.command(
    cls=Command,
    examples=(
        "evolink batch status",
        "evolink batch status out/ --json",
        "evolink batch status --journal postgresql://user@host/database",
    ),
)
@click.argument("folder", metavar="[DIR]", required=False)
@optional_journal_option
@json_option
@click.pass_obj
def command(report: Report, /, folder: str | None, journal: str | None) -> None:
    """Show the rows and credits of batches.

    With a journal on PostgreSQL, these are the batches that many machines share, with their queue and workers.
    Otherwise they are the newest of this machine, or those that go into DIR.
    """
    address = journal or find_default_journal()
    if address is None:
        raise click.UsageError(f"Batches need a journal, and {VARIABLE} is {OFF}.")
    if folder is None and _is_server(address):
        _show_shared(report, address)
    else:
        _show_local(report, address, None if folder is None else str(resolve_batch_folder(folder)))


def _is_server(address: str) -> bool:
    return address.startswith(("postgresql:", "postgresql+", "postgres:"))


def _show_shared(report: Report, address: str) -> None:
    try:
        found = import_cluster().status(address)
    except ConfigurationError as error:
        raise click.UsageError(error.message) from error
    report.data = {"status": asdict(found)}
    for line in _lines(found):
        report.print_data(line)


def _show_local(report: Report, address: str, folder: str | None) -> None:
    with open_journal(address) as journal:
        found = local_batches(journal, _MOST, folder)
        name = str(journal)
    report.data = {"journal": name, "batches": [batch_record(each) for each in found]}
    for batch in found:
        for line in batch_lines(batch):
            report.print_data(line)
    if not found:
        report.print_message("no batches" if folder is None else f"no batch of this journal goes into {folder}")
    report.print_message(f"journal: {name}")


def _lines(found: "Status") -> Iterator[str]:
    for run in found.runs:
        yield from _run(run)
    yield f"queue: {count_rows(found.queued)} waiting, {found.working:,} with workers"
    if found.stuck:
        them = "it" if found.stuck == 1 else "them"
        yield f"  {count_rows(found.stuck)} left the queue after unexpected errors; submit again to requeue {them}"
    if not found.workers:
        yield "no worker is connected; start one with `evolink batch work`"
    now = time.time()
    for worker in found.workers:
        since = age(now - worker.since)
        yield f"worker {worker.pid} on {worker.host}: {count_rows(worker.under_way)} running, connected for {since}"


def _run(run: "RunStatus") -> Iterator[str]:
    counts = ", ".join(f"{run.states[state]:,} {word}" for state, word in STATE_WORDS.items() if state in run.states)
    yield f"{run.name}: {count_rows(sum(run.states.values()))}: {counts or 'none'}"
    budget = "" if run.budget is None else f" of {amount(run.budget)}"
    rate = "" if run.rate is None else f"; at most {run.rate:g} calls per second"
    yield f"  {amount(run.spent)}{budget} credits{rate}"
    number = run.states.get("held", 0)
    if number:
        yield f"  {number:,} held, may have been charged, never resent automatically; see evolink tasks settle"
    for held in run.held:
        sent = "" if held.sent_at is None else f", sent {age(time.time() - held.sent_at)} ago"
        yield f"    line {held.line}, key {held.key}{sent}: {held.reason}"
