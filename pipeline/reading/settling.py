"""Settles the rules of a request that hold in a case, once the whole page is read: contradictions, and defaults."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from pipeline.reading.cases import Schema, merged
from pipeline.reading.conditions import SCOPED
from pipeline.reading.values import Unfit
from pipeline.yamlio import Path_

_BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")


def contradictions(stated: Mapping[int, list[tuple[Path_, Schema]] | None]) -> set[int]:
    """Return which sentences say different things of one field in one case: neither counts."""
    known: dict[tuple[str, str], tuple[str, int]] = {}
    found: set[int] = set()
    for place, each in stated.items():
        for at, facts in each or ():
            for rule in facts.get("allOf", []):
                for leaf, value in _leaves(rule.get("then", {}), ""):
                    key = (json.dumps([at, rule.get("if")], sort_keys=True), leaf)
                    said, first = known.setdefault(key, (json.dumps(value, sort_keys=True), place))
                    if said != json.dumps(value, sort_keys=True):
                        found |= {first, place}
    return found


def _leaves(schema: Any, place: str) -> Iterator[tuple[str, Any]]:
    """Return the keywords of a schema's parameters by their places."""
    for name, inner in schema.get("properties", {}).items():
        for keyword, value in inner.items() if isinstance(inner, dict) else ():
            if keyword in SCOPED:
                yield f"{place}.{name}.{keyword}", value
        if isinstance(inner, dict):
            yield from _leaves(inner, f"{place}.{name}")


def settle(document: Schema) -> None:
    """Take from each condition of a request what its defaults satisfy: a parameter left out has its default."""
    for item in document.get("paths", {}).values():
        for operation in item.values():
            for media in operation.get("requestBody", {}).get("content", {}).values():
                _settle(media.get("schema", {}))


def _settle(schema: Schema) -> None:
    _settle_automatic(schema)
    _settle_numbers(schema)
    if "allOf" in schema and any("if" in rule for rule in schema["allOf"]):
        schema["allOf"] = list(_joined(schema["allOf"]))
    for rule in schema.get("allOf", []):
        for part in ("if", "then"):
            if part in rule:
                _relax(rule[part], schema)
    for inner in [*schema.get("properties", {}).values(), schema.get("items")]:
        if isinstance(inner, dict):
            _settle(inner)


def _joined(rules: list[Schema]) -> Iterator[Schema]:
    """Return the rules, those of one case as one."""
    first: dict[str, Schema] = {}
    for rule in rules:
        key = json.dumps(rule.get("if"), sort_keys=True)
        if "if" not in rule or "else" in rule or key not in first:
            first.setdefault(key, rule)
            yield rule
            continue
        with suppress(Unfit):
            first[key]["then"] = merged([first[key]["then"], rule["then"]])
            continue
        yield rule


def _settle_automatic(node: Schema) -> None:
    """Allow a number within its bounds, or the one outside of them that leaves the choice to the service."""
    value = node.get("x-evolink-automatic")
    bounds = {key: node[key] for key in _BOUNDS if key in node}
    if value is not None and bounds.get("minimum", value) > value:
        kind = {"type": node["type"]}
        node["anyOf"] = [{**kind, "enum": [value]}, {**kind, **bounds}]
        for key in bounds:
            del node[key]


def _settle_numbers(node: Schema) -> None:
    """Allow a number to be written as text as well, where the page says so."""
    if not node.pop("x-evolink-number-too", False) or not all(each.isdecimal() for each in node.get("enum", ["?"])):
        return
    words = node.pop("enum")
    node["anyOf"] = [{"type": "string", "enum": words}, {"type": "integer", "enum": [int(each) for each in words]}]
    del node["type"]


def _relax(case: Schema, schema: Schema) -> None:
    for name, inner in case.get("properties", {}).items():
        node = schema.get("properties", {}).get(name, {})
        if not isinstance(inner, dict):
            continue
        if "properties" in inner:
            _relax(inner, node)
            satisfied = "required" not in inner
        else:
            satisfied = "default" in node and node["default"] in [*inner.get("enum", []), inner.get("const", ...)]
        if satisfied:
            _not_required(case, name)
    for each in case.get("anyOf", []):
        _relax(each, schema)


def _not_required(case: Schema, name: str) -> None:
    rest = [each for each in case.get("required", []) if each != name]
    case.pop("required", None)
    if rest:
        case["required"] = rest
