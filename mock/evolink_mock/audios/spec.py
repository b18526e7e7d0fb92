"""What the audio file of a result sounds like, as a value, without making it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evolink_mock.audios.formats import DEFAULT_FORMAT
from evolink_mock.images.reference import Reference

_SECONDS = 8.0
_SHORTEST, _LONGEST = 0.5, 600.0
_RATE = 24_000
_LOWEST_RATE, _HIGHEST_RATE = 8_000, 48_000


@dataclass(frozen=True, slots=True)
class AudioSpec:
    """All that decides the bytes of one audio file.

    Attributes:
        seed: Chooses the tune.
        seconds: How long it lasts.
        rate: Samples per second.
        format: The file format, as the suffix of the file's name.
    """

    seed: str
    seconds: float = _SECONDS
    rate: int = _RATE
    format: str = DEFAULT_FORMAT


def describe_audio(
    fields: Mapping[str, Any], *, model: str, seed: str, references: Sequence[Reference], suffix: str
) -> AudioSpec:
    """Return the spec of an audio result, its length and sample rate as the fields of the request say."""
    del model, references  # a tune has no caption, and shows no image
    asked = fields.get("sample_rate")
    rate = asked if isinstance(asked, int) and _LOWEST_RATE <= asked <= _HIGHEST_RATE else _RATE
    return AudioSpec(seed, read_seconds(fields.get("duration"), _SECONDS), rate, suffix)


def read_seconds(asked: object, default: float) -> float:
    """Return a duration in seconds: a number, or a text such as `5` or `5s`; the default for anything else."""
    try:
        seconds = float(str(asked).strip().removesuffix("s"))
    except ValueError:
        return default
    return min(seconds, _LONGEST) if seconds >= _SHORTEST else default
