"""Near misses of behaviours that join fields of a request, which no keyword of JSON Schema can express. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from unicodedata import category

from .applied import holds, merged
from .contract import Schema
from .sizes import breaks_a_size
from .texts import breaks_a_text
from .values import filled, sample, several
from .variation import Variation
from .variations import behaviours_of_one_value

_BLANK: Final[Mapping[str, str]] = {
    "": "empty",
    " ": "a blank",
    "\t\r\n": "line ends",
    "\u00a0\u3000": "wide blanks",
    "\u200b\u2060\ufeff": "zero width",
    "\u3164\u2800": "fillers",
}
_UNSEEN: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Letters, marks and symbols by their category that show nothing by themselves."""
_NOT_BLANK: Final = "x-evolink-required-not-blank"
_TOTAL: Final = "x-evolink-inputs-plus-outputs"
_TOGETHER: Final = "x-evolink-items-together"
_PARTS: Final = "x-evolink-parts"
_WINDOW: Final = "x-evolink-window"


def behaviour_variations(schema: Schema) -> Iterator[Variation]:
    """Yield the near misses of the behaviours of a model's request."""
    for derive in _BEHAVIOURS.values():
        yield from derive(schema)


def breaks_a_behaviour(schema: Schema, request: Mapping[str, Any]) -> bool:
    """Return whether a request breaks a behaviour, even if it is valid by its JSON Schema."""
    return any(breaks(schema, request) for breaks in _BREAKS)


def unknown_behaviours(node: Any) -> set[str]:
    """Return the behaviours of a schema that have no near misses."""
    return _behaviours(node) - _BEHAVIOURS.keys() - behaviours_of_one_value()


def _behaviours(node: Any) -> set[str]:
    if isinstance(node, dict):
        return {name for name in node if name.startswith("x-evolink-")}.union(*map(_behaviours, node.values()))
    return set().union(*map(_behaviours, node)) if isinstance(node, list) else set()


def _totals(schema: Schema) -> Iterator[Variation]:
    """Yield requests for as many images as are allowed with the reference images, and for one more."""
    fields = schema["properties"]
    for name, field in fields.items():
        if _TOTAL in field:
            inputs = name if "items" in field else _lists_of_links(fields)[0]
            for total, valid in ((field[_TOTAL], True), (field[_TOTAL] + 1, False)):
                for request in _splits(schema, inputs, total)[:1]:
                    note = f"{total} together"
                    yield Variation(_TOTAL, (name,), request, valid, note, (inputs if name != inputs else "n",))


def _splits(schema: Schema, inputs: str, total: int) -> list[dict[str, Any]]:
    """Return requests with so many reference images and results in total, each field within its own limits."""
    fields = schema["properties"]
    links, number = fields[inputs], fields.get("n", {"enum": [1]})
    asked = number.get("enum", range(number.get("minimum", 1), number.get("maximum", total) + 1))
    return [
        filled(schema, {inputs: [sample(links["items"])] * (total - n), **({"n": n} if "n" in fields else {})})
        for n in asked
        if max(links.get("minItems", 0), 1) <= total - n <= links.get("maxItems", total)
    ]


def _breaks_total(schema: Schema, request: Mapping[str, Any]) -> bool:
    fields = schema["properties"]
    limits = [field[_TOTAL] for field in fields.values() if _TOTAL in field]
    links = [request.get(name) for name in _lists_of_links(fields)]
    brought = sum(len(each) for each in links if isinstance(each, list))
    asked = request.get("n", fields.get("n", {}).get("default", 1))
    return any(brought + (asked if isinstance(asked, int) else 1) > limit for limit in limits)


def _blanks(schema: Schema) -> Iterator[Variation]:
    """Yield required text that is empty or invisible, and invisible text with one letter."""
    for name in _texts(schema):
        field = schema["properties"][name]
        for text, note in _BLANK.items():
            if len(text) < field.get("minLength", 0):
                continue
            ours = _NOT_BLANK in schema.get("x-evolink-ours", {})
            yield Variation(_NOT_BLANK, (name,), filled(schema, {name: text}), valid=False, note=note, ours=ours)
        unseen = filled(schema, {name: f"{''.join(_BLANK)}x"})
        yield Variation(_NOT_BLANK, (name,), unseen, valid=True, note="and a letter")


def _texts(schema: Schema) -> list[str]:
    if not schema.get(_NOT_BLANK):
        return []
    bound = {"enum", "pattern", "format", "x-evolink-may-be-blank"}
    fields = {name: schema["properties"][name] for name in schema["required"]}
    return [name for name, field in fields.items() if field["type"] == "string" and not field.keys() & bound]


def _breaks_blank(schema: Schema, request: Mapping[str, Any]) -> bool:
    given = [request.get(name) for name in _texts(schema)]
    return any(
        isinstance(text, str) and all(category(each)[0] in "ZC" for each in _UNSEEN.sub("", text)) for text in given
    )


def _together(schema: Schema) -> Iterator[Variation]:
    """Yield requests with as many items in several lists as are allowed together, and with one more."""
    for rule in schema.get(_TOGETHER, ()):
        first, *others = [name.split(".") for name in rule["of"]]
        bound = merged(schema, rule.get("when", {}))
        for total, valid in ((rule["most"], True), (rule["most"] + 1, False)):
            request = filled(bound, {})
            for path, count in ((first, total - len(others)), *((other, 1) for other in others)):
                _put(request, path, several(_at(schema, path), count))
            yield Variation(
                _TOGETHER, (first[0],), request, valid, f"{total} items", tuple(other[0] for other in others)
            )


def _breaks_together(schema: Schema, request: Mapping[str, Any]) -> bool:
    return any(
        sum(len(found) for name in rule["of"] if isinstance(found := _value(request, name), list)) > rule["most"]
        and holds(rule.get("when", {}), request)
        for rule in schema.get(_TOGETHER, ())
    )


def _parts(schema: Schema) -> Iterator[Variation]:
    """Yield requests whose parts add up to the whole, and with a part that is one more."""
    if _PARTS not in schema:
        return
    rule = schema[_PARTS]
    path, whole = rule["of"].split("."), schema["properties"][rule["sum"]]
    total = whole.get("default", sample(whole))
    for parts, valid in (([total], True), ([total - 1, 1], True), ([total + 1], False), ([total, 1], False)):
        request = filled(schema, {rule["sum"]: total})
        _put(request, path, [_part(_at(schema, path)["items"], rule["field"], part) for part in parts])
        yield Variation(_PARTS, (path[0],), filled(schema, request), valid, f"{parts} of {total}")


def _part(items: Schema, field: str, number: float) -> dict[str, Any]:
    text = items["properties"][field]["type"] == "string"
    return filled(items, {field: str(number) if text else number})


def _breaks_parts(schema: Schema, request: Mapping[str, Any]) -> bool:
    rule = schema.get(_PARTS)
    rows = _value(request, rule["of"]) if rule else None
    if not rule or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return False
    whole = request.get(rule["sum"], schema["properties"][rule["sum"]].get("default"))
    try:
        parts = [float(row[rule["field"]]) for row in rows]
    except (KeyError, TypeError, ValueError):
        return False
    return bool(parts) and (min(parts) < rule.get("least", 0) or (whole is not None and sum(parts) != whole))


def _window(schema: Schema) -> Iterator[Variation]:
    """Yield requests whose two numbers are as far apart as is allowed, and one less or more."""
    rule = schema.get(_WINDOW)
    if rule is None:
        return
    first, last = rule["from"].split("."), rule["to"].split(".")
    cases = ((rule["least"], True), (rule["most"], True), (rule["least"] - 1, False), (rule["most"] + 1, False))
    for width, valid in cases:
        request = filled(schema, {})
        _put(request, first, 1)
        _put(request, last, 1 + width)
        yield Variation(_WINDOW, (last[0],), filled(schema, request), valid, f"{width} apart")


def _breaks_window(schema: Schema, request: Mapping[str, Any]) -> bool:
    rule = schema.get(_WINDOW)
    ends = [_value(request, rule[key]) for key in ("from", "to")] if rule else []
    if not rule or not all(isinstance(end, int | float) and not isinstance(end, bool) for end in ends):
        return False
    return not rule["least"] <= ends[1] - ends[0] <= rule["most"]


def _at(schema: Schema, path: list[str]) -> Schema:
    for name in path:
        schema = schema["properties"][name]
    return schema


def _value(request: Any, name: str) -> Any:
    for step in name.split("."):
        request = request.get(step) if isinstance(request, dict) else None
    return request


def _put(request: dict[str, Any], path: list[str], value: Any) -> None:
    *around, last = path
    for name in around:
        request = request.setdefault(name, {})
    request[last] = value


def _lists_of_links(fields: Mapping[str, Schema]) -> list[str]:
    return [name for name, field in fields.items() if field.get("items", {}).get("format") == "uri"]


_BEHAVIOURS: Final[Mapping[str, Callable[[Schema], Iterator[Variation]]]] = {
    _NOT_BLANK: _blanks,
    _TOTAL: _totals,
    _TOGETHER: _together,
    _PARTS: _parts,
    _WINDOW: _window,
}
_BREAKS: Final = (
    _breaks_blank,
    _breaks_total,
    _breaks_together,
    _breaks_parts,
    _breaks_window,
    breaks_a_size,
    breaks_a_text,
)
