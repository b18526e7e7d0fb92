"""What a downloaded result is: an image, a video or sound, decoded to its end. Pure."""

import io
from array import array
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import av
import av.error
from PIL import Image

_RAW: Final = "audio/pcm"
_LOUD: Final = 300  # of 32,767
_SOME: Final = 7  # every seventh sample
_ROUNDING: Final = 0.5  # seconds


@dataclass(frozen=True)
class Media:
    """A result as it is, decoded to its end.

    Attributes:
        width: Pixels; 0 if it has no pictures.
        height: Pixels; 0 if it has no pictures.
        seconds: How long its pictures last, or its sound if it has no pictures; 0 for an image.
        sounds: Whether it can be heard.
    """

    width: int = 0
    height: int = 0
    seconds: float = 0.0
    sounds: bool = False


def measure(media_type: str, content: bytes) -> Media:
    """Return what an image, a video or sound is.

    Raises:
        AssertionError: The content is not what its media type says, or not whole.
    """
    match media_type.partition("/")[0]:
        case "image":
            try:
                return _look(media_type, content)
            except OSError as error:
                raise AssertionError(f"a result can't be seen: {error}") from error
        case "video" | "audio" if media_type != _RAW:
            try:
                return _play(media_type, content)
            except av.error.FFmpegError as error:
                raise AssertionError(f"a result can't be played: {error}") from error
        case "audio":
            return Media(sounds=any(content))
        case _:
            raise AssertionError(f"a result is {media_type}")


def _look(media_type: str, content: bytes) -> Media:
    """Decode an image to its end."""
    with Image.open(io.BytesIO(content)) as image:
        assert Image.MIME.get(image.format or "") == media_type, f"{image.format} is served as {media_type}"
        image.load()
        assert _is_whole(media_type, content), "the image is cut off"
        return Media(*image.size)


def _is_whole(media_type: str, content: bytes) -> bool:
    """Return whether an image has its end, which not every decoder minds."""
    match media_type:
        case "image/png":
            return b"IEND\xaeB`\x82" in content
        case "image/jpeg":
            return content.rfind(b"\xff\xd9") > len(content) // 2  # an earlier one ends a thumbnail
        case "image/webp":
            return len(content) - 8 >= int.from_bytes(content[4:8], "little")
        case _:
            return True


def _play(media_type: str, content: bytes) -> Media:
    """Decode a file to its end; what it says of its length must be true."""
    if content.startswith(b"RIFF"):
        assert int.from_bytes(content[4:8], "little") + 8 == len(content), "the file is cut off"
    with av.open(io.BytesIO(content), "r") as file:
        shows = media_type.startswith("video/")
        assert len(file.streams.video) == shows, f"{media_type} with {len(file.streams.video)} tracks of pictures"
        assert file.streams.video or file.streams.audio, "nothing to play"
        assert not shows or _container(content, file.format.name) == media_type, f"{media_type} is {file.format.name}"
        said = (file.duration or 0) / av.time_base
        frames: list[av.AudioFrame | av.VideoFrame] = [
            frame
            for frame in file.decode()
            if isinstance(frame, av.AudioFrame | av.VideoFrame)  # pyright: ignore[reportUnnecessaryIsInstance]  # subtitles
        ]
        picture = file.streams.video[0] if shows else None
        rate = picture.average_rate if picture else None
        main = [frame for frame in frames if isinstance(frame, av.VideoFrame) is shows]
        played = max((_end(frame, rate) for frame in main), default=0.0)
        assert abs(played - said) <= max(_ROUNDING, said / 10), (
            f"it says {said:.1f} s, and {played:.1f} s can be played"
        )
        loudest = _loudest([frame for frame in frames if isinstance(frame, av.AudioFrame)])
        return Media(picture.width if picture else 0, picture.height if picture else 0, played, loudest > _LOUD)


def _container(content: bytes, names: str) -> str:
    """Return the media type of a video's container: FFmpeg reads several by one name."""
    if content[4:8] == b"ftyp":
        return "video/quicktime" if content[8:12] == b"qt  " else "video/mp4"
    return "video/webm" if "webm" in names.split(",") else names


def _end(frame: av.AudioFrame | av.VideoFrame, rate: Fraction | None) -> float:
    """Return when a frame ends, in seconds."""
    if isinstance(frame, av.AudioFrame):
        return float(frame.time or 0) + frame.samples / frame.sample_rate
    return float(frame.time or 0) + (1 / float(rate) if rate else 0.0)


def _loudest(frames: list[av.AudioFrame]) -> int:
    """Return the largest of some samples, which are enough to tell sound from silence."""
    mono = av.AudioResampler(format="s16", layout="mono")
    samples = array(
        "h", b"".join(bytes(each.planes[0])[: 2 * each.samples] for frame in frames for each in mono.resample(frame))
    )
    return max(map(abs, samples[::_SOME]), default=0)
