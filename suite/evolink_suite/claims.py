"""What an answer says of itself, against what it is: its type, its numbers, its clocks. Pure."""

import math
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, Final

from .contract import JSON_TYPE, Schema

_UTF8: Final = ("", "utf-8", "utf8")
_HTTP_DATE: Final = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT")
_HOUR: Final = 3600
_DAY: Final = 24 * _HOUR
_RESETS: Final = ("x-ratelimit-reset", "ratelimit-reset", "x-rate-limit-reset")


def false_claims(status: int, headers: Mapping[str, str], body: Any, schema: Schema, accepted: str) -> Iterator[str]:
    """Yield what is not true in what a JSON answer says of itself.

    Args:
        status: Its status.
        headers: Its headers.
        body: Its body, decoded.
        schema: The schema of the body.
        accepted: The codings that the request accepted.
    """
    media_type, charset = content_type(headers)
    if media_type != JSON_TYPE:
        yield f"the content type is {media_type!r}"
    if charset.lower() not in _UTF8:
        yield f"the charset is {charset!r}, and JSON is UTF-8"
    if coding := unwanted_coding(headers, accepted):
        yield f"the content encoding is {coding!r}, and {accepted!r} was asked for"
    yield from _false_times(headers, _HOUR if status == HTTPStatus.TOO_MANY_REQUESTS else _DAY)
    yield from (f"{place or 'the body'} is {value}, and JSON has no such number" for place, value in _odd(body))
    yield from (f"{place} is {value!r}, a whole number with a fraction" for place, value in _fractions(schema, body))


def content_type(headers: Mapping[str, str]) -> tuple[str, str]:
    """Return the media type and the charset of an answer, empty for none."""
    message = Message()
    message["content-type"] = headers.get("content-type", "")
    return headers.get("content-type", "").partition(";")[0].strip(), str(message.get_param("charset", ""))


def unwanted_coding(headers: Mapping[str, str], accepted: str) -> str:
    """Return the coding of an answer that its request did not accept, or an empty string."""
    known = {each.partition(";")[0].strip().lower() for each in accepted.split(",")}
    codings = [each.strip() for each in headers.get("content-encoding", "").split(",")]
    return next((each for each in codings if each and each.lower() not in known), "")


def date_of(headers: Mapping[str, str]) -> float | None:
    """Return the Unix time at which a server says that it answered; None if it does not say."""
    text = headers.get("date", "")
    return parsedate_to_datetime(text).timestamp() if _HTTP_DATE.fullmatch(text) else None


def _false_times(headers: Mapping[str, str], longest: float) -> Iterator[str]:
    date, text = date_of(headers), headers.get("date")
    if text is not None and date is None:
        yield f"the date is {text!r}, which is no date of HTTP"
    now = datetime.now(UTC).timestamp() if date is None else date
    if (wait := headers.get("retry-after")) is not None and not 0 <= _seconds_until(wait, now) <= longest:
        yield f"an answer of {text} says to retry after {wait!r}"
    for name in _RESETS:
        if (reset := headers.get(name)) is not None and not -1 <= _seconds_until(reset, now) <= _DAY:
            yield f"an answer of {text} says {name}: {reset!r}"


def _seconds_until(text: str, now: float) -> float:
    """Return how many seconds a header says, as their number, a date or a Unix time; NaN for something else."""
    if _HTTP_DATE.fullmatch(text):
        return parsedate_to_datetime(text).timestamp() - now
    if not re.fullmatch(r"[0-9]{1,15}", text):
        return math.nan
    return float(text) - now if float(text) > 1e9 else float(text)


def _odd(value: Any, place: str = "") -> Iterator[tuple[str, float]]:
    match value:
        case float() if not math.isfinite(value):
            yield place, value
        case dict():
            for name, member in value.items():
                yield from _odd(member, f"{place}.{name}".lstrip("."))
        case list():
            for at, item in enumerate(value):
                yield from _odd(item, f"{place}.{at}".lstrip("."))
        case _:
            pass


def _fractions(schema: Schema, value: Any, place: str = "") -> Iterator[tuple[str, float]]:
    """Yield whole numbers that are written with a fraction: JSON Schema allows it, but few languages read them."""
    match value:
        case float() if schema.get("type") == "integer":
            yield place, value
        case dict():
            for name, member in schema.get("properties", {}).items():
                if name in value:
                    yield from _fractions(member, value[name], f"{place}.{name}".lstrip("."))
        case list():
            for at, item in enumerate(value):
                yield from _fractions(schema.get("items", {}), item, f"{place}.{at}".lstrip("."))
        case _:
            pass
