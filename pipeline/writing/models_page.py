"""Writes the page of the documentation that lists every model: its parameters, limits, prices, and a call that runs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.writing.contract import Operation, create_operations, resolved
from pipeline.writing.limits import conditions, limits
from pipeline.writing.readme import models_table
from pipeline.yamlio import load

MODELS_PAGE = Path("docs") / "models.md"
_HEAD = """\
<!-- Made from specs/openapi.yaml by `python -m pipeline generate`; do not edit. -->
# Models

The parameters of each model, from the contract. Defaults are bold. Your editor suggests the same parameters and values,
and the client checks them before it sends anything. `evolink models` prints this list in a terminal. *Our rule* marks
rules that are stricter than the documentation. Parameters that are not listed are refused, which is also our own rule.

"""
_TYPES = {
    "string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "object": "object",
    "null": "null", "array": "list",
}  # fmt: skip
_LINK = "https://example.com/photo.png"
_PROMPT = "a lighthouse at dusk"
_HOUR = 3600


def render_models_page(contract: Path) -> str:
    """Return the page's text."""
    document = load(contract)
    parts = [_HEAD + models_table(document)]
    for operation in create_operations(document):
        for _, schema in operation.models:
            parts.append("\n".join(_model(document, operation, schema)))
    return "\n".join([*parts, *_shared(document)])


def _model(document: dict[str, Any], operation: Operation, schema: dict[str, Any]) -> Iterator[str]:
    fields = {name: resolved(document, each) for name, each in schema["properties"].items()}
    model, *old = fields["model"]["enum"]
    yield f"## {model}\n"
    yield from _about(schema, old)
    yield "| parameter | type | default | description and limits |\n|---|---|---|---|"
    for name, field in _flat(document, schema["properties"], schema.get("required", [])):
        yield f"| {name} | {_type(field)} | {_default(field)} | {_explanation(field)} |"
    ties = [f"- {sentence}" for sentence in conditions(schema)]
    yield from ["", *ties] if ties else []
    yield from _prices(schema.get("x-evolink-prices"))
    yield from ("", *_call(operation, model, fields, schema.get("required", [])))


def _about(schema: dict[str, Any], old: list[str]) -> Iterator[str]:
    if old:
        yield f"Also accepts the older name {', '.join(f'`{each}`' for each in old)}."
    if hours := schema.get("x-evolink-result-lifetime", 0) / _HOUR:
        yield f"Links to results last {hours:g} hours."
    shown = schema.get("x-evolink-example", {})
    credits_shown, seconds = shown.get("usage.credits_reserved"), shown.get("task_info.estimated_time")
    examples = [f"{credits_shown} credits"] * (credits_shown is not None) + [f"{seconds} s"] * (seconds is not None)
    if examples:
        yield f"The documentation's example shows {' and '.join(examples)}. This is an example, not a price."
    yield f"Documented on {', '.join(_page(page) for page in schema.get('x-evolink-pages', [])) or 'no page'}.\n"


def _page(page: dict[str, Any]) -> str:
    return f"[{page['name']}]({page['url']})" if page.get("url") else f"`{page['name']}`"


def _flat(
    document: dict[str, Any], fields: dict[str, dict[str, Any]], required: list[str], prefix: str = ""
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return every parameter except the model with its full name; those inside an object follow it."""
    for name, raw in fields.items():
        field: dict[str, Any] = resolved(document, raw)
        if _is_shared(document, raw):
            field = {**raw, **{key: field[key] for key in ("type", "format", "description") if key in field}}
        if "items" in field:
            field = {**field, "items": resolved(document, field["items"])}
        if prefix or name != "model":
            needed = " required" if name in required else ""
            yield f"`{prefix}{name}`{needed}", field
        yield from _flat(document, field.get("properties", {}), field.get("required", []), f"{prefix}{name}.")
        inner = field.get("items", {})
        yield from _flat(document, inner.get("properties", {}), inner.get("required", []), f"{prefix}{name}[].")


def _is_shared(document: dict[str, Any], raw: dict[str, Any]) -> bool:
    """Return whether several models accept the value, so that it has its own section."""
    return "$ref" in raw and "properties" not in resolved(document, raw)


def _shared(document: dict[str, Any]) -> Iterator[str]:
    """Return a section for each value that several models share."""
    models = [schema for operation in create_operations(document) for _, schema in operation.models]
    fields = [field for schema in models for field in schema["properties"].values()]
    for ref in dict.fromkeys(field["$ref"] for field in fields if _is_shared(document, field)):
        shape = resolved(document, {"$ref": ref})
        yield f"## {_section(ref)}\n\n{shape.get('description', '')}\n"
        yield "\n".join(f"- {clause}" for clause in limits(shape)) + "\n"


def _section(ref: str) -> str:
    return ref.rsplit("/", 1)[-1]


def _type(field: dict[str, Any]) -> str:
    if options := field.get("oneOf", field.get("anyOf")):
        return " or ".join(dict.fromkeys(_type(each) for each in options))
    kind: Any = field.get("type", "any")
    if isinstance(kind, list):
        return " or ".join(_type({"type": each}) for each in kind)
    if kind == "array":
        return f"list of {_type(field.get('items', {}))}s"
    return "link" if field.get("format") == "uri" else _TYPES.get(kind, str(kind))


def _default(field: dict[str, Any]) -> str:
    return f"`{field['default']}`" if "default" in field else "–"


def _explanation(field: dict[str, Any]) -> str:
    if "$ref" in field:
        section = _section(field["$ref"])
        return f"{field.get('description', '')} See [{section}](#{section.lower()}).".strip()
    clauses = "; ".join(limits(field)).replace("|", "\\|")
    sentence = f"{clauses[:1].upper()}{clauses[1:]}." if clauses else ""
    return " ".join(part for part in (str(field.get("description", "")), sentence) if part) or "–"


def _prices(rows: list[list[str]] | None) -> Iterator[str]:
    if rows:
        head, *lines = rows
        yield f"\nPrices, as documented:\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}"
        yield from (f"| {' | '.join(line)} |" for line in lines)


def _call(operation: Operation, model: str, fields: dict[str, Any], required: list[str]) -> Iterator[str]:
    """Return a call with everything required, and a value for each closed set."""
    given = {name: _value(name, field) for name, field in fields.items() if name in required or "enum" in field}
    yield "```python\nfrom evolink import EvoLink\n"
    yield f"with EvoLink() as client:\n    images = client.{operation.resource}.generate("
    for name, value in {**given, "model": model}.items():
        yield f"        {name}={_literal(value)},"
    yield "    )\n    print(images.urls)\n```\n"


def _literal(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value).replace("'", '"')


def _value(name: str, schema: dict[str, Any]) -> Any:
    """Return a value that the schema allows."""
    if "enum" in schema:
        dear = {schema.get("default"), *schema.get("x-evolink-charged-extra", [])}
        return next((value for value in schema["enum"] if value not in dear), schema["enum"][0])
    if "default" in schema:
        return schema["default"]
    match schema.get("type"):
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case "array":
            return [_value(name, schema.get("items", {}))] * schema.get("minItems", 1)
        case "object":
            needed = schema.get("required", [])
            return {each: _value(each, inner) for each, inner in schema.get("properties", {}).items() if each in needed}
        case _:
            return _LINK if schema.get("format") == "uri" else _PROMPT
