"""Rules that a phrase states of the request's structure: they repeat what it refuses, or limit what its lists hold."""

import re
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from pipeline.reading.cases import Parameters, Schema, is_given, merged
from pipeline.reading.values import Unfit, coerced
from pipeline.yamlio import Path_

_PARTS = "x-evolink-parts"
_WINDOW = "x-evolink-window"
PAIR = 2
_SEPARATOR = re.compile(r"\s*(?:,\s*(?:and|or)\b|[,/;|+&]|\band(?:/or)?\b|\bor\b)\s*")


def special(rule: Mapping[str, Any], around: Parameters) -> tuple[Path_, Schema] | None:
    """Return what a rule states that holds in every case without being a condition of the request; else None."""
    beside = around.known.get(around.own[:-1], {}) if len(around.own) > 1 else around.whole
    if rule.get("field") in ("required", "optional") and not rule.keys() & {"when", "value", "given", "with"}:
        if (around.own[len(around.own) - 1] in beside.get("required", [])) != (rule["field"] == "required"):
            raise Unfit
        return around.root, {}
    if "unlisted" in rule or "unknown" in rule:
        refused = [_refuses(around.known[around.own], each) for each in _words(rule.get("unlisted"))]
        known = [each for each in _words(rule.get("unknown")) if if_named(each, around)]
        if not all(refused) or known:
            raise Unfit
        return around.root, {}
    if "item" in rule:
        return _of_items(rule, around)
    if "parts" in rule:
        return around.root, {_PARTS: _parts(rule["parts"], around)}
    if "window" in rule:
        ends = {key: ".".join(around.named(rule[key])) for key in ("from", "to")}
        return around.root, {_WINDOW: {**ends, **rule["window"]}}
    if "also" in rule:
        return around.root, {}
    return None


def _words(text: str | list[str] | None) -> list[str]:
    if isinstance(text, list):
        return text
    return [each for each in _SEPARATOR.split(text) if each] if text else []


def _refuses(node: Schema, text: str) -> bool:
    """Return whether a value, or a kind of values, is none that the field could hold."""
    if re.fullmatch(r"-?\d+", text):
        return int(text) not in node["enum"] if "enum" in node else int(text) < node.get("minimum", int(text))
    return text.casefold() not in {str(each).casefold() for each in node.get("enum", ())} and (
        "enum" in node or node.get("type") in {"integer", "number"}
    )


def _of_items(rule: Mapping[str, Any], around: Parameters) -> tuple[Path_, Schema]:
    """Return keywords of a field of a list's items, which the structure must not contradict."""
    node = around.known[around.own].get("items", {}).get("properties", {}).get(rule["item"])
    if node is None or any(node.get(key, value) != value for key, value in rule["keywords"].items()):
        raise Unfit
    own = (step for name in around.own for step in ("properties", name))
    return (*around.root, *own, "items", "properties", rule["item"]), dict(rule["keywords"])


def _parts(rule: Mapping[str, Any], around: Parameters) -> Schema:
    """Return what the items of the only list whose items have a field add up to, or what each is at least."""
    field = rule["field"]
    lists = [
        path
        for path, node in around.known.items()
        if field in node.get("items", {}).get("properties", {}) and path[: len(path) - 1] == around.own[: len(path) - 1]
    ]
    if len(lists) != 1 or (field,) not in around.known:
        raise Unfit
    return {"of": ".".join(lists[0]), "field": field, **{key: rule[key] for key in ("least", "sum") if key in rule}}


def paths_of(names: str | list[str] | None, around: Parameters) -> list[tuple[str, ...]]:
    """Return the parameters that a list of names means, without the field itself if there are others."""
    if names is None:
        return []
    paths = list(dict.fromkeys(around.named(name) for name in _words(names)))
    if not paths:
        raise Unfit
    return paths


def if_named(word: str, around: Parameters) -> list[tuple[str, ...]]:
    """Return the parameter that a word means, if it means one."""
    try:
        return [around.named(word)]
    except Unfit:
        return []


def typed(keywords: Mapping[str, Any], node: Schema) -> Schema:
    """Return keywords whose values were written as text, in the type of another parameter."""
    found: Schema = {}
    for keyword, value in keywords.items():
        if keyword != "enum":
            found[keyword] = value
            continue
        numeric = bool({"integer", "number"} & {node.get("type")})
        words = re.findall(r"-?\d+(?:\.\d+)?", value) if numeric else [each for each in _SEPARATOR.split(value) if each]
        members = node.get("enum")
        found[keyword] = [coerced(each, node) for each in words]
        if not words or (members and not set(found[keyword]) <= set(members)):
            raise Unfit
    return found


def in_heading(heading: str, around: Parameters) -> tuple[str, ...]:
    """Return the only other parameter that a heading names.

    Raises:
        Unfit: It names none, or more than one.
    """
    found = {path for word in re.findall(r"[a-z]\w+", heading.casefold()) for path in if_named(word, around)}
    if len(found - {around.own}) != 1:
        raise Unfit
    return next(iter(found - {around.own}))


def exclusive(names: str, around: Parameters) -> list[Schema]:
    """Return that no two of the parameters may be given."""
    paths = sorted(set(paths_of(names, around)))
    if len(paths) < PAIR:
        raise Unfit
    return [{"not": merged([is_given(around, each) for each in pair])} for pair in combinations(paths, PAIR)]
