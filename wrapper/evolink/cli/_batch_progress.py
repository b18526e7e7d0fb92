"""How a bulk run is shown: a moving line on a terminal, a plain one every half minute elsewhere."""

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ._heedless import heedless
from ._report import Report

if TYPE_CHECKING:
    from collections.abc import Generator

    from rich.progress import Progress as Bar

    from evolink.batch import Plan, Progress

_EVERY = 30.0
_LEAVING = "ending in order: what is being sent is waited for; Ctrl-C again leaves at once"


class Lines:
    """Prints the state every now and then.

    Attributes:
        last: How it stood when it was last seen.
        say: Tells something meanwhile.
    """

    def __init__(self, report: Report) -> None:
        self.last: Progress | None = None
        self.say = report.say
        self._told = time.monotonic()
        self._leaving = False

    def saw(self, progress: "Progress") -> None:
        """Take in how it stands."""
        if self.last is None:
            self.say(first_line(progress.plan, progress))
        if progress.leaving and not self._leaving:
            self._leaving = True
            self.say(_LEAVING)
        self.last = progress
        self.show(progress)

    def show(self, progress: "Progress") -> None:
        """Print it, unless it was printed a short while ago."""
        if time.monotonic() - self._told >= _EVERY:
            self._told = time.monotonic()
            self.say(_line(progress))


class Moving(Lines):
    """Draws one line that moves."""

    def __init__(self, report: Report, bar: "Bar") -> None:
        super().__init__(report)
        self.say = self._above
        self._bar = bar
        self._drawn = bar.add_task("", total=None)

    def _above(self, text: str) -> None:
        self._bar.console.print(text)

    def show(self, progress: "Progress") -> None:
        """Draw it."""
        ended = progress.plan.rows - progress.left
        self._bar.update(
            self._drawn, total=progress.plan.rows, completed=ended, description=_line(progress), refresh=True
        )


def first_line(plan: "Plan", progress: "Progress | None" = None) -> str:
    """Return how many rows there are, and what they may cost."""
    parts = [f"{plan.rows:,} rows: {plan.new:,} to send {_cost(plan)}" if plan.new else f"{plan.rows:,} rows"]
    if progress is None:
        parts += [f"{plan.rows - plan.new:,} sent before"] * (plan.rows > plan.new)
    else:
        counts = {"done before": progress.done, "to take up": progress.taken_up, "held": progress.held}
        parts += [f"{number:,} {name}" for name, number in counts.items() if number]
        parts += [] if progress.budget is None else [f"{progress.spent:,g} of {progress.budget:,g} credits spent"]
    return "; ".join([*parts, *[f"{plan.bad:,} left out"] * bool(plan.bad)])


def _cost(plan: "Plan") -> str:
    if plan.unpriced == plan.new:
        return "at prices that nobody knows yet"
    more = f" and {plan.unpriced:,} rows of unknown price" if plan.unpriced else ""
    return f"for about {plan.credits:,.6g} credits{more}"


def ended(progress: "Progress") -> dict[str, Any]:
    """Return how it stood in the end, as JSON has it."""
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
    counts["to be called again"] = progress.again
    parts = [f"{progress.done:,} of {progress.plan.rows:,} done"]
    parts += [f"{number:,} {name}" for name, number in counts.items() if number]
    parts += [f"{progress.spent:,g} credits"]
    if progress.seconds_left is not None and progress.left:
        parts.append(f"about {_duration(progress.seconds_left)} left")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} s"


@contextmanager
def watching(report: Report) -> "Generator[Lines]":
    """Show a run."""
    if not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        yield Lines(report)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), BarColumn(bar_width=20), TextColumn("{task.description}"))
    console = Console(file=heedless(sys.stderr), highlight=False, soft_wrap=True)
    # stdout is for data: what goes there must not be drawn over, nor sent to stderr.
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        yield Moving(report, bar)
