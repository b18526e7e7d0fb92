"""Reads a JSON body strictly, and refuses others with the documented error."""

import json
from collections.abc import Mapping
from typing import Any, cast

from evolink_mock.world.messages import JSON_TYPE, RefusedError, Request

MAX_BODY_BYTES = 1 << 20


def read_object(request: Request) -> Mapping[str, Any]:
    """Return the body as a JSON object.

    Raises:
        RefusedError: The body is too large, of another type, not JSON, or no object.
    """
    if len(request.body) > MAX_BODY_BYTES:
        raise RefusedError(413)
    if not _is_json(request):
        raise RefusedError(400, f"The content type must be {JSON_TYPE}.")
    value = _parse(request.body)
    if not isinstance(value, dict):
        raise RefusedError(400, "The body must be a JSON object.")
    return cast("dict[str, Any]", value)


def _is_json(request: Request) -> bool:
    """Return whether the body is declared as JSON; one without a content type is read as JSON too."""
    media_type = request.headers.get("content-type", JSON_TYPE)
    return media_type.partition(";")[0].strip().lower() == JSON_TYPE


def _parse(body: bytes) -> Any:
    try:
        value = json.loads(body.decode("utf-8"))
        if b"\\u" in body:
            _ = json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a surrogate pair fails here
    except (ValueError, RecursionError):  # text, number and nesting errors alike
        raise RefusedError(400, "The body is not valid JSON in UTF-8.") from None
    return value
