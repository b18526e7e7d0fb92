"""Writes the README's table of models."""

import re
from pathlib import Path
from typing import Any

from pipeline.writing.contract import create_operations, resolved
from pipeline.yamlio import load

_BLOCK = re.compile(r"(?<=<!-- models: made from the contract -->\n).*?(?=<!-- /models -->)", re.DOTALL)
_COMMON = ("model", "prompt", "size", "quality", "callback_url")


def render_readme(text: str, contract: Path) -> str:
    """Return the README with a new table."""
    return _BLOCK.sub(lambda _: models_table(load(contract)), text)


def models_table(document: dict[str, Any]) -> str:
    """Return the models and their limits as a Markdown table."""
    rows = ["| model | size | quality | images | reference images | more |", "|---|---|---|---|---|---|"]
    for operation in create_operations(document):
        for _, schema in operation.models:
            fields = {name: resolved(document, each) for name, each in schema["properties"].items()}
            rows.append("| " + " | ".join(_row(fields)) + " |")
    return "\n".join(rows) + "\n"


def _row(fields: dict[str, dict[str, Any]]) -> list[str]:
    model, *old = fields["model"]["enum"]
    name = f"`{model}`" + "".join(f"<br>also `{each}`" for each in old)
    images = fields.get("image_urls", {})
    people = images.get("x-evolink-max-real-people")
    references = f"≤ {images['maxItems']}" if "maxItems" in images else "yes" if images else "–"
    if people:
        references += f", ≤ {people} of real people"
    prompt = fields.get("prompt", {}).get("maxLength")
    others = [f"prompt ≤ {prompt}"] if prompt else []
    others += [f"`{field}`" for field in fields if field not in {*_COMMON, "n", "image_urls"}]
    return [name, _closed(fields.get("size")), _closed(fields.get("quality")), _closed(fields.get("n")), references,
            ", ".join(others) or "–"]  # fmt: skip


def _closed(schema: dict[str, Any] | None) -> str:
    if schema is None:
        return "–"
    extra = schema.get("x-evolink-charged-extra", [])
    if "enum" in schema:
        return " ".join(_member(schema, value, extra) for value in schema["enum"])
    if "minimum" in schema or "maximum" in schema:
        return f"{schema.get('minimum', '')}–{schema.get('maximum', '')}"
    return str(schema.get("type", ""))


def _member(schema: dict[str, Any], value: Any, extra: list[Any]) -> str:
    text = f"**{value}**" if value == schema.get("default") else str(value)
    return f"{text} (charged extra)" if value in extra else text
