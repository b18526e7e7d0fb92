"""What a result shall look like: its size and facts as a value, without drawing it."""

import re
from dataclasses import dataclass, replace

from evolink_mock.images.formats import DEFAULT_FORMAT

_SIDE_PER_K = 1024
_RATIO = re.compile(r"(\d+):(\d+)")
_PIXELS = re.compile(r"(\d+)x(\d+)")
_QUALITY = re.compile(r"(\d+)K")


@dataclass(frozen=True, slots=True)
class ImageSpec:
    """All that decides the bytes of one picture.

    Attributes:
        seed: Chooses palette and scene.
        prompt: Stands in the caption.
        model: Stands in the caption.
        size: The size as asked, as in `16:9`.
        width: Pixels.
        height: Pixels.
        reference: The picture that this one edits, if it is one of the mock's own.
        format: The file format, as the ending of a name.
        captioned: Whether it stands on a mount, with its prompt and facts below.
    """

    seed: str
    prompt: str
    model: str
    size: str
    width: int
    height: int
    reference: "ImageSpec | None" = None
    format: str = DEFAULT_FORMAT
    captioned: bool = True


def pixel_size(size: str, quality: str, reference: ImageSpec | None = None) -> tuple[int, int]:
    """Turn the asked size and quality into pixels.

    Args:
        size: A ratio, a pixel size, or anything else for the reference's ratio, which is square without one.
        quality: `1K`, `2K`, `4K`: the long side in units of 1024 pixels; anything else is 1K.
        reference: The picture being edited.

    Returns:
        Width and height. The long side is exact, the short one rounded: the ratio is right to half a pixel.
    """
    if pixels := _PIXELS.fullmatch(size):
        return int(pixels[1]), int(pixels[2])
    long_side = _SIDE_PER_K * int(known[1] if (known := _QUALITY.fullmatch(quality)) else 1)
    across, down = _ratio(size, reference)
    longest = max(across, down)
    return round(long_side * across / longest), round(long_side * down / longest)


def thumbnail(picture: ImageSpec, longest: int) -> ImageSpec:
    """Return a small version without words; its sides are at most `longest` pixels."""
    scale = min(1.0, longest / max(picture.width, picture.height))
    width, height = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    return replace(picture, width=width, height=height, format="webp", captioned=False)


def _ratio(size: str, reference: ImageSpec | None) -> tuple[int, int]:
    if ratio := _RATIO.fullmatch(size):
        return int(ratio[1]), int(ratio[2])
    return (reference.width, reference.height) if reference else (1, 1)


def trimmed(picture: ImageSpec, depth: int) -> ImageSpec:
    """Forget references of references, so that a chain of edits does not grow for ever."""
    if picture.reference is None or depth == 0:
        return replace(picture, reference=None)
    return replace(picture, reference=trimmed(picture.reference, depth - 1))
