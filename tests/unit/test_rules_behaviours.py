"""Behaviours that tie parameters together, over schemas made here: no keyword of JSON Schema can say them."""

from typing import Any

import pytest

from evolink_rules._behaviours import related

TOTAL = "x-evolink-inputs-plus-outputs"
LINKS = {"type": "array", "items": {"type": "string", "format": "uri"}}


def schema_of(bearer: str, **more: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "image_urls": {**LINKS},
        "video_urls": {**LINKS},
        "n": {"type": "integer", "x-evolink-billed-per-image": True, **more},
    }
    fields[bearer][TOTAL] = 6
    return {"properties": fields}


@pytest.mark.parametrize("bearer", ["image_urls", "n"])
@pytest.mark.parametrize(("links", "request_part", "message"), [
    (2, {"n": 4}, None),
    (3, {"n": 4}, "3 + 4 = 7"),
    (5, {}, None),  # one image is made where nothing is said
    (6, {}, "6 + 1 = 7"),
    (5, {"n": True}, None),  # what is no number is another rule's matter
    (0, {"n": 7}, "0 + 7 = 7"),
    (2, {"n": 4, "video_urls": ["https://x.test/a.mp4"] * 9}, None),  # only images count
])  # fmt: skip
def test_shared_limit_of_images(bearer: str, links: int, request_part: dict[str, Any], message: str | None) -> None:
    """Reference images and images to generate share a limit."""
    request = request_part | ({"image_urls": ["https://x.test/a.png"] * links} if links else {})
    found = list(related(schema_of(bearer), request))
    assert [(each.rule, each.ours, each.message.rpartition("the request has ")[2]) for each in found] == (
        [(TOTAL, False, message)] if message else []
    )
    assert all(each.path[0] in request for each in found)


def test_blank_texts() -> None:
    """Required texts must not be blank; optional ones may be."""
    text = {"type": "string"}
    fields = {"text": text, "title": text, "size": {"type": "string", "enum": ["", "1:1"]}}
    schema = {"required": ["text", "size"], "properties": fields, "x-evolink-required-not-blank": True}
    request = {"text": " ", "title": "", "size": ""}
    assert [(each.path, each.ours) for each in related(schema, request)] == [(("text",), False)]


def test_default_counts() -> None:
    """A default counts as a requested value."""
    assert [each.path for each in related(schema_of("n", default=4), {"image_urls": ["x"] * 3})] == [("image_urls",)]


def test_nested_object() -> None:
    """An object inside a request is checked as well."""
    outer = {"properties": {"shots": {"items": schema_of("n")}}}
    request = {"shots": [{"n": 6}, {"n": 7}]}
    assert [each.path for each in related(outer, request)] == [("shots", 1, "n")]
