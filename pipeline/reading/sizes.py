"""Settles what the sentences on a size mean together: a closed set, or words and ratios beside a size in pixels.

A page says in several sentences which forms a size may have, which words and ratios there are, and between which
bounds pixels must lie. The set is closed only if every form that the page announces was understood: either it counts
them, or no sentence on the field is unknown.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pipeline.reading.structure import node_at
from pipeline.yamlio import Path_

PREFIX = "size-"
"""How keywords begin that live only until the page is read."""
VALUES = "size-values"
FORMS = "size-forms"
GATHERED = frozenset({VALUES, FORMS})
"""Lists to which each sentence adds."""
_FORM_COUNT, _VALUE_COUNT = "size-form-count", "size-value-count"
_PIXEL, _SUPPORTED = "pixel", "supported"
_SIZES = "x-evolink-size-values"
_BOUNDS = tuple(f"x-evolink-size-{name}" for name in ("sides", "pixels", "ratio", "step"))
_IN_PIXELS = re.compile(r"\d+[xX×*]\d+")
_RATIO = re.compile(r"\d+(?:\.\d+)?:\d+(?:\.\d+)?")


def settle(document: dict[str, Any], unknown: Mapping[Path_, Sequence[str]]) -> dict[Path_, Path_]:
    """Turn what was gathered about each size into keywords of the contract.

    Args:
        document: The facts of a page, which are changed.
        unknown: The sentences that are unknown, by node.

    Returns:
        The place of each keyword that was gathered, with that of the keyword it became.
    """
    moved: dict[Path_, Path_] = {}
    for at, node in list(_nodes(document)):
        if node.keys() & {*GATHERED, _FORM_COUNT, _VALUE_COUNT, *_BOUNDS}:
            keyword = _settled(node, unknown.get(at, ()))
            moved |= {(*at, VALUES): (*at, keyword)} if keyword else {}
    return moved


def miscounts(keywords: Collection[str], document: dict[str, Any], at: Path_) -> bool:
    """Return whether a sentence states how many values a size has, and its node lists another number of them."""
    if _VALUE_COUNT not in keywords:
        return False
    node = node_at(document, at)
    return VALUES in node and not _is_whole(node[VALUES], node.get(_VALUE_COUNT, 0))


def _settled(node: dict[str, Any], unknown: Sequence[str]) -> str:
    """Settle one node and return the keyword of its values; none if they are no closed set."""
    values = node.pop(VALUES, [])
    forms = {*node.pop(FORMS, []), *(_form_of(each) for each in values)}
    announced, counted = node.pop(_FORM_COUNT, 0), node.pop(_VALUE_COUNT, 0)
    listed = node.get("enum", [])
    free = _PIXEL in forms or any(keyword in node for keyword in _BOUNDS)
    if any(_IN_PIXELS.fullmatch(str(value)) for value in listed):
        free = False  # the page lists each size in pixels
        for keyword in _BOUNDS:
            node.pop(keyword, None)
    if listed and free:
        node[_SIZES] = node.pop("enum")
    elif not listed and values and _is_whole(values, counted) and _is_closed(values, forms, announced, unknown):
        default = [node["default"]] if isinstance(node.get("default"), str) else []
        node[_SIZES if free else "enum"] = list(dict.fromkeys([*default, *values]))
    return next((keyword for keyword in (_SIZES, "enum") if keyword in node), "")


def _form_of(value: str) -> str:
    return "ratio" if _RATIO.fullmatch(value) else "auto" if value == "auto" else "word"


def _is_whole(values: Sequence[str], counted: int) -> bool:
    """Return whether all values were understood, if the page counts its ratios."""
    return not counted or counted == sum(_RATIO.fullmatch(each) is not None for each in values)


def _is_closed(values: Sequence[str], forms: Collection[str], announced: int, unknown: Sequence[str]) -> bool:
    """Return whether a size has no other form, and no sentence that is unknown names another value."""
    named = {ratio for each in unknown for ratio in _RATIO.findall(each)}
    if announced:
        return len({*forms} - {_SUPPORTED}) >= announced and named <= set(values)
    return _SUPPORTED in forms and not unknown


def _nodes(node: Any, at: Path_ = ()) -> Iterator[tuple[Path_, dict[str, Any]]]:
    """Return every object of a document with its place."""
    if isinstance(node, dict):
        yield at, node
        for key, member in node.items():
            yield from _nodes(member, (*at, str(key)))
    elif isinstance(node, list):
        for place, member in enumerate(node):
            yield from _nodes(member, (*at, str(place)))
