"""Writes the page of one model: its parameters, limits and prices, and a call that runs, in Python and as a command."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from pipeline.writing.commands import command
from pipeline.writing.contract import Operation, resolved, whole
from pipeline.writing.limits import conditions, example, limits, program

_HEAD = """\
<!-- Made from specs/openapi.yaml by `python -m pipeline generate`; do not edit. -->
# {model}

Makes {kind}: `client.{kind}` in Python, `evolink generate` in a terminal. [All models](../models.md#{kind}) ·
[family {family}](../models.md?find={family})
"""
_NOTES = """
Parameters that are not listed are refused. *Our rule* marks what is stricter than the documentation. What *a newer
source* says stands beside the rule that is checked, and `unchecked=True` sends it ([why](../agreement.md)). Where a
link is asked for, [a file of your disk](../guides/files.md) will do.
"""
_TABLE = """\
## Parameters

<div class="parameters" markdown>

| parameter | type | default | description and limits |
|---|---|---|---|"""
_TYPES = {
    "string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "object": "object",
    "null": "null", "array": "list",
}  # fmt: skip
_HOUR = 3600
_DOCS = "[docs.evolink.ai](https://docs.evolink.ai)"
_ENGLISH = "/en/"
_CALLBACK = "x-evolink-callback-"
"""What the service does with an address of the user's: the same for every model, and no limit of a value."""


def file_name(model: str) -> str:
    """Return the name of the page's file."""
    return re.sub(r"[^\w.-]", "-", model.lower()) + ".md"


def render_model_page(
    document: dict[str, Any], operation: Operation, schema: dict[str, Any], type_name: str, family: Sequence[str]
) -> str:
    """Return the page's text.

    Args:
        document: The contract.
        operation: The operation that runs the model.
        schema: The request schema of the model.
        type_name: The name of that schema, which is that of the type of such a request.
        family: The name of the model's family, and then its models.
    """
    model, *old = resolved(document, schema["properties"]["model"])["enum"]
    name, *siblings = family
    parts = [
        _HEAD.format(model=model, kind=operation.resource, family=name),
        *_about(schema, old),
        *_calls(document, operation, schema),
        *_prices(schema),
        _TABLE,
        *_rows(document, schema),
        "\n</div>",
        *_ties(schema),
        _NOTES,
        f"The type of such a request, for a type checker: `from evolink.requests import {type_name}`.\n",
        *_siblings([each for each in siblings if each != model]),
    ]
    return "\n".join(parts)


def _about(schema: dict[str, Any], old: list[str]) -> Iterator[str]:
    yield _vendor(schema.get("x-evolink-pages", []))
    if old:
        yield f"Also accepts the older name {', '.join(f'`{each}`' for each in old)}."
    if hours := schema.get("x-evolink-result-lifetime", 0) / _HOUR:
        yield f"Links to results last {hours:g} hours."
    yield ""


def _vendor(pages: list[dict[str, Any]]) -> str:
    """Return where the vendor documents the model: a link for each page, to the English one of those with one name."""
    urls = sorted((page["url"] for page in pages if page.get("url")), key=lambda url: _ENGLISH in urlsplit(url).path)
    named = {urlsplit(url).path.rstrip("/").rpartition("/")[2]: url for url in urls}
    if not named:
        return f"The vendor documents it at {_DOCS}; the address of its page is not known."
    return f"The vendor documents it at {', '.join(f'[{name}]({url})' for name, url in named.items())}."


def _calls(document: dict[str, Any], operation: Operation, schema: dict[str, Any]) -> Iterator[str]:
    """Return a call that the model accepts; nothing if none was found."""
    request = example(whole(document, schema))
    if request is not None:
        yield "\n".join(["## A call to copy\n", "```python", *program(operation.resource, request), "```\n"])
        yield "\n".join(["```sh", *command(request), "```\n"])


def _prices(schema: dict[str, Any]) -> Iterator[str]:
    shown = schema.get("x-evolink-example", {})
    cost, seconds = shown.get("usage.credits_reserved"), shown.get("task_info.estimated_time")
    examples = [f"{cost} credits"] * (cost is not None) + [f"{seconds} s"] * (seconds is not None)
    yield "## Price\n"
    if examples:
        yield f"The documentation's example shows {' and '.join(examples)}. This is an example, not a price."
    rows: list[list[str]] = schema.get("x-evolink-prices", [])
    if rows:
        head, *lines = rows
        yield f"Prices, as documented:\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}"
        yield from (f"| {' | '.join(line)} |" for line in lines)
    if not examples and not rows:
        yield "The documentation states none."
    yield "[Money](../guides/money.md) explains how to know it before a call, and what is charged.\n"


def _rows(document: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    for name, field in _flat(document, schema["properties"], schema.get("required", [])):
        yield f"| {name} | {_type(field)} | {_default(field)} | {_explanation(field)} |"


def _flat(
    document: dict[str, Any], fields: dict[str, dict[str, Any]], required: list[str], prefix: str = ""
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return every parameter except the model with its full name; those inside an object follow it."""
    for name, raw in fields.items():
        field: dict[str, Any] = resolved(document, raw)
        if "items" in field:
            field = {**field, "items": resolved(document, field["items"])}
        if prefix or name != "model":
            needed = " required" if name in required else ""
            yield f"`{prefix}{name}`{needed}", field
        yield from _flat(document, field.get("properties", {}), field.get("required", []), f"{prefix}{name}.")
        inner = field.get("items", {})
        yield from _flat(document, inner.get("properties", {}), inner.get("required", []), f"{prefix}{name}[].")


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
    return f"`{field['default']}`" if "default" in field else ""


def _explanation(field: Mapping[str, Any]) -> str:
    own = {name: value for name, value in field.items() if not name.startswith(_CALLBACK)}
    clauses = "; ".join(limits(own)).replace("|", "\\|")
    sentences = [
        str(field.get("description", "")),
        f"{clauses[:1].upper()}{clauses[1:]}." if clauses else "",
        "[Callbacks](../guides/callbacks.md) explains it." if len(own) < len(field) else "",
    ]
    return " ".join(filter(None, sentences))


def _ties(schema: dict[str, Any]) -> Iterator[str]:
    sentences = [f"- {sentence}" for sentence in conditions(schema)]
    yield from ["", *sentences] if sentences else []


def _siblings(models: list[str]) -> Iterator[str]:
    if models:
        yield f"Of the same family: {', '.join(f'[{model}]({file_name(model)})' for model in models)}\n"
