"""Sentences of answers, operations and uploads, which stand on every page: informational as a whole, or not at all."""

from typing import Any

import pytest

from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.test_phrases import TEXT, outcomes_of

HARMLESS = (
    "Suggested fix",
    "Authentication failed",
    "Payment required",
    "Limits:",
    "Supported video formats:",
    "Base64-encoded file data",
    "When the file goes (ISO 8601)",
    "Brush 9.1 (brush-9.1-pro) supports image editing, text-to-video and more",
    "Create films by the Brush 9 model, supporting T2V (Text-to-Video) and I2V modes",
)
RULES = (
    "Suggested length is 9",
    "Base64-encoded data of at most 9 MB",
    "Brush 9 (brush-9) supports text-to-image only",
    "Brush 9 (brush-9) supports image editing and text-to-video modes, not with a mask",
    "Brush 9 (brush-9) supports text-to-image up to 4K",
)


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless(text: str, books: Phrasebooks) -> None:
    """A sentence that looks like a rule and states none is informational if a pattern covers all of it."""
    outcomes, node = outcomes_of(books, "en", TEXT, text)
    assert [(each.kind, bool(each.why)) for each in outcomes] == [("informational", True)]
    assert node == TEXT


@pytest.mark.parametrize("text", RULES)
def test_restricting(text: str, books: Phrasebooks) -> None:
    """The same sentence with a restriction stays unknown."""
    assert [each.kind for each in outcomes_of(books, "en", TEXT, text)[0]] == ["unknown"]


@pytest.mark.parametrize(("schema", "text", "facts"), [
    (TEXT, "Currently supports uploading files in: image/png, audio/mp3 formats only",
     {"x-evolink-image-formats": ["png", "mp3"]}),
    (TEXT, "Supports camelCase naming: `fileName`", {"x-evolink-also-named": "fileName"}),
    (TEXT, "Maximum 1 image per request", {}),
])  # fmt: skip
def test_upload_facts(schema: dict[str, Any], text: str, facts: dict[str, Any], books: Phrasebooks) -> None:
    """What an upload takes is a fact; that a string holds one file is none."""
    outcomes, node = outcomes_of(books, "en", schema, text)
    assert ([each.kind for each in outcomes], node) == (["fact"], {**schema, **facts})
