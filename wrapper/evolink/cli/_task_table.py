"""What `evolink tasks` shows of calls: a line for each, and what can be done about those that are not finished."""

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from evolink._costs.words import amount
from evolink.cli._fitted_table import Cell, Column, FittedTable
from evolink.cli._plain_text import one_line
from evolink.cli._time_spans import age
from evolink.journal import State

from ._journaled_call import prompt_of, saved_paths
from ._report import command_line
from ._row_names import count_rows
from ._shown_path import shown_path, whole_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evolink.journal import Call

_COLUMNS = (
    Column("when"),
    Column("age", right=True),
    Column("state"),
    Column("credits", right=True),
    Column("model", least=10, cut="middle"),
    Column("prompt", least=9),
    Column("file", least=13, cut="middle"),
)
_STYLES = {
    State.COMPLETED: "green",
    State.FAILED: "red",
    State.REFUSED: "red",
    State.HELD: "yellow",
    State.RESENT: "yellow",
}
_TOGETHER = 1000
"""Rows whose widths are measured before the first is printed; there may be a million."""
_FREE = frozenset({State.REFUSED, State.PLANNED})
RUNNING = frozenset({State.INTENT, State.SUBMITTED})
HELD = frozenset({State.HELD, State.RESENT})
_LONGEST_PATH = 4096


def table_lines(calls: "Iterable[Call]", now: float, *, is_verbose: bool) -> Iterator[str]:
    """Yield the lines of the table; none if there is no call.

    Args:
        calls: The calls.
        now: The time, in Unix seconds.
        is_verbose: Whether what programs need of each call follows it.
    """
    remaining = iter(calls)
    first = [call for _, call in zip(range(_TOGETHER), remaining, strict=False)]
    if not first:
        return
    rows = [_cells(call, now) for call in first]
    table = FittedTable(_COLUMNS, rows)
    yield table.heading
    for call, row in zip(first, rows, strict=True):
        yield table.row(row)
        yield from _details(call) if is_verbose else ()
    for call in remaining:
        yield table.row(_cells(call, now))
        yield from _details(call) if is_verbose else ()


class Unfinished:
    """Counts the calls that are shown, and those of them that are not finished.

    Attributes:
        calls: How many are shown.
        running: How many of them are of no batch and running, or were interrupted.
        rows: How many of them are rows of batches and running, or were interrupted.
        held: How many of them are held.
    """

    def __init__(self) -> None:
        self.calls = self.running = self.rows = self.held = 0
        self._unsaved = self._set_aside = 0

    def watch(self, calls: "Iterable[Call]", now: float) -> "Iterator[Call]":
        """Yield the calls, and count them."""
        for call in calls:
            self.calls += 1
            self.running += call.state in RUNNING and call.batch is None
            self.rows += call.state in RUNNING and call.batch is not None
            self.held += call.state in HELD
            self._set_aside += _is_set_aside(call)
            self._unsaved += _is_left(call, now)
            yield call

    def hints(self) -> Iterator[str]:
        """Yield what can be done about them, a line each."""
        resume = command_line("resume")
        if self._set_aside:
            yield "(credits in brackets are set aside: what was charged is not known)"
        if self.running:
            yield f"{self.running:,} running, or interrupted: {resume}"
        if self.rows:
            yield f"{count_rows(self.rows)} of batches running, or interrupted: {command_line('batch', 'status')}"
        if self._unsaved:
            yield f"{self._unsaved:,} completed, with results that are not saved: {resume}"
        if self.held:
            yield f"{self.held:,} held, perhaps charged: {resume} shows how to settle it"


def _is_left(call: "Call", now: float) -> bool:
    """Return whether a call has a result that `resume` saves: its link works, and it is known where it is to go."""
    left = [result for result in call.unsaved if not result.expires_at or result.expires_at > now]
    return call.batch is None and any(call.output or result.path for result in left)


def _cells(call: "Call", now: float) -> list[Cell]:
    at = call.sent_at or call.created_at
    return [
        Cell(_when(at, now)),
        Cell(age(now - at)),
        Cell(str(call.state), _STYLES.get(call.state, "")),
        Cell(_cost(call)),
        Cell(one_line(call.model)),
        Cell(one_line(prompt_of(call))),
        _end(call),
    ]


def _when(at: float, now: float) -> str:
    """Return a local time: of today the hour, of this year the day and the hour, else the date."""
    moment, today = time.localtime(at), time.localtime(now)
    if moment[:3] == today[:3]:
        return time.strftime("%H:%M", moment)
    return time.strftime("%m-%d %H:%M" if moment[0] == today[0] else "%Y-%m-%d", moment)


def _is_set_aside(call: "Call") -> bool:
    """Return whether credits were reserved for a call, and what it was charged is not known."""
    return call.credits_used is None and call.credits_reserved is not None and call.state not in {*_FREE, State.FAILED}


def _cost(call: "Call") -> str:
    if call.credits_used is not None:
        return amount(call.credits_used)
    if _is_set_aside(call):
        return f"({amount(call.credits_reserved)})"
    return ""


def _end(call: "Call") -> Cell:
    """Return where its first file is and how many more there are, or what went wrong."""
    saved = saved_paths(call)
    if saved:
        more = f" +{len(saved) - 1}" if len(saved) > 1 else ""
        return Cell(one_line(shown_path(saved[0])) + more)
    failed = call.state in {State.FAILED, State.REFUSED}
    return Cell(one_line(call.error_message or "") if failed else "", cut="end")


def _details(call: "Call") -> Iterator[str]:
    """Yield what programs need of a call, on lines of its own."""
    yield f"       {call.task_id or f'no task; key {call.key}'}"
    for path in saved_paths(call):
        yield f"       {one_line(whole_path(path), _LONGEST_PATH)}"
    if call.error_code or call.error_message:
        yield f"       {one_line(': '.join(filter(None, [call.error_code, call.error_message])))}"
