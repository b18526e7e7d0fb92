"""What a bench shows while it runs, and its rows when it is done."""

import sys
import time
from collections.abc import Iterable, Sequence

from bench.rows import UNEXPLAINED, Figures, Row


class Progress:
    """Shows what is being measured: in one line of a terminal, or else in a line each."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._is_terminal = sys.stderr.isatty()

    def show(self, what: str) -> None:
        """Show what is being measured now."""
        minutes, seconds = divmod(int(time.monotonic() - self._began), 60)
        line = f"{minutes}:{seconds:02}  {what}"
        sys.stderr.write(f"\r\x1b[K{line}" if self._is_terminal else f"{line}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Remove the line."""
        if self._is_terminal:
            sys.stderr.write("\r\x1b[K")


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of cells, each column as wide as its widest cell."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def show_rows(rows: Iterable[Row], figures: Figures) -> None:
    """Print what was measured, and which goals were reached."""
    cells = [("", "id", "measured", "goal", "what")]
    for row in rows:
        value = row.value(figures)
        mark = "✓" if row.is_reached(value) else "✗"
        said = row.in_words(value) + (", extrapolated" if row.is_extrapolated(figures) else "")
        cells.append((mark, row.id, said, row.limit, row.what))
        if not row.is_reached(value):
            cells.append(("", "", "", "", f"  {row.why or UNEXPLAINED}"))
    print(columns(cells))
