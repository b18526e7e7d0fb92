"""Prose as lists under headings: also where it was written on one line, and where a heading restricts a rule."""

from typing import Any

import pytest

from pipeline.reading.facts import Interpretation, understand
from pipeline.reading.flattened import unflattened
from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.structure import Prose, Reading

RATIO = {"type": "string"}


def understood(books: Phrasebooks, schema: dict[str, Any], text: str) -> tuple[dict[str, Any], list[Interpretation]]:
    page = Page("en--brush", tuple(text.splitlines()), b"")
    reading = Reading(page, "raw", "en", {"field": dict(schema)}, prose=(Prose(("field",), 1, text, 99),))
    facts = understand(reading, books["en"])
    added = {key: value for key, value in facts.document["field"].items() if schema.get(key) != value}
    return added, list(facts.outcomes)


def test_one_line_is_a_list_again() -> None:
    """Headings and items of a list that was joined with semicolons stand on lines of their own."""
    line = "Shape of the clip Flat mode: Default: 5:8; Wide by nature Round mode (with paint_urls): Default: 8:5"
    lines = (
        "Shape of the clip||Flat mode:|- Default: 5:8|- Wide by nature||Round mode (with paint_urls):|- Default: 8:5"
    )
    assert unflattened(line) == lines.replace("|", "\n")


def test_number_before_a_heading() -> None:
    """A number before a heading belongs to the sentence, unless it counts what the heading announces."""
    assert unflattened("Default 10 Value notes: a; b").split("\n")[0] == "Default 10"
    assert unflattened("At most 900 letters 15 Brush Strokes: a; b").split("\n")[2] == "15 Brush Strokes:"


@pytest.mark.parametrize("restriction", ["only with a brush", "unless paint is dry", "except 5", "if it is wet"])
def test_restriction_stays_with_its_rule(restriction: str) -> None:
    """A clause behind a semicolon that restricts the one before it is no item of its own."""
    assert unflattened(f"At most 7; {restriction}") == f"At most 7; {restriction}"


@pytest.mark.parametrize(
    "heading",
    ["Sketch-to-video mode:", "**Draft mode**", "When paint is given:", "I2V:", "Limits (only for oil):", "size=2K:"],
)
def test_heading_restricts(books: Phrasebooks, heading: str) -> None:
    """What a page says of one case is no fact about all of them."""
    added, (*_, outcome) = understood(books, RATIO, f"Shape of the clip\n\n{heading}\n\n- Default: `5:8`")
    assert (added, outcome.kind) == ({}, "unknown"), outcome


@pytest.mark.parametrize("heading", ["Note:", "**Options:**", "Value notes:", "Supported values by mode:"])
def test_heading_restricts_nothing(books: Phrasebooks, heading: str) -> None:
    """A heading that names no case leaves the facts under it as they are."""
    added, _ = understood(books, RATIO, f"Shape of the clip\n\n{heading}\n\n- Default: `5:8`")
    assert added == {"default": "5:8"}


def test_scope_ends_at_the_next_heading(books: Phrasebooks) -> None:
    """A heading holds up to the next one, and an item around others up to the next of its depth."""
    text = "- Draft mode:\n  - Default: `5:8`\n- At most `30` characters"
    added, _ = understood(books, RATIO, text)
    assert added == {"maxLength": 30}
    added, _ = understood(books, RATIO, f"Draft mode:\n\n{text}\n\nNote:\n\n- Default: `8:5`")
    assert added == {"default": "8:5"}
