"""The fields of an answer, read leniently: objects, texts, numbers, links, and figures of credits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite
from typing import Any, cast

MAX_CREDITS = 1e6
"""Credits that no single call costs, some 15,000 dollars: a figure above is counted as this much, and not believed."""

_MILLISECONDS = 1e11
"""Numbers from here on are milliseconds: as seconds they would lie more than a thousand years ahead."""
_RESERVED = ("usage.credits_reserved", "billing.reserved_credits")
_USED = ("usage.credits_used", "usage.cost.credits")
_CHARGED, _REFUNDED = "billing.charged_credits", "billing.refunded_credits"
_FIGURES = {field: tuple(field.split(".")) for field in (*_RESERVED, *_USED, _CHARGED, _REFUNDED)}
_LINK_FIELDS = ("url", "image_url", "video_url", "audio_url", "stream_audio_url")
"""Where an item that is an object has its links, in the order in which they are wanted."""


def as_object(value: object) -> dict[str, Any]:
    """Return an object as it is, and an empty one for anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def as_text(value: object) -> str:
    """Return a code, name or message as text; some pages and answers have integers there."""
    return str(value) if isinstance(value, str | int) else ""


def as_number(value: object) -> float | None:
    """Return a number that can be calculated with: not NaN, not infinite, not too large for a float."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def as_moment(value: object) -> float | None:
    """Return a time in Unix seconds: seconds or milliseconds, as a number or a text, or a date by ISO 8601."""
    if isinstance(value, bool):
        return None
    try:
        number = float(value) if isinstance(value, int | float | str) else None
    except ValueError:
        return _date(str(value))
    except OverflowError:
        return None
    if number is None or not 0 < number < _MILLISECONDS * 1e4:
        return None
    return number / 1000 if number >= _MILLISECONDS else number


def _date(text: str) -> float | None:
    try:
        date = datetime.fromisoformat(text.strip())
        seconds = (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None
    return seconds if seconds > 0 else None  # some services say in this way that there is none


def read_links(body: Mapping[str, Any]) -> tuple[str, ...]:
    """Return every link of an answer once: those of `results` first, then what only `result_data` has."""
    links = [*_links(body.get("results")), *_links(body.get("result_data"))]
    return tuple(dict.fromkeys(links))


def _links(value: object) -> Iterator[str]:
    """Yield the links of a list, of an object, or of a link that stands alone."""
    match value:
        case str() if value.strip():
            yield value.strip()
        case dict():
            item = cast("dict[str, object]", value)
            for name in _LINK_FIELDS:
                if isinstance(link := item.get(name), str):
                    yield from _links(link)
        case list():
            for each in cast("list[object]", value):
                if not isinstance(each, list):  # a list in a list is no form of the service, and may be endless
                    yield from _links(each)
        case _:
            pass


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of credits in an answer.

    Attributes:
        reserved: Credits reserved for the task; None if the answer has no usable figure.
        used: Credits it has cost, less refunds; None likewise.
        odd: Impossible figures, each with its field and value.
    """

    reserved: float | None
    used: float | None
    odd: tuple[str, ...] = ()


def read_figures(body: Mapping[str, Any]) -> Figures:
    """Return the figures of a task's answer, from the first field that has one.

    A negative figure or NaN is ignored: nothing that may have cost something counts as free. What is infinite or
    larger than `MAX_CREDITS` counts as `MAX_CREDITS`.

    Args:
        body: The answer.
    """
    values = {field: value for field, names in _FIGURES.items() if (value := _at(body, names)) is not None}
    used = _first(values, _USED)
    if used is None and (charged := countable(values.get(_CHARGED))) is not None:
        used = max(0.0, charged - (countable(values.get(_REFUNDED)) or 0.0))
    return Figures(_first(values, _RESERVED), used, tuple(_odd(values)) if values else ())


def countable(value: object) -> float | None:
    """Return a figure of the service as it is counted; None if it can't be counted."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:  # NaN too
        return None
    return float(min(value, MAX_CREDITS))


def _odd(values: Mapping[str, object]) -> Iterator[str]:
    for field, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        counted = countable(value)
        if counted is None:
            yield f"{field} is {_short(value)}, which is not counted"
        elif value > MAX_CREDITS:
            yield f"{field} is {_short(value)}, which is counted as {MAX_CREDITS:,.0f}"


def _short(value: float) -> str:
    """Return a number in a few characters: an integer may have thousands of digits."""
    try:
        return f"{float(value):g}"
    except OverflowError:
        return "an integer beyond all floats"


def _first(values: Mapping[str, object], fields: tuple[str, ...]) -> float | None:
    for field in fields:
        if (figure := countable(values.get(field))) is not None:
            return figure
    return None


def _at(body: Mapping[str, Any], names: tuple[str, ...]) -> object:
    value: object = body
    for name in names:
        if not isinstance(value, dict):
            return None
        value = cast("dict[str, object]", value).get(name)
    return value
