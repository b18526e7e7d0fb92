"""What sentences of the documentation mean, in each language: facts, or unknown, never half of a rule."""

from typing import Any

import pytest

from pipeline.reading.facts import NAMES_ONLY, Interpretation, understand
from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.structure import Prose, Reading

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
CLOSED = {"type": "string", "enum": ["low", "2K", "4K"]}
RATIOS = {"type": "string", "enum": ["1:1", "5:8", "auto"]}
LINKS = {"type": "array", "items": {"type": "string", "format": "uri"}}
LINK = {"type": "string", "format": "uri"}
FLAG = {"type": "boolean"}
SECONDS = {"type": "integer", "enum": [4, 8]}

FACTS: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    ("en", TEXT, "Limited to 640 characters", {"maxLength": 640}),
    ("en", TEXT, "Max `640` characters", {"maxLength": 640}),
    ("en", TEXT, "Up to `1,640` characters", {"maxLength": 1640}),
    ("en", TEXT, "The text must not exceed 640 characters", {"maxLength": 640}),
    ("en", TEXT, "Between 3 and 640 characters", {"minLength": 3, "maxLength": 640}),
    ("en", TEXT, "Prompt, limited to 640 tokens", {"x-evolink-max-tokens": 640}),
    ("en", TEXT, "Recommended no more than 640 characters", {"x-evolink-recommended-max-length": 640}),
    ("en", WHOLE, "Number of pictures, any integer value between `[1,9]`", {"minimum": 1, "maximum": 9}),
    ("en", WHOLE, "Supports integers from `2` to `9`", {"minimum": 2, "maximum": 9}),
    ("en", WHOLE, "Random seed, range: 0 to 4294967295", {"minimum": 0, "maximum": 4294967295}),
    ("en", WHOLE, "1 to 6", {"minimum": 1, "maximum": 6}),
    ("en", WHOLE, "How many to draw (1-6)", {"minimum": 1, "maximum": 6}),
    ("en", WHOLE, "At most 7", {"maximum": 7}),
    ("en", WHOLE, "Must be a multiple of 8", {"multipleOf": 8}),
    ("en", WHOLE, "Only `5`, `10` values are supported", {"enum": [5, 10]}),
    ("en", WHOLE, "Only supports `5` or `10`", {"enum": [5, 10]}),
    ("en", WHOLE, "Only supports `5`, `10` values, representing 5 seconds and 10 seconds", {"enum": [5, 10]}),
    ("en", WHOLE, "Defaults to `3`", {"default": 3}),
    ("en", CLOSED, "Default value is `2K`", {"default": "2K"}),
    ("en", CLOSED, "`2K`: good for print, this is the default", {"default": "2K"}),
    ("en", CLOSED, "`2K` (default)", {"default": "2K"}),
    ("en", CLOSED, "`4K` quality will incur additional charges", {"x-evolink-charged-extra": ["4K"]}),
    ("en", FLAG, "Default is `true`", {"default": True}),
    ("en", RATIOS, "Supports `1:1`, `5:8`", {"enum": ["1:1", "5:8", "auto"]}),
    ("en", LINKS, "up to 7", {"maxItems": 7}),
    ("en", LINKS, "Up to 7 reference images", {"maxItems": 7}),
    ("en", LINKS, "Maximum number of input images: `7`", {"maxItems": 7}),
    ("en", LINKS, "1 to 6 images", {"minItems": 1, "maxItems": 6}),
    ("en", LINKS, "**2–6 images**", {"minItems": 2, "maxItems": 6}),
    ("en", LINKS, "Number of input images: `1~6`", {"minItems": 1, "maxItems": 6}),
    ("en", LINKS, "At least 2 images", {"minItems": 2}),
    ("en", LINKS, "Image size: no larger than `30MB`", {"x-evolink-max-image-bytes": 30 * 1024**2}),
    ("en", LINKS, "Formats: `.jpg`, `.png`", {"x-evolink-image-formats": ["jpg", "png"]}),
    ("en", LINKS, "Width and height within [240-7000] pixel range", {"x-evolink-image-side-pixels": [240, 7000]}),
    ("en", LINKS, "Reference images + generated images ≤ 12", {"x-evolink-inputs-plus-outputs": 12}),
    ("en", LINK, "Only HTTPS protocol is supported", {"pattern": "^https://"}),
    ("zh", TEXT, "限制640字符", {"maxLength": 640}),
    ("zh", TEXT, "最多 640 个字符", {"maxLength": 640}),
    ("zh", TEXT, "限制为640token", {"x-evolink-max-tokens": 640}),
    ("zh", TEXT, "建议不超过 640 字", {"x-evolink-recommended-max-length": 640}),
    ("zh", WHOLE, "支持[1,9]之间的任意整数值", {"minimum": 1, "maximum": 9}),
    ("zh", WHOLE, "支持 `2`–`9` 秒之间的任意整数值", {"minimum": 2, "maximum": 9}),
    ("zh", WHOLE, "随机种子,取值范围:0 到 4294967295", {"minimum": 0, "maximum": 4294967295}),
    ("zh", WHOLE, "目前仅支持`1`、`3`、`5`三个值", {"enum": [1, 3, 5]}),
    ("zh", WHOLE, "仅支持`5`、`10`两个值,分别代表5秒和10秒", {"enum": [5, 10]}),
    ("zh", WHOLE, "默认为`3`", {"default": 3}),
    ("zh", CLOSED, "默认值为`2K`", {"default": "2K"}),
    ("zh", CLOSED, "`2K`:适合打印,此为默认值", {"default": "2K"}),
    ("zh", RATIOS, "支持`1:1`、`5:8`", {"enum": ["1:1", "5:8", "auto"]}),
    ("zh", RATIOS, "支持1:15:8两个值", {"enum": ["1:1", "5:8", "auto"]}),
    ("zh", LINKS, "支持输入图像数量:`7`张", {"maxItems": 7}),
    ("zh", LINKS, "最多 7 张", {"maxItems": 7}),
    ("zh", LINKS, "2–6 张图片", {"minItems": 2, "maxItems": 6}),
    ("zh", LINKS, "图像大小:不超过 `30MB`", {"x-evolink-max-image-bytes": 30 * 1024**2}),
    ("zh", LINKS, "支持的文件格式:.jpg.png", {"x-evolink-image-formats": ["jpg", "png"]}),
    ("zh", LINKS, "宽度和高度均需在[240-7000]像素范围内", {"x-evolink-image-side-pixels": [240, 7000]}),
    ("zh", LINKS, "参考图数量 + 最终生成图数量 ≤ 12", {"x-evolink-inputs-plus-outputs": 12}),
    ("ja", TEXT, "最大640文字", {"maxLength": 640}),
    ("ja", TEXT, "プロンプト、640トークンまで", {"x-evolink-max-tokens": 640}),
    ("ja", TEXT, "640文字以内を推奨", {"x-evolink-recommended-max-length": 640}),
    ("ja", WHOLE, "[1,9] の間の任意の整数値をサポート", {"minimum": 1, "maximum": 9}),
    ("ja", WHOLE, "2~9秒の範囲の任意の整数", {"minimum": 2, "maximum": 9}),
    ("ja", WHOLE, "現在`1`、`3`、`5`の値のみサポート", {"enum": [1, 3, 5]}),
    ("ja", WHOLE, "デフォルトは`3`", {"default": 3}),
    ("ja", CLOSED, "デフォルトは2Kです", {"default": "2K"}),
    ("ja", RATIOS, "1:1, 5:8 の値をサポート", {"enum": ["1:1", "5:8", "auto"]}),
    ("ja", LINKS, "最大入力画像数: 7", {"maxItems": 7}),
    ("ja", LINKS, "`1~6`枚の画像", {"minItems": 1, "maxItems": 6}),
    ("ja", LINKS, "画像サイズ: 30MB以下", {"x-evolink-max-image-bytes": 30 * 1024**2}),
    ("ja", LINKS, "サポートされる画像形式: .jpg.png", {"x-evolink-image-formats": ["jpg", "png"]}),
    ("ja", LINKS, "幅と高さの範囲は[240, 7000]ピクセル", {"x-evolink-image-side-pixels": [240, 7000]}),
    ("ja", LINKS, "参照画像数 + 最終生成画像数 ≤ 12", {"x-evolink-inputs-plus-outputs": 12}),
    ("ko", TEXT, "최대 `640`자", {"maxLength": 640}),
    ("ko", TEXT, "640자로 제한", {"maxLength": 640}),
    ("ko", TEXT, "프롬프트, 640 토큰으로 제한", {"x-evolink-max-tokens": 640}),
    ("ko", WHOLE, "[1,9] 사이의 정수 값 지원", {"minimum": 1, "maximum": 9}),
    ("ko", WHOLE, "2에서 9까지의 정수를 지원합니다", {"minimum": 2, "maximum": 9}),
    ("ko", WHOLE, "현재 `1`, `3`, `5` 값만 지원", {"enum": [1, 3, 5]}),
    ("ko", WHOLE, "`5`, `10` 값만 지원되며 각각 5초와 10초", {"enum": [5, 10]}),
    ("ko", WHOLE, "기본값은 `3`입니다", {"default": 3}),
    ("ko", CLOSED, "기본값 `2K`", {"default": "2K"}),
    ("ko", RATIOS, "`1:1`, `5:8` 값 지원", {"enum": ["1:1", "5:8", "auto"]}),
    ("ko", LINKS, "요청당 최대 입력 이미지 수: 7", {"maxItems": 7}),
    ("ko", LINKS, "1~6장의 이미지", {"minItems": 1, "maxItems": 6}),
    ("ko", LINKS, "이미지 크기: 30MB 이하", {"x-evolink-max-image-bytes": 30 * 1024**2}),
    ("ko", LINKS, "지원 형식: .jpg.png", {"x-evolink-image-formats": ["jpg", "png"]}),
    ("ko", LINKS, "너비와 높이 범위는 [240, 7000] 픽셀", {"x-evolink-image-side-pixels": [240, 7000]}),
    ("ko", LINKS, "참조 이미지 수 + 최종 생성 이미지 수 ≤ 12", {"x-evolink-inputs-plus-outputs": 12}),
    ("en", WHOLE, "From -100 to 100", {"minimum": -100, "maximum": 100}),
    ("en", WHOLE, "Any integer from 3 to 15 seconds", {"minimum": 3, "maximum": 15}),
    ("en", WHOLE, "Default 5, range: -1 to 9", {"default": 5, "minimum": -1, "maximum": 9}),
    ("en", WHOLE, "Defaults to `5` seconds", {"default": 5}),
    ("en", WHOLE, "Default is `5` if not set", {"default": 5}),
    ("en", WHOLE, "Greater than 0", {"exclusiveMinimum": 0}),
    ("en", TEXT, "At least 3 characters", {"minLength": 3}),
    ("en", TEXT, "Default: `640x480`", {"default": "640x480"}),
    ("en", CLOSED, "`2K`: default, good for print", {"default": "2K"}),
    ("en", CLOSED, "`4K`: sharp, higher price", {"x-evolink-charged-extra": ["4K"]}),
    ("en", CLOSED, "`low`: a quick sketch", {}),
    ("en", SECONDS, "4 seconds (default)", {"default": 4}),
    ("en", LINKS, "Number of images supported per request: `7` images", {"maxItems": 7}),
    ("en", LINKS, "Maximum 7 elements", {"maxItems": 7}),
    ("en", FLAG, "`true`: with sound, this is the default", {"default": True}),
    ("en", FLAG, "`false`: silent", {}),
    ("en", WHOLE, "Range [0, 9], using the same value gives the same picture", {"minimum": 0, "maximum": 9}),
    ("en", LINK, "Up to `5` retries (at `3`/`6`/`9` seconds after failure)", {"x-evolink-callback-retries": [3, 6, 9]}),
    ("en", FLAG, "Enabling will increase cost", {"x-evolink-charged-extra": [True]}),
    ("zh", TEXT, "最大长度:640 tokens", {"x-evolink-max-tokens": 640}),
    ("zh", WHOLE, "不填时默认 3", {"default": 3}),
    ("zh", WHOLE, "支持2到9之间的整数", {"minimum": 2, "maximum": 9}),
    ("zh", LINKS, "至少 2 张图片", {"minItems": 2}),
    ("zh", CLOSED, "`4K`:精细,价格更高", {"x-evolink-charged-extra": ["4K"]}),
    ("zh", CLOSED, "`low`:草稿", {}),
    ("zh", SECONDS, "`4`秒(默认)", {"default": 4}),
    ("ja", WHOLE, "省略時のデフォルトは3秒", {"default": 3}),
    ("ja", LINKS, "2枚以上の画像", {"minItems": 2}),
    ("ja", CLOSED, "`2K`: 標準 (デフォルト)", {"default": "2K"}),
    ("ko", WHOLE, "기본값은 `3`초입니다", {"default": 3}),
    ("ko", WHOLE, "기본값은 3으로 설정됩니다", {"default": 3}),
    ("ko", LINKS, "최소 2장의 이미지", {"minItems": 2}),
    ("ko", CLOSED, "`2K`: 표준 (기본값)", {"default": "2K"}),
]

UNKNOWN: list[tuple[str, dict[str, Any], str]] = [
    ("en", WHOLE, "Recommended 1-5"),
    ("en", LINKS, "Typically up to 7 images"),
    ("zh", WHOLE, "建议1-5"),
    ("ja", WHOLE, "推奨は1-5"),
    ("ko", WHOLE, "권장 1-5"),
    ("en", LINKS, "Inputs plus outputs must stay within 12"),
    ("en", LINKS, "Up to 7 images when the quality is 4K"),
    ("en", LINKS, "Up to 7 images, up to 3 of them larger than 5 MB"),
    ("en", WHOLE, "Only effective when size is 4K"),
    ("en", TEXT, "Required for text input, optional for 2 others"),
    ("en", CLOSED, "4K only for the pro model"),
    ("en", CLOSED, "`4K`: additional charges may apply"),
    ("en", LINK, "Cannot be used together with a mask"),
    ("zh", LINKS, "输入与输出之和不得超过12"),
    ("zh", WHOLE, "仅在尺寸为4K时生效"),
    ("zh", CLOSED, "4K仅专业版支持"),
    ("ja", WHOLE, "複数画像モードでのみ有効"),
    ("ja", LINKS, "4Kの場合は最大3枚"),
    ("ko", WHOLE, "4K에서만 유효합니다"),
    ("ko", LINKS, "4K일 때 최대 3장"),
    # a rule bound to a case
    ("en", LINKS, "Up to 7 images for the pro model"),
    ("en", LINKS, "Up to 7 images in fast mode"),
    ("en", LINKS, "Up to 7 images while a mask is given"),
    ("en", LINKS, "Up to 7 images per day"),
    ("en", LINKS, "At least 1 image or video"),
    ("en", LINKS, "Up to 30 seconds"),
    ("en", LINKS, "The list must not exceed 60 MB in total"),
    ("en", LINKS, "Formats: `jpg`, and any other"),
    ("en", WHOLE, "At most 4 (pro)"),
    ("en", WHOLE, "Up to 2x of the input"),
    ("en", WHOLE, "Between 1 and 9 exclusive"),
    ("en", WHOLE, "Default is `5` in fast mode"),
    ("en", WHOLE, "Made in 2023-2025"),
    ("en", TEXT, "Up to 640 characters per part"),
    ("en", TEXT, "At most 640 characters for Chinese"),
    ("en", TEXT, "Limited to 640 characters, longer text is truncated"),
    ("en", TEXT, "Defaults to the first one"),
    ("en", TEXT, "Default voice"),
    ("en", TEXT, "Always lower case"),
    ("en", CLOSED, "`2K` or `4K` for edits"),
    ("en", CLOSED, "`4K` needs a picture"),
    ("en", CLOSED, "`4K` costs twice as much"),
    ("en", CLOSED, "`low` without pictures, `2K` with one"),
    ("en", LINKS, "Mask contains 2 or more images unless it is clear, then it cannot be used"),
    ("en", LINKS, "Sketch-to-Video: up to 7 images"),
    ("en", WHOLE, "10 requests, at most 4 of them should wait"),
    ("zh", LINKS, "**Sketch-to-Video**:2–6 张"),
    ("zh", CLOSED, "`4K`不额外收费"),
    ("zh", LINKS, "专业版最多7张"),
    ("zh", LINKS, "最多7张(专业版)"),
    ("zh", LINKS, "编辑模式下最多 7 张图片"),
    ("zh", LINKS, "支持2-6张图片,首尾帧模式"),
    ("zh", LINKS, "图片总大小不超过 60MB"),
    ("zh", TEXT, "中文最多640字"),
    ("zh", TEXT, "默认为none"),
    ("zh", CLOSED, "编辑图片使用`2K`"),
    ("ja", LINKS, "プロ版では最大7枚"),
    ("ja", LINKS, "編集モードでは最大7枚の画像"),
    ("ja", TEXT, "英語は最大640文字"),
    ("ja", TEXT, "640文字以内、超過部分は切り捨て"),
    ("ja", CLOSED, "編集では`2K`"),
    ("ko", LINKS, "프로 버전은 최대 7장"),
    ("ko", LINKS, "편집 모드에서 최대 7장의 이미지"),
    ("ko", LINKS, "총 60MB 이하"),
    ("ko", TEXT, "중국어는 최대 640자"),
    ("ko", CLOSED, "편집에는 `2K`"),
]

INFORMATIONAL: list[tuple[str, dict[str, Any], str]] = [
    ("en", TEXT, "Words that describe the image"),
    ("zh", TEXT, "描述图片的文字"),
    ("ja", TEXT, "画像を説明することば"),
    ("ko", TEXT, "이미지를 설명하는 말"),
]


def outcomes_of(
    books: Phrasebooks, locale: str, schema: dict[str, Any], text: str
) -> tuple[tuple[Interpretation, ...], dict[str, Any]]:
    prose = Prose(("properties", "x"), 1, text, 1)
    document = {"type": "object", "properties": {"x": schema}}
    facts = understand(Reading(Page("page", (text,), b""), "raw", locale, document, prose=(prose,)), books[locale])
    return facts.outcomes, facts.document["properties"]["x"]


@pytest.mark.parametrize(("locale", "schema", "text", "facts"), FACTS, ids=[f"{each[0]}: {each[2]}" for each in FACTS])
def test_facts(locale: str, schema: dict[str, Any], text: str, facts: dict[str, Any], books: Phrasebooks) -> None:
    """A sentence becomes these facts."""
    outcomes, node = outcomes_of(books, locale, schema, text)
    assert [(each.kind, each.why.removeprefix(NAMES_ONLY)) for each in outcomes] == [("fact", "")]
    assert node == {**schema, **facts}


@pytest.mark.parametrize(("locale", "schema", "text"), UNKNOWN, ids=[f"{each[0]}: {each[2]}" for each in UNKNOWN])
def test_unknown(locale: str, schema: dict[str, Any], text: str, books: Phrasebooks) -> None:
    """A rule that no phrase covers stays unknown and changes nothing."""
    outcomes, node = outcomes_of(books, locale, schema, text)
    assert [outcome.kind for outcome in outcomes] == ["unknown"]
    assert node == schema


@pytest.mark.parametrize(("locale", "schema", "text"), INFORMATIONAL, ids=[each[0] for each in INFORMATIONAL])
def test_informational(locale: str, schema: dict[str, Any], text: str, books: Phrasebooks) -> None:
    """A sentence without a rule is informational by an entry."""
    (outcome,), node = outcomes_of(books, locale, schema, text)
    assert (outcome.kind, node) == ("informational", schema)
    assert outcome.why
