"""Type a command into a real terminal, and turn its screens into an SVG that loads nothing."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

import pyte
import pyte.screens
from ptyprocess import PtyProcess  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]

COLUMNS, ROWS = 80, 12
_PROMPT = "$ "
_CELL, _LINE, _SIZE = 8.4, 19, 14  # pixels: a character's width, a line's height, the font's size
_PAD, _BAR, _GAP = 18, 30, 14
_PAPER, _FRAME, _INK = "#0d1117", "#30363d", "#e6edf3"
_TONES = {
    "black": "#484f58",
    "red": "#ff7b72",
    "green": "#3fb950",
    "brown": "#d29922",
    "blue": "#58a6ff",
    "magenta": "#bc8cff",
    "cyan": "#39c5cf",
    "white": "#b1bac4",
}
Screen = list[list[pyte.screens.Char]]


def screens(command: str, folder: Path, environment: dict[str, str]) -> Iterator[Screen]:
    """Type a command into a shell, and yield the screen each time it changes, until the next prompt."""
    shell: Any = PtyProcess.spawn(  # pyright: ignore[reportUnknownMemberType] - it has no types
        ["bash", "--norc", "--noprofile", "-i"],
        cwd=str(folder),
        env={**environment, "PS1": _PROMPT, "PS2": "  ", "TERM": "xterm-256color", "LANG": "C.UTF-8"},
        dimensions=(ROWS, COLUMNS),
    )
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    try:
        while not _asks(screen):
            stream.feed(shell.read())
        shell.write(command.encode() + b"\n")
        typed = len(command.splitlines())
        while not (_asks(screen) and screen.cursor.y > typed):
            stream.feed(shell.read())
            yield _lines(screen)
    finally:
        shell.close(force=True)


def _asks(screen: pyte.Screen) -> bool:
    line = screen.display[screen.cursor.y]
    return line.rstrip() == _PROMPT.rstrip() and screen.cursor.x == len(_PROMPT)


def _lines(screen: pyte.Screen) -> Screen:
    """Return the characters without the empty lines and the prompt at the end."""
    lines = [[screen.buffer[row][column] for column in range(COLUMNS)] for row in range(ROWS)]
    while lines and text(lines[-1]).rstrip() in {"", _PROMPT.rstrip()}:
        lines.pop()
    return lines


def text(line: Sequence[pyte.screens.Char]) -> str:
    """Return the text of a line."""
    return "".join(each.data for each in line)


def first(shown: Iterator[Screen], holds: Callable[[str], bool]) -> tuple[Screen, Screen]:
    """Return the first screen whose text satisfies a condition, and the last screen."""
    found: Screen = []
    last: Screen = []
    for last in shown:
        if not found and holds("\n".join(map(text, last))):
            found = last
    return found, last


def svg(moments: Sequence[Screen], title: str) -> str:
    """Return an SVG of several screens, each in its own window."""
    width = round(COLUMNS * _CELL + 2 * _PAD)
    parts: list[str] = []
    top = 0
    for screen in moments:
        height = _BAR + len(screen) * _LINE + _PAD
        parts.append(f'<g transform="translate(0 {top})">{_window(width, height)}{"".join(_rows(screen))}</g>')
        top += height + _GAP
    size = f'width="{width}" height="{top - _GAP}" viewBox="0 0 {width} {top - _GAP}"'
    font = f'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="{_SIZE}"'
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" {font} fill="{_INK}" xml:space="preserve">\n'
        f"<title>{escape(title)}</title>\n{body}\n</svg>\n"
    )


def _window(width: int, height: int) -> str:
    dots = "".join(f'<circle cx="{_PAD + 16 * n}" cy="15" r="5" fill="{_FRAME}"/>' for n in range(3))
    frame = f'x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8" fill="{_PAPER}" stroke="{_FRAME}"'
    return f"<rect {frame}/>{dots}"


def _rows(screen: Screen) -> Iterator[str]:
    for row, line in enumerate(screen):
        column = 0
        for (tone, bold), run in groupby(line, lambda each: (_tone(each.fg), each.bold)):
            words = text(list(run))
            if words.strip():
                yield _run(words, column, row, tone, bold=bold)
            column += len(words)


def _run(words: str, column: int, row: int, tone: str, *, bold: bool) -> str:
    """Return text of one style with its length, so that any font keeps the columns."""
    shown = words.rstrip()
    left = len(shown) - len(shown.lstrip())
    x, y = _PAD + (column + left) * _CELL, _BAR + row * _LINE + _SIZE
    shown = shown.lstrip()
    style = f' fill="{tone}"' * (tone != _INK) + ' font-weight="bold"' * bold
    long = f'textLength="{len(shown) * _CELL:.1f}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{x:.1f}" y="{y}" {long}{style}>{escape(shown)}</text>'


def _tone(name: str) -> str:
    if name == "default":
        return _INK
    return _TONES.get(name.removeprefix("bright"), f"#{name}")


def path_of_tools() -> str:
    """Return a PATH that finds the command of this environment first."""
    return os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
