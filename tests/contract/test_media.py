"""How results are measured, by files that are right and wrong in one way each."""

import io
from fractions import Fraction
from math import pi, sin

import av
import pytest

from evolink_suite.media import measure

RATE = 8000
SECONDS = 2


def video(kind: str = "mp4", *, loudness: float | None = None) -> bytes:
    """Return a video of two seconds, with sound if it has a loudness."""
    file = io.BytesIO()
    with av.open(file, "w", format=kind) as out:
        pictures = out.add_stream("mpeg4", rate=5)
        pictures.width, pictures.height, pictures.pix_fmt = 64, 32, "yuv420p"
        sound = None if loudness is None else out.add_stream("aac", rate=RATE, layout="mono")
        for at in range(5 * SECONDS):
            out.mux(pictures.encode(grey(at * 20)))
        out.mux(pictures.encode(None))
        if sound is not None:
            out.mux(sound.encode(samples(loudness or 0.0)))
            out.mux(sound.encode(None))
    return file.getvalue()


def grey(shade: int) -> av.VideoFrame:
    frame = av.VideoFrame(64, 32, "yuv420p")
    for plane, value in zip(frame.planes, (shade, 128, 128), strict=True):
        plane.update(bytes([value]) * plane.buffer_size)
    return frame


def audio(loudness: float) -> bytes:
    """Return sound of two seconds."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp3") as out:
        sound = out.add_stream("libmp3lame", rate=RATE, layout="mono")
        out.mux(sound.encode(samples(loudness)))
        out.mux(sound.encode(None))
    return file.getvalue()


def samples(loudness: float) -> av.AudioFrame:
    wave = (int(32_000 * loudness * sin(2 * pi * 440 * at / RATE)) for at in range(RATE * SECONDS))
    frame = av.AudioFrame(format="s16", layout="mono", samples=RATE * SECONDS)
    frame.planes[0].update(b"".join(each.to_bytes(2, "little", signed=True) for each in wave))
    frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), 0
    return frame


def test_video_is_measured() -> None:
    """A video has sides, a length and perhaps sound; silence is no sound."""
    plain, loud, silent = (measure("video/mp4", video(loudness=loudness)) for loudness in (None, 0.5, 0.0))
    assert {(each.width, each.height) for each in (plain, loud, silent)} == {(64, 32)}
    assert plain.seconds == pytest.approx(SECONDS, abs=0.3)
    assert [each.sounds for each in (plain, loud, silent)] == [False, True, False]


def test_audio_is_measured() -> None:
    """Sound has a length, and can be heard or not."""
    loud, silent = (measure("audio/mpeg", audio(loudness)) for loudness in (0.5, 0.0))
    assert (loud.height, loud.sounds, silent.sounds) == (0, True, False)
    assert loud.seconds == pytest.approx(SECONDS, abs=0.3)


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("image/png", video()),
        ("image/jpeg", video()),
        ("audio/mpeg", video()),
        ("video/mp4", audio(0.5)),
        ("video/mp4", video("mov")),
        ("video/quicktime", video()),
        ("video/webm", video()),
        ("video/mp4", video()[: len(video()) // 2]),
        ("audio/mpeg", audio(0.5)[: len(audio(0.5)) // 2]),
        ("video/mp4", b""),
        ("text/plain", video()),
    ],
)
def test_wrong_result(media_type: str, content: bytes) -> None:
    """A file that is not what its media type says, or not whole, is no result."""
    with pytest.raises((AssertionError, OSError)):
        measure(media_type, content)
