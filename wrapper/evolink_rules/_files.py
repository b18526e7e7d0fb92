"""Checks the files of a request that are at hand against what its model takes: pure, from facts read elsewhere."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final, cast

from ._limits import NEWER, any_of, describe_limit
from ._violation import Violation

Schema = Mapping[str, Any]

_FORMATS: Final = "x-evolink-image-formats"
_TOTAL_SECONDS: Final = "x-evolink-max-total-seconds"
_WITH_OUTPUT: Final = "x-evolink-max-total-seconds-with-output"
_SAME_SIZE: Final = "x-evolink-same-size-as"
_LEAST_IS_INPUT: Final = "x-evolink-least-is-input-length"
_LONGEST_BY_VALUE: Final = "x-evolink-longest-by-value"
_GRACE: Final = 0.1
"""Seconds by which a file may seem too long or too short: a container rounds, and sound is padded to whole frames."""
_OUTPUT: Final = "duration"
"""The parameter that says how long a result is to be."""


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What is known of a file; None is what could not be read.

    Attributes:
        formats: The names of its format, such as `jpg` and `jpeg`; empty if that is not known.
        size: Its bytes.
        width: Pixels from left to right.
        height: Pixels from top to bottom.
        seconds: How long it lasts.
        frame_rate: Frames in a second.
        video_codecs: The codecs of its video, such as `h264`.
        audio_codecs: The codecs of its sound, such as `aac`; none if it is silent.
        opaque: Whether no part of it is transparent.
    """

    formats: tuple[str, ...]
    size: int
    width: int | None = None
    height: int | None = None
    seconds: float | None = None
    frame_rate: float | None = None
    video_codecs: frozenset[str] | None = None
    audio_codecs: frozenset[str] | None = None
    opaque: bool | None = None

    @property
    def sides(self) -> tuple[int, int] | None:
        """Width and height."""
        return (self.width, self.height) if self.width and self.height else None


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file in a request.

    Attributes:
        field: Its place, as violations name it: `image_urls[1]`.
        value: What the caller gave.
        limits: What the contract says of files in that place.
        media: What is known of it.
    """

    field: str
    value: Any
    limits: Schema
    media: MediaFacts

    @property
    def parameter(self) -> str:
        """The parameter that it is in, without its place in a list."""
        return self.field.rpartition("[")[0] if self.field.endswith("]") else self.field


@dataclass(frozen=True, slots=True)
class _Limit:
    """How a limit of one file is checked.

    Attributes:
        holds: Whether a file keeps to it; None if what that depends on is not known.
        has: What the file has instead, in words.
    """

    holds: Callable[[Any, MediaFacts], bool | None]
    has: Callable[[MediaFacts], str]


def file_violations(schema: Schema, request: Mapping[str, Any], files: Sequence[GivenFile]) -> Iterator[Violation]:
    """Yield every limit of files that a request breaks.

    Args:
        schema: The request schema of its model.
        request: The request.
        files: Its files that are at hand.
    """
    pages = ", ".join(page["name"] for page in schema.get("x-evolink-pages", ()))
    broken: list[Violation] = []
    for file in files:
        broken += _of_file(file)
        broken += _of_pair(file, files)
    for parameter in dict.fromkeys(file.parameter for file in files):
        together = [file for file in files if file.parameter == parameter]
        broken += _of_list(parameter, together, request, schema)
    lengths = [file for file in files if file.media.video_codecs and file.media.seconds]
    for path, field, value in _given(schema, request):
        broken += _of_lengths(path, field, value, lengths)
    yield from (each if each.ours else replace(each, page=pages) for each in broken)


def unread_limits(files: Iterable[GivenFile]) -> Iterator[tuple[str, str]]:
    """Yield the field and the limit, in words, of what could not be checked because it could not be read."""
    for file in files:
        for keyword, limit in file.limits.items():
            lasts = keyword in {_TOTAL_SECONDS, _WITH_OUTPUT}
            unread = lasts and file.media.seconds is None
            if unread or (keyword in _LIMITS and _LIMITS[keyword].holds(limit, file.media) is None):
                yield file.field, describe_limit(keyword, limit)


def _of_file(file: GivenFile) -> Iterator[Violation]:
    for keyword, limit in file.limits.items():
        rule = _LIMITS.get(keyword)
        if rule and rule.holds(limit, file.media) is False:
            newer = file.limits.get(NEWER, {}).get(keyword)
            allowed = newer is not None and rule.holds(newer["value"], file.media) is True
            hint = "; a newer source allows it; unchecked=True sends it" if allowed else ""
            text = f"{rule.has(file.media)}; allowed: {describe_limit(keyword, limit)}{hint}"
            yield _violation(file.limits, keyword, file.field, file.value, text, newer=allowed)


def _of_pair(file: GivenFile, files: Sequence[GivenFile]) -> Iterator[Violation]:
    name = file.limits.get(_SAME_SIZE)
    other = next((each for each in files if name and each.parameter == name), None)
    # Of a list, the first is meant; if that is a link, its size is not known.
    if other is None or not other.field.endswith((str(name), "[0]")) or not (file.media.sides and other.media.sides):
        return
    if file.media.sides != other.media.sides:
        text = f"{_sides(file.media)}, but {other.field} {_sides(other.media)}; both must have the same size"
        yield _violation(file.limits, _SAME_SIZE, file.field, file.value, text)


def _of_list(
    parameter: str, files: Sequence[GivenFile], request: Mapping[str, Any], schema: Schema
) -> Iterator[Violation]:
    """Compare how long the files of a parameter last together with what is allowed; links add what is not known."""
    limits, lasting = files[0].limits, sum(file.media.seconds or 0.0 for file in files)
    values = [file.value for file in files]
    if _TOTAL_SECONDS in limits and lasting > limits[_TOTAL_SECONDS] + _GRACE:
        text = f"last {lasting:.2f} s together; allowed: {describe_limit(_TOTAL_SECONDS, limits[_TOTAL_SECONDS])}"
        yield _violation(limits, _TOTAL_SECONDS, parameter, values, text)
    wanted = request.get(_OUTPUT, schema.get("properties", {}).get(_OUTPUT, {}).get("default"))
    output = wanted if isinstance(wanted, int | float) and wanted > 0 else 0
    if _WITH_OUTPUT in limits and lasting and lasting + output > limits[_WITH_OUTPUT] + _GRACE:
        text = f"last {lasting:.2f} s and the result {output:g} s; allowed: " + describe_limit(
            _WITH_OUTPUT, limits[_WITH_OUTPUT]
        )
        yield _violation(limits, _WITH_OUTPUT, parameter, values, text)


def _of_lengths(path: str, field: Schema, value: Any, videos: Sequence[GivenFile]) -> Iterator[Violation]:
    """Compare a parameter that has to do with the length of the videos with how long they last."""
    if field.get(_LEAST_IS_INPUT) and isinstance(value, int | float):
        for video in videos:
            if (video.media.seconds or 0.0) > value + _GRACE:
                text = f"is shorter than {video.field}, which {_seconds(video.media)}"
                yield _violation(field, _LEAST_IS_INPUT, path, value, text)
    most: float = field.get(_LONGEST_BY_VALUE, {}).get(value, math.inf) if isinstance(value, str) else math.inf
    for video in videos:
        if (video.media.seconds or 0.0) > most + _GRACE:
            text = f"{_seconds(video.media)}; allowed when {path} is {value}: at most {most:g} s"
            yield _violation(field, _LONGEST_BY_VALUE, video.field, video.value, text)


def _given(schema: Schema, request: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Schema, Any]]:
    """Yield the path, the schema and the value of each parameter, or its default, at any depth of objects."""
    for name, field in schema.get("properties", {}).items():
        value = request.get(name, field.get("default"))
        if isinstance(value, Mapping):
            yield from _given(field, cast("Mapping[str, Any]", value), f"{prefix}{name}.")
        elif value is not None:
            yield f"{prefix}{name}", field, value


def _violation(limits: Schema, keyword: str, field: str, value: Any, text: str, *, newer: bool = False) -> Violation:
    ours = keyword in limits.get("x-evolink-ours", ())
    return Violation(field, keyword, value, text, ours=ours, newer=newer)


def _has_format(names: Sequence[str], media: MediaFacts) -> bool:
    return not {name.lower() for name in names}.isdisjoint(media.formats)


def _at_most(of: Callable[[MediaFacts], float | None], most: float, media: MediaFacts) -> bool | None:
    value = of(media)
    return None if value is None else value <= most


def _at_least(of: Callable[[MediaFacts], float | None], least: float, media: MediaFacts) -> bool | None:
    value = of(media)
    return None if value is None else value >= least


def _has_ratio(ends: Sequence[str], media: MediaFacts) -> bool | None:
    if not media.sides:
        return None
    (least, low), (most, high) = (map(float, each.split(":")) for each in ends)
    width, height = media.sides
    return width * low >= height * least and width * high <= height * most


def _has_sides(ends: Sequence[int], media: MediaFacts) -> bool | None:
    return None if not media.sides else all(ends[0] <= side <= ends[1] for side in media.sides)


def _has_codecs(of: Callable[[MediaFacts], frozenset[str] | None], names: Sequence[str], media: MediaFacts) -> Any:
    """Whether every codec is one of those allowed, which are written like `H.265/HEVC`."""
    codecs = of(media)
    known = {"".join(filter(str.isalnum, part)).lower() for name in names for part in name.split("/")}
    return None if codecs is None else codecs <= known


def _short(media: MediaFacts) -> int | None:
    return min(media.sides) if media.sides else None


def _long(media: MediaFacts) -> int | None:
    return max(media.sides) if media.sides else None


def _pixels(media: MediaFacts) -> int | None:
    return media.sides[0] * media.sides[1] if media.sides else None


def _bytes(media: MediaFacts) -> int:
    return media.size


def _length(media: MediaFacts) -> float | None:
    return media.seconds


def _rate(media: MediaFacts) -> float | None:
    return media.frame_rate


def _video(media: MediaFacts) -> frozenset[str] | None:
    return media.video_codecs


def _audio(media: MediaFacts) -> frozenset[str] | None:
    return media.audio_codecs


def _format(media: MediaFacts) -> str:
    return f"is of type {media.formats[0].upper()}" if media.formats else "is a file of an unknown type"


def _sides(media: MediaFacts) -> str:
    width, height = media.sides or (0, 0)
    return f"is {width:,} × {height:,} pixels"


def _seconds(media: MediaFacts) -> str:
    return f"lasts {media.seconds or 0.0:.2f} s"


def _codecs(of: Callable[[MediaFacts], frozenset[str] | None], media: MediaFacts) -> str:
    return f"is coded as {any_of(sorted(of(media) or ()))}"


_LIMITS: Final[Mapping[str, _Limit]] = {
    _FORMATS: _Limit(_has_format, _format),
    "x-evolink-max-image-bytes": _Limit(partial(_at_most, _bytes), lambda media: f"has {media.size:,} bytes"),
    "x-evolink-image-ratio": _Limit(_has_ratio, _sides),
    "x-evolink-image-side-pixels": _Limit(_has_sides, _sides),
    "x-evolink-max-side-pixels": _Limit(partial(_at_most, _long), _sides),
    "x-evolink-min-side-pixels": _Limit(partial(_at_least, _short), _sides),
    "x-evolink-max-short-side-pixels": _Limit(partial(_at_most, _short), _sides),
    "x-evolink-min-short-side-pixels": _Limit(partial(_at_least, _short), _sides),
    "x-evolink-max-image-pixels": _Limit(partial(_at_most, _pixels), _sides),
    "x-evolink-min-image-pixels": _Limit(partial(_at_least, _pixels), _sides),
    "x-evolink-max-file-seconds": _Limit(lambda most, media: _at_most(_length, most + _GRACE, media), _seconds),
    "x-evolink-min-file-seconds": _Limit(lambda least, media: _at_least(_length, least - _GRACE, media), _seconds),
    "x-evolink-max-frame-rate": _Limit(
        partial(_at_most, _rate), lambda media: f"has {media.frame_rate or 0.0:g} frames per second"
    ),
    "x-evolink-min-frame-rate": _Limit(
        partial(_at_least, _rate), lambda media: f"has {media.frame_rate or 0.0:g} frames per second"
    ),
    "x-evolink-video-codecs": _Limit(partial(_has_codecs, _video), partial(_codecs, _video)),
    "x-evolink-audio-codecs": _Limit(partial(_has_codecs, _audio), partial(_codecs, _audio)),
    "x-evolink-opaque": _Limit(lambda _, media: media.opaque, lambda _: "is transparent in places"),
}
"""The limits of one file."""

CHECKED_IN_FILES: Final = frozenset({
    *_LIMITS, _TOTAL_SECONDS, _WITH_OUTPUT, _SAME_SIZE, _LEAST_IS_INPUT, _LONGEST_BY_VALUE,
})  # fmt: skip
"""The behaviours that are checked in files at hand; what is behind a link is not downloaded for them."""
