"""Writes a request as a command to copy. The command line itself must not be asked: it is made of what is generated."""

import json
import shlex
from collections.abc import Iterator, Mapping
from typing import Any

_WIDTH = 88
_INDENT = "    "
_CONTINUED = " \\"


def command(request: Mapping[str, Any]) -> Iterator[str]:
    """Return the lines of a command that sends a request, as a shell continues them."""
    line = "evolink generate"
    for part in _parts(request):
        if len(line) + len(part) + 1 > _WIDTH:
            yield f"{line}{_CONTINUED}"
            line = f"{_INDENT}{part}"
        else:
            line = f"{line} {part}"
    yield line


def _parts(request: Mapping[str, Any]) -> Iterator[str]:
    yield shlex.join(["--model", request["model"]])
    if "prompt" in request:
        yield shlex.join([request["prompt"]])
    for name, value in request.items():
        if name not in {"model", "prompt"}:
            yield from map(shlex.join, _options(name, value))


def _options(name: str, value: Any) -> Iterator[list[str]]:
    """Return the options that set a value: those of what is inside it, unless it is empty."""
    flag = f"--{name.replace('_', '-')}"
    if isinstance(value, Mapping) and value:
        for inner, each in value.items():
            yield from _options(f"{name}.{inner}", each)
    elif isinstance(value, list):
        for each in value:
            yield from _options(name, each)
    elif isinstance(value, bool):
        yield [flag if value else f"--no-{flag.removeprefix('--')}"]
    else:
        yield [flag, value if isinstance(value, str) else json.dumps(value)]
