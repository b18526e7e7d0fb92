"""The demo's files: its old ones taken away, its new ones measured."""

import math
from pathlib import Path

from demo_plan import ratio
from PIL import Image

SHEET = "contact-sheet.png"
_OWN = ("demo-*.*", SHEET, ".evolink-*.part")
_LIVE_TOLERANCE = 0.04
"""The real models draw in steps of 32 or 64 pixels, so their shapes are near the asked ones (9:16 as 768 x 1344)."""


def empty(folder: Path) -> None:
    """Remove what an earlier demo left in a folder, and nothing else."""
    for pattern in _OWN:
        for path in folder.glob(pattern):
            path.unlink()


def measure(path: Path) -> tuple[int, int]:
    """Read a whole picture and give its width and height.

    Raises:
        OSError: It is no picture, or a broken one.
    """
    with Image.open(path) as picture:
        picture.load()
        return picture.size


def fits(size: str | None, width: int, height: int, *, exact: bool) -> bool:
    """Return whether a picture has the asked shape.

    Args:
        size: The asked ratio or pixel size; None if none was asked for.
        width: Pixels.
        height: Pixels.
        exact: Whether only rounding to whole pixels is allowed; else 4 %.
    """
    asked = ratio(size) if size else None
    if asked is None:
        return True
    rounded = min(abs(width - height * asked), abs(height - width / asked)) <= 1
    return rounded or (not exact and abs(math.log(width / height / asked)) <= _LIVE_TOLERANCE)
