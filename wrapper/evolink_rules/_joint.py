"""Behaviours that count or add up what several parameters, or the items of a list, have together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, cast

from ._cases import holds
from ._limits import describe_limit

Found = tuple[tuple[str, ...], Any, str]
"""The path of a parameter, its value, and what is wrong with it."""
TOGETHER: Final = "x-evolink-items-together"
PARTS: Final = "x-evolink-parts"
WINDOW: Final = "x-evolink-window"
_CLOSE: Final = 1e-6


def too_many(rules: Sequence[Mapping[str, Any]], given: Mapping[str, Any]) -> Iterator[Found]:
    """Return each group of lists that have more items together than a rule allows in its case."""
    for rule in rules:
        lists = {name: _at(given, name) for name in rule["of"]}
        counts = {name: _count(items) for name, items in lists.items()}
        total = sum(counts.values())
        if total > rule["most"] and holds(rule.get("when", {}), given):
            name = max(name for name in counts if counts[name])
            words = describe_limit(TOGETHER, [rule])
            yield tuple(name.split(".")), lists[name], f"breaks the limit: {words}; the request has {total}"


def wrong_parts(rule: Mapping[str, Any], schema: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Found]:
    """Return the list whose items do not add up to the parameter that they are parts of, or are too small."""
    items = _at(given, rule["of"])
    path = tuple(rule["of"].split("."))
    if not isinstance(items, list) or not items:
        return
    rows = cast("list[Any]", items)  # type: ignore[redundant-cast]  # pyright wants it
    parts = [_number(_at(row, rule["field"])) for row in rows]
    if None in parts:
        return  # each has a rule of its own that says so
    numbers = cast("list[float]", parts)
    whole = _number(given.get(rule["sum"], schema["properties"][rule["sum"]].get("default")))
    words = describe_limit(PARTS, rule)
    if min(numbers) < rule.get("least", min(numbers)):
        yield path, rows, f"breaks the rule: {words}; one is {min(numbers):g}"
    elif whole is not None and abs(sum(numbers) - whole) > _CLOSE:
        yield path, rows, f"breaks the rule: {words}; they add up to {sum(numbers):g}, {rule['sum']} is {whole:g}"


def wrong_window(rule: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Found]:
    """Return the end of a window that is too short or too long."""
    first, last = (_number(_at(given, rule[key])) for key in ("from", "to"))
    if first is not None and last is not None and not rule["least"] <= last - first <= rule["most"]:
        words = describe_limit(WINDOW, rule)
        yield tuple(rule["to"].split(".")), last, f"breaks the rule: {words}; it is {last - first:g}"


def _count(value: Any) -> int:
    return len(cast("list[Any]", value)) if isinstance(value, list) else 0  # type: ignore[redundant-cast]  # pyright wants it


def _at(given: Any, name: str) -> Any:
    value: Any = given
    for step in name.split("."):
        value = cast("Mapping[str, Any]", value).get(step) if isinstance(value, Mapping) else None
    return value


def _number(value: Any) -> float | None:
    """Return a number, also one that is written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except ValueError:
        return None
