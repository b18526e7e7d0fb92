"""The form of a model: a field for each parameter, in the widget that its schema asks for, with its limits in words."""

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import evolink_contract
from evolink_mock.world.kinds import KINDS
from evolink_rules import ModelInfo, describe_limits, describe_relations, models

Schema = Mapping[str, Any]
Field = dict[str, Any]

_FORMATS: Final = "x-evolink-image-formats"
_SIZES: Final = "x-evolink-size-values"
_CALLED: Final = "x-evolink-private-hosts-forbidden"
"""Marks a link that the service calls and does not read."""
_TASK: Final = "x-evolink-task-id"
_SEEN: Final = frozenset({"enum", "x-evolink-any-case"})
"""Limits that the widget itself shows."""
_LONG_TEXT: Final = 500
"""Characters from which a text gets a larger box."""
_STEPS: Final = 300
"""Steps up to which a range of numbers has a slider."""


@cache
def catalogue() -> dict[str, Any]:
    """Return every model with its names, its kind and family, and where its requests go; and where uploads go."""
    rank = {f"{kind}s": place for place, kind in enumerate(KINDS)}
    known = {info.name: info for info in models().values()}
    return {
        "upload": _upload_path(),
        "models": [
            {
                "names": [info.name, *info.aliases],
                "kind": info.kind,
                "makes": info.kind.removesuffix("s"),
                "family": info.family,
                "operation": info.operation_id,
                "path": info.path,
            }
            for info in sorted(known.values(), key=lambda info: (rank.get(info.kind, len(rank)), info.family))
        ],
    }


def _upload_path() -> str | None:
    """Return the path that takes files as a form; None in a contract without one."""
    for path, item in evolink_contract.index()["paths"].items():
        if "multipart/form-data" in item.get("post", {}).get("requestBody", {}).get("content", {}):
            return str(path)
    return None


@cache
def form(name: str) -> dict[str, Any] | None:
    """Return the fields of a model and the rules that join them; None for an unknown model."""
    info = models().get(name)
    if info is None:
        return None
    return {"fields": list(fields(info.schema, _shown(info))), "rules": list(describe_relations(info.schema))}


def _shown(info: ModelInfo) -> list[str]:
    """Return the parameters that have a field: the model's name needs one only if there is a choice."""
    return [name for name in info.schema["properties"] if name != "model" or info.aliases]


def fields(schema: Schema, names: Iterable[str]) -> Iterator[Field]:
    """Return the fields of some parameters of a request, or of an object in it."""
    required = schema.get("required", ())
    for name in names:
        yield _field(name, schema["properties"][name], required=name in required)


def _field(name: str, schema: Schema, *, required: bool) -> Field:
    visible = {keyword: value for keyword, value in schema.items() if keyword not in _SEEN}
    return {
        "name": name,
        "about": schema.get("description", ""),
        "required": required,
        "limits": list(describe_limits(visible)),
        "default": schema.get("default"),
        **_widget(name, schema),
    }


def _widget(name: str, schema: Schema) -> Field:
    """Return the kind of widget that edits a value, with what it needs to know."""
    if values := _values(schema):
        return {"widget": "choice", "values": values, "open": _SIZES in schema}
    types = _types(schema)
    if "array" in types:
        return _list(name, schema)
    if "object" in types:
        return _object(schema)
    if types & {"integer", "number"}:
        return _number(schema, whole="number" not in types)
    if types == {"boolean"}:
        # Without a default, off is not the same as not given.
        return {"widget": "switch"} if "default" in schema else {"widget": "choice", "values": [True, False]}
    if _is_link(name, schema):
        return {"widget": "files", "most": 1, "single": True, "accept": _accepted(schema)}
    if types != {"string"}:
        return {"widget": "json"}
    if _TASK in schema:
        return {"widget": "task"}
    longest = schema.get("maxLength")
    return {"widget": "text", "long": "format" not in schema and (longest or 0) >= _LONG_TEXT, "longest": longest}


def _values(schema: Schema) -> list[Any]:
    """Return the values to choose from, each once as people read it; none if others are possible too."""
    if "enum" in schema or _SIZES in schema:
        return list(schema.get("enum") or schema[_SIZES])
    options = schema.get("anyOf", ())
    if not options or not all("enum" in option for option in options):
        return []
    return list({str(value): value for option in reversed(options) for value in option["enum"]}.values())


def _types(schema: Schema) -> set[str]:
    options: Iterable[Schema] = schema.get("anyOf", ())
    stated: str | list[str] = schema.get("type", [])
    types = {stated} if isinstance(stated, str) else set(stated)
    return types or {each for option in options for each in _types(option)}


def _list(name: str, schema: Schema) -> Field:
    item = schema.get("items", {})
    if _is_link(name, item):
        return {"widget": "files", "most": schema.get("maxItems"), "single": False, "accept": _accepted(schema)}
    if "properties" in item:
        return {"widget": "rows", "fields": list(fields(item, item["properties"]))}
    if _types(item) <= {"array", "object"}:
        return {"widget": "json"}
    return {"widget": "lines", "numbers": bool(_types(item) & {"integer", "number"})}


def _object(schema: Schema) -> Field:
    if "properties" in schema:
        return {"widget": "group", "fields": list(fields(schema, schema["properties"]))}
    if _FORMATS not in schema:
        return {"widget": "json"}
    link = {"type": "string", "format": "uri", _FORMATS: schema[_FORMATS]}
    name = {"type": "string", "maxLength": _LONG_TEXT - 1}
    return {"widget": "map", "fields": [_field("name", name, required=True), _field("file", link, required=True)]}


def _number(schema: Schema, *, whole: bool) -> Field:
    least, most = schema.get("minimum"), schema.get("maximum")
    step = schema.get("multipleOf", 1 if whole else None)
    pace = step or _pace(least, most)
    slides = least is not None and most is not None and (most - least) / pace <= _STEPS
    return {"widget": "number", "step": step, "range": {"least": least, "most": most, "step": pace} if slides else None}


def _pace(least: float | None, most: float | None) -> float:
    """Return a step that divides a range of any numbers into about a hundred, or 1 if it is open."""
    if least is None or most is None or most <= least:
        return 1
    return float(10.0 ** math.floor(math.log10((most - least) / 50)))


def _is_link(name: str, schema: Schema) -> bool:
    """Return whether a value is a link to a file that the service reads."""
    if _types(schema) != {"string"} or _CALLED in schema:
        return False
    return schema.get("format") == "uri" or name.endswith(("_url", "_urls"))


def _accepted(schema: Schema) -> str:
    """Return the suffixes of the files that a parameter takes, as a file chooser wants them."""
    formats = schema.get(_FORMATS) or schema.get("items", {}).get(_FORMATS) or ()
    return ",".join(f".{each}" for each in formats)
