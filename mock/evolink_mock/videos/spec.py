"""What the video of a result looks like: sides, duration and sound as a value, without making it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from evolink_mock.audios.spec import read_seconds
from evolink_mock.images.reference import Reference
from evolink_mock.images.spec import (
    MOST_SHOWN,
    QUALITY_FIELDS,
    RATIO_FIELDS,
    ImageSpec,
    first_text,
    limit_references,
    read_ratio,
    thumbnail,
)
from evolink_mock.videos.formats import DEFAULT_FORMAT

_SECONDS = 5.0
_LINES = 720
_PIXELS = re.compile(r"(\d{1,9})[xX*×](\d{1,9})")
_LINES_OF = {"1k": 1080, "2k": 1440, "4k": 2160}
_QUALITY = re.compile(r"(\d{3,4})p|[124]k", re.IGNORECASE)
_SOUND_FIELDS = ("generate_audio", "sound", "audio", "keep_original_sound", "keep_sound")
_LONGEST_GIVEN = 60.0  # seconds of a video that is as long as another one
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
    fields: Mapping[str, Any], *, model: str, seed: str, references: Sequence[Reference], suffix: str
) -> VideoSpec:
    """Return the spec of a video result, its sides, duration and sound as the fields of the request say.

    If the request refers to a video, the result is made from that, whatever images there are.
    """
    asked = first_text(fields, RATIO_FIELDS)
    seen = sorted((each for each in references if each.shown), key=lambda each: not each.seconds)[:MOST_SHOWN]
    first = seen[0] if seen else None
    width, height = video_size(asked, first_text(fields, QUALITY_FIELDS, _QUALITY), first, _factor(fields))
    shown = [limit_references(each.shown, 1) for each in seen if each.shown]
    still = ImageSpec(
        seed=seed,
        prompt=str(fields.get("prompt", "")),
        model=model,
        size=asked or "auto",
        width=width,
        height=height,
        reference=shown[0] if shown else None,
        fills=True,
        others=tuple(shown[1:]),
    )
    sound = any(fields.get(name) in (True, "on") for name in _SOUND_FIELDS)
    given = next((each.seconds for each in references if each.seconds), _SECONDS)
    seconds = read_seconds(fields.get("duration"), min(given, _LONGEST_GIVEN))
    small = replace(thumbnail(still, _STILL_SIDE), captioned=True, format=still.format, stated=(width, height))
    return VideoSpec(small, width, height, seconds, sound, suffix)


def video_size(ratio: str, quality: str, reference: Reference | None = None, factor: float = 1) -> tuple[int, int]:
    """Return the width and height in pixels, which are even, as encoders want them.

    Args:
        ratio: A ratio or a size in pixels; for anything else the video has the ratio of its reference, or is 16:9.
        quality: `720p`, `4k`: the shorter side; for anything else it is that of the video that the request refers to,
            or 720p.
        reference: The image or video that it is made of.
        factor: How much larger it is than that video.
    """
    if pixels := _PIXELS.fullmatch(ratio):
        return _sides(int(pixels[1]), int(pixels[2]))
    across, down = read_ratio(ratio) or ((reference.width, reference.height) if reference else (16, 9))
    shortest = min(across, down)
    short_side = _short_side(quality, reference, factor)
    return _sides(short_side * across / shortest, short_side * down / shortest)


def _short_side(quality: str, reference: Reference | None, factor: float) -> float:
    lines = _QUALITY.fullmatch(quality)
    if lines and lines[1]:
        return int(lines[1])
    if reference and reference.seconds and not lines:
        return min(reference.width, reference.height) * factor
    return _LINES_OF.get(quality.lower(), _LINES)


def _factor(fields: Mapping[str, Any]) -> float:
    """Return how much larger than its video a result is asked to be."""
    factor = str(fields.get("upscale_factor", ""))
    return float(factor) if re.fullmatch(r"\d(\.\d+)?", factor) else 1.0


def poster(video: VideoSpec, longest: int) -> ImageSpec:
    """Return a small image of a video; its sides are at most `longest` pixels."""
    return thumbnail(video.still, longest)


def _sides(width: float, height: float) -> tuple[int, int]:
    """Return even sides, or those of the largest video of their ratio that can be made."""
    scale = min(1.0, _LONGEST_SIDE / max(width, height, 1))
    return max(2, 2 * round(width * scale / 2)), max(2, 2 * round(height * scale / 2))
