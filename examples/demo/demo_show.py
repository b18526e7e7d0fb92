"""The demo's progress: a live table in a terminal, plain lines elsewhere."""

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Protocol, Self

from demo_plan import in_words
from demo_run import FAILED, SAVED, WAITING, Drawing
from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

_LEAST_BAR, _MOST_BAR = 8, 30
_OTHER_COLUMNS = 72  # width of the columns beside the bar
_COLOURS = {SAVED: "green", FAILED: "red", WAITING: "dim"}


class Show(Protocol):
    """A context manager that shows the progress of drawings."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def update(self, drawing: Drawing) -> None:
        """Show that a drawing has changed."""


def show_for(drawings: Sequence[Drawing]) -> Show:
    """Return a way to show drawings that suits the output.

    Args:
        drawings: The drawings, which change while they are shown.
    """
    console = Console()
    if sys.stdout.isatty() and not console.is_dumb_terminal:
        return LiveTable(console, drawings)
    return PlainLines(drawings)


class PlainLines:
    """One line for each change, as in a log."""

    def __init__(self, drawings: Sequence[Drawing]) -> None:
        self._width = max((len(drawing.job.model) for drawing in drawings), default=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        print(flush=True)

    def update(self, drawing: Drawing) -> None:
        """Print a line."""
        line = f"{drawing.job.model:<{self._width}}  {drawing.seconds:5.1f} s  {drawing.progress:3.0f} %  "
        print(line + (drawing.trouble or drawing.status), flush=True)


class LiveTable:
    """A live table with a block for each drawing."""

    def __init__(self, console: Console, drawings: Sequence[Drawing]) -> None:
        self._drawings = drawings
        self._bar_width = max(_LEAST_BAR, min(_MOST_BAR, (console.width - _OTHER_COLUMNS) // 2))
        self._live = Live(console=console, get_renderable=self._render, refresh_per_second=12)

    def __enter__(self) -> Self:
        self._live.start(refresh=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def update(self, drawing: Drawing) -> None:
        """Do nothing, because the next redraw shows the change."""

    def _render(self) -> Group:
        # The last line stays empty, so that the ^C of a terminal does not break the next redraw.
        return Group(self._table(), Text())

    def _table(self) -> Table:
        table = Table.grid(padding=(0, 3, 0, 0), expand=True)
        table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
        table.add_column(width=self._bar_width)
        table.add_column(justify="right", no_wrap=True, min_width=16)
        table.add_column(justify="right", no_wrap=True, min_width=11)
        for drawing in self._drawings:
            if table.row_count:
                table.add_row()
            table.add_row(self._what(drawing), self._bar(drawing), self._state(drawing), _credits(drawing))
        return table

    def _what(self, drawing: Drawing) -> Text:
        """Return three lines: the job, its prompt, and its reference, files or problem."""
        job = drawing.job
        head = Text.assemble((job.model, "bold"), "  ", (job.size or "", "cyan"))
        return Text("\n").join([head, Text(job.prompt, "italic"), self._last_line(drawing)])

    def _last_line(self, drawing: Drawing) -> Text:
        if drawing.trouble:
            return Text(drawing.trouble, "red")
        if drawing.files:
            return Text("  ".join(path.name for path in drawing.files), "green")
        return Text(drawing.job.source, "dim")

    def _bar(self, drawing: Drawing) -> ProgressBar:
        finished = "red" if drawing.status == FAILED else "green"
        pulse = drawing.started is not None and drawing.ended is None and drawing.progress == 0
        return ProgressBar(100, drawing.progress, self._bar_width, pulse, "grey30", "cyan", finished, "grey50")

    def _state(self, drawing: Drawing) -> Text:
        percent = f" {drawing.progress:3.0f} %" if drawing.started else ""
        status = Text(drawing.status, _COLOURS.get(drawing.status, "yellow"))
        return Text.assemble(status, percent, "\n", (self._time(drawing), "dim"))

    def _time(self, drawing: Drawing) -> str:
        if drawing.started is None:
            return ""
        if drawing.ended or drawing.estimate is None:
            return f"{drawing.seconds:.1f} s"
        return f"{drawing.seconds:.1f} of about {drawing.estimate:.0f} s"


def _credits(drawing: Drawing) -> str:
    return "" if drawing.credits is None else in_words(drawing.credits)
