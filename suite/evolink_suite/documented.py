"""What the documentation says about a request and its answer, and on which pages. Pure."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

from evolink_contract import document

from .contract import Operation
from .exchange import Exchange
from .near_misses import NearMiss
from .operations import ALL

_SHOWN: Final = 300  # characters of a value
_WORDS: Final[dict[str, Callable[[Any], str]]] = {
    "enum": lambda limit: f"is one of {_listed(limit)}",
    "const": lambda limit: f"is {_json(limit)}",
    "maxLength": lambda limit: f"has at most {limit} characters",
    "minLength": lambda limit: f"has at least {limit} characters",
    "maxItems": lambda limit: f"has at most {limit} items",
    "minItems": lambda limit: f"has at least {limit} items",
    "uniqueItems": lambda _: "has no item twice",
    "minimum": lambda limit: f"is at least {limit}",
    "maximum": lambda limit: f"is at most {limit}",
    "exclusiveMinimum": lambda limit: f"is more than {limit}",
    "exclusiveMaximum": lambda limit: f"is less than {limit}",
    "multipleOf": lambda limit: f"is a multiple of {limit}",
    "pattern": lambda limit: f"matches {limit}",
    "format": lambda limit: f"is a {limit}",
    "type": lambda limit: f"is of the type {limit}" if limit else "has its documented type",
    "required": lambda _: "has everything that is required",
    "additionalProperties": lambda _: "has no other parameters",
}

Page = tuple[str, str]
"""The name of a page of the documentation, and its address; an empty one if it is not known."""


def rule_of(near: NearMiss) -> list[str]:
    """Return in sentences the rule that a request is near to, and what must come of the request."""
    found = near.variation
    place = ".".join(map(str, found.path if found.place is None else found.place))
    words = _WORDS.get(found.keyword, lambda limit: f"keeps {found.keyword}: {_json(limit)}" if limit else "")
    says = words(found.limit) or f"keeps {found.keyword}"
    case = f", when {found.context}" if found.context else ""
    ours = " This rule is ours: no page states it." if found.ours else ""
    about = f"`{place}`" if place else "the request"
    rule = f"{near.model}: {about} {says}{case}.{ours}"
    if found.valid:
        return [rule, f"This request keeps the rule ({found.note}), so it is accepted."]
    blamed = " or ".join(f"`{name}`" for name in sorted(near.blamed - {""})) or "no field"
    return [
        rule,
        f"This request breaks the rule ({found.note}), so it is refused with 400, and the error names {blamed}.",
    ]


def operation_of(exchange: Exchange) -> Operation | None:
    """Return the operation that a request calls, or None for another path."""
    path = urlsplit(exchange.url).path
    ends = (each for each in ALL if each.method == exchange.method and _ends_with(path, each))
    return next(ends, None)


def model_of(exchange: Exchange) -> str:
    """Return the model that a request names, or an empty string."""
    try:
        body = json.loads(exchange.body)
    except (ValueError, RecursionError):
        return ""
    named = body.get("model") if isinstance(body, dict) else None
    return named if isinstance(named, str) else ""


def documented_answer(exchange: Exchange) -> str:
    """Return in words which answers the documentation knows for the operation of a request."""
    operation = operation_of(exchange)
    if operation is None:
        return "The documentation has no such path."
    return f"{operation.method} {operation.path} answers {', '.join(map(str, sorted(operation.responses)))}."


def pages_of(operation: Operation | None, model: str) -> list[Page]:
    """Return the pages that document a model, or an operation if they are not known."""
    if operation is None:
        return []
    schema = next((each for each in operation.models.values() if model in each["properties"]["model"]["enum"]), {})
    own = schema.get("x-evolink-pages") or operation.facts.get("x-evolink-pages") or ()
    found = {page["url"] or page["name"]: (page["name"], page["url"] or "") for page in own}
    return list(found.values())


@cache
def all_pages() -> list[Page]:
    """Return the pages that the operations and models come from."""
    contract = document()
    nodes = [node for item in contract["paths"].values() for node in item.values()]
    nodes += contract["components"]["schemas"].values()
    return sorted({(page["name"], page["url"] or "") for node in nodes for page in node.get("x-evolink-pages", ())})


def _ends_with(path: str, operation: Operation) -> bool:
    """Whether a path is one of an operation, on a server that may have all its paths below a folder."""
    steps = path.split("/")
    size = operation.path.count("/")
    return operation.has_path("/" + "/".join(steps[-size:]))


def _listed(values: Any) -> str:
    return _cut(", ".join(map(_json, values))) if isinstance(values, list | tuple) else _json(values)


def _json(value: Any) -> str:
    return _cut(json.dumps(value, ensure_ascii=False, default=str))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
