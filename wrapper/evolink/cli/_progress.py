"""How a wait is shown: a moving line on a terminal, a few plain ones elsewhere."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from ._heedless import heedless
from ._report import Report

if TYPE_CHECKING:
    from rich.progress import Progress

    from evolink import Task

_WHOLE = 100.0


class Watch(Protocol):
    """Shows a wait."""

    def saw(self, task: "Task") -> None:
        """Show a task as it was just read."""
        ...

    def say(self, text: str) -> None:
        """Print a line meanwhile."""
        ...

    def give(self, text: str) -> None:
        """Print a line of data meanwhile."""
        ...


class Lines:
    """Prints each new status in a line, and nothing in between."""

    def __init__(self, report: Report, tasks: "list[Task]") -> None:
        self.say, self.give = report.say, report.give
        self._last = {task.id: task.status for task in tasks}

    def saw(self, task: "Task") -> None:
        """Print its status, if that has changed."""
        if task.status != self._last[task.id] and not task.ended:
            self._last[task.id] = task.status
            self.say(f"task {task.id}: {task.status}")


class Moving:
    """Draws one line that moves: the progress of one task, or how many of them have ended."""

    def __init__(self, progress: "Progress", report: Report, tasks: "list[Task]") -> None:
        self._progress = progress
        self._report = report
        self._tasks = tasks
        self._line = progress.add_task(self._words(), total=_WHOLE, more=self._estimate())
        self._draw()

    def saw(self, task: "Task") -> None:
        """Draw anew."""
        del task
        self._draw()

    def _draw(self) -> None:
        self._progress.update(
            self._line, description=self._words(), completed=self._done(), more=self._estimate(), refresh=True
        )

    def say(self, text: str) -> None:
        """Print something above the line."""
        with self._aside():
            self._report.say(text)

    def give(self, text: str) -> None:
        """Print data above the line."""
        with self._aside():
            self._report.give(text)

    @contextmanager
    def _aside(self) -> Generator[None]:
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
def watching(report: Report, tasks: "list[Task]") -> Generator[Watch]:
    """Show the wait for some tasks."""
    if not tasks or not sys.stderr.isatty() or os.environ.get("TERM", "dumb") == "dumb":
        yield Lines(report, tasks)
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
    # stdout is for data: what goes there must not be drawn over, nor sent to stderr.
    with Progress(
        *columns,
        console=Console(file=heedless(sys.stderr)),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    ) as progress:
        yield Moving(progress, report, tasks)
