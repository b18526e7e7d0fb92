"""What a downloaded result is: an image, a video or sound, and how many pixels it has. Pure."""

import io
import struct
from collections.abc import Iterator
from typing import Final

from PIL import Image

_CONTAINERS: Final = frozenset({b"moov", b"trak"})
_SIDES: Final = 8  # bytes at the end of a track's header: its width and height, in 1/65536 of a pixel
_SOUNDS: Final = (b"RIFF", b"ID3", b"OggS", b"fLaC", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")


def measure(media_type: str, content: bytes) -> tuple[int, int] | None:
    """Return the width and height of an image or a video, and None for sound.

    Raises:
        AssertionError: The content is not what its media type says, or not whole.
    """
    match media_type.partition("/")[0]:
        case "image":
            with Image.open(io.BytesIO(content)) as image:
                image.load()
                return image.size
        case "video":
            return _video(content)
        case "audio":
            assert content.startswith(_SOUNDS) or content[4:8] == b"ftyp", "not a known form of sound"
            return None
        case _:
            raise AssertionError(f"a result is {media_type}")


def _video(content: bytes) -> tuple[int, int]:
    """Return the width and height in the headers of an MP4 file, all of whose boxes are whole."""
    assert content[4:8] == b"ftyp", "not an MP4 file"
    headers = [body for name, body in _boxes(content) if name == b"tkhd"]
    sides = [struct.unpack(">II", header[-_SIDES:]) for header in headers]
    width, height = max(sides)
    assert min(width, height) > 0, "no track has pictures"
    return width >> 16, height >> 16


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the boxes of an MP4 file, each container before what is in it."""
    at = 0
    while at < len(content):
        size, name = struct.unpack(">I4s", content[at : at + 8])
        begin, size = (16, int.from_bytes(content[at + 8 : at + 16])) if size == 1 else (8, size or len(content) - at)
        body = content[at + begin : at + size]
        assert size >= begin, "a box without a size"
        assert at + size <= len(content), "the file is cut off"
        yield name, body
        if name in _CONTAINERS:
            yield from _boxes(body)
        at += size
