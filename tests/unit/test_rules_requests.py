"""Requests just inside and just outside of each rule."""

import math
from typing import Any

import pytest

from evolink_rules import Violation, models, violations

GPT = {"model": "gpt-4o-image", "prompt": "a cat"}
CANONICAL = sorted({info.name for info in models().values()})


def least(name: str, **request: Any) -> dict[str, Any]:
    """Return a request with what the model asks for at the least, and whatever more a test wants."""
    schema = models()[name].schema
    needed = {field: fitting(schema["properties"][field]) for field in schema["required"]}
    return {**needed, "model": name, **request}


def fitting(schema: dict[str, Any]) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    if schema["type"] == "array":
        return [fitting(schema["items"]) for _ in range(schema.get("minItems", 1))]
    return {"integer": schema.get("minimum", 1), "boolean": True}.get(
        schema["type"], "https://example.com/1.png" if "pattern" in schema or "format" in schema else "x"
    )


def limited(field: str, keyword: str) -> list[str]:
    """Return the models that limit a parameter with a keyword."""
    return [name for name in CANONICAL if keyword in models()[name].schema["properties"].get(field, {})]


def broken(**request: Any) -> list[tuple[str, str]]:
    return [(found.field, found.rule) for found in violations({**GPT, **request})]


@pytest.mark.parametrize("name", list(models()))
def test_the_least_request_passes_under_every_name(name: str) -> None:
    assert violations(least(name)) == []


@pytest.mark.parametrize("name", CANONICAL)
def test_every_listed_value_passes_and_another_is_refused(name: str) -> None:
    properties = models()[name].schema["properties"]
    for field in properties.keys() - {"model"}:
        for value in properties[field].get("enum", ()):
            assert violations(least(name, **{field: value})) == []
        if "enum" in properties[field]:
            found = violations(least(name, **{field: "no such value"}))
            assert {(each.field, each.rule) for each in found} >= {(field, "enum")}


@pytest.mark.parametrize("name", limited("prompt", "maxLength"))
def test_the_prompt_is_measured_in_characters_and_not_in_bytes(name: str) -> None:
    limit = models()[name].schema["properties"]["prompt"]["maxLength"]
    assert violations(least(name, prompt="\N{CAT FACE}" * limit)) == []
    (found,) = violations(least(name, prompt="\N{CAT FACE}" * (limit + 1)))
    assert (found.field, found.rule) == ("prompt", "maxLength")
    assert f"at most {limit:,} characters; it has {limit + 1:,}" in found.message


@pytest.mark.parametrize("name", limited("image_urls", "maxItems"))
def test_one_image_too_many_is_refused(name: str) -> None:
    limit = models()[name].schema["properties"]["image_urls"]["maxItems"]
    links = [f"https://example.com/{number}.png" for number in range(limit + 1)]
    assert violations(least(name, image_urls=links[:limit])) == []
    found = [(each.field, each.value) for each in violations(least(name, image_urls=links)) if each.rule == "maxItems"]
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
def test_a_near_miss_is_told_by_field_and_rule(request_part: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert broken(**request_part) == expected


def test_a_mask_takes_exactly_one_image() -> None:
    mask, image = "https://example.com/mask.png", "https://example.com/a.png"
    assert broken(mask_url=mask, image_urls=[image]) == []
    assert broken(mask_url=mask, image_urls=[]) == [("image_urls", "minItems")]
    (found,) = violations({**GPT, "mask_url": mask, "image_urls": [image, image]})
    assert (found.field, found.rule) == ("image_urls", "maxItems")
    assert "when mask_url is given" in found.message


@pytest.mark.parametrize(
    "prompt", ["", " ", "\t\r\n", "\u00a0\u2003\u3000", "\u200b\u200d\u2060\ufeff", "\u3164\u2800", "\x00"]
)
@pytest.mark.parametrize("name", CANONICAL)
def test_a_blank_prompt_is_refused_as_a_rule_of_ours(name: str, prompt: str) -> None:
    (found,) = violations(least(name, prompt=prompt))
    assert (found.field, found.message, found.ours, found.page) == ("prompt", "must not be blank", True, "")
    assert violations(least(name, prompt=f"{prompt}.")) == []


def test_a_missing_prompt_is_told_without_a_value() -> None:
    (found,) = violations({"model": "gpt-4o-image"})
    assert (found.field, found.rule, found.value) == ("prompt", "required", None)


def test_all_violations_come_at_once_in_the_order_of_the_parameters() -> None:
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


def test_a_misspelt_parameter_is_told_with_the_right_spelling() -> None:
    (found,) = violations({**GPT, "sise": "1:1"})
    assert (found.field, found.value) == ("sise", "1:1")
    assert "did you mean size?" in found.message


def test_a_parameter_in_capitals_is_told_with_the_right_spelling() -> None:
    (found,) = violations({**GPT, "SIZE": "1:1"})
    assert found.message == "is not a parameter of this model; did you mean size?"


def test_each_violation_names_its_page_and_shows_a_long_value_short() -> None:
    (found,) = violations({**GPT, "prompt": "x" * 5000})
    assert found.page == ", ".join(models()["gpt-4o-image"].pages)
    assert found.page in str(found)
    assert len(str(found)) < 250
    assert found.value == "x" * 5000


def test_a_rule_that_is_ours_is_told_as_ours_and_blames_no_page() -> None:
    found = violations({**GPT, "sise": "1:1", "mask_url": "http://example.com/m.png", "n": 3})
    assert [(each.rule, each.ours) for each in found] == [
        ("enum", False),
        ("dependentRequired", True),
        ("additionalProperties", True),
    ]
    assert all(bool(each.page) != each.ours for each in found)
    assert "ours" in str(found[-1])


def test_a_mistyped_model_is_told_with_the_closest_names() -> None:
    (found,) = violations({"model": "GPT-4o-images", "prompt": "x"})
    assert (found.field, found.rule, found.value) == ("model", "enum", "GPT-4o-images")
    assert "did you mean gpt-4o-image" in found.message


@pytest.mark.parametrize(
    ("request_", "rule"),
    [
        ({"prompt": "x"}, "required"),
        ({"model": None}, "required"),
        ({"model": 4}, "type"),
        ({"model": "q"}, "enum"),
    ],
)
def test_a_request_without_a_usable_model_lists_the_models(request_: dict[str, Any], rule: str) -> None:
    (found,) = violations(request_)
    assert (found.field, found.rule) == ("model", rule)
    assert all(name in found.message for name in models())


@pytest.mark.parametrize("whole", [None, [], "x", 3, [("model", "gpt-4o-image")]])
def test_what_is_no_object_is_one_violation_of_the_whole(whole: object) -> None:
    assert [(found.field, found.rule) for found in violations(whole)] == [("", "type")]


@pytest.mark.parametrize("value", [math.nan, math.inf, b"x", {1}, object(), "\ud800", [b"x"], {"a": {1}}])
def test_a_value_that_json_cannot_carry_is_one_violation(value: Any) -> None:
    assert broken(n=value) == [("n", "json")]


def test_a_value_that_holds_itself_is_a_violation() -> None:
    endless: list[Any] = []
    endless.append(endless)
    assert broken(image_urls=endless) == [("image_urls", "json")]


def test_a_prompt_that_json_cannot_carry_is_not_also_called_missing() -> None:
    assert broken(prompt=b"a cat") == [("prompt", "json")]


def test_an_unknown_model_does_not_hide_what_json_cannot_carry() -> None:
    found = violations({"model": "tomorrow", "prompt": b"x"})
    assert [(each.field, each.rule) for each in found] == [("model", "enum"), ("prompt", "json")]


def test_a_tuple_passes_as_the_list_it_becomes() -> None:
    assert broken(image_urls=("https://example.com/a.png",)) == []


def test_a_name_that_is_no_string_is_a_violation() -> None:
    odd: dict[Any, Any] = {**GPT, 1: "x", (1, 2): "y"}
    assert [found.field for found in violations(odd)] == ["(1, 2)", "1"]


def test_a_violation_reads_as_one_line() -> None:
    found = Violation("image_urls[3]", "pattern", "x", "must be an https:// URL", "page-a, page-b")
    assert str(found) == "image_urls[3]: must be an https:// URL (got 'x') [pattern; page-a, page-b]"
