"""No sentence is lost: each is a fact, informational by an entry, or unknown; what carries a rule is never waved by."""

import pytest

from pipeline.reading.coverage import coverage_of
from pipeline.reading.extract import Extracted, extract
from pipeline.reading.facts import Interpretation
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.test_forms import changed
from tests.pipeline.writer import Item, model, raw

STYLE = Item("style", {"type": "string"}, prose=(("maxLength", (80,)),))
# Each is about an image, a topic that makes a sentence informational if nothing in it could be a rule.
BEARING = {
    "en": ("An image may be `jfif`", "An image of 3 boats", "An image must be blue", "No image, only words"),
    "zh": ("图片可以是 `jfif`", "3张图片的尺寸", "图片必须是蓝色", "仅限蓝色的图片"),
    "ja": ("画像は `jfif` でもよい", "3つの画像について", "青い画像が必須です", "青い画像のみ"),
    "ko": ("이미지는 `jfif` 가능", "배 3척 이미지", "이미지는 반드시 파란색", "파란색 이미지만"),
}
CASES = [(locale, text) for locale, texts in BEARING.items() for text in texts]


def read(text: str, books: Phrasebooks) -> Extracted:
    return extract(page_of("page", text.encode()), books)


def said_of_style(locale: str, sentence: str, books: Phrasebooks) -> list[Interpretation]:
    text = changed(raw(model("brush-9", STYLE), locale),
                   ("components", "schemas", "BrushRequest", "properties", "style"), description=sentence)  # fmt: skip
    return [each for each in read(text, books).outcomes if each.field == "style"]


@pytest.mark.parametrize(("locale", "text"), CASES, ids=[f"{locale}: {text}" for locale, text in CASES])
def test_rules_need_a_hash(locale: str, text: str, books: Phrasebooks) -> None:
    """A number, code or obligation is never informational by its topic."""
    (outcome,) = said_of_style(locale, text, books)
    assert outcome.kind == "unknown"


@pytest.mark.parametrize(("locale", "text"), [
    ("en", "About an image"), ("zh", "关于图片"), ("ja", "画像について"), ("ko", "이미지 설명"),
])  # fmt: skip
def test_topic(locale: str, text: str, books: Phrasebooks) -> None:
    """A sentence without a rule is informational by its topic."""
    (outcome,) = said_of_style(locale, text, books)
    assert outcome.kind == "informational"
    assert outcome.why


def test_shared_sentence(books: Phrasebooks) -> None:
    """A sentence about two fields counts once, with its worst outcome."""
    shared = {"Style": {"type": "string", "description": "Limited to 80 characters"}}
    text = changed(raw(model("brush-9")), ("components", "schemas"), **shared)
    reference = {"$ref": "#/components/schemas/Style"}
    fields = ("components", "schemas", "BrushRequest", "properties")
    agreeing = coverage_of(read(changed(text, fields, style=reference, tone=reference), books))
    assert ([each.sentence.text for each in agreeing.facts], agreeing.unknown) == (["Limited to 80 characters"], ())
    contrary = {**reference, "description": "Limited to 90 characters"}
    covered = coverage_of(read(changed(text, fields, style=reference, tone=contrary), books))
    assert [each.sentence.text for each in covered.facts] == ["Limited to 90 characters"]
    assert [(each.field, each.sentence.text) for each in covered.unknown] == [("tone", "Limited to 80 characters")]


def test_half_a_rule(books: Phrasebooks) -> None:
    """A sentence that is understood only in part is not a fact."""
    text = raw(model("brush-9", STYLE)).replace(
        "Limited to 80 characters", "Limited to 80 characters, and 40 of them must rhyme"
    )
    extracted = read(text, books)
    covered = coverage_of(extracted)
    assert (len(covered.facts), [each.field for each in covered.unknown]) == (0, ["style"])
    assert "maxLength: 80" not in str(extracted.document)


def test_line_of_sentence(books: Phrasebooks) -> None:
    """A sentence is reported with its own line."""
    text = raw(model("brush-9", STYLE, Item("seed", {"type": "integer"}, prose=(("range", (1, 6)),))))
    lines = text.splitlines()
    for outcome in coverage_of(read(text, books)).facts:
        assert ("80" if outcome.field == "style" else "[1,6]") in lines[outcome.sentence.line - 1]
