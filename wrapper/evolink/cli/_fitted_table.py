"""Tables with one line for each row, however narrow the terminal: columns shrink, and long cells are shortened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ._tables import columns_of_output, emphasised, styled

Cut = Literal["end", "middle"]
_GAP = "  "
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: The heading.
        least: How many cells of a terminal it keeps when there is no room; None for one that never shrinks.
        cut: Where its texts are shortened. Of a path, both ends say more than the middle.
        right: Whether its texts stand at its right edge, as numbers do.
    """

    name: str
    least: int | None = None
    cut: Cut = "end"
    right: bool = False


class Cell(NamedTuple):
    """What stands in a column of a row.

    Attributes:
        text: The text, in one line.
        style: Its style in a terminal; none if empty.
        cut: Where it is shortened, if not where the others of its column are.
    """

    text: str
    style: str = ""
    cut: Cut | None = None


class FittedTable:
    """A table whose columns have the widths that its first rows need, as far as there is room.

    Args:
        columns: The columns.
        rows: Its first rows.
    """

    def __init__(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        self._columns = columns
        wanted = [
            max(_width(column.name), *(_width(row[place].text) for row in rows)) if rows else _width(column.name)
            for place, column in enumerate(columns)
        ]
        self._widths = _fit(wanted, [column.least for column in columns], columns_of_output())

    @property
    def heading(self) -> str:
        """The line above the rows."""
        return emphasised(self._line([Cell(column.name) for column in self._columns]))

    def row(self, cells: Sequence[Cell]) -> str:
        """Return the line of a row."""
        return self._line(cells)

    def _line(self, cells: Sequence[Cell]) -> str:
        parts: list[str] = []
        for column, width, cell in zip(self._columns, self._widths, cells, strict=True):
            text = shorten(cell.text, width, cell.cut or column.cut)
            room = " " * (width - _width(text))
            shown = styled(text, cell.style) if cell.style else text
            parts.append(f"{room}{shown}" if column.right else f"{shown}{room}")
        return _GAP.join(parts).rstrip()


def shorten(text: str, width: int, cut: Cut = "end") -> str:
    """Return a text that takes so many cells of a terminal at most; what is missing is an ellipsis."""
    if _width(text) <= width:
        return text
    if cut == "end":
        return _beginning(text, width - 1) + _ELLIPSIS
    tail = (width - 1) * 2 // 3
    return _beginning(text, width - 1 - tail) + _ELLIPSIS + _beginning(text[::-1], tail)[::-1]


def _fit(wanted: Sequence[int], least: Sequence[int | None], room: int) -> list[int]:
    """Return the widths of columns that fit: what is furthest above its least shrinks, cell by cell."""
    widths = list(wanted)
    left = sum(widths) + len(_GAP) * (len(widths) - 1) - room
    while left > 0:
        spare = {place: widths[place] - floor for place, floor in enumerate(least) if floor is not None}
        place = max(spare, key=lambda each: spare[each])
        if spare[place] <= 0:
            break
        widths[place] -= 1
        left -= 1
    return widths


def _beginning(text: str, width: int) -> str:
    taken = 0
    for place, char in enumerate(text):
        taken += _width(char)
        if taken > width:
            return text[:place]
    return text


def _width(text: str) -> int:
    from rich.cells import cell_len

    return len(text) if text.isascii() else cell_len(text)
