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
def test_a_number_a_code_or_an_obligation_is_never_informational_by_its_topic(
    locale: str, text: str, books: Phrasebooks
) -> None:
    (outcome,) = said_of_style(locale, text, books)
    assert outcome.kind == "unknown"


@pytest.mark.parametrize(("locale", "text"), [
    ("en", "About an image"), ("zh", "关于图片"), ("ja", "画像について"), ("ko", "이미지 설명"),
])  # fmt: skip
def test_the_same_topic_without_a_rule_is_informational_by_that_entry(
    locale: str, text: str, books: Phrasebooks
) -> None:
    (outcome,) = said_of_style(locale, text, books)
    assert outcome.kind == "informational"
    assert outcome.why


def test_a_sentence_that_two_fields_share_counts_once_as_the_worst_of_them(books: Phrasebooks) -> None:
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


def test_half_of_a_rule_is_no_fact(books: Phrasebooks) -> None:
    text = raw(model("brush-9", STYLE)).replace(
        "Limited to 80 characters", "Limited to 80 characters, and 40 of them must rhyme"
    )
    extracted = read(text, books)
    covered = coverage_of(extracted)
    assert (len(covered.facts), [each.field for each in covered.unknown]) == (0, ["style"])
    assert "maxLength: 80" not in str(extracted.document)


def test_a_sentence_on_a_page_of_many_counts_with_its_own_line(books: Phrasebooks) -> None:
    text = raw(model("brush-9", STYLE, Item("seed", {"type": "integer"}, prose=(("range", (1, 6)),))))
    lines = text.splitlines()
    for outcome in coverage_of(read(text, books)).facts:
        assert ("80" if outcome.field == "style" else "[1,6]") in lines[outcome.sentence.line - 1]
