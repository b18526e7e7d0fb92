"""Writes the README's table of models: the families of each kind."""

import re
from pathlib import Path
from typing import Any

from pipeline.writing.contract import create_operations
from pipeline.writing.families import families
from pipeline.yamlio import load

_BLOCK = re.compile(r"(?<=<!-- models: made from the contract -->\n).*?(?=<!-- /models -->)", re.DOTALL)
_PAGE = "docs/models.md"

Kinds = dict[str, dict[str, list[str]]]
"""The models of each family of each kind."""


def render_readme(text: str, contract: Path) -> str:
    """Return the README with a new table."""
    return _BLOCK.sub(lambda _: _table(models_by_family(load(contract))), text)


def models_by_family(document: dict[str, Any]) -> Kinds:
    """Return the models of each family of each kind, in the contract's order."""
    schemas = {
        operation.resource: {schema["x-evolink-model"]: schema for _, schema in operation.models}
        for operation in create_operations(document)
    }
    family = families({model: schema for each in schemas.values() for model, schema in each.items()})
    found: Kinds = {}
    for kind in sorted(schemas, key=lambda each: -len(schemas[each])):
        for model in sorted(schemas[kind], key=lambda each: family[each]):
            found.setdefault(kind, {}).setdefault(family[model], []).append(model)
    return found


def anchor(heading: str) -> str:
    """Return the anchor of a heading, as GitHub and the site make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _table(kinds: Kinds) -> str:
    rows = ["| what | models | families |", "|---|---|---|"]
    for kind, by_family in kinds.items():
        links = (f"[{name}]({_PAGE}#{anchor(models[0])})" for name, models in by_family.items())
        rows.append(f"| `client.{kind}` | {sum(map(len, by_family.values()))} | {', '.join(links)} |")
    return "\n".join(rows) + "\n"
