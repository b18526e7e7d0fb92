"""Finds a request that a model accepts, to copy and change."""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, Final

from ._behaviours import KEYWORDS, related
from ._json_schema import compiled

Schema = Mapping[str, Any]
_MODEL: Final = "model"
_PROMPT: Final = "a lighthouse at dusk"
_TASK: Final = "task-unified-1757157000-abcdefgh"
_TEXTS: Final = (_PROMPT, "lighthouse", "1")
"""Texts of which the first that fits is taken."""
_SHOWN: Final = frozenset({"size", "quality", "resolution", "aspect_ratio", "duration", "n"})
"""Closed sets that an example shows, because most models have them."""
_LINKS: Final = {"video": "https://example.com/clip.mp4", "audio": "https://example.com/song.mp3"}
_UUID: Final = "00000000-0000-4000-8000-000000000000"
_LINK: Final = "https://example.com/photo.png"
_DEAR: Final = "x-evolink-charged-extra"
_MOST_ADDED: Final = 2
"""Parameters that are added to the required ones until the request is accepted."""


def example_request(schema: Schema) -> dict[str, Any] | None:
    """Return a request without anything that is charged extra; None if none was found.

    Args:
        schema: The request schema of a model, without references.
    """
    validator = compiled(schema, KEYWORDS)
    return next(
        (each for each in _candidates(schema) if validator.is_valid(each) and not any(related(schema, each))), None
    )


def _candidates(schema: Schema) -> Iterator[dict[str, Any]]:
    """Return requests, those that show most first: required parameters and common choices, then what else is needed."""
    fields: Mapping[str, Schema] = schema["properties"]
    required = schema.get("required", ())
    closed = [name for name, field in fields.items() if "enum" in field and name in _SHOWN]
    prompt = ["prompt"] if "prompt" in fields else []
    others = [name for name in fields if name not in {*required, "callback_url"}]
    added = [group for size in range(_MOST_ADDED + 1) for group in combinations(others, size)]
    for names in ([*prompt, *closed], closed, prompt, *([*prompt, *group] for group in added), *added):
        chosen = {*required, *names} - {_MODEL}
        given = {name: _value(name, field) for name, field in fields.items() if name in chosen}
        plain = {_MODEL: fields[_MODEL]["enum"][0], **given}
        yield plain
        for name, value in given.items():
            yield from ({**plain, name: {**value, **more}} for more in _inside(fields[name]))


def _inside(schema: Schema) -> Iterator[dict[str, Any]]:
    """Return each optional parameter inside an object."""
    for name, field in schema.get("properties", {}).items():
        if name not in schema.get("required", ()):
            yield {name: _value(name, field)}


def _value(name: str, schema: Schema) -> Any:
    """Return a value that a schema allows."""
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        dear = (*([schema["default"]] if "default" in schema else []), *schema.get(_DEAR, ()))
        return next((value for value in schema["enum"] if value not in dear), schema["enum"][0])
    if "default" in schema:
        return schema["default"]
    for union in ("oneOf", "anyOf"):
        if union in schema:
            return _value(name, schema[union][0])
    kinds: str | list[str] = schema.get("type", "string")
    match kinds if isinstance(kinds, str) else kinds[0]:
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case "array":
            return [_value(name, schema.get("items", {}))] * schema.get("minItems", 1)
        case "object":
            needed = schema.get("required", ())
            inner = schema.get("properties", {})
            return {each: _value(each, field) for each, field in inner.items() if each in needed}
        case _:
            return _text(name, schema)


def _text(name: str, schema: Schema) -> str:
    if schema.get("format") == "uuid":
        return _UUID
    if schema.get("x-evolink-task-id") or name.endswith("task_id"):
        return _TASK
    if schema.get("format") == "uri" or name.endswith(("_url", "_urls")):
        return next((link for word, link in _LINKS.items() if word in name), _LINK)
    known = (text[: schema.get("maxLength")].strip().ljust(schema.get("minLength", 0), ".") for text in _TEXTS)
    return next((text for text in known if re.search(schema.get("pattern", ""), text)), _TEXTS[0])
