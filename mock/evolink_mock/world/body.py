"""Reads a JSON body strictly, and refuses others with the documented error."""

import json
import math
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, cast

import evolink_rules
from evolink_mock.world.contract import operations
from evolink_mock.world.messages import JSON_TYPE, RefusedError, Request
from evolink_mock.world.upload_rules import largest_upload, upload_paths

_MAX_BODY_BYTES = 1 << 20
_BASE64 = 4 / 3  # bytes of text for one of a file
_CHARSET = re.compile(r';\s*charset\s*=\s*("[^"]*"|[^\s;]*)', re.IGNORECASE)
_CHARSETS = ("utf-8", "utf8", "us-ascii")
_PLAIN = "identity"
_TOO_DEEP = "The body is nested too deep."


def body_limit(path: str) -> int:
    """Return how many bytes a body at a path may have: more where files are uploaded or models document more."""
    return max(_MAX_BODY_BYTES, _documented().get(path, 0))


@cache
def _documented() -> Mapping[str, int]:
    """Return how large bodies may be by the contract, by path."""
    largest = {path: int(largest_upload() * _BASE64) + _MAX_BODY_BYTES for path in upload_paths()}
    for operation in operations():
        if operation.models:
            largest[operation.path] = max(model.max_bytes for model in operation.models.values())
    return largest


def is_too_large(request: Request) -> bool:
    """Return whether a body is larger than its path allows; more of it was not read."""
    return len(request.body) > _MAX_BODY_BYTES and len(request.body) > body_limit(request.path)


def refuse_encoded(request: Request) -> None:
    """Refuse a body that is compressed, or encoded in any other way: the mock reads bodies as they are.

    Raises:
        RefusedError: The body is encoded.
    """
    encoding = request.headers.get("content-encoding", "").strip().lower()
    if encoding not in ("", _PLAIN):
        raise RefusedError(415, f"The content encoding must be {_PLAIN}.", headers={"accept-encoding": _PLAIN})


def refuse_charset(request: Request) -> None:
    """Refuse a body that is said to be written in anything but UTF-8.

    Raises:
        RefusedError: It is.
    """
    named = _CHARSET.search(request.headers.get("content-type", ""))
    if named and named[1].strip('"').lower() not in _CHARSETS:
        raise RefusedError(415, f"The charset must be {_CHARSETS[0]}.")


def read_object(request: Request) -> Mapping[str, Any]:
    """Return the body as a JSON object.

    Raises:
        RefusedError: The body is too large, of another type, not JSON, or no object.
    """
    refuse_encoded(request)
    if is_too_large(request):
        raise RefusedError(413)
    refuse_charset(request)
    if not is_json(request):
        raise RefusedError(400, f"The content type must be {JSON_TYPE}.")
    value = _parse(request.body)
    if not isinstance(value, dict):
        raise RefusedError(400, "The body must be a JSON object.")
    return cast("dict[str, Any]", value)


def is_json(request: Request, *, declared: bool = False) -> bool:
    """Return whether the body is JSON by its content type; one without is JSON too, unless that must be declared."""
    media_type = request.headers.get("content-type", "" if declared else JSON_TYPE)
    return media_type.partition(";")[0].strip().lower() == JSON_TYPE


def _parse(body: bytes) -> Any:
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_finite, parse_float=_finite)
        if b"\\u" in body:
            _ = json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a surrogate pair fails here
    except RecursionError:
        raise RefusedError(400, _TOO_DEEP) from None
    except ValueError:  # text and number errors alike
        raise RefusedError(400, "The body is not valid JSON in UTF-8.") from None
    if evolink_rules.is_too_deep(value):
        raise RefusedError(400, _TOO_DEEP)
    return value


def _finite(text: str) -> float:
    """Return a number of JSON, which has neither NaN nor infinity.

    Raises:
        ValueError: It is one of these, or so large that it becomes one.
    """
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"{text[:20]} is not a number in JSON")
    return number
