"""One entry of the request log as JSON: who sent what, with which headers, and what the answer was."""

import json
import re
from collections.abc import Mapping
from typing import Any, cast

import evolink_rules
from evolink_mock.page.advice import advise
from evolink_mock.world.kinds import KINDS
from evolink_mock.world.masking import mask_header
from evolink_mock.world.messages import Exchange
from evolink_mock.world.reading import Leniency

_MAX_TEXT = 4_000  # characters of a body
_MAX_HEADER = 500  # characters of a header's value
_MAX_JSON = 1 << 20  # bytes of a body that is parsed to be indented
_FIRST = (
    "user-agent",
    "authorization",
    "idempotency-key",
    "prefer",
    "content-type",
    "accept",
    "range",
    "if-range",
    "if-none-match",
    "origin",
    "host",
)
"""The headers that tell most about a client; others follow as they came."""
_NOISE = re.compile(
    r"accept-(encoding|language)|cache-control|connection|content-length|date|dnt|keep-alive|pragma|priority"
    r"|sec-.+|te|transfer-encoding|upgrade-insecure-requests"
    r"|access-control-(expose|allow)-headers|content-security-policy|x-content-type-options"
)
"""Headers of which each program or the mock itself sends the same ones with everything."""


def exchange_json(entry: Exchange, leniency: Leniency) -> dict[str, Any]:
    """Return an entry of the request log as JSON; credentials are masked.

    Args:
        entry: The entry.
        leniency: How the mock reads create requests.
    """
    request, response = entry.request, entry.response
    return {
        "number": entry.number,
        "at": entry.at,
        "method": request.method,
        "path": request.path,
        "query": request.query,
        "status": response.status,
        "fault": response.fault,
        "ignored": entry.ignored,
        "advice": advise(entry, leniency),
        "headers": shown_headers(request.headers),
        "prefer": request.headers.get("prefer", ""),
        "request": _text(request.body, request.headers.get("content-type", "application/json")),
        "answer_headers": shown_headers(response.headers),
        "response": _text(response.body, response.headers.get("content-type", "")),
        "type": response.headers.get("content-type", ""),
    }


def shown_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that tell something about a client or an answer, those that tell most first."""
    ordered = {**{name: headers[name] for name in _FIRST if name in headers}, **headers}
    return {
        name: mask_header(name, value)[:_MAX_HEADER] for name, value in ordered.items() if not _NOISE.fullmatch(name)
    }


def shortened(value: Any) -> Any:
    """Return a value whose texts are no longer than the page shows: some are whole files."""
    match value:
        case str():
            return value[:_MAX_TEXT]
        case dict():
            return {name: shortened(each) for name, each in cast("dict[str, Any]", value).items()}
        case list():
            return [shortened(each) for each in cast("Any", value)]
        case _:
            return value


def _text(body: bytes, media_type: str) -> str:
    """Return a body as text, indented if it is JSON; of the bytes of a file, how many they are."""
    kind = media_type.partition(";")[0].strip().lower()
    if kind.partition("/")[0] in {*KINDS, "multipart"} or b"\0" in body[:_MAX_TEXT]:
        return f"{kind}, {len(body):,} bytes" if body else ""
    try:
        value = json.loads(body) if len(body) <= _MAX_JSON else None
    except (ValueError, RecursionError):
        value = None
    if value is None or evolink_rules.is_too_deep(value):
        return body[:_MAX_TEXT].decode("utf-8", "replace")
    return json.dumps(shortened(value), ensure_ascii=False, indent=2)[:_MAX_TEXT]
