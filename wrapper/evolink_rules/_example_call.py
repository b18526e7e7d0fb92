"""Writes a request as a call in Python, to copy."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

_STEP = " " * 4


def python_call(kind: str, request: Mapping[str, Any]) -> Iterator[str]:
    """Return the lines of a program that sends a request and prints the links of its results.

    Args:
        kind: What the model makes, such as `images`.
        request: The model and its parameters.
    """
    yield from ("from evolink import EvoLink", "", "with EvoLink() as client:")
    yield f"{_STEP}{kind} = client.{kind}.generate("
    for name, value in request.items():
        yield from f"{_STEP * 2}{name}={_literal(value, _STEP * 2)},".split("\n")
    yield f"{_STEP})"
    yield f"{_STEP}print({kind}.urls)"


def _literal(value: Any, indent: str) -> str:
    """Return a value as formatted code: an object, or a list of objects, on several lines."""
    inner = indent + _STEP
    if isinstance(value, dict):
        members: dict[str, Any] = value  # pyright: ignore[reportUnknownVariableType]  (JSON)
        lines = "".join(f"{inner}{_text(name)}: {_literal(each, inner)},\n" for name, each in members.items())
        return f"{{\n{lines}{indent}}}" if lines else "{}"
    if isinstance(value, list):
        items: list[Any] = value  # pyright: ignore[reportUnknownVariableType]  (JSON)
        if any(isinstance(each, dict) for each in items):
            lines = "".join(f"{inner}{_literal(each, inner)},\n" for each in items)
            return f"[\n{lines}{indent}]"
        return f"[{', '.join(_literal(each, inner) for each in items)}]"
    return _text(value) if isinstance(value, str) else repr(value)


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
