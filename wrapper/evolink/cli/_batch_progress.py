"""The progress of a batch: a live line in a terminal, a plain line every half minute elsewhere."""

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from evolink._costs.words import amount, duration, in_credits, in_money
from evolink.cli._quiet_stream import ignore_write_errors

from ._report import Report, folded
from ._row_names import count_rows

if TYPE_CHECKING:
    from collections.abc import Generator

    from rich.progress import Progress as Bar

    from evolink.batch import Plan, Progress

_EVERY = 30.0
_LEAVING = "stopping after the requests that are being sent; press Ctrl-C again to stop at once"


class PlainProgress:
    """Prints a line from time to time.

    Attributes:
        last: The last progress.
        print_message: Prints a message.
    """

    def __init__(self, report: Report) -> None:
        self.last: Progress | None = None
        self.print_message = report.print_message
        self._printed = time.monotonic()
        self._leaving = False

    def update(self, progress: "Progress") -> None:
        """Note the progress and show it."""
        if self.last is None:
            self.print_message(plan_line(progress.plan, progress))
        if progress.leaving and not self._leaving:
            self._leaving = True
            self.print_message(_LEAVING)
        self.last = progress
        self.show(progress)

    def show(self, progress: "Progress") -> None:
        """Print the progress, unless a line was printed recently."""
        if time.monotonic() - self._printed >= _EVERY:
            self._printed = time.monotonic()
            self.print_message(_line(progress))


class LiveProgress(PlainProgress):
    """Draws a live line."""

    def __init__(self, report: Report, bar: "Bar") -> None:
        super().__init__(report)
        self.print_message = self._above
        self._bar = bar
        self._drawn = bar.add_task("", total=None)

    def _above(self, text: str) -> None:
        self._bar.console.print(folded(text), markup=False)

    def show(self, progress: "Progress") -> None:
        """Draw the progress."""
        ended = progress.plan.rows - progress.left
        self._bar.update(
            self._drawn, total=progress.plan.rows, completed=ended, description=_line(progress), refresh=True
        )


def plan_line(plan: "Plan", progress: "Progress | None" = None) -> str:
    """Return a line with the number of rows and what they may cost."""
    rows = count_rows(plan.rows)
    parts = [f"{rows}: {plan.new:,} to send {_cost(plan)}" if plan.new else rows]
    if progress is None:
        parts += [f"{plan.rows - plan.new:,} sent before"] * (plan.rows > plan.new)
    else:
        counts = {"done before": progress.done, "to resume": progress.taken_up, "held": progress.held}
        parts += [f"{number:,} {name}" for name, number in counts.items() if number]
        parts += [] if progress.budget is None else [f"{amount(progress.spent)} of {in_credits(progress.budget)} spent"]
    return "; ".join([*parts, *[f"{plan.bad:,} left out"] * bool(plan.bad)])


def _cost(plan: "Plan") -> str:
    if plan.unpriced == plan.new:
        return "at unknown prices"
    more = f" and {count_rows(plan.unpriced)} of unknown price" if plan.unpriced else ""
    return f"for about {in_money(plan.credits)}{more}"


def final_state(progress: "Progress") -> dict[str, Any]:
    """Return the final progress as a JSON object."""
    return {
        "rows": progress.plan.rows,
        "done": progress.done,
        "failed": progress.failed,
        "held": progress.held,
        "left": progress.left,
        "spent": progress.spent,
    }


def _line(progress: "Progress") -> str:
    counts = {"in flight": progress.in_flight, "failed": progress.failed, "held": progress.held}
    counts["waiting to retry"] = progress.again
    parts = [f"{progress.done:,} of {progress.plan.rows:,} done"]
    parts += [f"{number:,} {name}" for name, number in counts.items() if number]
    parts += [in_credits(progress.spent)]
    if progress.seconds_left is not None and progress.left:
        parts.append(f"about {duration(progress.seconds_left)} left")
    return ", ".join(parts)


@contextmanager
def show_progress(report: Report) -> "Generator[PlainProgress]":
    """Show the progress of a batch."""
    if not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        yield PlainProgress(report)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), BarColumn(bar_width=20), TextColumn("{task.description}"))
    console = Console(file=ignore_write_errors(sys.stderr), highlight=False, soft_wrap=True)
    # stdout is for data, which must be neither overdrawn nor sent to stderr.
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        yield LiveProgress(report, bar)
