"""Compares what pages say, field by field, and reports differences with pages and lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.problems import Level, Problem
from pipeline.reading.structure import place_name
from pipeline.yamlio import Path_

_BRANCHES = frozenset({"properties", "items", "required", "x-evolink-read-off"})
_SETS = frozenset({"enum", "x-evolink-image-formats", "x-evolink-callback-events", "x-evolink-charged-extra"})
_SCALARS = frozenset({"string", "integer", "number", "boolean", "null"})
MISSING = object()
"""The value of a keyword that a page does not state."""


@dataclass(frozen=True)
class Stated:
    """A node as one page states it."""

    page: dict[str, Any]
    at: Path_
    node: Any

    @property
    def name(self) -> str:
        """Name of the page."""
        return str(self.page["name"])

    @property
    def weak(self) -> bool:
        """Whether the page hides the object's fields, so that they were taken from the example."""
        return isinstance(self.node, dict) and "x-evolink-read-off" in self.node

    def line(self, *further: str) -> int:
        """Return the page's line of this node, or of the node around it."""
        at = (*self.at, *further)
        while at:
            found = self.page["lines"].get(place_name(at))
            if found:
                return int(found)
            at = at[:-1]
        return 1

    def child(self, *steps: str) -> "Stated":
        """Return the same page's statement of a node inside this one."""
        node = self.node
        for step in steps:
            node = node[step]
        return Stated(self.page, (*self.at, *steps), node)


def media_types(operation: dict[str, Any]) -> Iterator[str]:
    """Return the media types of an operation's bodies."""
    for body in (operation.get("requestBody", {}), *operation.get("responses", {}).values()):
        yield from body.get("content", {})


@dataclass
class Agreement:
    """How strictly pages are compared, and what was found.

    Attributes:
        same: Whether the pages describe one model; the answers of several may differ in closed sets.
        fields_must_match: Whether a field that one page lacks is an error, and not a note.
    """

    same: bool
    fields_must_match: bool
    problems: list[Problem] = field(default_factory=list)

    def merge(self, stated: Sequence[Stated]) -> Any:
        """Return what the pages say together; where they differ, the first page wins."""
        if len(stated) == 1:
            return stated[0].node
        strong = [each for each in stated if not each.weak] or list(stated)
        merged = {key: self._keyword(key, strong) for key in _keys(strong)}
        if any("properties" in each.node for each in stated):
            merged["properties"] = self._fields(stated)
        if "items" in strong[0].node:
            merged["items"] = self.merge([each.child("items") for each in strong if "items" in each.node])
        required = self._required(strong)
        if required:
            merged["required"] = required
        if all(each.weak for each in stated):
            merged["x-evolink-read-off"] = "example"
        return merged

    def _keyword(self, key: str, stated: Sequence[Stated]) -> Any:
        if key == "allOf":
            return self._conditions(stated)
        having = [each for each in stated if key in each.node]
        first = having[0]
        if key == "type" and not self.fields_must_match and any(page.node[key] != first.node[key] for page in having):
            return self._either(having)
        for other in stated:
            value = other.node.get(key, MISSING)
            if not equal(key, first.node[key], value) and self._matters(key, value):
                self._differ(first, other, key, value)
        if key in _SETS and not self.same:
            return list(dict.fromkeys(each for page in having for each in page.node[key]))
        return first.node[key]

    def _matters(self, key: str, value: Any) -> bool:
        """Return whether a difference matters: pages of different models may omit facts and extend closed sets."""
        return self.same or (value is not MISSING and key not in _SETS)

    def _either(self, having: Sequence[Stated]) -> list[str]:
        """Return all types that pages state for a field of an answer, as versions of the service answer differently."""
        kinds = list(dict.fromkeys(kind for page in having for kind in _kinds(page)))
        first = having[0]
        for other in having:
            if not set(_kinds(other)) <= _SCALARS and set(_kinds(other)) - {"null"} != set(_kinds(first)) - {"null"}:
                self._differ(first, other, "type", other.node["type"])
            elif _kinds(other) != _kinds(first):
                self._differ(first, other, "type", other.node["type"], level="note")
        return kinds

    def _conditions(self, stated: Sequence[Stated]) -> list[Any]:
        """Return the conditions of every page; a page must state those about the fields that it has."""
        conditions: list[Any] = []
        for page in stated:
            conditions += [each for each in page.node.get("allOf", []) if each not in conditions]
        for condition in conditions:
            fields = set(condition.get("then", {}).get("required", []))
            able = [page for page in stated if fields <= set(page.node.get("properties", {}))]
            for page in able:
                if condition not in page.node.get("allOf", []):
                    self._differ(able[0], page, "allOf", page.node.get("allOf", MISSING))
        return conditions

    def _fields(self, stated: Sequence[Stated]) -> dict[str, Any]:
        names = list(dict.fromkeys(name for each in _strongest(stated) for name in each.node.get("properties", {})))
        fields = {}
        for name in names:
            having = [each for each in stated if name in each.node.get("properties", {})]
            if not any(each.weak for each in having):
                for other in stated:
                    if name not in other.node.get("properties", {}) and not other.weak:
                        self._lacks(having[0], other, name)
            # A documented type replaces one taken from an example.
            fields[name] = self.merge(_documented([each.child("properties", name) for each in having], having))
        return fields

    def _required(self, stated: Sequence[Stated]) -> list[str]:
        first = stated[0]
        for other in stated[1:]:
            if set(first.node.get("required", [])) != set(other.node.get("required", [])):
                self._differ(first, other, "required", other.node.get("required", MISSING))
        return list(first.node.get("required", []))

    def _differ(self, first: Stated, other: Stated, key: str, value: Any, level: Level = "error") -> None:
        one, two = first.node.get(key, MISSING), value
        what = f"{place_name(first.at)}.{key}: {said(one)} here, {said(two)} on {other.name}:{other.line(key)}"
        self._report(first, level, what, first.line(key))

    def _lacks(self, first: Stated, other: Stated, name: str) -> None:
        level: Level = "error" if self.fields_must_match else "note"
        what = f"{place_name(first.at)}.{name}: not on {other.name}:{other.line()}"
        self._report(first, level, what, first.line("properties", name))

    def _report(self, first: Stated, level: Level, what: str, line: int) -> None:
        self.problems.append(Problem(first.name, line, level, what, "pages agree, or an overlay settles it"))


def _keys(stated: Sequence[Stated]) -> Iterator[str]:
    yield from dict.fromkeys(key for each in stated for key in each.node if key not in _BRANCHES)


def _kinds(stated: Stated) -> list[str]:
    kind = stated.node["type"]
    return [kind] if isinstance(kind, str) else list(kind)


def _strongest(stated: Sequence[Stated]) -> list[Stated]:
    return sorted(stated, key=lambda each: each.weak)


def _documented(fields: list[Stated], parents: list[Stated]) -> list[Stated]:
    strong = [each for each, parent in zip(fields, parents, strict=True) if not parent.weak]
    return strong or fields


def equal(key: str, one: Any, other: Any) -> bool:
    """Return whether two values of a keyword say the same; the order of a closed set says nothing."""
    if key in _SETS and isinstance(one, list) and isinstance(other, list):
        return sorted(map(repr, one)) == sorted(map(repr, other))
    return bool(one == other)


def said(value: Any) -> str:
    """Return a value as a problem names it."""
    return "nothing" if value is MISSING else repr(value)
