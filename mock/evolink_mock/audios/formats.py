"""The file formats of audio files."""

from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_FORMAT = "mp3"
RAW = "pcm"


@dataclass(frozen=True, slots=True)
class Format:
    """How a tune is written to a file.

    Attributes:
        media_type: The media type that it is served as.
        container: FFmpeg's name of the container.
        codec: FFmpeg's name of the encoder.
        rates: The sample rates that the encoder takes, in Hz, the highest first; any if empty.
    """

    media_type: str
    container: str
    codec: str
    rates: tuple[int, ...] = ()


_MP3_RATES = (48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000)
_OPUS_RATES = (48_000, 24_000, 16_000, 12_000, 8_000)

FORMATS: Mapping[str, Format] = {
    DEFAULT_FORMAT: Format("audio/mpeg", "mp3", "libmp3lame", _MP3_RATES),
    "wav": Format("audio/wav", "wav", "pcm_s16le"),
    "flac": Format("audio/flac", "flac", "flac"),
    "ogg": Format("audio/ogg", "ogg", "libopus", _OPUS_RATES),
    "m4a": Format("audio/mp4", "ipod", "aac"),
    "aac": Format("audio/aac", "adts", "aac"),
    RAW: Format("audio/pcm", "s16le", "pcm_s16le"),
}
"""By the suffix of the file's name."""
