"""The file formats of images."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DEFAULT_FORMAT = "png"


@dataclass(frozen=True, slots=True)
class Format:
    """How an image is written to a file.

    Attributes:
        media_type: The media type that it is served as.
        encoder: Pillow's name of the format.
        options: Options of that encoder.
        alpha: Whether pixels may be transparent.
    """

    media_type: str
    encoder: str
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    alpha: bool = False


FORMATS: Mapping[str, Format] = {
    DEFAULT_FORMAT: Format("image/png", "PNG", {"compress_level": 1}, alpha=True),
    "jpg": Format("image/jpeg", "JPEG", {"quality": 90}),
    "jpeg": Format("image/jpeg", "JPEG", {"quality": 90}),
    "webp": Format("image/webp", "WEBP", {"quality": 90, "method": 2}, alpha=True),
}
"""By the suffix of the file's name."""
