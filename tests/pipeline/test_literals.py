"""Words without which a phrase can't fit: they rule out nothing that would."""

import re

import pytest

from pipeline.reading.literals import needed_words
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.writer import SAYS


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"Of (?P<n>\d+) files", {" files"}),
        (r"(?:at most|up to) \d+", {"at most", "up to"}),
        (r"(?:at most|\d+)x", set()),
        (r"(?:at most)? \d+", set()),
        (r"(?:long word)+", {"long word"}),
        (r"最多\d+张", {"最多"}),
        (r"a|b", set()),
        (r"(?!never)\d", set()),
    ],
)
def test_needed_words(pattern: str, words: set[str]) -> None:
    """The words are those of every way to match; none are needed if one way has none."""
    assert {*needed_words(re.compile(pattern, re.IGNORECASE))} == words


def test_nothing_is_ruled_out(books: Phrasebooks) -> None:
    """No phrase is ruled out that matches a sentence of the tests."""
    for locale, says in SAYS.items():
        for text in says.values():
            for rule in books[locale].rules:
                assert rule.may_fit(text.casefold()) or not rule.says.search(text)
