"""What the demo shows while it draws: a living table in a terminal, plain lines elsewhere."""

import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Protocol, Self

from demo_run import FAILED, SAVED, WAITING, Drawing
from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

_BAR = 26
_COLOURS = {SAVED: "green", FAILED: "red", WAITING: "dim"}


class Show(Protocol):
    """Shows drawings for as long as it is entered."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def tell(self, drawing: Drawing) -> None:
        """Show that a drawing has changed."""


def show_for(drawings: Sequence[Drawing], speed: float) -> Show:
    """Choose how to show drawings on this output.

    Args:
        drawings: The drawings, which change while they are shown.
        speed: Seconds of the service's clock for each real one, by which its estimates are shortened.
    """
    console = Console()
    if sys.stdout.isatty() and not console.is_dumb_terminal:
        return LiveTable(console, drawings, speed)
    return PlainLines(drawings)


class PlainLines:
    """A line for each change, as for a log."""

    def __init__(self, drawings: Sequence[Drawing]) -> None:
        self._width = max((len(drawing.job.model) for drawing in drawings), default=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held."""

    def tell(self, drawing: Drawing) -> None:
        """Print a line, at once."""
        line = f"{drawing.job.model:<{self._width}}  {drawing.seconds:5.1f} s  {drawing.progress:3.0f} %  "
        print(line + (drawing.trouble or drawing.status), flush=True)


class LiveTable:
    """A table that redraws itself: a block for each drawing."""

    def __init__(self, console: Console, drawings: Sequence[Drawing], speed: float) -> None:
        self._drawings = drawings
        self._speed = speed
        self._live = Live(console=console, get_renderable=self._render, refresh_per_second=12)

    def __enter__(self) -> Self:
        self._live.start(refresh=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def tell(self, drawing: Drawing) -> None:
        """Do nothing: the next redraw shows it."""

    def _render(self) -> Table:
        table = Table.grid(padding=(0, 2, 1, 0), expand=False)
        table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
        table.add_column(width=_BAR)
        table.add_column(justify="right", width=13)
        table.add_column(justify="right", width=11)
        for drawing in self._drawings:
            table.add_row(*self._block(drawing))
        return table

    def _block(self, drawing: Drawing) -> tuple[Text, Group, Text, Text]:
        job = drawing.job
        head = Text.assemble((job.model, "bold"), "  ", (job.size or "", "cyan"), _times(job.pictures))
        made = [Text(path.name, "green") for path in drawing.files] or [Text(_origin(drawing, self._drawings), "dim")]
        what = Text("\n").join([head, Text(job.prompt, "italic"), *made])
        colour = _COLOURS.get(drawing.status, "yellow")
        bar = ProgressBar(total=100, completed=drawing.progress, pulse=_is_unsure(drawing), width=_BAR)
        percent = f"{drawing.progress:.0f} %" if drawing.started else ""
        state = Group(bar, Text(drawing.status, colour), Text(drawing.trouble or "", "red"))
        return what, state, Text(f"{percent}\n{self._time(drawing)}"), Text(f"{_credits(drawing)}")

    def _time(self, drawing: Drawing) -> str:
        if drawing.started is None:
            return ""
        estimate = drawing.estimate and f" of ~{drawing.estimate / self._speed:.0f}"
        return f"{drawing.seconds:.1f}{(estimate or '') if drawing.ended is None else ''} s"


def _is_unsure(drawing: Drawing) -> bool:
    return drawing.started is not None and drawing.ended is None and drawing.progress == 0


def _times(pictures: int) -> str:
    return f"  {pictures} pictures" if pictures > 1 else ""


def _origin(drawing: Drawing, drawings: Sequence[Drawing]) -> str:
    """Tell what an edit starts from."""
    edited = next((other.job.model for other in drawings if other.job.number == drawing.job.edits), None)
    return f"edits the picture of {edited}" if edited else ""


def _credits(drawing: Drawing) -> str:
    return "" if drawing.credits is None else f"{drawing.credits:g} credits"
