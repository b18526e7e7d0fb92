"""Sentences on the files behind links: formats, bytes, length, rate, sides and ratio, in several orders."""

from typing import Any

import pytest

from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.test_phrases import LINK, LINKS, outcomes_of

MB = 1024**2
FACTS: list[tuple[str, dict[str, Any]]] = [
    ("Containers: MP4 (.mp4), MOV (.mov)", {"x-evolink-image-formats": ["mp4", "mov"]}),
    ("Only wav / mp3 files", {"x-evolink-image-formats": ["wav", "mp3"]}),
    ("Formats: BMP, PNG (no transparency)", {"x-evolink-image-formats": ["bmp", "png"], "x-evolink-opaque": True}),
    ("Audio codecs: AAC, MP3", {"x-evolink-audio-codecs": ["AAC", "MP3"]}),
    ("Largest files: not exceeding 9MB each", {"x-evolink-max-image-bytes": 9 * MB}),
    ("Max size per clip: 9MB", {"x-evolink-max-image-bytes": 9 * MB}),
    ("Size per file: up to 9 MB", {"x-evolink-max-image-bytes": 9 * MB}),
    ("Length per clip: 3 ~ 9 seconds, total length of all videos ≤ 20 seconds",
     {"x-evolink-min-file-seconds": 3, "x-evolink-max-file-seconds": 9, "x-evolink-max-total-seconds": 20}),
    ("Clips must be no longer than 9 seconds", {"x-evolink-max-file-seconds": 9}),
    ("Duration: 3-9s per video, 20s in total",
     {"x-evolink-min-file-seconds": 3, "x-evolink-max-file-seconds": 9, "x-evolink-max-total-seconds": 20}),
    ("Frame rate: 23.976fps ~ 50fps", {"x-evolink-min-frame-rate": 23.976, "x-evolink-max-frame-rate": 50}),
    ("Width/height: [300, 4000] px", {"x-evolink-image-side-pixels": [300, 4000]}),
    ("Width and height ≥ 300 px", {"x-evolink-min-side-pixels": 300}),
    ("Short edge > 300px", {"x-evolink-min-short-side-pixels": 301}),
    ("Total pixels: 300×300 ~ 4000×4000",
     {"x-evolink-min-image-pixels": 90_000, "x-evolink-max-image-pixels": 16_000_000}),
    ("Ratio: 2:5 to 5:2", {"x-evolink-image-ratio": ["2:5", "5:2"]}),
    ("Pages: at most 9", {"x-evolink-max-pages": 9}),
    ("Images showing real people are not supported", {"x-evolink-max-real-people": 0}),
]  # fmt: skip
UNKNOWN = (
    "Formats: `jpg`, `png` (HDR only in `png`)",
    "Max size: 9 MB for all files together",
    "Size per file: up to 9 MB, 20 MB for `mov`",
    "Length: 3~9 seconds in fast mode",
    "Width and height: not below 300 px",
    "Frame rate: 24 ~ 60 FPS, recommended 30",
    "Aspect ratio: 2:5 to 5:2 for portraits",
    "Images showing real people are not supported in fast mode",
)


@pytest.mark.parametrize(("text", "facts"), FACTS, ids=[each[0] for each in FACTS])
def test_files(text: str, facts: dict[str, Any], books: Phrasebooks) -> None:
    """A sentence on files becomes these facts about a list of links."""
    outcomes, node = outcomes_of(books, "en", LINKS, text)
    assert ([each.kind for each in outcomes], node) == (["fact"], {**LINKS, **facts})


@pytest.mark.parametrize("text", UNKNOWN)
def test_files_in_a_case(text: str, books: Phrasebooks) -> None:
    """A limit on files that holds in a case only, or not at all, is no fact."""
    outcomes, node = outcomes_of(books, "en", LINKS, text)
    assert ([each.kind for each in outcomes], node) == (["unknown"], LINKS)


@pytest.mark.parametrize(("schema", "expected"), [
    (LINK, {**LINK, "pattern": "^https?://"}),
    (LINKS, {"type": "array", "items": {**LINK, "pattern": "^https?://"}}),
])  # fmt: skip
def test_links_only(schema: dict[str, Any], expected: dict[str, Any], books: Phrasebooks) -> None:
    """Where only addresses are accepted, that is a rule for each item of a list."""
    outcomes, node = outcomes_of(books, "en", schema, "Links must use HTTP(S)")
    assert ([each.kind for each in outcomes], node) == (["fact"], expected)


def test_links_or_ids(books: Phrasebooks) -> None:
    """A list may hold links and IDs."""
    text = "Each item can be a tune ID or a sound URL, also mixed in one array"
    outcomes, node = outcomes_of(books, "en", {"type": "array", "items": {"type": "string"}}, text)
    assert [each.kind for each in outcomes] == ["fact"]
    assert node["items"] == {"type": "string", "x-evolink-link-or-id": True}
