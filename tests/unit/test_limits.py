"""One wording of limits, that of evolink_rules."""

from pathlib import Path
from typing import Any

import pytest

import evolink
from evolink._contract.limits import describe_parameter
from evolink_contract import requests
from evolink_rules import describe_limit, describe_limits, models, violations

ROOT = Path(__file__).parents[2]
MODEL = "gpt-4o-image"
LINK = "https://example.com/a.png"


@pytest.mark.parametrize(
    ("field", "keyword", "wrong"),
    [("prompt", "maxLength", "x" * 5000), ("image_urls", "maxItems", [LINK] * 50), ("n", "enum", 3)],
)
def test_same_words_everywhere(field: str, keyword: str, wrong: Any) -> None:
    """A limit has the same words in violations, help, the command line, the models' page and types."""
    schema = models()[MODEL].schema["properties"][field]
    words = describe_limit(keyword, schema[keyword])
    (found,) = violations({"model": MODEL, "prompt": "x", field: wrong})
    page = (ROOT / "docs" / "models" / f"{MODEL}.md").read_text(encoding="utf-8").replace("`", "").lower()
    types = Path(requests.__file__).read_text(encoding="utf-8").lower()
    help_text = evolink.EvoLink(api_key="sk-x").images.generate.__doc__ or ""
    assert all(words in text for text in (found.message, help_text, describe_parameter(schema), page))
    assert words in types or keyword == "enum", "the closed set is the type itself"


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"minimum": 0, "maximum": 1, "multipleOf": 0.1}, ["0 to 1", "a multiple of 0.1"]),
        ({"type": "array", "maxItems": 2, "minItems": 1}, ["1 to 2 items"]),
        ({"minItems": 1, "maxItems": 1, "x-evolink-ours": {"minItems": "why"}}, ["exactly 1 item"]),
        ({"minLength": 2, "maxLength": 1_000}, ["2 to 1,000 characters"]),
        ({"minimum": 1, "maximum": 9, "x-evolink-ours": {"minimum": "why"}}, ["at least 1 (our rule)", "at most 9"]),
        ({"minimum": 1}, ["at least 1"]),
    ],
)
def test_ranges(schema: dict[str, Any], words: list[str]) -> None:
    """Two bounds are one range, unless one of them has a remark."""
    assert list(describe_limits(schema)) == words
