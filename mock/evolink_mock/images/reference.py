"""What a request refers to, as far as results show it: files that were uploaded, and earlier results."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evolink_mock.images.spec import ImageSpec


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that was not drawn here, such as an uploaded one.

    Attributes:
        width: Its pixels.
        height: Its pixels.
        content: A small version of it, as a file.
    """

    width: int
    height: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Reference:
    """A file that a request refers to.

    Attributes:
        shown: What it looks like; None for sound.
        width: Pixels of the file; 0 for sound.
        height: Pixels of the file; 0 for sound.
        seconds: How long it lasts; 0 for an image.
        sound: Whether it has sound.
    """

    shown: "ImageSpec | Picture | None"
    width: int = 0
    height: int = 0
    seconds: float = 0.0
    sound: bool = False


def first_shown(references: Sequence[Reference]) -> Reference | None:
    """Return the first reference that can be seen, whose ratio results without one of their own have."""
    return next((each for each in references if each.shown), None)
