"""The file formats of videos."""

from collections.abc import Mapping
from dataclasses import dataclass, field

DEFAULT_FORMAT = "mp4"


@dataclass(frozen=True, slots=True)
class Format:
    """How a video is written to a file.

    Attributes:
        media_type: The media type that it is served as.
        container: FFmpeg's name of the container.
        codec: FFmpeg's name of the encoder of its frames.
        sound: FFmpeg's name of the encoder of its sound.
        options: Options of the encoder of its frames.
    """

    media_type: str
    container: str
    codec: str
    sound: str
    options: Mapping[str, str] = field(default_factory=dict[str, str])


_H264 = {"preset": "ultrafast", "crf": "26", "threads": "1"}
_VP8 = {"deadline": "realtime", "cpu-used": "8", "crf": "30", "b": "2M", "threads": "1"}

FORMATS: Mapping[str, Format] = {
    DEFAULT_FORMAT: Format("video/mp4", "mp4", "libx264", "aac", _H264),
    "mov": Format("video/quicktime", "mov", "libx264", "aac", _H264),
    "webm": Format("video/webm", "webm", "libvpx", "libopus", _VP8),
}
"""By the suffix of the file's name."""
