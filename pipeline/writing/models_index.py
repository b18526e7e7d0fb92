"""Writes the page of the documentation that lists every model: what it takes, and a link to its own page."""

from collections.abc import Iterator
from typing import Any

from evolink_rules import is_link
from pipeline.writing.contract import create_operations, whole
from pipeline.writing.model_page import file_name
from pipeline.writing.readme import Kinds, anchor, models_by_family

_HEAD = """\
<!-- Made from specs/openapi.yaml by `python -m pipeline generate`; do not edit. -->
# Models

Each model has a page with its parameters and their limits, what is known of its price, the vendor's documentation, and
a call to copy. The client checks these limits before it sends anything, your editor suggests the same parameters, and
`evolink models` lists them in a terminal. [Generate](reference/generate.md) explains the call.
"""
_CHOICES = {"resolution": "", "quality": "", "duration": " s", "n": " results"}
"""Parameters that help to choose a model, and what stands behind their values."""
_LEAST_RUN = 2
"""Whole numbers in a row that are shown one by one."""
_SHOWN = 4
"""Values that are shown of a set."""


def render_models_index(document: dict[str, Any]) -> str:
    """Return the page's text."""
    requests = {
        schema["x-evolink-model"]: whole(document, schema)
        for operation in create_operations(document)
        for _, schema in operation.models
    }
    return "\n".join([_HEAD, *_tables(models_by_family(document), requests)])


def _tables(kinds: Kinds, requests: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Return a table for each kind, with a row for each model. Names are anchors, which older links lead to."""
    for kind, by_family in kinds.items():
        count = sum(map(len, by_family.values()))
        yield f"## {kind.capitalize()}\n"
        yield f"{count} models; in Python `client.{kind}`. Families: {_links_to(by_family)}.\n"
        yield '<div class="models" markdown>\n'
        yield "| model | takes | credits in the example |\n|---|---|---|"
        for family, models in by_family.items():
            yield from (_row(family, model, requests[model]) for model in models)
        yield "\n</div>\n"


def _links_to(by_family: dict[str, list[str]]) -> str:
    return ", ".join(f"[{family}](#{anchor(models[0])})" for family, models in by_family.items())


def _row(family: str, model: str, schema: dict[str, Any]) -> str:
    older = [name for name in schema["properties"]["model"].get("enum", []) if name != model]
    names = "".join(f'<a id="{anchor(name)}"></a>' for name in (model, *older))
    said = "".join(f", also `{name}`" for name in older)
    cost = schema.get("x-evolink-example", {}).get("usage.credits_reserved", "")
    return f"| {names}[{model}](models/{file_name(model)}){said} ({family}) | {', '.join(_takes(schema))} | {cost} |"


def _takes(schema: dict[str, Any]) -> Iterator[str]:
    """Return what a request must or may bring, and the values that help to choose a model."""
    fields: dict[str, dict[str, Any]] = schema["properties"]
    brought = ["text"] * ("prompt" in fields) + list(dict.fromkeys(_links(fields)))
    needed = [name for name in schema.get("required", []) if name != "model"]
    yield from brought or [name.replace("_", " ") for name in needed]
    for name, unit in _CHOICES.items():
        if values := _values(fields.get(name, {})):
            yield f"{values}{unit}" if values[-1].isdigit() else values


def _links(fields: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Return the parameters that are links to files as words, those inside objects too."""
    for name, field in fields.items():
        word = name.removesuffix("_urls").removesuffix("_url").replace("_", " ")
        if is_link(name, field):
            yield word
        items = field.get("items", {})
        if is_link(name, items):
            yield f"{word} ≤ {field['maxItems']}" if "maxItems" in field else word
        yield from _links({**field.get("properties", {}), **items.get("properties", {})})


def _values(field: dict[str, Any]) -> str:
    values: list[Any] = field.get("enum", [])
    if _is_run(values):
        return f"{values[0]}–{values[-1]}"
    if values:
        return "/".join(map(str, values[:_SHOWN])) + ("/…" if len(values) > _SHOWN else "")
    least, most = field.get("minimum"), field.get("maximum")
    return f"{least}–{most}" if least is not None and most is not None else ""


def _is_run(values: list[Any]) -> bool:
    """Return whether a set is a run of whole numbers that is longer than what shows it."""
    whole_numbers = [value for value in values if isinstance(value, int)]
    return len(whole_numbers) == len(values) > _LEAST_RUN and values == list(range(values[0], values[-1] + 1))
