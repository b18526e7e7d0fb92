"""Whether a downloaded file is what it is called, what the operation makes, and what the request asked for. Pure."""

import re
from email.message import Message
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

import httpx
import pytest

from .claims import content_type, unwanted_coding
from .media import Media, measure
from .shaped_requests import Shape

_TOLERANCE: Final = 0.02  # of the ratio; sizes are whole pixels, often multiples of 8 or 16
_FRAMES: Final = 0.5  # seconds; a video ends with a frame, and compressed sound with a block
_SUFFIXES: Final = {
    "image/png": {".png"},
    "image/jpeg": {".jpg", ".jpeg", ".jfif"},
    "image/webp": {".webp"},
    "image/gif": {".gif"},
    "video/mp4": {".mp4", ".m4v"},
    "video/webm": {".webm"},
    "video/quicktime": {".mov", ".qt"},
    "audio/mpeg": {".mp3"},
    "audio/wav": {".wav"},
    "audio/flac": {".flac"},
    "audio/ogg": {".ogg", ".oga", ".opus"},
    "audio/aac": {".aac"},
    "audio/pcm": {".pcm", ".raw"},
}
_KNOWN: Final = frozenset[str]().union(*_SUFFIXES.values())


def assert_file(response: httpx.Response) -> Media:
    """Assert that a file is whole and of the type that its headers, its link and its name say; return what it is."""
    assert response.status_code == 200, response
    media_type, _ = content_type(response.headers)
    coding = unwanted_coding(response.headers, response.request.headers.get("accept-encoding", ""))
    assert not coding, f"a file is {coding!r}, which was not asked for"
    _assert_length(response)
    found = measure(media_type, response.content)
    for name in (urlsplit(str(response.url)).path, _file_name(response)):
        suffix = PurePosixPath(unquote(name)).suffix.lower()
        assert suffix not in _KNOWN or suffix in _SUFFIXES.get(media_type, _KNOWN), f"{name} is {media_type}"
    return found


def assert_shaped(response: httpx.Response, kind: str, shape: Shape) -> None:
    """Assert that a result is a file of a kind, and has the shape that its request asked for."""
    found = assert_file(response)
    media_type, _ = content_type(response.headers)
    assert media_type.startswith(f"{kind}/")
    assert media_type == (shape.media_type or media_type)
    if found.height:
        assert found.width / found.height == pytest.approx(shape.ratio or found.width / found.height, rel=_TOLERANCE)
        lines = min(found.width, found.height)
        assert lines == pytest.approx(shape.lines or lines, rel=_TOLERANCE)
    assert found.seconds == pytest.approx(shape.seconds or found.seconds, abs=_FRAMES)
    assert found.sounds or not (shape.sounds or media_type.startswith("audio/")), "nothing can be heard"


def _assert_length(response: httpx.Response) -> None:
    """Assert that the length is true, if the body was not compressed on its way."""
    length = response.headers.get("content-length")
    if length is not None and not response.headers.get("content-encoding"):
        assert int(length) == len(response.content), f"{len(response.content)} bytes came, and {length} were announced"


def _file_name(response: httpx.Response) -> str:
    """Return the name under which a browser would save a file."""
    message = Message()
    message["content-disposition"] = response.headers.get("content-disposition", "")
    name = message.get_filename("")
    return re.sub(r".*[/\\]", "", name)
