"""What each rule means, in plain words."""

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any

_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}
_PATTERNS = {
    "^https://": "must be an https:// address",
    "^https?://": "must be an http:// or https:// address",
}
_LONGEST_NAME = 200
"""Characters beyond which a name is no slip of the hand, and would only take long to compare."""
_FORMATS = {"uri": "must be a complete address (URI)"}


def one_of(options: Iterable[Any]) -> str:
    """Join values as a sentence does: `1, 2 or 4`."""
    *firsts, last = [str(option) for option in options]
    return f"{', '.join(firsts)} or {last}" if firsts else last


def count(limit: int, thing: str) -> str:
    """Return a number with its noun, in the plural where it must be: `1 item`, `5 items`."""
    return f"{limit} {thing}" if limit == 1 else f"{limit} {thing}s"


def unknown_parameter(name: str, known: Iterable[str]) -> str:
    """Say that the model has no such parameter, and which one may be meant."""
    near = get_close_matches(name.casefold(), known, n=1) if len(name) <= _LONGEST_NAME else []
    return f"is no parameter of this model; did you mean {near[0]}?" if near else "is no parameter of this model"


def missing_parameter(needing: Sequence[str]) -> str:
    """Say that a parameter is missing, and which others need it; none if the request always does."""
    if not needing:
        return "is missing"
    return f"is missing, and {' and '.join(needing)} {'needs' if len(needing) == 1 else 'need'} it"


_BY_RULE: dict[str, Callable[[Any], str]] = {
    "const": lambda expected: f"must be {expected}",
    "enum": lambda options: f"must be {one_of(options)}",
    "exclusiveMaximum": lambda limit: f"must be below {limit}",
    "exclusiveMinimum": lambda limit: f"must be above {limit}",
    "format": lambda name: _FORMATS.get(name, f"must be a valid {name}"),
    "maxItems": lambda limit: f"takes at most {count(limit, 'item')}",
    "maxLength": lambda limit: f"takes at most {count(limit, 'character')}",
    "maximum": lambda limit: f"must be at most {limit}",
    "minItems": lambda limit: f"needs at least {count(limit, 'item')}",
    "minLength": lambda limit: f"needs at least {count(limit, 'character')}",
    "minimum": lambda limit: f"must be at least {limit}",
    "multipleOf": lambda step: f"must be a multiple of {step}",
    "pattern": lambda pattern: _PATTERNS.get(pattern, f"must match {pattern}"),
    "type": lambda types: f"must be {one_of(_TYPES[name] for name in types)}",
    "uniqueItems": lambda _: "must not hold the same item twice",
}

_ABOUT_LENGTH = frozenset({"maxItems", "maxLength", "minItems", "minLength"})


def message(rule: str, limit: Any) -> str:
    """Say what a schema keyword demands.

    Args:
        rule: The keyword, such as `maxItems`.
        limit: What the keyword demands, such as 5.
    """
    told = _BY_RULE.get(rule)
    return told(limit) if told else f"breaks the rule {rule}"


def length(rule: str, value: Any) -> str:
    """Say how long the value is, where its length is the matter."""
    return f"; it has {len(value)}" if rule in _ABOUT_LENGTH else ""


def condition(evaluation_path: Sequence[str | int]) -> str:
    """Say with which other parameter a rule holds; nothing if it always does.

    Args:
        evaluation_path: The keywords that led to the rule.
    """
    if "dependentSchemas" in evaluation_path:
        return f" when {evaluation_path[evaluation_path.index('dependentSchemas') + 1]} is given"
    return ""
