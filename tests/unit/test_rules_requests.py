"""Requests just inside and just outside of each rule."""

import math
from enum import Enum
from fractions import Fraction
from typing import Any

import pytest

from evolink_rules import Violation, models, violations
from tests.models import CANONICAL, REPRESENTATIVES, request_to

GPT = {"model": "gpt-4o-image", "prompt": "a cat"}


def limited(field: str, keyword: str) -> list[str]:
    """Return the models that limit a parameter with a keyword."""
    return [name for name in CANONICAL if keyword in models()[name].schema["properties"].get(field, {})]


def broken(**request: Any) -> list[tuple[str, str]]:
    return [(found.field, found.rule) for found in violations({**GPT, **request})]


@pytest.mark.parametrize("name", list(models()))
def test_minimal_request(name: str) -> None:
    """The minimal request passes under every name of a model."""
    assert violations(request_to(name)) == []


@pytest.mark.parametrize("name", CANONICAL)
def test_listed_values(name: str) -> None:
    """Every listed value passes, and another one is refused."""
    properties = models()[name].schema["properties"]
    for field in properties.keys() - {"model"}:
        for value in properties[field].get("enum", ()):
            assert violations(request_to(name, **{field: value})) == []
        if "enum" in properties[field]:
            found = violations(request_to(name, **{field: "no such value"}))
            assert {(each.field, each.rule) for each in found} >= {(field, "enum")}


@pytest.mark.parametrize(
    "name",
    [name for name in limited("prompt", "maxLength") if name not in limited("prompt", "x-evolink-max-utf8-bytes")],
)
def test_prompt_length(name: str) -> None:
    """The length of a prompt is counted in characters, not in bytes."""
    limit = models()[name].schema["properties"]["prompt"]["maxLength"]
    assert violations(request_to(name, prompt="\N{CAT FACE}" * limit)) == []
    (found,) = violations(request_to(name, prompt="\N{CAT FACE}" * (limit + 1)))
    assert (found.field, found.rule) == ("prompt", "maxLength")
    assert f"at most {limit:,} characters; it has {limit + 1:,}" in found.message


@pytest.mark.parametrize("name", limited("image_urls", "maxItems"))
def test_too_many_images(name: str) -> None:
    """One image too many is refused."""
    limit = models()[name].schema["properties"]["image_urls"]["maxItems"]
    links = [f"https://example.com/{number}.png" for number in range(limit + 1)]
    assert violations(request_to(name, image_urls=links[:limit])) == []
    found = [
        (each.field, each.value) for each in violations(request_to(name, image_urls=links)) if each.rule == "maxItems"
    ]
    assert found == [("image_urls", links)]


@pytest.mark.parametrize(
    ("request_part", "expected"),
    [
        ({"n": 3}, [("n", "enum")]),
        ({"n": "2"}, [("n", "enum"), ("n", "type")]),
        ({"n": True}, [("n", "enum"), ("n", "type")]),
        ({"n": None}, [("n", "enum"), ("n", "type")]),
        ({"size": "16:9"}, [("size", "enum")]),
        ({"quality": "2K"}, [("quality", "additionalProperties")]),
        ({"prompt": None}, [("prompt", "type")]),
        ({"image_urls": "https://example.com/a.png"}, [("image_urls", "type")]),
        (
            {"image_urls": ["https://example.com/a.png", "ftp://example.com/b.png"]},
            [("image_urls[1]", "pattern")],
        ),
        ({"image_urls": ["https://example.com/a b.png"]}, [("image_urls[0]", "format")]),
        ({"callback_url": "http://example.com/hook"}, [("callback_url", "pattern")]),
        ({"callback_url": "https://example.com/" + "a" * 2029}, [("callback_url", "maxLength")]),
        ({"mask_url": "https://example.com/mask.png"}, [("image_urls", "dependentRequired")]),
    ],
    ids=str,
)
def test_near_miss(request_part: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    """A near miss is reported with its field and rule."""
    assert broken(**request_part) == expected


def test_mask() -> None:
    """A mask takes exactly one image."""
    mask, image = "https://example.com/mask.png", "https://example.com/a.png"
    assert broken(mask_url=mask, image_urls=[image]) == []
    assert broken(mask_url=mask, image_urls=[]) == [("image_urls", "minItems")]
    (found,) = violations({**GPT, "mask_url": mask, "image_urls": [image, image]})
    assert (found.field, found.rule) == ("image_urls", "maxItems")
    assert "when mask_url is given" in found.message


@pytest.mark.parametrize(
    "prompt", ["", " ", "\t\r\n", "\u00a0\u2003\u3000", "\u200b\u200d\u2060\ufeff", "\u3164\u2800", "\x00"]
)
@pytest.mark.parametrize("name", [name for name in REPRESENTATIVES if "prompt" in models()[name].schema["required"]])
def test_blank_prompt(name: str, prompt: str) -> None:
    """A blank prompt is refused by a rule of our own."""
    (found,) = violations(request_to(name, prompt=prompt))
    assert (found.field, found.message, found.ours, found.page) == ("prompt", "must not be blank", True, "")
    assert violations(request_to(name, prompt=f"{prompt}.")) == []


def test_missing_prompt() -> None:
    """A missing prompt is reported without a value."""
    (found,) = violations({"model": "gpt-4o-image"})
    assert (found.field, found.rule, found.value) == ("prompt", "required", None)


def test_order_of_violations() -> None:
    """All violations are reported at once, in the order of the parameters."""
    request = {
        **GPT,
        "zebra": 1,
        "callback_url": "x",
        "n": 3,
        "prompt": 7,
        "apple": 2,
        "image_urls": [1] * 12,
    }
    fields = [found.field for found in violations(request)]
    assert fields[:2] == ["prompt", "n"]
    assert fields.index("image_urls[2]") < fields.index("image_urls[10]") < fields.index("callback_url")
    assert fields[-2:] == ["apple", "zebra"]
    assert violations(dict(reversed(request.items()))) == violations(request)


def test_misspelt_parameter() -> None:
    """A misspelt parameter is reported with the right spelling."""
    (found,) = violations({**GPT, "sise": "1:1"})
    assert (found.field, found.value) == ("sise", "1:1")
    assert "did you mean size?" in found.message


@pytest.mark.parametrize("name", ["a[b]", "a[", "[]", "a.b", "a[" + "9" * 5_000 + "]"])
def test_odd_name_of_a_parameter(name: str) -> None:
    """A parameter with a name that looks like a place in the request is reported like any other."""
    (found,) = violations({**GPT, name: 1})
    assert (found.field, found.rule) == (name, "additionalProperties")


def test_capitalised_parameter() -> None:
    """A parameter in capitals is reported with the right spelling."""
    (found,) = violations({**GPT, "SIZE": "1:1"})
    assert found.message == f"not a parameter of {GPT['model']}; did you mean size?"


def test_page_and_value_of_violation() -> None:
    """Each violation has its page, and shows a long value shortened and without the page, which people don't read."""
    (found,) = violations({**GPT, "prompt": "x" * 5000})
    assert found.page == ", ".join(models()["gpt-4o-image"].pages)
    assert found.page not in str(found)
    assert found.page in repr(found)
    assert len(str(found)) < 250
    assert found.value == "x" * 5000


def test_rule_of_our_own() -> None:
    """A rule of our own is marked as such and names no page."""
    found = violations({**GPT, "sise": "1:1", "mask_url": "http://example.com/m.png", "n": 3})
    assert [(each.rule, each.ours) for each in found] == [
        ("enum", False),
        ("dependentRequired", True),
        ("additionalProperties", True),
    ]
    assert all(bool(each.page) != each.ours for each in found)
    assert "ours" in repr(found[-1])


def test_misspelt_model() -> None:
    """A misspelt model is reported with the closest names."""
    (found,) = violations({"model": "GPT-4o-images", "prompt": "x"})
    assert (found.field, found.rule, found.value) == ("model", "enum", "GPT-4o-images")
    assert "did you mean gpt-4o-image" in found.message


@pytest.mark.parametrize(
    ("model", "name", "meant"),
    [
        ("nano-banana-beta", "aspect_ratio", "did you mean size?"),
        ("sora-2", "seconds", "did you mean duration?"),
        ("sora-2", "ratio", "did you mean aspect_ratio?"),
        ("gpt-4o-image", "maskImage", "did you mean mask_url?"),
        ("kling-v3-image-to-video", "image_urls", "did you mean image_start?"),
        ("nano-banana-beta", "n", "it takes prompt, size, image_urls, callback_url"),
    ],
)
def test_synonym(model: str, name: str, meant: str) -> None:
    """A parameter by the name that other models or services have for it is answered by the model's own."""
    found = [each.message for each in violations({"model": model, "prompt": "x", name: "1"}) if each.field == name]
    assert [text.partition("; ")[2] for text in found] == [meant]


@pytest.mark.parametrize(
    ("request_", "rule"),
    [
        ({"prompt": "x"}, "required"),
        ({"model": None}, "required"),
        ({"model": 4}, "type"),
        ({"model": "q"}, "enum"),
    ],
)
def test_unusable_model(request_: dict[str, Any], rule: str) -> None:
    """A request without a usable model says where the models are listed."""
    (found,) = violations(request_)
    assert (found.field, found.rule) == ("model", rule)
    assert "`evolink models` lists the known ones" in found.message


@pytest.mark.parametrize("whole", [None, [], "x", 3, [("model", "gpt-4o-image")]])
def test_not_an_object(whole: object) -> None:
    """A request that is not an object is one violation of the whole."""
    assert [(found.field, found.rule) for found in violations(whole)] == [("", "type")]


@pytest.mark.parametrize("value", [math.nan, math.inf, b"x", {1}, object(), "\ud800", [b"x"], {"a": {1}}])
def test_value_outside_json(value: Any) -> None:
    """A value that JSON can't carry is one violation."""
    assert broken(n=value) == [("n", "json")]


def test_recursive_value() -> None:
    """A value that contains itself is a violation."""
    endless: list[Any] = []
    endless.append(endless)
    assert broken(image_urls=endless) == [("image_urls", "json")]


@pytest.mark.parametrize("levels", [99, 255, 5_000, 200_000])
def test_deep_nesting(levels: int) -> None:
    """A request of more than 100 levels breaks a rule, however deep it is."""
    value: list[Any] = []
    for _ in range(levels - 1):
        value = [value]
    assert [found for found in broken(image_urls=value) if found[1] == "json"] == [("image_urls", "json")] * (
        levels > 99
    )


def test_prompt_outside_json() -> None:
    """A prompt that JSON can't carry is not also reported as missing."""
    assert broken(prompt=b"a cat") == [("prompt", "json")]


def test_unknown_model_and_bad_value() -> None:
    """An unknown model does not hide a value that JSON can't carry."""
    found = violations({"model": "tomorrow", "prompt": b"x"})
    assert [(each.field, each.rule) for each in found] == [("model", "enum"), ("prompt", "json")]


def test_tuple() -> None:
    """A tuple passes, as the list that it becomes."""
    assert broken(image_urls=("https://example.com/a.png",)) == []


def test_name_that_is_no_string() -> None:
    """A parameter name that is not a string is a violation."""
    odd: dict[Any, Any] = {**GPT, 1: "x", (1, 2): "y"}
    assert [found.field for found in violations(odd)] == ["(1, 2)", "1"]


def test_violation_as_text() -> None:
    """A violation reads as one line; only its repr has the rule and the pages."""
    found = Violation("image_urls[3]", "pattern", "x", "must be an https:// URL", "page-a, page-b")
    said = "image_urls[3]: must be an https:// URL (got 'x')"
    assert str(found) == said
    assert repr(found) == f"<Violation {said} [pattern; page-a, page-b]>"


class Colour(Enum):
    RED = "red"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"https://a.example/x.png"}, "it is of the type set; pass a list"),
        (iter([1]), "it is of the type list_iterator; pass a list"),
        (["https://a.example/x.png", Colour.RED], f"image_urls[1] is of the type {__name__}.Colour; pass its value"),
        ([Fraction(1, 2)], "image_urls[0] is of the type fractions.Fraction; pass a plain float"),
        ([{"a": [object()]}], "image_urls[0].a[0] is of the type object"),
    ],
)
def test_value_that_is_no_json(value: object, words: str) -> None:
    """What JSON can't represent is named where it stands, with what to pass instead."""
    (found,) = violations({**GPT, "image_urls": value})
    assert (found.field, found.rule) == ("image_urls", "json")
    assert found.message == f"can't be sent as JSON: {words}"


class Array:
    def __repr__(self) -> str:
        return "[[0,\n  0]]"


def test_value_on_many_lines() -> None:
    """A value whose repr has many lines is shown in one."""
    text = str(Violation("n", "json", Array(), "is wrong"))
    assert text == "n: is wrong (got [[0, 0]])"


@pytest.mark.parametrize(
    ("model", "parameter", "value", "meant"),
    [
        ("nano-banana-beta", "size", "16x9", "16:9"),
        ("gemini-3-pro-image-preview", "quality", "4k", "4K"),
        ("nano-banana-beta", "size", "huge", None),
        ("nano-banana-beta", "size", 16, None),
        ("nano-banana-beta", "size", "1" * 100_000, None),
    ],
)
def test_likely_choice(model: str, parameter: str, value: object, meant: str | None) -> None:
    """A value that is like one of the allowed ones is answered by it."""
    broken = violations({"model": model, "prompt": "x", parameter: value})[-1]
    assert broken.message.partition("; did you mean ")[2] == (f"{meant}?" if meant else "")
