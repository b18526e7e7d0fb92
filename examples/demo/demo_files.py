"""The demo's files: removing old ones, measuring new ones, and what the sheet shows of each."""

import math
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
from demo_plan import ratio
from PIL import Image, ImageDraw, UnidentifiedImageError

SHEET = "contact-sheet.png"
_SOUND = (1200, 600)
_BAR = 12
_PAPER, _INK = (38, 40, 46), (226, 170, 92)
_OWN = ("demo-*.*", SHEET, ".evolink-*.part")
_LIVE_TOLERANCE = 0.04
"""Real models use steps of 32 or 64 pixels, so ratios are approximate (9:16 becomes 768 x 1344)."""


def empty(folder: Path) -> None:
    """Remove the files of an earlier demo from a folder, and nothing else."""
    for pattern in _OWN:
        for path in folder.glob(pattern):
            path.unlink()


@dataclass(frozen=True, slots=True)
class Measured:
    """What a file turned out to be.

    Attributes:
        picture: The image, the middle of the video, or the loudness of the sound over time.
        width: Pixels; 0 for sound.
        height: Pixels; 0 for sound.
        seconds: The length of a video or of sound; 0 for an image.
    """

    picture: Image.Image
    width: int
    height: int
    seconds: float = 0.0


def measure(path: Path) -> Measured:
    """Read a file completely.

    Raises:
        OSError: The file is not a valid image, video or sound.
    """
    try:
        with Image.open(path) as image:
            image.load()
            return Measured(image.convert("RGB"), *image.size)
    except UnidentifiedImageError:
        with av.open(path) as media:
            return _film(media) if media.streams.video else _sound(media)


def _film(media: Any) -> Measured:
    # PyAV leaves most of its types open.
    frames: list[Image.Image] = [frame.to_image() for frame in media.decode(video=0)]
    rate = media.streams.video[0].average_rate or 1
    middle = frames[len(frames) // 2]
    return Measured(middle, middle.width, middle.height, float(len(frames) / rate))


def _sound(media: Any) -> Measured:
    rate = media.streams.audio[0].rate
    resampler = av.AudioResampler("s16", "mono", rate)
    samples: array[int] = array("h")
    for block in media.decode(audio=0):
        for plain in resampler.resample(block):
            samples.frombytes(bytes(plain.planes[0])[: plain.samples * samples.itemsize])
    step = max(1, len(samples) // (_SOUND[0] // _BAR))
    levels = [max(map(abs, samples[at : at + step])) for at in range(0, len(samples), step)]
    return Measured(_drawn(levels), 0, 0, len(samples) / rate)


def _drawn(levels: list[int]) -> Image.Image:
    """Draw loudness over time, mirrored, as players do."""
    _, height = _SOUND
    picture = Image.new("RGB", _SOUND, _PAPER)
    draw = ImageDraw.Draw(picture)
    loudest = max(levels, default=1) or 1
    for left, level in zip(range(0, _SOUND[0], _BAR), levels, strict=False):
        half = max(2, round(level / loudest * height * 0.4))
        draw.rectangle((left + 2, height // 2 - half, left + _BAR - 3, height // 2 + half), _INK)
    return picture


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
