"""`evolink batch work`: run submitted rows on this machine."""

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from evolink.cli._cluster_options import import_cluster, journal_option
from evolink.cli._exit_codes import ExitCode
from evolink.cli._stop_signals import SIGHUP, handles_sighup
from evolink.errors import ConfigurationError

from ._batch_options import in_flight_option
from ._command import Command
from ._options import any_type_option, json_option
from ._report import Report
from ._service import connect

if TYPE_CHECKING:
    from evolink.cluster import WorkerTally
    from evolink.journal import Journal

_EVERY = 30.0
_NOTING = 2.0
"""How long a second Ctrl-C waits for the journal, in seconds."""
_STATUSES = {signal.SIGINT: ExitCode.INTERRUPTED, signal.SIGTERM: ExitCode.TERMINATED}
"""Signals that stop the worker, and the exit status of a second one."""


@click.command(
    cls=Command,
    examples=(
        "evolink batch work --in-flight 50",
        "evolink batch work --journal postgresql://user@host/database -o out/",
    ),
)
@journal_option
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(),
    help="The folder for results on this machine.  [default: as submitted]",
)
@in_flight_option(2)
@any_type_option
@json_option
@click.pass_obj
def command(report: Report, /, journal: str, output: str | None, in_flight: int, *, any_type: bool) -> None:
    """Run submitted rows on this machine until it is stopped.

    Start it on as many machines as you like. If a machine dies, others take over its rows within half a minute. Rows
    that may have been charged without a response are held, and never resent automatically.

    Ctrl-C, SIGTERM or a closed terminal stops it in order: running rows have 20 seconds to finish, then others take
    them over. A second Ctrl-C stops it at once.
    """
    logging.getLogger("pgqueuer").setLevel(logging.CRITICAL)  # this command prints its own messages
    cluster = import_cluster()
    from evolink.cluster._loop import new_loop

    progress = _WorkerProgress(report)
    try:
        with connect(report):  # reports problems with the key or the address
            work = cluster.Work(
                journal=journal, output=output, in_flight=in_flight, on_tally=progress.update, any_type=any_type
            )
            with asyncio.Runner(loop_factory=new_loop) as runner:
                tally = runner.run(_work(cluster.work, work, report))
    except ConfigurationError as error:
        raise click.UsageError(error.message) from error
    report.data = {"worked": _record(tally)}
    report.print_message(_line(tally))
    if tally.ended_by:
        report.add_error(tally.ended_by)


async def _work(work: Callable[..., Any], options: Any, report: Report) -> "WorkerTally":
    stop = asyncio.Event()
    journals: list[Journal] = []

    def opened(journal: "Journal") -> None:
        journals.append(journal)
        report.print_message(f"working on {options.where}; press Ctrl-C to stop")

    with _signals(stop, journals, report):
        tally: WorkerTally = await work(options, stop, opened)
        return tally


@contextmanager
def _signals(stop: asyncio.Event, journals: "list[Journal]", report: Report) -> Generator[None]:
    """Stop in order at the first Ctrl-C, SIGTERM or SIGHUP, and at once at a second Ctrl-C or SIGTERM."""
    loop = asyncio.get_running_loop()

    def came(number: int, _frame: FrameType | None) -> None:
        if asked and number == SIGHUP:
            return  # a closed terminal may send it twice, which must not force an exit
        if asked:
            _leave(number, journals)
        asked.append(number)
        loop.call_soon_threadsafe(end)

    def end() -> None:
        report.print_message("stopping: running rows have 20 s to finish; press Ctrl-C again to stop at once")
        stop.set()

    asked: list[int] = []
    numbers = [*_STATUSES, *([SIGHUP] if SIGHUP is not None and handles_sighup() else [])]
    before = {number: signal.signal(number, came) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, journals: "list[Journal]") -> None:
    """Exit at once. Nothing may be cancelled first, or the queue would forget rows that are paid for."""
    for journal in journals:
        noting = threading.Thread(target=journal.close, daemon=True)
        noting.start()
        noting.join(_NOTING)
    os._exit(_STATUSES[signal.Signals(number)])


class _WorkerProgress:
    """Prints the progress every half minute if it has changed."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._last = ""
        self._at = time.monotonic()

    def update(self, tally: "WorkerTally") -> None:
        """Note the progress, and print it if it is due."""
        now = time.monotonic()
        if now - self._at >= _EVERY and (line := _line(tally)) != self._last:
            self._report.print_message(line)
            self._last, self._at = line, now


def _line(tally: "WorkerTally") -> str:
    counts = _record(tally)
    counts["in flight"] = counts.pop("in_flight")
    return ", ".join([f"{counts.pop('done'):,} done", *(f"{n:,} {name}" for name, n in counts.items() if n)])


def _record(tally: "WorkerTally") -> dict[str, int]:
    ends = {end.value: number for end, number in tally.ends.items()}
    return {
        "done": ends.get("done", 0),
        "failed": ends.get("failed", 0) + ends.get("left", 0),
        "held": ends.get("held", 0),
        "in_flight": tally.in_flight,
    }
