"""Writes the page of the documentation that lists every model: its parameters, limits, prices, and a call that runs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.writing.contract import Operation, create_operations, resolved, whole
from pipeline.writing.limits import conditions, example, limits, program
from pipeline.writing.readme import Kinds, anchor, models_by_family
from pipeline.yamlio import load

MODELS_PAGE = Path("docs") / "models.md"
_HEAD = """\
<!-- Made from specs/openapi.yaml by `python -m pipeline generate`; do not edit. -->
# Models

The parameters of each model, from the contract. Your editor suggests the same parameters and values, and the client
checks them before it sends anything. In a terminal, `evolink models` lists the models, and `evolink models NAME` shows
one. *Our rule* marks rules that are stricter than the documentation. Parameters that are not listed are refused, which
is also our own rule. What *a newer source* of the documentation says stands beside the rule that is checked, and
`unchecked=True` sends it; [Pages and the parameter table](agreement.md) lists where they differ.
"""
_TYPES = {
    "string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "object": "object",
    "null": "null", "array": "list",
}  # fmt: skip
_HOUR = 3600


def render_models_page(contract: Path) -> str:
    """Return the page's text."""
    document = load(contract)
    schemas = {
        schema["x-evolink-model"]: (operation, schema)
        for operation in create_operations(document)
        for _, schema in operation.models
    }
    kinds = models_by_family(document)
    parts = [_HEAD + "\n".join(_index(kinds))]
    listed = [model for by_family in kinds.values() for models in by_family.values() for model in models]
    parts += ["\n".join(_model(document, *schemas[model])) for model in listed]
    return "\n".join([*parts, *_shared(document)])


def _index(kinds: Kinds) -> Iterator[str]:
    """Return a table for each kind, with a row for each family and a link to each of its models."""
    for kind, by_family in kinds.items():
        yield f"\n**{kind.capitalize()}**, `client.{kind}`\n\n| family | models |\n|---|---|"
        for family, models in by_family.items():
            yield f"| {family} | {', '.join(f'[{model}](#{anchor(model)})' for model in models)} |"
    yield ""


def _model(document: dict[str, Any], operation: Operation, schema: dict[str, Any]) -> Iterator[str]:
    model, *old = resolved(document, schema["properties"]["model"])["enum"]
    yield f"## {model}\n"
    yield from _about(schema, old)
    yield "| parameter | type | default | description and limits |\n|---|---|---|---|"
    for name, field in _flat(document, schema["properties"], schema.get("required", [])):
        yield f"| {name} | {_type(field)} | {_default(field)} | {_explanation(field)} |"
    ties = [f"- {sentence}" for sentence in conditions(schema)]
    yield from ["", *ties] if ties else []
    yield from _prices(schema.get("x-evolink-prices"))
    yield from ("", *_call(document, operation, schema))


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


def _call(document: dict[str, Any], operation: Operation, schema: dict[str, Any]) -> Iterator[str]:
    """Return a call that the model accepts; nothing if none was found."""
    request = example(whole(document, schema))
    if request is None:
        return
    yield from ("```python", *program(operation.resource, request), "```\n")
