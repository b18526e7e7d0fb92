"""Rules that hold in a case or join parameters, in our own words: the schema that they become, or nothing."""

from typing import Any

import pytest

from pipeline.reading.facts import Facts, understand
from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.structure import Prose, Reading, node_at

BODY = ("paths", "/v1/videos/generations", "post", "requestBody", "content", "application/json", "schema")
LINK = {"type": "string", "format": "uri"}
LINKS = {"type": "array", "items": LINK}
FIELDS: dict[str, Any] = {
    "prompt": {"type": "string"},
    "paint_urls": LINKS,
    "sound_url": LINK,
    "grain": {"type": "string", "enum": ["fine", "coarse"], "default": "fine"},
    "span": {"type": "integer", "enum": [3, 9]},
    "shape": {"type": "string", "enum": ["round", "flat", "tall"]},
    "duration": {"type": "integer"},
    "ratio": {"type": "string"},
    "model_params": {
        "type": "object",
        "properties": {
            "stroke_list": {
                "type": "array",
                "items": {"type": "object", "properties": {"duration": {"type": "string"}}},
            },
            "layers": {"type": "boolean", "default": False},
            "order": {"type": "string", "enum": ["up"]},
        },
    },
}
COARSE: dict[str, Any] = {"properties": {"grain": {"const": "coarse"}}, "required": ["grain"]}
FINE = {"properties": {"grain": {"const": "fine"}}}  # the default, so it also holds where the field is left out
PAINT: dict[str, Any] = {"required": ["paint_urls"], "properties": {"paint_urls": {"minItems": 1}}}
NO_PAINT = {"properties": {"paint_urls": {"maxItems": 0}}}
TWO_PAINTS = {"required": ["paint_urls"], "properties": {"paint_urls": {"minItems": 2, "maxItems": 2}}}
SOUND = {"required": ["sound_url"]}
LAYERS = {
    "required": ["model_params"],
    "properties": {"model_params": {"required": ["layers"], "properties": {"layers": {"const": True}}}},
}
COARSE_AND_PAINT = {"properties": {**COARSE["properties"], **PAINT["properties"]}, "required": ["grain", "paint_urls"]}
FLAT = {"properties": {"shape": {"const": "flat"}}, "required": ["shape"]}
ONLY_FLAT = {"properties": {"shape": {"enum": ["flat"]}}}
ORDER = {"required": ["model_params"], "properties": {"model_params": {"required": ["order"]}}}


def read(books: Phrasebooks, *said: tuple[str, str]) -> Facts:
    """Read sentences about parameters, named as `model_params.layers` is."""
    schema = {"type": "object", "properties": FIELDS}
    document = {"paths": {BODY[1]: {"post": {"requestBody": {"content": {BODY[5]: {"schema": schema}}}}}}}
    prose = []
    for line, (name, text) in enumerate(said, start=1):
        place = (step for part in name.split(".") for step in ("properties", part))
        prose.append(Prose((*BODY, *place), line, text, line))
    lines = tuple(text for _, text in said)
    return understand(Reading(Page("page", lines, b""), "raw", "en", document, prose=tuple(prose)), books["en"])


def rules(facts: Facts) -> Any:
    return node_at(facts.document, BODY).get("allOf", [])


def when(case: dict[str, Any], then: dict[str, Any]) -> dict[str, Any]:
    return {"if": case, "then": then}


CONDITIONS: list[tuple[str, str, dict[str, Any]]] = [
    ("sound_url", "Required when `grain=coarse`", when(COARSE, SOUND)),
    ("sound_url", "Only required if grain is set to coarse", when(COARSE, SOUND)),
    ("sound_url", "Must be provided when grain is fine", when(FINE, SOUND)),
    ("sound_url", "Required when grain = coarse and paint_urls is given", when(COARSE_AND_PAINT, SOUND)),
    ("model_params.order", "Required when layers=true", when(LAYERS, ORDER)),
    ("prompt", "Required without paint_urls", when(NO_PAINT, {"required": ["prompt"]})),
    ("prompt", "Required for coarse, optional for fine", when(COARSE, {"required": ["prompt"]})),
    ("model_params.order", "Only supported when layers=true", when(ORDER, LAYERS)),
    ("span", "9 seconds (not available for coarse)", when(COARSE, {"properties": {"span": {"not": {"const": 9}}}})),
    ("sound_url", "Not available for coarse", when(COARSE, {"properties": {"sound_url": False}})),
    ("shape", "When using paint_urls, only `flat` is supported", when(PAINT, ONLY_FLAT)),
    ("shape", "flat only available with paint_urls", when(FLAT, PAINT)),
    ("sound_url", "Must be used together with paint_urls", when(SOUND, PAINT)),
    ("sound_url", "Cannot be used without paint_urls", when(SOUND, PAINT)),
    ("model_params.layers", "true: Paints in layers, requires order", when(LAYERS, ORDER)),
    ("sound_url", "Mutually exclusive with paint_urls", when(SOUND, NO_PAINT)),
    ("prompt", "paint_urls and sound_url cannot be used together", {"not": {
        "required": ["paint_urls", "sound_url"], "properties": PAINT["properties"]}}),
    ("prompt", "Provide at least one of paint_urls and sound_url", {"anyOf": [PAINT, SOUND]}),
    ("prompt", "Exactly one of `paint_urls`, `sound_url` must be provided", {"oneOf": [PAINT, SOUND]}),
]  # fmt: skip


@pytest.mark.parametrize(("field", "text", "rule"), CONDITIONS, ids=[text for _, text, _ in CONDITIONS])
def test_condition(field: str, text: str, rule: dict[str, Any], books: Phrasebooks) -> None:
    """A sentence becomes a rule of the whole request, and holds in its case only."""
    facts = read(books, (field, text))
    assert [(each.kind, each.why) for each in facts.outcomes] == [("fact", "")]
    assert rules(facts) == [rule]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("sound_url", "Not required when grain=coarse"),
        ("sound_url", "Required when grain=rough"),
        ("sound_url", "Required when brush=coarse"),
        ("sound_url", "Required when grain=coarse unless paint_urls is given"),
        ("sound_url", "Required when grain is not coarse"),
        ("sound_url", "Usually required when grain=coarse"),
        ("sound_url", "Required in the coming version"),
        ("shape", "When using paint_urls, only `square` is supported"),
        ("sound_url", "Must be used together with brush_urls"),
        ("sound_url", "Mutually exclusive with paint_urls in draft mode"),
        ("prompt", "Provide at least two of paint_urls and sound_url"),
        ("prompt", "At least one of paint_urls and brush_urls must be provided"),
        ("prompt", "paint_urls and sound_url cannot be used together if grain=coarse"),
        ("span", "9 seconds (not available for coarse or free accounts)"),
    ],
)
def test_half_a_condition(field: str, text: str, books: Phrasebooks) -> None:
    """A rule with a word that is not understood stays unknown as a whole."""
    facts = read(books, (field, text))
    assert [each.kind for each in facts.outcomes] == ["unknown"]
    assert rules(facts) == []


def test_terms_of_the_page(books: Phrasebooks) -> None:
    """A word that the page defines by a number of images is a case, wherever the page defines it."""
    facts = read(
        books,
        ("shape", "PP: flat, tall"),
        ("paint_urls", "2 images = PP (Paint-Paint)"),
        ("shape", "round only available in PP mode"),
    )
    assert {each.kind for each in facts.outcomes} == {"fact"}
    assert rules(facts) == [
        {"if": TWO_PAINTS, "then": {"properties": {"shape": {"enum": ["flat", "tall"]}}}},
        {"if": {"properties": {"shape": {"const": "round"}}, "required": ["shape"]}, "then": TWO_PAINTS},
    ]


def test_set_by_another_value(books: Phrasebooks) -> None:
    """A list of values under a heading of two fields belongs to the other one."""
    facts = read(books, ("grain", "How fine it is\n\n**Span & Grain:**\n\n- fine: 3s, 9s\n- coarse: 3s only"))
    assert rules(facts) == [{"if": COARSE, "then": {"properties": {"span": {"enum": [3]}}}}]


def test_heading_is_a_case(books: Phrasebooks) -> None:
    """What stands under a heading of one case holds in that case, defaults included."""
    facts = read(books, ("shape", "**Paint mode (when using paint_urls):**\n\n- Default: `flat`"))
    assert rules(facts) == [{"if": PAINT, "then": {"properties": {"shape": {"default": "flat"}}}}]
    assert "default" not in node_at(facts.document, (*BODY, "properties", "shape"))


def test_contradiction(books: Phrasebooks) -> None:
    """Two sentences that say different things of one case are both withdrawn."""
    heading = "**Paint mode (when using paint_urls):**\n\n- Default: "
    facts = read(books, ("shape", f"{heading}`flat`"), ("shape", f"{heading}`tall`"))
    assert rules(facts) == []
    assert [each.kind for each in facts.outcomes if each.sentence.text.startswith("Default")] == ["unknown", "unknown"]


@pytest.mark.parametrize(
    ("text", "keyword"),
    [
        ("Ignored when grain is coarse", "x-evolink-ignored-when"),
        ("Only takes effect when grain=coarse", "x-evolink-effective-when"),
    ],
)
def test_no_effect(text: str, keyword: str, books: Phrasebooks) -> None:
    """A field without effect in a case is shown as such; nothing is refused."""
    facts = read(books, ("shape", text))
    assert node_at(facts.document, (*BODY, "properties", "shape"))[keyword] == COARSE
    assert rules(facts) == []


def test_no_effect_of_another(books: Phrasebooks) -> None:
    """A sentence may say of another field when it has no effect."""
    facts = read(books, ("grain", "When grain=coarse, the prompt parameter will be ignored"))
    assert node_at(facts.document, (*BODY, "properties", "prompt"))["x-evolink-ignored-when"] == COARSE


def test_items_together(books: Phrasebooks) -> None:
    """Lists that share a limit in a case share it with each other, wherever they stand."""
    facts = read(books, ("paint_urls", "Paint count + stroke count <= 4 when sound_url is provided"))
    assert node_at(facts.document, BODY)["x-evolink-items-together"] == [
        {"of": ["paint_urls", "model_params.stroke_list"], "most": 4, "when": SOUND}
    ]


def test_parts(books: Phrasebooks) -> None:
    """What the items of a list add up to, and the least of each, are one rule of the request."""
    said = (
        "Sum of all segment durations must be equal to the whole duration",
        "Each shot duration >= 1 and <= total duration",
    )
    facts = read(books, *(("model_params.stroke_list", text) for text in said))
    assert node_at(facts.document, BODY)["x-evolink-parts"] == {
        "of": "model_params.stroke_list", "field": "duration", "sum": "duration", "least": 1,
    }  # fmt: skip


def test_values_beside_those_of_another_case(books: Phrasebooks) -> None:
    """A heading's values may be those of the heading before and more, if the page counts them."""
    text = (
        "**No paint (without paint_urls):**\n\n- Supported values: 5:8 (tall), 8:5\n\n"
        "**Paint (with paint_urls):**\n\n- In addition to the above {} options, it also supports `same` (as the paint)"
    )
    facts = read(books, ("ratio", text.format(2)))
    assert [each["then"]["properties"]["ratio"]["enum"] for each in rules(facts)] == [
        ["5:8", "8:5"],
        ["5:8", "8:5", "same"],
    ]
    assert len(rules(read(books, ("ratio", text.format(3))))) == 1


@pytest.mark.parametrize(
    ("field", "text", "kind"),
    [
        ("prompt", "A text, optional", "fact"),
        ("prompt", "A text (required)", "unknown"),
        ("span", "Decimals and 4 are not supported", "fact"),
        ("span", "Decimals and 9 are not supported", "unknown"),
        ("prompt", "brush_urls, and mask_urls are not supported", "fact"),
        ("prompt", "brush_urls, and sound_url are not supported", "unknown"),
    ],
)
def test_what_the_structure_says_too(field: str, text: str, kind: str, books: Phrasebooks) -> None:
    """A sentence that repeats the structure is understood, and one that contradicts it is not."""
    facts = read(books, (field, text))
    assert [each.kind for each in facts.outcomes] == [kind]
    assert rules(facts) == []
