"""Tables on stdout: as wide as the terminal, or 80 columns in pipes; bold in terminals only."""

import io
import os
import shutil
import sys
from collections.abc import Container, Sequence

_IN_PIPES = 80
_WEIGHT = "bold"
_STYLES = {_WEIGHT: 1, "red": 31, "green": 32, "yellow": 33}


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
    terminal = _is_terminal()
    Console(
        file=text, width=columns_of_output(), force_terminal=terminal, color_system="standard" if terminal else None
    ).print(drawn)
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines())


def columns_of_output() -> int:
    """Return how many characters fit into a line of stdout."""
    return shutil.get_terminal_size().columns if _is_terminal() else _IN_PIPES


def emphasised(text: str) -> str:
    """Return a heading, which is bold in terminals."""
    return styled(text, _WEIGHT)


def styled(text: str, style: str) -> str:
    """Return a text in one of a few styles, in terminals that show them."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if _is_terminal() and not os.environ.get("NO_COLOR") else text


def _is_terminal() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
