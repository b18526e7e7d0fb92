"""What sentences on sizes, counts and closed sets mean, and that near variants of them stay unknown."""

from typing import Any

import pytest

from pipeline.reading.facts import understand
from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.structure import JSON_BODY, Prose, Reading, node_at

TEXT: dict[str, Any] = {"type": "string"}
WHOLE: dict[str, Any] = {"type": "integer"}
TIERS: dict[str, Any] = {"type": "string", "enum": ["1K", "2K"]}
RATIOS: dict[str, Any] = {"type": "string", "enum": ["1:1", "5:8"]}
LINKS: dict[str, Any] = {"type": "array", "items": {"type": "string", "format": "uri"}}


def read(books: Phrasebooks, schema: dict[str, Any], text: str, name: str = "size") -> tuple[set[str], dict[str, Any]]:
    """Return the kinds of the sentences of a field, and what was added to its schema."""
    prose = Prose(("properties", name), 1, text, len(text.splitlines()))
    document = {"type": "object", "properties": {name: schema}}
    page = Page("page", tuple(text.splitlines()), b"")
    facts = understand(Reading(page, "raw", "en", document, prose=(prose,)), books["en"])
    node = facts.document["properties"][name]
    return {each.kind for each in facts.outcomes}, {key: node[key] for key in node if node[key] != schema.get(key)}


FREE = """Size of the image. Supports both **ratio formats** and **pixel formats**, default is `auto`

**① Ratio format (recommended, 3 options)**

- `1:1`: Square
- `5:8` / `8:5`: Tall / wide

**② Explicit pixel format**: `WxH` (or `W×H`), e.g. `640x480`, `800×640`

- Both sides must be multiples of `32`
- Each edge range: `[64, 2400]`
- Pixel budget: `60,000 ≤ width × height ≤ 5,000,000`
- Aspect ratio: `≤ 5:2`
"""
BOUNDS = {
    "x-evolink-size-step": 32,
    "x-evolink-size-sides": [64, 2400],
    "x-evolink-size-pixels": [60_000, 5_000_000],
    "x-evolink-size-ratio": ["2:5", "5:2"],
}


def test_size_of_many_forms(books: Phrasebooks) -> None:
    """Words and ratios beside a size in pixels are a closed set if all forms that a page announces were understood."""
    kinds, facts = read(books, TEXT, FREE)
    assert "unknown" not in kinds
    assert facts == {"default": "auto", "x-evolink-size-values": ["auto", "1:1", "5:8", "8:5"], **BOUNDS}


@pytest.mark.parametrize(("old", "new"), [
    ("3 options", "4 options"),  # one was not understood
    ("- `1:1`: Square\n", "- `1:1`: Square\n- `2:1`: must be used with a mask\n"),
    ("both **ratio formats** and **pixel formats**", "several formats"),
])  # fmt: skip
def test_size_that_is_not_closed(old: str, new: str, books: Phrasebooks) -> None:
    """A set of which a part may be missing is none; the bounds of pixels hold."""
    _, facts = read(books, TEXT, FREE.replace(old, new) + "\n- Shapes of other models may work\n")
    assert facts == {"default": "auto", **BOUNDS}


def test_size_beside_listed_ratios(books: Phrasebooks) -> None:
    """A structure that lists ratios only is widened by prose that allows pixels, within their bounds."""
    text = "Size. Supports two formats:\n\n**Aspect Ratio Format:**\n\n- Supported ratios: `1:1`, `5:8`\n\n"
    pixels = (
        "**Custom Dimensions:**\n\n- Width x Height (e.g., `640x480`)\n\n- Width and height range: `100-900` pixels\n"
    )
    kinds, facts = read(books, RATIOS, text + pixels)
    assert ("unknown" in kinds, facts) == (
        False,
        {"x-evolink-size-values": ["1:1", "5:8"], "x-evolink-size-sides": [100, 900]},
    )
    listed = {"type": "string", "enum": ["1:1", "640x480"]}
    assert read(books, listed, "Pixel format: `640x480`: Wide") == ({"fact"}, {})


def test_size_of_words_only(books: Phrasebooks) -> None:
    """Without a form in pixels the set is an ordinary enum."""
    text = "Size, supports two formats:\n\n**Method 1 - Simplified format:**\n\n- `1K`, `2K`\n\n"
    ratios = "**Method 2 - Ratio format:**\n\n- 1:1, 5:8\n"
    assert read(books, TEXT, text + ratios) == ({"fact"}, {"enum": ["1K", "2K", "1:1", "5:8"]})


FACTS: list[tuple[str, dict[str, Any], str, dict[str, Any]]] = [
    ("size", TEXT, "Total pixel range: [640x480, 2000x1000]", {"x-evolink-size-pixels": [307_200, 2_000_000]}),
    ("size", TEXT, "Aspect ratio range: [1/9, 9]", {"x-evolink-size-ratio": ["1:9", "9:1"]}),
    ("size", TEXT, "Both sides must be larger than 14px", {"x-evolink-size-sides": [15, None]}),
    ("size", TEXT, "Width and height must be divisible by 8", {"x-evolink-size-step": 8}),
    ("resolution", TIERS, "Values are case-insensitive.", {"x-evolink-any-case": True}),
    ("n", WHOLE, "Upper limit for number of pictures, supports any integer between `[1,9]`",
     {"minimum": 1, "maximum": 9}),
    ("n", WHOLE, "Must be divisible by 4", {"multipleOf": 4}),
    ("n", WHOLE, "Multiples of `4`", {"multipleOf": 4}),
    ("urls", LINKS, "Supports 1~6 images per request", {"minItems": 1, "maxItems": 6}),
    ("urls", LINKS, "Up to 6 reference images per request", {"maxItems": 6}),
    ("urls", LINKS, "A single request supports image quantity: 6 images", {"maxItems": 6}),
    ("urls", LINKS, "Number of input images per request: 1~6", {"minItems": 1, "maxItems": 6}),
    ("urls", LINKS, "Number of source images per request: 0-3 images", {"maxItems": 3}),
    ("urls", LINKS, "Exactly 1 image is required", {"minItems": 1, "maxItems": 1}),
    ("text", TEXT, "The text cannot exceed 600 bytes encoded in UTF-8", {"x-evolink-max-utf8-bytes": 600}),
    ("text", TEXT, "At most 600 UTF-8 bytes", {"x-evolink-max-utf8-bytes": 600}),
    ("d", {"type": "integer", "enum": [4, 8]}, "`8` (default, extra cost)",
     {"default": 8, "x-evolink-charged-extra": [8]}),
    ("q", TIERS, "`1K`: Small files (default)", {"default": "1K"}),
    ("f", {"type": "boolean"}, "Default: `false` (disabled)", {"default": False}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "schema", "text", "facts"), FACTS, ids=[each[2] for each in FACTS])
def test_facts(name: str, schema: dict[str, Any], text: str, facts: dict[str, Any], books: Phrasebooks) -> None:
    """A sentence becomes these facts."""
    assert read(books, schema, text, name) == ({"fact"}, facts)


UNKNOWN: list[tuple[str, dict[str, Any], str]] = [
    ("size", TEXT, "Total pixel range: [640x480, 2000x1000] for the pro model"),
    ("size", TEXT, "Both width and height must not be multiples of 16"),
    ("size", TEXT, "Both width and height should be multiples of 16 in fast mode"),
    ("size", TEXT, "Aspect ratio range: [1/9, 9] when a mask is given"),
    ("size", TEXT, "WxH is not supported"),
    ("size", TEXT, "Width x Height only for edits"),
    ("size", TEXT, "Each edge range: [64, 2400], recommended"),
    ("text", TEXT, "Both sides must be multiples of 16"),  # of something else
    ("resolution", TIERS, "Values are case-insensitive except `2K`"),
    ("resolution", TIERS, "Values are not case-insensitive"),
    ("n", WHOLE, "Need not be divisible by 4"),
    ("n", WHOLE, "Divisible by 4 if above 8"),
    ("n", WHOLE, "Upper limit for number of pictures, supports 1 to 9 per mask"),
    ("urls", LINKS, "Up to 6 reference images per request in edit mode"),
    ("urls", LINKS, "Exactly 1 image is required for edits"),
    ("urls", LINKS, "Not exactly 1 image"),
    ("text", TEXT, "Must not exceed 600 bytes"),
    ("text", TEXT, "Each word cannot exceed 600 bytes encoded in UTF-8"),
    ("q", TIERS, "`1K` (default for edits)"),
    ("q", TIERS, "`1K` (not the default)"),
    ("f", {"type": "boolean"}, "Default: `false` (disabled) for new keys"),
]


@pytest.mark.parametrize(("name", "schema", "text"), UNKNOWN, ids=[each[2] for each in UNKNOWN])
def test_unknown(name: str, schema: dict[str, Any], text: str, books: Phrasebooks) -> None:
    """A sentence of which a part is not understood changes nothing."""
    assert read(books, schema, text, name) == ({"unknown"}, {})


LISTED = "Quality of the result\n\n**Options:**\n\n- `fine`: Slow\n- `rough`: Fast\n"


@pytest.mark.parametrize("text", [LISTED, LISTED.replace("`", ""), LISTED.replace("Options", "Supported values")])
def test_listed_set(text: str, books: Phrasebooks) -> None:
    """A list of all values with what each means is a closed set."""
    assert read(books, TEXT, text, "grade") == ({"fact", "informational"}, {"enum": ["fine", "rough"]})


@pytest.mark.parametrize(("old", "new"), [
    ("Options", "Examples"), ("Options", "Recommended values"), ("Options", "Common options"), ("Options", "Usage"),
    ("- `rough`: Fast", "- Anything else"), ("- `rough`: Fast", "- `rough`: Fast, and so on..."),
    ("- `rough`: Fast\n", ""), ("Slow", "Supports `1:1` and `2:1`"), ("Slow", "Supports 1:1 and 2:1"),
])  # fmt: skip
def test_list_that_is_no_set(old: str, new: str, books: Phrasebooks) -> None:
    """A list of examples, of advice, of a part, or of what goes with another field's values is no closed set."""
    _, facts = read(books, TEXT, LISTED.replace(old, new), "grade")
    assert "enum" not in facts


def test_more_values_than_listed(books: Phrasebooks) -> None:
    """A set is not closed if the page speaks of further values, unless it excludes them."""
    _, facts = read(books, TEXT, LISTED + "- Other values work as well\n", "grade")
    assert "enum" not in facts
    ratios = "Supported ratios: `1:1`, `5:8`\n\n"
    assert read(books, TEXT, ratios + "Other ratios of the image work as well")[1] == {}
    assert read(books, TEXT, ratios + "About the image")[1] == {"enum": ["1:1", "5:8"]}


@pytest.mark.parametrize("shown", ["fine", "1:1"])
def test_list_and_example(shown: str, books: Phrasebooks) -> None:
    """A list without the field's own example is a list of something else."""
    _, facts = read(books, {**TEXT, "x-evolink-shown": shown}, LISTED, "grade")
    assert ("enum" in facts) == (shown == "fine")


TRANSPARENT = {"background": {"type": "string", "enum": ["solid", "transparent"]},
               "output_format": {"type": "string", "enum": ["png", "jpeg", "webp"]}, "image_urls": LINKS}  # fmt: skip
WHEN = {"if": {"properties": {"background": {"const": "transparent"}}, "required": ["background"]}}


def conditions_of(books: Phrasebooks, name: str, text: str, **fields: Any) -> tuple[set[str], list[Any]]:
    """Return the kinds of the sentences of a field of a request with a background, and the request's conditions."""
    body = ("paths", "/v1/images/generations", "post", "requestBody", *JSON_BODY)
    schema = {"type": "object", "properties": {**TRANSPARENT, "size": TEXT, **fields}}
    document = {"paths": {body[1]: {"post": {"requestBody": {"content": {JSON_BODY[1]: {"schema": schema}}}}}}}
    prose = Prose((*body, "properties", name), 1, text, len(text.splitlines()))
    page = Page("page", tuple(text.splitlines()), b"")
    facts = understand(Reading(page, "raw", "en", document, method="post", path=body[1], prose=(prose,)), books["en"])
    return {each.kind for each in facts.outcomes}, node_at(facts.document, body).get("allOf", [])


@pytest.mark.parametrize(("name", "text", "formats"), [
    ("background", "When using `transparent`, `output_format` must be `png` or `webp`", ["png", "webp"]),
    ("output_format", "When background is `transparent`, only `png` or `webp` can be used", ["png", "webp"]),
    ("output_format", "If background=transparent, output is always png", ["png"]),
])  # fmt: skip
def test_transparent_background(name: str, text: str, formats: list[str], books: Phrasebooks) -> None:
    """A transparent background allows certain formats only."""
    then = {"properties": {"output_format": {"enum": formats}}}
    assert conditions_of(books, name, text) == ({"fact"}, [{**WHEN, "then": then}])


@pytest.mark.parametrize(("name", "text"), [
    ("background", "When using `transparent`, `output_format` must not be `jpeg`"),
    ("background", "When using `clear`, `output_format` must be `png`"),
    ("output_format", "When background is `transparent`, only `png` can be used in fast mode"),
    ("output_format", "With background=transparent, output is usually png"),
])  # fmt: skip
def test_unclear_background(name: str, text: str, books: Phrasebooks) -> None:
    """A rule on backgrounds of which a part is not understood is none."""
    assert conditions_of(books, name, text) == ({"unknown"}, [])


def test_rule_under_a_value(books: Phrasebooks) -> None:
    """What stands under a heading that names a value of the field holds with that value."""
    text = "Background\n\n**Restrictions (only for transparent):**\n\n- Exactly 1 input image is required"
    kinds, (rule,) = conditions_of(books, "background", text)
    assert "unknown" not in kinds
    assert (rule["if"], rule["then"]["properties"]["image_urls"]["maxItems"]) == (WHEN["if"], 1)
    assert conditions_of(books, "background", text.replace("(only for transparent)", ""))[1] == []


@pytest.mark.parametrize(("text", "kind"), [
    ("This model does not support 4K", "fact"), ("`3K` / `4K` are not currently supported", "fact"),
    ("Other values such as 4K are not supported", "fact"), ("Passing 4K returns 400.", "fact"),
    ("Brush 9.1 Pro only supports 1K / 2K", "fact"), ("Currently only 1K and 2K are supported.", "fact"),
    ("This model does not support 2K", "unknown"), ("Currently only 2K is supported.", "unknown"),
    ("Brush 9.1 Pro only supports 1K in fast mode", "unknown"), ("4K is not supported without a mask", "unknown"),
])  # fmt: skip
def test_what_a_closed_set_has_not(text: str, kind: str, books: Phrasebooks) -> None:
    """A sentence may repeat what a closed set says, but one that says otherwise is unknown."""
    assert read(books, TIERS, text, "tier") == ({kind}, {})


@pytest.mark.parametrize(
    "text",
    [
        "| Ratio | 1K | 2K | |---|---|---| | 1:1 | 640×640 | 900×900 | | 3:2 | 720×480 | 960×640 |",
        "Text input tokens scale linearly with n",
    ],
)
def test_harmless(text: str, books: Phrasebooks) -> None:
    """A sentence on what comes out or what it costs is informational."""
    assert read(books, TEXT, text, "tier") == ({"informational"}, {})


@pytest.mark.parametrize(
    "text",
    [
        "| Ratio | 1K | 2K | |---|---|---| | 1:1 | 640×640 | not supported |",
        "Text input tokens scale linearly with n and must be below 9",
        "1K: ~1 MP (1000 pixels), only for edits",
    ],
)
def test_not_harmless(text: str, books: Phrasebooks) -> None:
    """The same sentence with a rule in it stays unknown."""
    assert read(books, TEXT, text, "tier") == ({"unknown"}, {})


def test_value_that_excludes_another(books: Phrasebooks) -> None:
    """What a later sentence of a list item says holds with the value that the item is about."""
    text = "Background\n\n- `transparent`: No background. Mutually exclusive with output_format: jpeg"
    kinds, rules = conditions_of(books, "background", text)
    assert "unknown" not in kinds
    assert rules == [{**WHEN, "then": {"properties": {"output_format": {"not": {"const": "jpeg"}}}}}]
    assert conditions_of(books, "background", "Mutually exclusive with output_format: jpeg")[1] == []


def test_implied_rule(books: Phrasebooks) -> None:
    """A form that needs a value of another parameter is understood if that parameter has no other value."""
    text = 'Ratio (must be used with output_format="{}")'
    assert conditions_of(books, "size", text.format("png")) == ({"unknown"}, [])
    single = {"type": "string", "enum": ["png"]}
    assert conditions_of(books, "size", text.format("png"), output_format=single) == ({"fact"}, [])
