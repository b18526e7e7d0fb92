"""Puts into words what a schema of the contract allows. What it has no words for, it shows as it stands."""

from collections.abc import Callable, Iterator
from typing import Any

_SILENT = frozenset({
    "type", "format", "description", "default", "items", "properties", "required", "additionalProperties", "example",
    "anyOf", "oneOf", "title", "x-evolink-alias", "x-evolink-ours", "x-evolink-generalised", "x-evolink-read-off",
    "x-evolink-shown", "x-evolink-stated-by", "x-evolink-model", "x-evolink-pages", "x-evolink-example",
    "x-evolink-prices", "x-evolink-result-lifetime",
})  # fmt: skip
"""Keywords told elsewhere on the page, or that are no limit."""
_PATTERNS = {"^https://": "https only", "^https?://": "http or https"}
_MIB = 1024**2


def limits(schema: dict[str, Any]) -> Iterator[str]:
    """Return each limit of a value as a short clause; of a list, its own and then those of its items."""
    for keyword, value in _exact(schema).items():
        if keyword not in _SILENT:
            told = _WORDS.get(keyword)
            yield (told(value) if told else _as_it_stands(keyword, value)) + _ours(schema, keyword)
    if "items" in schema:
        yield from (f"each: {clause}" for clause in limits(schema["items"]))


def conditions(schema: dict[str, Any]) -> Iterator[str]:
    """Return each rule that ties parameters of a request together as a sentence."""
    for name, needed in schema.get("dependentRequired", {}).items():
        yield f"`{name}` needs {_list(needed)}{_ours(schema, 'dependentRequired')}."
    for name, rule in schema.get("dependentSchemas", {}).items():
        for other, inner in rule.get("properties", {}).items():
            yield f"With `{name}`, `{other}`: {'; '.join(limits(inner))}."
    if schema.get("x-evolink-required-not-blank"):
        yield f"A required text is not blank{_ours(schema, 'x-evolink-required-not-blank')}."
    for keyword, value in schema.items():
        if keyword not in {*_SILENT, "dependentRequired", "dependentSchemas", "x-evolink-required-not-blank"}:
            yield f"{_as_it_stands(keyword, value)}."


def _exact(schema: dict[str, Any]) -> dict[str, Any]:
    """Say once what two keywords say that agree."""
    if schema.get("minItems") != schema.get("maxItems") or "minItems" not in schema:
        return schema
    return {
        "exactly": schema["minItems"],
        **{key: schema[key] for key in schema if key not in {"minItems", "maxItems"}},
    }


def _ours(schema: dict[str, Any], keyword: str) -> str:
    return " (our rule)" if keyword in schema.get("x-evolink-ours", {}) else ""


def _as_it_stands(keyword: str, value: Any) -> str:
    name = keyword.removeprefix("x-evolink-").replace("-", " ")
    return name if value is True else f"{name}: {value}"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def _list(values: list[Any]) -> str:
    return ", ".join(f"`{value}`" for value in values)


_WORDS: dict[str, Callable[[Any], str]] = {
    "enum": lambda values: f"one of {' '.join(f'`{value}`' for value in values)}",
    "const": lambda value: f"always `{value}`",
    "exactly": lambda number: f"exactly {_count(number, 'item')}",
    "minLength": lambda number: f"at least {_count(number, 'character')}",
    "maxLength": lambda number: f"at most {_count(number, 'character')}",
    "minItems": lambda number: f"at least {_count(number, 'item')}",
    "maxItems": lambda number: f"at most {_count(number, 'item')}",
    "minimum": lambda number: f"from {number}",
    "maximum": lambda number: f"up to {number}",
    "exclusiveMinimum": lambda number: f"above {number}",
    "exclusiveMaximum": lambda number: f"below {number}",
    "multipleOf": lambda number: f"a multiple of {number}",
    "uniqueItems": lambda _: "no item twice",
    "pattern": lambda pattern: _PATTERNS.get(pattern, f"matches `{pattern}`"),
    "x-evolink-billed-per-image": lambda _: "each picture is charged",
    "x-evolink-callback-after-billing": lambda _: "told after the charge is settled",
    "x-evolink-callback-body": lambda _: "gets the task as a query shows it",
    "x-evolink-callback-events": lambda events: f"told when {', '.join(events)}",
    "x-evolink-callback-retries": lambda pauses: f"tried again after {', '.join(map(str, pauses))} s",
    "x-evolink-callback-success": lambda status: f"answer with {status}",
    "x-evolink-callback-timeout": lambda seconds: f"answer within {seconds} s",
    "x-evolink-charged-extra": lambda values: f"{_list(values)} charged extra",
    "x-evolink-image-formats": lambda suffixes: f"files: {', '.join(suffixes)}",
    "x-evolink-image-side-pixels": lambda sides: f"each side from {sides[0]} to {sides[1]} pixels",
    "x-evolink-inputs-plus-outputs": lambda number: f"reference images and pictures together: at most {number}",
    "x-evolink-max-image-bytes": lambda number: f"at most {number / _MIB:g} MB each",
    "x-evolink-max-real-people": lambda number: f"at most {number} of them of real people",
    "x-evolink-max-tokens": lambda number: f"at most {_count(number, 'token')}",
    "x-evolink-private-hosts-forbidden": lambda _: "no private address",
    "x-evolink-recommended-max-length": lambda number: f"best within {_count(number, 'character')}",
    "x-evolink-same-size-as": lambda field: f"as large as the image of `{field}`",
    "x-evolink-unit": lambda unit: f"in {unit}",
    "x-evolink-url-reachable": lambda _: "the service opens the link itself",
}
