"""Limits of files: each is compared with what is known of the file, and what is not known is never guessed."""

from dataclasses import replace
from typing import Any

import pytest

from evolink_rules import GivenFile, MediaFacts, unread_limits
from evolink_rules._files import CHECKED_IN_FILES, file_violations
from evolink_rules._media import NEVER_CHECKED, WORDS

GOOD = MediaFacts(
    ("mp4", "m4v"),
    1000,
    width=640,
    height=480,
    seconds=5.0,
    frame_rate=25.0,
    video_codecs=frozenset({"h264"}),
    audio_codecs=frozenset({"aac"}),
    opaque=True,
)
UNKNOWN = MediaFacts(("mp4",), 1000)

LIMITS: dict[str, tuple[Any, dict[str, Any]]] = {
    "x-evolink-image-formats": (["MP4", "mov"], {"formats": ("webm",)}),
    "x-evolink-max-image-bytes": (1000, {"size": 1001}),
    "x-evolink-image-ratio": (["0.4:1", "4:3"], {"width": 641}),
    "x-evolink-image-side-pixels": ([480, 640], {"height": 479}),
    "x-evolink-max-side-pixels": (640, {"height": 641}),
    "x-evolink-min-side-pixels": (480, {"width": 479}),
    "x-evolink-max-short-side-pixels": (480, {"height": 481}),
    "x-evolink-min-short-side-pixels": (480, {"height": 479}),
    "x-evolink-max-image-pixels": (640 * 480, {"width": 641}),
    "x-evolink-min-image-pixels": (640 * 480, {"width": 639}),
    "x-evolink-max-file-seconds": (5, {"seconds": 5.2}),
    "x-evolink-min-file-seconds": (5, {"seconds": 4.8}),
    "x-evolink-max-frame-rate": (25, {"frame_rate": 30.0}),
    "x-evolink-min-frame-rate": (25, {"frame_rate": 24.0}),
    "x-evolink-video-codecs": (["H.264/AVC", "H.265/HEVC"], {"video_codecs": frozenset({"vp9"})}),
    "x-evolink-audio-codecs": (["AAC", "MP3"], {"audio_codecs": frozenset({"opus"})}),
    "x-evolink-opaque": (True, {"opaque": False}),
}
"""Each limit of one file, at the very edge of what the good file is, and what goes beyond it."""


def _broken(
    limits: dict[str, Any], *media: MediaFacts, fields: dict[str, Any] | None = None, **request: Any
) -> list[Any]:
    schema: dict[str, Any] = {"properties": {"video_urls": limits, **(fields or {})}}
    files = [GivenFile(f"video_urls[{at}]", f"file {at}", limits, each) for at, each in enumerate(media)]
    return [(found.field, found.rule) for found in file_violations(schema, request, files)]


@pytest.mark.parametrize("keyword", LIMITS)
def test_limit_of_a_file(keyword: str) -> None:
    """A file at the edge of a limit may be sent, and one beyond it may not, whatever the others are like."""
    limit, beyond = LIMITS[keyword]
    bad = replace(GOOD, **beyond)
    assert _broken({keyword: limit}, GOOD, bad) == [("video_urls[1]", keyword)]


@pytest.mark.parametrize("keyword", sorted(set(LIMITS) - {"x-evolink-image-formats", "x-evolink-max-image-bytes"}))
def test_what_is_not_known_is_not_guessed(keyword: str) -> None:
    """A limit that depends on what could not be read breaks nothing, and is reported as not checked."""
    limits = {keyword: LIMITS[keyword][0]}
    assert _broken(limits, UNKNOWN) == []
    assert [field for field, _ in unread_limits([GivenFile("video_urls[0]", "", limits, UNKNOWN)])] == ["video_urls[0]"]
    assert not list(unread_limits([GivenFile("video_urls[0]", "", limits, GOOD)]))


def test_silent_video_has_no_wrong_sound() -> None:
    """A limit of codecs of sound does not require that there is sound."""
    assert _broken({"x-evolink-audio-codecs": ["AAC"]}, replace(GOOD, audio_codecs=frozenset())) == []


def test_files_of_a_list_count_together() -> None:
    """Seconds of all files of a list are added up, with those of the result where the contract says so."""
    total = {"x-evolink-max-total-seconds": 10}
    assert _broken(total, GOOD, GOOD) == []
    assert _broken(total, GOOD, GOOD, GOOD) == [("video_urls", "x-evolink-max-total-seconds")]
    with_output = {"x-evolink-max-total-seconds-with-output": 10}
    fields = {"duration": {"default": 5}}
    assert _broken(with_output, GOOD, fields=fields) == []
    assert _broken(with_output, GOOD, fields=fields, duration=6) == [
        ("video_urls", "x-evolink-max-total-seconds-with-output")
    ]
    assert _broken(with_output, GOOD, fields=fields, duration=-1) == []


def test_length_of_a_result_follows_from_the_input() -> None:
    """A result may have to be as long as the input, and how long an input may be can depend on another parameter."""
    fields = {"duration": {"x-evolink-least-is-input-length": True}}
    assert _broken({}, GOOD, fields=fields, duration=5) == []
    assert _broken({}, GOOD, fields=fields, duration=4) == [("duration", "x-evolink-least-is-input-length")]
    nested = {"model_params": {"properties": {"mode": {"x-evolink-longest-by-value": {"image": 3, "video": 30}}}}}
    assert _broken({}, GOOD, fields=nested, model_params={"mode": "video"}) == []
    assert _broken({}, GOOD, fields=nested, model_params={"mode": "image"}) == [
        ("video_urls[0]", "x-evolink-longest-by-value")
    ]


def test_mask_has_the_size_of_its_image() -> None:
    """A mask is compared with the first image, and only if both are at hand."""
    limits = {"x-evolink-same-size-as": "image_urls"}

    def broken(mask: MediaFacts, *others: tuple[str, MediaFacts]) -> list[str]:
        files = [GivenFile("mask_url", "", limits, mask), *(GivenFile(at, "", {}, media) for at, media in others)]
        return [found.message for found in file_violations({}, {}, files)]

    assert not broken(GOOD, ("image_urls[0]", GOOD), ("image_urls[1]", replace(GOOD, width=8)))
    assert not broken(GOOD, ("image_urls[1]", replace(GOOD, width=8)))
    assert not broken(UNKNOWN, ("image_urls[0]", GOOD))
    assert broken(GOOD, ("image_urls[0]", replace(GOOD, width=8))) == [
        "is 640 × 480 pixels, but image_urls[0] is 8 × 480 pixels; both must have the same size"
    ]


def test_newer_source_lifts_a_limit_of_files() -> None:
    """A limit that a newer source of the documentation relaxes is marked so, as for other parameters."""
    limits = {"x-evolink-max-image-bytes": 10, "x-evolink-newer": {"x-evolink-max-image-bytes": {"value": 2000}}}
    found = list(file_violations({}, {}, [GivenFile("image_urls[0]", "", limits, GOOD)]))
    assert [each.newer for each in found] == [True]


def test_every_limit_of_files_is_checked_or_listed() -> None:
    """Words for a limit of files promise that it is checked, or that it never is."""
    assert CHECKED_IN_FILES - {"x-evolink-same-size-as", *(name for name in CHECKED_IN_FILES if name not in WORDS)} == (
        WORDS.keys() - NEVER_CHECKED
    )
