"""Requests whose results must have a known shape and number, derived from the contract. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from .applied import holds
from .behaviours import breaks_a_behaviour
from .contract import Operation, Schema
from .near_misses import whole_first, whole_models
from .selection import EVERYTHING, Selection
from .values import filled

_RATIO: Final = re.compile(r"(\d+)[:x](\d+)")
_LINES: Final = re.compile(r"(\d+)p")
_SECONDS: Final = re.compile(r"(\d+)s?")
_OF_SHAPES: Final = re.compile("size|ratio|resolution")
_OF_LINES: Final = re.compile("quality|resolution")
_OF_LENGTH: Final = re.compile("duration")
_OF_SOUND: Final = re.compile("generate_audio|sound")
_OF_FORMAT: Final = re.compile("(?:.*_)?format")
_TYPES: Final[Mapping[str, str]] = {
    "png": "image/png",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "mov": "video/quicktime",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
}
_NO_EFFECT: Final = frozenset({"x-evolink-no-effect", "x-evolink-effective-when", "x-evolink-effective-for"})
_Ask = tuple[dict[str, Any], Any]
"""Fields of a request, and what its results then must be."""


@dataclass(frozen=True)
class Shape:
    """What the results of a request must be; None for what the model does not let the caller choose.

    Attributes:
        ratio: Width divided by height.
        lines: Pixels of the shorter side.
        seconds: How long it lasts.
        sounds: Whether it can be heard.
        media_type: The media type.
    """

    ratio: float | None = None
    lines: int | None = None
    seconds: float | None = None
    sounds: bool | None = None
    media_type: str | None = None

    def __str__(self) -> str:
        chosen = {name: value for name, value in vars(self).items() if value is not None}
        told = [f"{name} {value:.2f}" if name == "ratio" else f"{name} {value}" for name, value in chosen.items()]
        return ", ".join(told) or "any shape"


@dataclass(frozen=True)
class ShapedRequest:
    """A request that determines the shape and number of its results.

    Attributes:
        operation: The operation to send it to.
        model: The model's present name, which the answers must carry.
        request: The request.
        shape: What each result must be.
        count: The number of results; None if the model has no such field.
        is_new: Whether no request before has a shape like this.
    """

    operation: Operation
    model: str
    request: dict[str, Any]
    shape: Shape
    count: int | None
    is_new: bool = True

    def __str__(self) -> str:
        return f"{self.request['model']}-{self.shape}-{self.count or 'some'} results"


def shaped_requests(operations: Iterable[Operation], selection: Selection = EVERYTHING) -> Iterator[ShapedRequest]:
    """Yield a request for each wanted model: the tallest, smallest and shortest results, with sound, by its last name.

    The models that are tried whole also have one for the widest results, under the first name, and as many results as
    there may be.
    """
    for operation in operations:
        whole = whole_models(operation, selection)
        seen: set[tuple[str, Any]] = set()
        for model in whole_first(operation, selection):
            schema = operation.models[model]
            names = schema["properties"]["model"]["enum"]
            counts = dict(_counts(schema)) if model in whole else {}
            tallest, *others = _ratios(schema)
            asked = [(tallest, names[-1]), *((each, names[0]) for each in others[-1:] if model in whole)]
            for ratio, name in asked:
                fields, shape = _chosen(schema, {"model": name, **counts}, ratio)
                aspects = {(aspect, value) for aspect, value in vars(shape).items() if value is not None}
                is_new = not seen or not aspects <= seen
                yield ShapedRequest(operation, model, fields, shape, next(iter(counts.values()), None), is_new)
                seen |= aspects or {("", None)}


def _chosen(schema: Schema, given: dict[str, Any], ratio: _Ask) -> tuple[dict[str, Any], Shape]:
    """Return a request for results of a ratio, and what else may be asked for with it."""
    asks = {
        "ratio": [ratio],
        "lines": sorted(_values(schema, _OF_LINES, _LINES), key=lambda ask: ask[1]),
        "seconds": sorted(_lengths(schema), key=lambda ask: ask[1]),
        "sounds": list(_sounds(schema)),
        "media_type": list(_formats(schema))[::-1],
    }
    chosen: dict[str, Any] = {}
    for aspect, found in asks.items():
        fitting = (ask for ask in found if not ask[0].keys() & given.keys() and _is_valid(schema, {**given, **ask[0]}))
        fields, chosen[aspect] = next(fitting, ({}, None))
        given = {**given, **fields}
    return filled(schema, given), Shape(**chosen)


def _is_valid(schema: Schema, fields: dict[str, Any]) -> bool:
    whole = filled(schema, fields)
    kept = all(whole.get(name) == value for name, value in fields.items())
    return kept and holds(schema, whole) and not breaks_a_behaviour(schema, whole)


def _ratios(schema: Schema) -> list[_Ask]:
    """Return what to ask for to get each ratio, the tallest first; nothing in particular if the model has none."""
    found = [
        ({field: value}, int(match[1]) / int(match[2]))
        for field, value, match in _matching(schema, _OF_SHAPES, _RATIO)
        if _is_valid(schema, {field: value})
    ]
    return sorted(found, key=lambda ask: ask[1]) or [({}, None)]


def _values(schema: Schema, named: re.Pattern[str], form: re.Pattern[str]) -> Iterator[_Ask]:
    yield from (({field: value}, int(match[1])) for field, value, match in _matching(schema, named, form))


def _matching(
    schema: Schema, named: re.Pattern[str], form: re.Pattern[str]
) -> Iterator[tuple[str, Any, re.Match[str]]]:
    """Yield the values of closed sets that have a form, each with its field."""
    for field, member in schema["properties"].items():
        if named.search(field) and not member.keys() & _NO_EFFECT:
            for value in member.get("enum", ()):
                if match := form.fullmatch(str(value)):
                    yield field, value, match


def _lengths(schema: Schema) -> Iterator[_Ask]:
    yield from _values(schema, _OF_LENGTH, _SECONDS)
    for field, member in schema["properties"].items():
        if _OF_LENGTH.search(field) and member.get("minimum", 0) > 0 and not member.keys() & _NO_EFFECT:
            yield {field: member["minimum"]}, member["minimum"]


def _sounds(schema: Schema) -> Iterator[_Ask]:
    for field, member in schema["properties"].items():
        if _OF_SOUND.fullmatch(field):
            yield {field: "on" if "on" in member.get("enum", ()) else True}, True


def _formats(schema: Schema) -> Iterator[_Ask]:
    for field, member in schema["properties"].items():
        if _OF_FORMAT.fullmatch(field):
            yield from (({field: value}, _TYPES[value]) for value in member.get("enum", ()) if value in _TYPES)


def _counts(schema: Schema) -> Iterator[tuple[str, int]]:
    for field, member in schema["properties"].items():
        if member.get("x-evolink-billed-per-image"):
            yield field, max(member.get("enum") or [member.get("maximum", 1)])
