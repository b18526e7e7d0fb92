"""A request to copy, for every model."""

from typing import Any

import pytest

from evolink_rules import example_request, models, violations


def test_every_model() -> None:
    """Every model of the contract has a request that it accepts, and that costs nothing extra."""
    for name, info in models().items():
        if name == info.name:
            request = example_request(info.schema)
            assert request is not None, name
            assert violations(request) == [], name
            fields = info.schema["properties"]
            assert not [each for each in request if request[each] in fields[each].get("x-evolink-charged-extra", ())]


def of(properties: dict[str, Any], **more: Any) -> dict[str, Any] | None:
    fields = {"model": {"enum": ["brush-9", "brush-8"]}, **properties}
    return example_request({"type": "object", "properties": fields, "additionalProperties": False, **more})


TEXT = {"type": "string"}
INSIDE = {"properties": {"a": TEXT, "b": {"type": "number", "minimum": 2}}, "type": "object", "required": ["a"]}


@pytest.mark.parametrize(
    ("properties", "more", "expected"),
    [
        ({"prompt": TEXT, "seed": {"type": "integer"}}, {}, {"prompt": "a lighthouse at dusk"}),
        ({"one": TEXT, "two": TEXT}, {"anyOf": [{"required": ["two"]}]}, {"two": "a lighthouse at dusk"}),
        ({"clip_video_url": {**TEXT, "format": "uri"}}, {"required": ["clip_video_url"]},
         {"clip_video_url": "https://example.com/clip.mp4"}),
        ({"size": {"enum": [1, 2, 4], "default": 1, "x-evolink-charged-extra": [2]}}, {}, {"size": 4}),
        ({"params": INSIDE}, {"required": ["params"], "allOf": [{"properties": {"params": {"required": ["b"]}}}]},
         {"params": {"a": "a lighthouse at dusk", "b": 2}}),
        ({"id": {**TEXT, "format": "uuid"}}, {"required": ["id"]}, {"id": "00000000-0000-4000-8000-000000000000"}),
    ],
)  # fmt: skip
def test_made_up_models(properties: dict[str, Any], more: dict[str, Any], expected: dict[str, Any]) -> None:
    """The request has what is required, common choices, and what rules that join parameters ask for."""
    assert of(properties, **more) == {"model": "brush-9", **expected}


def test_no_request() -> None:
    """There is none if no simple value fits."""
    assert of({"code": {**TEXT, "pattern": "^[A-Z]{3}-\\d{9}$"}}, required=["code"]) is None
