"""What the answers of a documentation site mean: what is no page, and how long to wait. Pure."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

SLOW_DOWN, BAD_GATEWAY, UNAVAILABLE = 429, 502, 503
MISSING = frozenset({404, 410})
_HTML = re.compile(
    rb"(?:(?><!--.*?-->)\s*)*<(?:!doctype\s+html|html|head|body|title|meta|link|center|style|script|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_BOM = b"\xef\xbb\xbf"


def no_page(body: bytes, content_type: str) -> str:
    """Return what an answer is instead of a page of Markdown, or an empty text if it may be one.

    Sites answer with pages of errors, for people or for programs, and call them a success.
    """
    kind = content_type.partition(";")[0].strip().lower()
    text = body.removeprefix(_BOM).strip()
    if not text:
        return "nothing but white space"
    if kind in {"text/html", "application/xhtml+xml"} or _HTML.match(text):
        return "an HTML page"
    if kind in {"text/xml", "application/xml"} or text.startswith(b"<?xml"):
        return "an XML document"
    return "a JSON document" if kind.endswith(("/json", "+json")) or _is_json(text) else ""


def _is_json(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that an answer asks to wait, from a number or a date, or None if it does not say.

    A date counts from the answer's own `Date`, since the clocks of site and caller may differ.
    """
    wish = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", wish):
        return float(wish)
    until = _date(wish)
    return None if until is None else max(0.0, (until - (_date(headers.get("date", "")) or now)).total_seconds())


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def asked_again(status: int, wait: float | None) -> bool:
    """Whether a failed request is sent once more: a gateway failed, or the site said when to come back."""
    return status == BAD_GATEWAY or (status in {SLOW_DOWN, UNAVAILABLE} and wait is not None)
