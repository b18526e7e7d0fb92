"""One model in detail: its parameters, rules and prices, and a call to copy."""

import json
import shlex
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from evolink._contract.limits import Schema, describe_all, describe_rules
from evolink._contract.models import example_request

from ._parameters import Parameter, parameters_of
from ._tables import columns_of_output, table

if TYPE_CHECKING:
    from evolink_rules import ModelInfo

_EXAMPLE = {
    "usage.credits_reserved": "reserves {} credits in the example of the documentation",
    "task_info.estimated_time": "takes about {} s in the example of the documentation",
}
_FAMILIES = "  family {family}; in Python client.{kind}"


def describe_model(info: "ModelInfo") -> str:
    """Return all that the contract says of a model as text that fits the output."""
    parameters = table(("parameter", "description and limits"), list(_rows(info)))
    blocks = [
        "\n".join(_head(info)),
        parameters,
        _block("rules", describe_rules(info.schema)),
        _prices(info.raw.get("x-evolink-prices", ())),
        _block("for example", _call(info), wrap=False),
        _block("pages", [page["url"] or page["name"] for page in info.raw.get("x-evolink-pages", ())], wrap=False),
    ]
    return "\n\n".join(block for block in blocks if block)


def _head(info: "ModelInfo") -> Iterator[str]:
    yield info.name
    yield from (f"  also {alias}" for alias in info.aliases)
    yield _FAMILIES.format(kind=info.kind, family=info.family)
    shown = info.raw.get("x-evolink-example", {})
    yield from (f"  {text.format(shown[name])}" for name, text in _EXAMPLE.items() if name in shown)


def _rows(info: "ModelInfo") -> Iterator[tuple[str, str]]:
    flags = {each.name: ", ".join(each.flags) for each in parameters_of([info])}
    for name, schema, needed in _flat(info.schema):
        outer, dot, inner = name.partition(".")
        has_inside = not dot and "properties" in schema
        option = f"--set {outer}.NAME=…" if has_inside else flags.get(name)
        label = f"  .{inner}" if dot else name
        label = f"{label} (required)" if needed else label
        yield (f"{label}\n  {option}" if option else label, _about(schema))


def _flat(schema: Schema, prefix: str = "") -> Iterator[tuple[str, Schema, bool]]:
    """Return every parameter with its full name, and whether it is required; those inside an object follow it."""
    for name, field in schema.get("properties", {}).items():
        if prefix or name != "model":
            yield f"{prefix}{name}", field, name in schema.get("required", ())
        yield from _flat(field, f"{prefix}{name}.")
        yield from _flat(field.get("items", {}), f"{prefix}{name}[].")


def _about(schema: Schema) -> str:
    return "\n".join(text for text in (schema.get("description", ""), "; ".join(describe_all(schema))) if text)


def _prices(rows: Sequence[Sequence[object]]) -> str:
    if not rows:
        return ""
    head, *lines = ([str(cell) for cell in row] for row in rows)
    return f"prices, as documented\n{table(head, lines)}"


def _call(info: "ModelInfo") -> list[str]:
    """Return a command that the model accepts, in lines to copy."""
    request = example_request(info)
    if request is None:
        return []
    parts: list[tuple[str, ...]] = [("evolink", "generate"), ("-m", request.pop("model"))]
    if "prompt" in request:
        parts.append((request.pop("prompt"),))
    known = {each.name: each for each in parameters_of([info])}
    for name, value in request.items():
        parts += _options(known[name], value)
    return _continued([shlex.join(part) for part in parts])


def _options(parameter: Parameter, value: Any) -> Iterator[tuple[str, ...]]:
    if isinstance(value, Mapping):
        yield from _settings(parameter.name, cast("Mapping[str, Any]", value))
    elif parameter.is_switch:
        yield (parameter.flags[0].split("/")[0 if value else 1],)
    else:
        for each in value if parameter.is_list else [value]:
            yield parameter.flags[0], _word(each)


def _settings(name: str, value: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for inner, each in value.items():
        if isinstance(each, Mapping):
            yield from _settings(f"{name}.{inner}", cast("Mapping[str, Any]", each))
        else:
            yield "--set", f"{name}.{inner}={_word(each)}"


def _word(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _continued(parts: list[str]) -> list[str]:
    """Return the parts of a command in lines that fit the output, as a shell continues them."""
    lines = [parts[0]]
    for part in parts[1:]:
        if len(lines[-1]) + len(part) < columns_of_output() - len("   \\"):
            lines[-1] += f" {part}"
        else:
            lines.append(f"    {part}")
    return [f"{line} \\" for line in lines[:-1]] + lines[-1:]


def _block(title: str, lines: Sequence[str], *, wrap: bool = True) -> str:
    """Return lines under a title; nothing if there are none."""
    width = columns_of_output()
    folded = [
        part
        for line in lines
        for part in (
            textwrap.wrap(line, width, initial_indent="  ", subsequent_indent="    ") if wrap else [f"  {line}"]
        )
    ]
    return "\n".join([title, *folded]) if lines else ""
