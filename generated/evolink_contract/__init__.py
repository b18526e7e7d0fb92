"""The contract as package data: as a whole, or only what one model needs.

Generated from specs/openapi.yaml by `python -m pipeline generate`; do not edit.
"""

import json
from functools import cache
from pkgutil import get_data  # importlib.resources takes longer to load than all that is read here
from typing import Any, cast

__all__ = ["document", "index", "request_schema"]


@cache
def document() -> dict[str, Any]:
    """Return the whole OpenAPI document; it is read once and shared, so treat it as read-only."""
    return _read("openapi.json")


@cache
def index() -> dict[str, Any]:
    """Return the document without the requests of its models, and under `models` what they are called.

    It is read once and shared, so treat it as read-only.
    """
    return _read("index.json")


@cache
def request_schema(name: str) -> dict[str, Any]:
    """Return the request schema of one model, as in the document. It is read once and shared, too.

    Args:
        name: The name of the schema, which is in the index.
    """
    return _read("schemas", f"{name}.json")


def _read(*path: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(cast("bytes", get_data(__name__, "/".join(path))))
    return loaded
