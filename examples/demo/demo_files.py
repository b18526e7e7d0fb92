"""The demo's files: removing old ones and measuring new ones."""

import math
from pathlib import Path

from demo_plan import ratio
from PIL import Image

SHEET = "contact-sheet.png"
_OWN = ("demo-*.*", SHEET, ".evolink-*.part")
_LIVE_TOLERANCE = 0.04
"""Real models use steps of 32 or 64 pixels, so ratios are approximate (9:16 becomes 768 x 1344)."""


def empty(folder: Path) -> None:
    """Remove the files of an earlier demo from a folder, and nothing else."""
    for pattern in _OWN:
        for path in folder.glob(pattern):
            path.unlink()


def measure(path: Path) -> tuple[int, int]:
    """Read an image completely and return its width and height.

    Raises:
        OSError: The file is not a valid image.
    """
    with Image.open(path) as image:
        image.load()
        return image.size


def fits(size: str | None, width: int, height: int, *, exact: bool) -> bool:
    """Return whether an image has the requested shape.

    Args:
        size: The requested ratio or pixel size; None if there is none.
        width: Pixels.
        height: Pixels.
        exact: Whether to allow only rounding to whole pixels; otherwise 4 %.
    """
    asked = ratio(size) if size else None
    if asked is None:
        return True
    rounded = min(abs(width - height * asked), abs(height - width / asked)) <= 1
    return rounded or (not exact and abs(math.log(width / height / asked)) <= _LIVE_TOLERANCE)
