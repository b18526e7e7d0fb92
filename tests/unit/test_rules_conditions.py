"""Rules that hold in a case or join parameters: what breaks them, and in which words."""

from collections.abc import Iterator
from typing import Any

import pytest

import evolink_rules
from evolink_rules import _check, _index, describe_limit, describe_relations
from evolink_rules._index import ModelInfo

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["model"],
    "properties": {
        "model": {"type": "string", "enum": ["brush-9"]},
        "grain": {"type": "string", "enum": ["fine", "coarse"], "default": "fine"},
        "span": {"type": "integer", "enum": [3, 9]},
        "paint_urls": {"type": "array", "items": {"type": "string"}},
        "sound_url": {"type": "string"},
        "shape": {"type": "string"},
        "model_params": {
            "type": "object",
            "properties": {
                "layers": {"type": "boolean"},
                "order": {"type": "string"},
                "strokes": {
                    "type": "array",
                    "items": {"type": "object", "properties": {"span": {"type": "string"}}, "required": ["span"]},
                },
            },
        },
    },
    "x-evolink-parts": {"of": "model_params.strokes", "field": "span", "sum": "span", "least": 2},
    "x-evolink-items-together": [
        {
            "of": ["paint_urls", "model_params.strokes"],
            "most": 3,
            "when": {"required": ["grain"], "properties": {"grain": {"const": "coarse"}}},
        },
    ],
    "allOf": [
        {
            "if": {"required": ["grain"], "properties": {"grain": {"const": "coarse"}}},
            "then": {"properties": {"span": {"enum": [3]}}},
        },
        {
            "if": {
                "required": ["model_params"],
                "properties": {"model_params": {"required": ["layers"], "properties": {"layers": {"const": True}}}},
            },
            "then": {"required": ["model_params"], "properties": {"model_params": {"required": ["order"]}}},
        },
        {"if": {"required": ["sound_url"]}, "then": {"properties": {"paint_urls": {"maxItems": 0}, "shape": False}}},
        {"not": {"required": ["grain", "shape"]}},
        {
            "anyOf": [
                {"required": ["shape"]},
                {"required": ["paint_urls"], "properties": {"paint_urls": {"minItems": 1}}},
            ]
        },
    ],
}

ADDED_UP = "the span of all model_params.strokes adds up to span, each at least 2"
TOGETHER = "at most 3 items in paint_urls and model_params.strokes together when grain is coarse"


@pytest.fixture(autouse=True)
def brush(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    info = ModelInfo("brush-9", (), "/v1/images/generations", "createBrush", "images", lambda: SCHEMA, {})
    monkeypatch.setattr(_check, "models", lambda: {"brush-9": info})
    _check._validator.cache_clear()
    yield
    _check._validator.cache_clear()
    assert _index.models() is not None


def said(**request: Any) -> list[str]:
    return [f"{each.field}: {each.message}" for each in evolink_rules.violations({"model": "brush-9", **request})]


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        ({"shape": "x", "span": 9}, []),
        ({"paint_urls": ["x"], "grain": "coarse", "span": 3}, []),
        ({"paint_urls": ["x"], "grain": "coarse", "span": 9}, ["span: must be 3 when grain is coarse"]),
        (
            {"shape": "x", "model_params": {"layers": True}},
            ["model_params.order: is missing when model_params.layers is True"],
        ),
        ({"paint_urls": [], "sound_url": "x"}, ["paint_urls: at least one of shape or paint_urls is required"]),
        ({"shape": "x", "sound_url": "x"}, ["shape: can't be used when sound_url is given"]),
        (
            {"paint_urls": ["x"], "sound_url": "x"},
            ["paint_urls: must have at most 0 items when sound_url is given; it has 1"],
        ),
        ({"shape": "x", "grain": "fine"}, ["shape: grain and shape can't be used together"]),
        ({"shape": "x", "span": 9, "model_params": {"strokes": [{"span": "4"}, {"span": "5"}]}}, []),
        (
            {"shape": "x", "span": 9, "model_params": {"strokes": [{"span": "4"}, {"span": "4"}]}},
            [f"model_params.strokes: breaks the rule: {ADDED_UP}; they add up to 8, span is 9"],
        ),
        (
            {"shape": "x", "span": 3, "model_params": {"strokes": [{"span": "1"}, {"span": "2"}]}},
            [f"model_params.strokes: breaks the rule: {ADDED_UP}; one is 1"],
        ),
        ({"paint_urls": ["x"] * 4}, []),
        (
            {"paint_urls": ["x"] * 4, "grain": "coarse"},
            [f"paint_urls: breaks the limit: {TOGETHER}; the request has 4"],
        ),
        ({}, ["shape: at least one of shape or paint_urls is required"]),
    ],
)
def test_violation(request_: dict[str, Any], words: list[str]) -> None:
    """A violation names the field, what it must be, and the case in which that holds."""
    assert said(**request_) == words


def test_words() -> None:
    """A reader of the limits sees each rule with its case."""
    assert list(describe_relations(SCHEMA)) == [
        "when grain is coarse: span must be 3",
        "when model_params.layers is True: model_params.order is required",
        "when sound_url is given: paint_urls can't be used; shape can't be used",
        "grain and shape can't be used together",
        "at least one of shape or paint_urls is required",
        ADDED_UP,
        TOGETHER,
    ]


def test_no_effect() -> None:
    """A parameter without effect in a case is shown as such."""
    case = {"properties": {"paint_urls": {"minItems": 2}, "shape": False}, "required": ["paint_urls"]}
    assert describe_limit("x-evolink-ignored-when", case) == (
        "ignored when paint_urls has 2 or more items and shape is not given"
    )
