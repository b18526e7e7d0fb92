"""Tables on stdout: as wide as the terminal, or 80 columns in pipes; bold in terminals only."""

import io
import os
import shutil
import sys
from collections.abc import Container, Sequence

_IN_PIPES = 80
_WEIGHT = "bold"


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, whole: Container[int] = (0,)) -> str:
    """Return a table as text.

    Args:
        columns: The headings.
        rows: The cells of each row.
        whole: Positions of the columns whose lines are not wrapped.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False, show_edge=False)
    for place, name in enumerate(columns):
        drawn.add_column(name, no_wrap=place in whole, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    text = io.StringIO()
    terminal = sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    width = shutil.get_terminal_size().columns if terminal else _IN_PIPES
    Console(file=text, width=width, force_terminal=terminal, color_system="standard" if terminal else None).print(drawn)
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines())
