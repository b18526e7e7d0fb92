"""The names of rows in messages."""

from collections.abc import Sequence

_SHOWN = 10
"""How many rows are named; there may be thousands."""


def count_rows(number: int) -> str:
    """Return a number of rows: `1 row`, `2,000 rows`."""
    return "1 row" if number == 1 else f"{number:,} rows"


def name_rows(lines: Sequence[int], number: int) -> str:
    """Return rows by their lines: `row 3`, `rows 3, 7 and 12`, `rows 1, 2, … and 90 more`.

    Args:
        lines: The lines of the rows, or of the first ones.
        number: How many rows there are.
    """
    if not lines:
        return count_rows(number)
    if number == 1:
        return f"row {lines[0]}"
    shown = [f"{line}" for line in lines[:_SHOWN]]
    last = f"{number - len(shown):,} more" if number > len(shown) else shown.pop()
    return f"rows {', '.join(shown)} and {last}"
