"""One wording of limits, that of evolink_rules."""

from pathlib import Path
from typing import Any

import pytest

import evolink
from evolink._contract.limits import describe_parameter
from evolink_contract import requests
from evolink_rules import describe_limit, models, violations

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
