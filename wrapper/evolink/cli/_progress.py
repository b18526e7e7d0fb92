"""The progress of a wait: a live line in a terminal, plain lines elsewhere."""

import os
import sys
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Protocol

from evolink.cli._quiet_stream import ignore_write_errors

from ._report import Report

if TYPE_CHECKING:
    from rich.progress import Progress

    from evolink import Task

_WHOLE = 100.0


class ProgressDisplay(Protocol):
    """Shows the progress of a wait."""

    def update(self, task: "Task") -> None:
        """Show the new state of a task."""
        ...

    def print_message(self, text: str) -> None:
        """Print a message."""
        ...

    def print_data(self, text: str) -> None:
        """Print a line of data."""
        ...

    def aside(self) -> AbstractContextManager[None]:
        """Keep off the terminal while something else is drawn."""
        ...


class PlainProgress:
    """Prints a line for each new status."""

    def __init__(self, report: Report, tasks: "list[Task]") -> None:
        self.print_message, self.print_data, self.aside = report.print_message, report.print_data, nullcontext
        self._last = {task.id: task.status for task in tasks}

    def update(self, task: "Task") -> None:
        """Print the status of a task if it has changed."""
        if task.status != self._last[task.id] and not task.ended:
            self._last[task.id] = task.status
            self.print_message(f"task {task.id}: {task.status}")


class LiveProgress:
    """Draws a live line: the progress of one task, or how many tasks have ended."""

    def __init__(self, progress: "Progress", report: Report, tasks: "list[Task]") -> None:
        self._progress = progress
        self._report = report
        self._tasks = tasks
        self._line = progress.add_task(self._words(), total=_WHOLE, more=self._estimate())
        self._draw()

    def update(self, task: "Task") -> None:
        """Redraw the line."""
        del task
        self._draw()

    def _draw(self) -> None:
        self._progress.update(
            self._line, description=self._words(), completed=self._done(), more=self._estimate(), refresh=True
        )

    def print_message(self, text: str) -> None:
        """Print a message above the line."""
        with self.aside():
            self._report.print_message(text)

    def print_data(self, text: str) -> None:
        """Print data above the line."""
        with self.aside():
            self._report.print_data(text)

    @contextmanager
    def aside(self) -> Generator[None]:
        """Keep off the terminal while something else is drawn."""
        self._progress.stop()
        yield
        self._progress.start()

    def _words(self) -> str:
        if len(self._tasks) == 1:
            return self._tasks[0].status
        return f"{sum(task.ended for task in self._tasks)} of {len(self._tasks)} ended"

    def _done(self) -> float:
        shares = [_WHOLE if task.ended else task.progress or 0.0 for task in self._tasks]
        return sum(shares) / len(shares)

    def _estimate(self) -> str:
        known = [task.estimated_time for task in self._tasks if task.estimated_time is not None]
        return f"of about {max(known):.0f} s" if known else ""


@contextmanager
def show_progress(report: Report, tasks: "list[Task]") -> Generator[ProgressDisplay]:
    """Show the progress of tasks."""
    if not tasks or not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        yield PlainProgress(report, tasks)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[more]}"),
    )
    # stdout is for data, which must be neither overdrawn nor sent to stderr.
    with Progress(
        *columns,
        console=Console(file=ignore_write_errors(sys.stderr)),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as progress:
        yield LiveProgress(progress, report, tasks)
