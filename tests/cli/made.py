"""Made-up models for the command line."""

from typing import Any

from evolink_rules import ModelInfo


def made(properties: dict[str, Any], required: list[str] | None = None, **more: Any) -> ModelInfo:
    """Return a model with these parameters."""
    fields = {"model": {"enum": ["brush-9"]}, **properties}
    schema = {"type": "object", "properties": fields, "required": ["model", *(required or [])], **more}
    return ModelInfo("brush-9", (), "/v1/images/generations", "create", "images", lambda: schema, {}, "brush")
