"""What a schema of the contract allows, in Markdown and in the words of `evolink_rules`."""

from collections.abc import Iterator
from typing import Any

from evolink_rules import describe_limits, describe_relations, example_request, python_call


def limits(schema: dict[str, Any]) -> Iterator[str]:
    """Return each limit of a value as a short clause; of a list, its own and then those of its items."""
    return describe_limits(schema, _code)


def conditions(schema: dict[str, Any]) -> Iterator[str]:
    """Return each rule that ties parameters of a request together as a sentence."""
    for rule in describe_relations(schema, _code):
        yield f"{rule[0].upper()}{rule[1:]}."


def example(schema: dict[str, Any]) -> dict[str, Any] | None:
    """Return a request that a schema without references accepts; None if none was found."""
    return example_request(schema)


def program(kind: str, request: dict[str, Any]) -> Iterator[str]:
    """Return the lines of a program that sends a request."""
    return python_call(kind, request)


def _code(value: Any) -> str:
    return f"`{value}`"
