"""Typography is not meaning: how a page's marks and spaces are set changes no fact, no hash and no sentence's fate."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading.extract import Extracted, extract, facts_hash
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.words import normalise, sentence_hash
from tests.pipeline.test_phrases import FACTS, INFORMATIONAL, UNKNOWN, outcomes_of
from tests.pipeline.writer import LOCALES, Item, model, raw

_WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(ord("0"), ord("9") + 1)})
_HALF = str.maketrans({"，": ",", "：": ":", "、": ",", "。": ".", "（": "(", "）": ")", "\uff1b": ";"})
_COMMA = r",(?!\d{3}) ?"
SETTINGS: dict[str, Callable[[str], str]] = {
    "wide commas": lambda text: re.sub(_COMMA, "，", text),
    "wide commas and spaces": lambda text: re.sub(_COMMA, "， ", text),
    "ideographic commas": lambda text: re.sub(_COMMA, "、", text),
    "wide colons": lambda text: re.sub(r"(?<!\d): ?", "：", text),
    "wide brackets": lambda text: re.sub(r" ?\(", "（", text).replace(")", "）"),
    "wide digits": lambda text: text.translate(_WIDE),
    "half-width marks": lambda text: text.translate(_HALF),
    "half-width marks and spaces": lambda text: re.sub("([，、：。])", "\\1 ", text).translate(_HALF),
    "quotes": lambda text: re.sub(r'"([^"]*)"', "\u201c\\1\u201d", text).replace("'", "\u2019"),
    "quotation marks of others": lambda text: re.sub(r'"([^"]*)"', "\u300c\\1\u300d", text).replace("'", "\u02bc"),
    "en dashes": lambda text: text.replace("-", "\u2013"),
    "hyphens that do not break": lambda text: text.replace("-", "\u2011"),
    "wave dashes": lambda text: text.replace("~", "\u301c"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "narrow spaces": lambda text: text.replace(" ", "\u202f"),
    "ideographic spaces": lambda text: text.replace(" ", "\u3000"),
    "zero-width spaces": lambda text: text.replace(" ", " \u200b"),
    "joiners": lambda text: re.sub(r"(?<=\w)(?=\w)", "\u2060", text),
    "entities": lambda text: html.escape(text, quote=True),
    "entities of spaces": lambda text: text.replace(" ", "&nbsp;").replace("≤", "&le;").replace("-", "&ndash;"),
}  # fmt: skip
PROSE = (
    Item("size", {"type": "string", "enum": ["low", "3:7"]}, prose=(("default", ("3:7",)), ("extra", ("low",)))),
    Item("n", {"type": "integer"}, prose=(("enum", ("1, 4",)),)),
    Item("seconds", {"type": "integer"}, prose=(("range", (3, 9)),)),
    Item("style", {"type": "string"}, prose=(("maxLength", (1640,)),)),
    Item("links", {"type": "array", "items": {"type": "string", "format": "uri"}},
         prose=(("maxItems", (7,)), ("megabytes", (30,)), ("formats", (".png, .jpg",)), ("together", (9,)))),
    Item("callback_url", {"type": "string", "format": "uri"}, prose=(("pattern", ()),)),
)  # fmt: skip
PAGES = {locale: raw(model("brush-9", *PROSE), locale) for locale in LOCALES}


def read(text: str, books: Phrasebooks) -> Extracted:
    return extract(page_of("page", text.encode()), books)


def set_in(text: str, setting: Callable[[str], str]) -> str:
    """Return a raw page whose prose is set in another way."""
    head, _, rest = text.partition("````yaml")
    fence, _, block = rest.partition("\n")
    document = yaml.safe_load(block.removesuffix("````\n"))
    for each in document["components"]["schemas"]["BrushRequest"]["properties"].values():
        if "description" in each:
            each["description"] = setting(each["description"])
    return f"{head}````yaml{fence}\n{yaml.safe_dump(document, sort_keys=False, allow_unicode=True)}````\n"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LOCALES), st.lists(st.sampled_from(sorted(SETTINGS)), min_size=1, max_size=3, unique=True))
def test_pages(books: Phrasebooks, locale: str, names: list[str]) -> None:
    """A page of any language states the same facts in any typography, and every rule of it is still understood."""

    def setting(text: str) -> str:
        for name in names:
            text = SETTINGS[name](text)
        return text

    found = read(set_in(PAGES[locale], setting), books)
    assert facts_hash(found.document) == facts_hash(read(PAGES[locale], books).document)
    assert "unknown" not in {each.kind for each in found.outcomes}


@pytest.mark.parametrize("name", SETTINGS)
def test_sentences(name: str, books: Phrasebooks) -> None:
    """A sentence that states facts, none, or an unknown rule does so in any typography."""
    rows: list[tuple[str, dict[str, Any], str]] = [*(row[:3] for row in FACTS), *UNKNOWN, *INFORMATIONAL]
    for locale, schema, text in rows:
        outcomes, node = outcomes_of(books, locale, schema, text)
        others, other = outcomes_of(books, locale, schema, SETTINGS[name](text))
        assert (other, [each.kind for each in others]) == (node, [each.kind for each in outcomes]), text


@pytest.mark.parametrize("text", [
    "Not a \"sketch\" (don't), up to 4-7: A", '用于"草图",共 4-7 张:甲',
    "スケッチ用、4〜7枚。", "스케치용, 4-7장: 가 (나)",
])  # fmt: skip
def test_hashes(text: str) -> None:
    """An entry by hash names a sentence in any typography."""
    assert {sentence_hash(each(text)) for each in SETTINGS.values()} == {sentence_hash(text)}


@pytest.mark.parametrize(("text", "words"), [
    ("1，640", "1, 640"), ("1,640", "1,640"), ("16：9", "16:9"), ("Default：`4`", "Default: 4"),
    ("默认： 4，共", "默认:4,共"),
    ("a?b=1&copy=2", "a?b=1&copy=2"), ("&lt;= 4&nbsp;s", "<= 4 s"), ("3–7", "3-7"), ("don\u00b4t", "don't"),
])  # fmt: skip
def test_normalised(text: str, words: str) -> None:
    """A wide comma separates and never groups digits; a colon between numbers is a ratio; an entity ends with `;`."""
    assert normalise(text) == words
