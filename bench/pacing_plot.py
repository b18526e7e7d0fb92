"""Draws the trade between reads and lag as an SVG: one panel for each kind of task."""

from collections.abc import Iterable, Mapping
from math import log
from typing import Protocol

CAPTION = "Reads of a task (to the right), seconds until its end is seen (up): the lower left is best"
COLUMNS = 3
PANEL = 240
GAP = 46
TOP = 40
MOST = (40.0, 8.0)
LEAST = (1.5, 0.3)


class Spot(Protocol):
    """Where a policy stands."""

    @property
    def reads(self) -> float:
        """Mean reads of a task."""
        ...

    @property
    def lag(self) -> float:
        """Mean seconds from the end of a task to the answer that shows it."""
        ...


def plot(panels: Mapping[str, Mapping[str, Spot]]) -> str:
    """Return the SVG: panels by title, in each the policies by name. The policy named `ours` stands out."""
    rows = -(-len(panels) // COLUMNS)
    width, height = COLUMNS * (PANEL + GAP) + GAP, TOP + rows * (PANEL + GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif">',
        "<style>text{font-size:10px}.title{font-size:14px}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text class="title" x="{GAP}" y="18">{CAPTION}</text>',
    ]
    for place, (title, spots) in enumerate(panels.items()):
        row, column = divmod(place, COLUMNS)
        corner = GAP + column * (PANEL + GAP), TOP + row * (PANEL + GAP)
        parts += [f'<g transform="translate({corner[0]},{corner[1]})">', *_panel(title, spots), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _panel(title: str, spots: Mapping[str, Spot]) -> Iterable[str]:
    yield f'<rect width="{PANEL}" height="{PANEL}" fill="#f7f7f7" stroke="#bbb"/>'
    yield f'<text x="6" y="14" font-weight="bold">{title}</text>'
    for tick in (2.0, 5.0, 10.0, 20.0):
        yield f'<text x="{_along(tick, 0):.1f}" y="{PANEL + 12}" text-anchor="middle" fill="#777">{tick:g}</text>'
    for tick in (0.5, 1.0, 2.0, 5.0):
        yield f'<text x="-4" y="{PANEL - _along(tick, 1) + 3:.1f}" text-anchor="end" fill="#777">{tick:g} s</text>'
    for name, spot in spots.items():
        x, y = _along(spot.reads, 0), PANEL - _along(spot.lag, 1)
        ours = name == "ours"
        colour, size = ("#d33", 6) if ours else ("#358", 3)
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{colour}"/>'
        right = x > PANEL - 70
        anchor, dx = ("end", -8) if right else ("start", 8)
        yield f'<text x="{x + dx:.1f}" y="{y + 3:.1f}" text-anchor="{anchor}" fill="{colour}">{name}</text>'


def _along(value: float, axis: int) -> float:
    """Return the place of a value on a logarithmic axis."""
    low, high = LEAST[axis], MOST[axis]
    return PANEL * log(min(max(value, low), high) / low) / log(high / low)
