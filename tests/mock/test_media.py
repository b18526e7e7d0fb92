"""Videos and audio files of the mock: real, as asked, and the same each time."""

import io
from importlib import import_module
from typing import Any

import pytest

from evolink_mock.audios.formats import FORMATS as AUDIO_FORMATS
from evolink_mock.audios.formats import RAW
from evolink_mock.audios.spec import AudioSpec, describe_audio
from evolink_mock.images.reference import Reference
from evolink_mock.videos.formats import FORMATS as VIDEO_FORMATS
from evolink_mock.videos.spec import VideoSpec, describe_video, video_size
from evolink_mock.world.kinds import KINDS, choose_format

SMALL = {"prompt": "a cat", "quality": "240p", "duration": 3}
REFERENCE = Reference(None, 500, 1000)


def video(fields: dict[str, Any], suffix: str = "mp4", seed: str = "1") -> VideoSpec:
    return describe_video(fields, model="m", seed=seed, references=(), suffix=suffix)


def probe(content: bytes) -> Any:
    """Return a file as PyAV reads it."""
    return import_module("av").open(io.BytesIO(content))


@pytest.mark.parametrize("suffix", VIDEO_FORMATS)
def test_video(suffix: str) -> None:
    """A video has the asked sides, duration and sound in each format."""
    asked = {**SMALL, "aspect_ratio": "9:16", "generate_audio": True}
    with probe(KINDS["video"].render(video(asked, suffix))) as file:
        shown = file.streams.video[0]
        assert (shown.width, shown.height) == (240, 426)
        assert file.duration / 1e6 == pytest.approx(3, abs=0.05)
        assert len(list(file.decode(video=0))) == 24
    with probe(KINDS["video"].render(video(asked, suffix))) as file:
        assert sum(frame.samples / frame.rate for frame in file.decode(audio=0)) == pytest.approx(3, abs=0.1)


def test_silent_video() -> None:
    """A video has no sound unless it is asked for."""
    with probe(KINDS["video"].render(video(SMALL))) as file:
        assert [each.type for each in file.streams] == ["video"]


def test_video_of_seed() -> None:
    """The same spec gives the same bytes, and another seed others."""
    render = KINDS["video"].render
    first = render(video(SMALL))
    import_module("evolink_mock.videos.encoding").encode.cache_clear()
    assert render(video(SMALL)) == first != render(video(SMALL, seed="2"))


@pytest.mark.parametrize(
    ("ratio", "quality", "reference", "sides"),
    [
        ("", "", None, (1280, 720)),
        ("16:9", "1080p", None, (1920, 1080)),
        ("9:16", "480P", None, (480, 854)),
        ("21:9", "4k", None, (5040, 2160)),
        ("1024x1792", "720p", None, (1024, 1792)),
        ("auto", "720p", REFERENCE, (720, 1440)),
        ("0:9", "auto", None, (1280, 720)),
    ],
)
def test_video_size(ratio: str, quality: str, reference: Reference | None, sides: tuple[int, int]) -> None:
    """The quality is the shorter side, and the ratio that of the request or of the reference."""
    assert video_size(ratio, quality, reference) == sides


@pytest.mark.parametrize("suffix", [each for each in AUDIO_FORMATS if each != RAW])
def test_audio(suffix: str) -> None:
    """An audio file lasts as long as asked, in each format, and can be heard."""
    spec = describe_audio({"duration": 2, "sample_rate": 16000}, model="m", seed="1", references=(), suffix=suffix)
    with probe(KINDS["audio"].render(spec)) as file:
        frames = list(file.decode(audio=0))
        assert sum(frame.samples / frame.rate for frame in frames) == pytest.approx(2, abs=0.15)
        assert max(bytes(frames[1].planes[0])) > 0


def test_audio_of_seed() -> None:
    """The same spec gives the same tune, and another seed another one."""
    first = KINDS["audio"].render(AudioSpec("1", 1, format=RAW))
    assert (
        first
        == KINDS["audio"].render(AudioSpec("1", 1, format=RAW))
        != KINDS["audio"].render(AudioSpec("2", 1, format=RAW))
    )
    assert len(first) == 2 * 24_000


@pytest.mark.parametrize(
    ("request_", "suffix"),
    [({}, "mp3"), ({"response_format": "opus"}, "ogg"), ({"format": "ogg_opus"}, "ogg"), ({"format": "WAV"}, "wav")],
)
def test_audio_format(request_: dict[str, Any], suffix: str) -> None:
    """The field of the request that names a format decides it."""
    assert choose_format(KINDS["audio"], request_, "") == suffix
