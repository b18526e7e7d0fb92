"""Turns the words that a phrase captured into values: numbers, sizes in bytes, times in seconds, sets, defaults."""

import re
from collections.abc import Callable
from math import prod
from typing import Any

_UNITS = {
    "s": 1, "min": 60, "h": 3600, "d": 86400,
    "KB": 1024, "MB": 1024**2, "GB": 1024**3,
}  # fmt: skip
_TEMPLATE = re.compile(r"\{(?P<name>\w+)(?P<shift>[-+]\d+)?\}(?: (?P<unit>\w+))?")
_BESIDE_FORMATS = re.compile(r"\b(?:image|video|audio)/|\([^()]*\)")
_REMARK = re.compile(r" ?\([^()]*\)")
_FEWEST_LOST = 3


class Unfit(Exception):  # noqa: N818 - a rule that does not apply here is not an error
    """The words are not a value that the field could hold."""


def build(template: Any, groups: dict[str, str | None], node: dict[str, Any]) -> Any:
    """Return a template of the phrasebook, filled with what its pattern captured.

    Raises:
        Unfit: The field could not hold the value.
    """
    if isinstance(template, dict):
        return {_key(build(key, groups, node)): build(value, groups, node) for key, value in template.items()}
    if isinstance(template, list):
        return [build(each, groups, node) for each in template]
    found = _TEMPLATE.fullmatch(template) if isinstance(template, str) else None
    if found is None:
        return template
    text = groups.get(found["name"])
    if text is None:
        raise Unfit
    return _captured(found, text, node)


def _key(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _captured(template: re.Match[str], text: str, node: dict[str, Any]) -> Any:
    """Return what a group of a pattern captured, as the value that its name stands for."""
    match template["name"]:
        case "n" | "m" | "k" | "l":
            return _number(text, template["shift"], template["unit"])
        case "q" | "r":
            return _ratio(text, inverted=template["unit"] == "inverted")
        case "set":
            return _set(text, node)
        case "list" | "glossed":
            return _fitting([coerced(each, node) for each in _split(_REMARK.sub("", text))], node)
        case "others":
            return _without({each.casefold() for each in _split(text)}, node)
        case "value":
            return _fitting([coerced(text, node)], node)[0]
        case name:
            return _READERS.get(name, str)(text)


def _without(names: set[str], node: dict[str, Any]) -> list[Any]:
    """Return the members of a closed set without some values, which it may not even have."""
    if "enum" not in node:
        raise Unfit
    return [member for member in node["enum"] if str(member).casefold() not in names]


def _pauses(text: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", text)]


def _area(text: str) -> int:
    """Return a number of pixels, whether it was written as one number or as width and height."""
    return prod(int(each.replace(",", "")) for each in re.findall(r"[\d,]+", text))


def _formats(text: str) -> list[str]:
    names = re.findall(r"[A-Za-z][A-Za-z0-9]+", _BESIDE_FORMATS.sub("", text))
    return [each.lower() for each in names if each.lower() not in _LINKS]


def _ratios(text: str) -> list[str]:
    return re.findall(r"\d+:\d+", text)


def _series(text: str) -> list[str]:
    return re.split(r",? (?:and|or) |, ?", text)


_READERS: dict[str, Callable[[str], Any]] = {
    "ratios": _ratios, "pauses": _pauses, "a": _area, "b": _area, "formats": _formats, "series": _series,
}  # fmt: skip
_LINKS = frozenset({"and", "or"})


def _number(text: str, shift: str | None, unit: str | None) -> int | float:
    value = float(text.replace(",", ""))
    value = (value + int(shift or 0)) * _UNITS.get(unit or "", 1)
    return int(value) if value.is_integer() else value


def _ratio(text: str, *, inverted: bool) -> str:
    """Return a ratio of width to height as `1:16`, whether it was written as a ratio, a fraction or a number."""
    width, _, height = re.sub(r"[/\s]+", ":", text.strip()).partition(":")
    return f"{height or 1}:{width}" if inverted else f"{width}:{height or 1}"


def _split(text: str) -> list[str]:
    return [
        each
        for each in re.split(r"\s*(?:[,、/;|\s]|\band\b|\bor\b|和|或|与|及|または|と|또는|및|와|과)\s*", text)
        if each
    ]


def coerced(text: str, node: dict[str, Any]) -> Any:
    """Return a literal of the page as a value of the field's type.

    Raises:
        Unfit: The literal is not such a value.
    """
    kind = node.get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    text = text.strip().strip("\"'`").rstrip(".")
    if "integer" in kinds and re.fullmatch(r"-?\d+", text):
        return int(text)
    if "number" in kinds and re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        return float(text) if "." in text else int(text)
    if "boolean" in kinds and text.lower() in {"true", "false"}:
        return text.lower() == "true"
    if "string" in kinds and text:
        return text
    raise Unfit


def _fitting(values: list[Any], node: dict[str, Any]) -> list[Any]:
    """Return the values in the spelling of the field's closed set, if it has one; all of them must be members."""
    members = node.get("enum")
    if not members:
        return values
    by_name = {str(member).casefold(): member for member in members}
    if any(str(value).casefold() not in by_name for value in values):
        raise Unfit
    return [by_name[str(value).casefold()] for value in values]


def _set(text: str, node: dict[str, Any]) -> list[int]:
    """Return the numbers of a closed set.

    Raises:
        Unfit: It may be one number, or several without their separators.
    """
    numbers = [int(each) for each in re.findall(r"\d+", text)]
    if len(numbers) > 1:
        return numbers
    digits = run_together(text, node)
    if digits:
        return digits
    known = _known(node)
    if numbers[0] in known or (not known and len(text) == 1):
        return numbers
    raise Unfit


def run_together(text: str, node: dict[str, Any]) -> list[int]:
    """Return the members of a closed set whose separators were lost, as in `124` for 1, 2, 4; else an empty list.

    A number is read so only if its digits ascend and include the page's own example and default, and the whole number
    is neither of them.
    """
    if not text.isdecimal():
        return []
    known = _known(node)
    digits = [int(each) for each in text]
    ascending = len(digits) >= _FEWEST_LOST and digits == sorted(set(digits))
    return digits if ascending and known and int(text) not in known and known <= set(digits) else []


def _known(node: dict[str, Any]) -> set[Any]:
    """Return the values that the page shows for a field: its default and its example."""
    return {node.get("default"), node.get("x-evolink-shown")} - {None}
