"""A request as a command to copy."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast

from evolink._contract.link_places import ITEM

from ._parameters import Parameter, ParameterPath
from ._shell_words import quoted

_INDENT = "    "
_CONTINUED = " \\"


def example_command(request: Mapping[str, Any], parameters: list[Parameter], width: int) -> list[str]:
    """Return the lines of a command that sends a request, as a shell continues them.

    Args:
        request: The request.
        parameters: The parameters of its model.
        width: Characters that fit into a line.
    """
    parts: list[tuple[str, ...]] = [("evolink", "generate"), ("-m", request["model"])]
    if "prompt" in request:
        parts.append((request["prompt"],))
    known = {parameter.path: parameter for parameter in parameters}
    for name, value in request.items():
        if name not in {"model", "prompt"}:
            parts += _options(known, (name,), value)
    return _folded([" ".join(map(quoted, part)) for part in parts], width)


def _options(known: Mapping[ParameterPath, Parameter], path: ParameterPath, value: Any) -> Iterator[tuple[str, ...]]:
    """Yield the options that set a value: those of what is inside it, where it has them."""
    parameter = known[path]
    if parameter.is_switch:
        yield (parameter.flags[0].split("/")[0 if value else 1],)
    elif parameter.is_outer and value:
        yield from _options_inside(known, path, value)
    else:
        for each in value if parameter.is_list else [value]:
            yield parameter.flags[0], _word(each)


def _options_inside(
    known: Mapping[ParameterPath, Parameter], path: ParameterPath, value: Any
) -> Iterator[tuple[str, ...]]:
    """Yield the options that set what is inside an object, or inside each object of a list."""
    if isinstance(value, Mapping):
        for name, inner in cast("Mapping[str, Any]", value).items():
            yield from _options(known, (*path, name), inner)
    else:
        for name, inner in (member for each in value for member in each.items()):
            yield known[*path, ITEM, name].flags[0], _word(inner)


def _word(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _folded(parts: list[str], width: int) -> list[str]:
    lines = [parts[0]]
    for part in parts[1:]:
        if len(lines[-1]) + len(part) < width - len(_CONTINUED):
            lines[-1] += f" {part}"
        else:
            lines.append(f"{_INDENT}{part}")
    return [f"{line}{_CONTINUED}" for line in lines[:-1]] + lines[-1:]
