"""The contract as package data.

Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""

import json
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["document"]


@cache
def document() -> dict[str, Any]:
    """Return the whole OpenAPI document; it is read once and shared, so treat it as read-only."""
    text = files(__name__).joinpath("openapi.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded
