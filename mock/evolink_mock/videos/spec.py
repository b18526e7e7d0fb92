"""What the video of a result looks like: sides, duration and sound as a value, without making it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from evolink_mock.audios.spec import read_seconds
from evolink_mock.images.spec import QUALITY_FIELDS, RATIO_FIELDS, ImageSpec, first_text, read_ratio, thumbnail
from evolink_mock.videos.formats import DEFAULT_FORMAT

_SECONDS = 5.0
_LINES = 720
_PIXELS = re.compile(r"(\d+)[x*×](\d+)")
_LINES_OF = {"1k": 1080, "2k": 1440, "4k": 2160}
_QUALITY = re.compile(r"(\d{3,4})p|[124]k", re.IGNORECASE)
_SOUND_FIELDS = ("generate_audio", "sound", "audio", "keep_original_sound")
_STILL_SIDE = 640  # pixels of the longer side of the still that a video moves
_LONGEST_SIDE = 7680


@dataclass(frozen=True, slots=True)
class VideoSpec:
    """All that decides the bytes of one video.

    Attributes:
        still: The image that moves, captioned; smaller than the video.
        width: Pixels.
        height: Pixels.
        seconds: How long it lasts.
        sound: Whether it has sound.
        format: The file format, as the suffix of the file's name.
    """

    still: ImageSpec
    width: int
    height: int
    seconds: float = _SECONDS
    sound: bool = False
    format: str = DEFAULT_FORMAT


def describe_video(
    fields: Mapping[str, Any], *, model: str, seed: str, reference: ImageSpec | None, suffix: str
) -> VideoSpec:
    """Return the spec of a video result, its sides, duration and sound as the fields of the request say."""
    asked = first_text(fields, RATIO_FIELDS)
    width, height = video_size(asked, first_text(fields, QUALITY_FIELDS, _QUALITY), reference)
    still = ImageSpec(
        seed=seed,
        prompt=str(fields.get("prompt", "")),
        model=model,
        size=asked or "auto",
        width=width,
        height=height,
        reference=reference and replace(reference, reference=None),
    )
    sound = any(fields.get(name) in (True, "on") for name in _SOUND_FIELDS)
    seconds = read_seconds(fields.get("duration"), _SECONDS)
    small = replace(thumbnail(still, _STILL_SIDE), captioned=True, format=still.format)
    return VideoSpec(small, width, height, seconds, sound, suffix)


def video_size(ratio: str, quality: str, reference: ImageSpec | None = None) -> tuple[int, int]:
    """Return the width and height in pixels, which are even, as encoders want them.

    Args:
        ratio: A ratio or a size in pixels; for anything else the video has the ratio of its reference, or is 16:9.
        quality: `720p`, `4k`: the shorter side; anything else is 720p.
        reference: The image that it is made of.
    """
    if pixels := _PIXELS.fullmatch(ratio):
        return _even(int(pixels[1])), _even(int(pixels[2]))
    across, down = _ratio(ratio, reference)
    lines = _QUALITY.fullmatch(quality)
    short_side = int(lines[1]) if lines and lines[1] else _LINES_OF.get(quality.lower(), _LINES)
    shortest = min(across, down)
    return _even(short_side * across / shortest), _even(short_side * down / shortest)


def poster(video: VideoSpec, longest: int) -> ImageSpec:
    """Return a small image of a video; its sides are at most `longest` pixels."""
    return thumbnail(video.still, longest)


def _ratio(ratio: str, reference: ImageSpec | None) -> tuple[float, float]:
    return read_ratio(ratio) or ((reference.width, reference.height) if reference else (16, 9))


def _even(side: float) -> int:
    return min(_LONGEST_SIDE, max(2, 2 * round(side / 2)))
