"""`evolink batch work`: one machine's part of what was submitted."""

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

from evolink.errors import ConfigurationError

from ._cluster import journal_option, needed
from ._exits import Exit
from ._options import any_type_option, json_option
from ._report import Report
from ._service import connected
from ._stops import HANG_UP, hang_up_counts

if TYPE_CHECKING:
    from evolink.cluster import Tally
    from evolink.journal import Journal

_EVERY = 30.0
_NOTING = 2.0
"""Seconds that a second Ctrl-C waits for what is being written."""
_STATUSES = {signal.SIGINT: Exit.INTERRUPTED, signal.SIGTERM: Exit.TERMINATED}
"""Signals that end the work, and what a second one ends the process with."""


@click.command(short_help="Run submitted rows on this machine, until told to stop.")
@journal_option
@click.option("-o", "--output", metavar="DIR", help="Where pictures go on this machine; if not, as submitted.")
@click.option(
    "--in-flight", type=click.IntRange(2), default=200, show_default=True, help="Rows under way at one time, at most."
)
@any_type_option
@json_option
@click.pass_obj
def command(report: Report, /, journal: str, output: str | None, in_flight: int, *, any_type: bool) -> None:
    """Run submitted rows on this machine, until told to stop.

    Start it on as many machines as you like. Rows of a machine that dies are taken over by others within half a
    minute; what may have been charged without an answer is held, and never sent again by itself.

    Ctrl-C, SIGTERM or a closed terminal ends it in order: rows under way have 20 seconds to end, then others take
    them over. A second Ctrl-C leaves at once.
    """
    logging.getLogger("pgqueuer").setLevel(logging.CRITICAL)  # what it has to say, we say
    cluster = needed()
    told = _Told(report)
    try:
        with connected(report):  # which says what is wrong with the key or the address
            work = cluster.Work(
                journal=journal, output=output, in_flight=in_flight, on_tally=told.saw, any_type=any_type
            )
            tally = asyncio.run(_work(cluster.work, work, report))
    except ConfigurationError as error:
        raise click.UsageError(error.message) from error
    report.data = {"worked": _record(tally)}
    report.say(_line(tally))
    if tally.ended_by:
        report.trouble(tally.ended_by)


async def _work(work: Callable[..., Any], told: Any, report: Report) -> "Tally":
    stop = asyncio.Event()
    journals: list[Journal] = []

    def opened(journal: "Journal") -> None:
        journals.append(journal)
        report.say(f"working on {told.where}; Ctrl-C ends in order")

    with _signals(stop, journals, report):
        tally: Tally = await work(told, stop, opened)
        return tally


@contextmanager
def _signals(stop: asyncio.Event, journals: "list[Journal]", report: Report) -> Generator[None]:
    """End the work in order at the first Ctrl-C, SIGTERM or SIGHUP, and at once at a second Ctrl-C or SIGTERM."""
    loop = asyncio.get_running_loop()

    def came(number: int, _frame: FrameType | None) -> None:
        if asked and number == HANG_UP:
            return  # a terminal that goes away may say so twice, and wishes for no haste
        if asked:
            _leave(number, journals)
        asked.append(number)
        loop.call_soon_threadsafe(end)

    def end() -> None:
        report.say("ending in order: rows under way have 20 s to end; Ctrl-C again leaves at once")
        stop.set()

    asked: list[int] = []
    numbers = [*_STATUSES, *([HANG_UP] if HANG_UP is not None and hang_up_counts() else [])]
    before = {number: signal.signal(number, came) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, journals: "list[Journal]") -> None:
    """Leave now. Nothing may be cancelled on the way: the queue would forget rows that are paid."""
    for journal in journals:
        noting = threading.Thread(target=journal.close, daemon=True)
        noting.start()
        noting.join(_NOTING)
    os._exit(_STATUSES[signal.Signals(number)])


class _Told:
    """Prints the state, every half minute in which something happened."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._last = ""
        self._at = time.monotonic()

    def saw(self, tally: "Tally") -> None:
        """Take in how it stands."""
        now = time.monotonic()
        if now - self._at >= _EVERY and (line := _line(tally)) != self._last:
            self._report.say(line)
            self._last, self._at = line, now


def _line(tally: "Tally") -> str:
    counts = _record(tally)
    counts["in flight"] = counts.pop("in_flight")
    return ", ".join([f"{counts.pop('done'):,} done", *(f"{n:,} {name}" for name, n in counts.items() if n)])


def _record(tally: "Tally") -> dict[str, int]:
    ends = {end.value: number for end, number in tally.ends.items()}
    return {
        "done": ends.get("done", 0),
        "failed": ends.get("failed", 0) + ends.get("left", 0),
        "held": ends.get("held", 0),
        "in_flight": tally.in_flight,
    }
