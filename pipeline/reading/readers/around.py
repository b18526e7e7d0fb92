"""What an OpenAPI document says around its operation: security schemes, and keys of its own that start with `x-`."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from pipeline.reading.readers.draft import Draft
from pipeline.reading.readers.schemas import SchemaCleaner
from pipeline.yamlio import Path_

_SCHEMES = ("components", "securitySchemes")
_OF_SCHEMES = ("type", "scheme", "bearerFormat", "in", "name", "openIdConnectUrl")
_BEARER = {"type": "http", "scheme": "bearer"}
_WITHOUT_KEYS = frozenset({"example", "examples", "default", "enum"})
_SHORT = re.compile(r"[\w.:/-]{1,40}")


def add_security(cleaner: SchemaCleaner, draft: Draft, operation: Path_) -> None:
    """Note the security schemes, and which of them the operation requires; by default the bearer token."""
    offered = cleaner.get(_SCHEMES)
    schemes = {
        str(name): {key: scheme[key] for key in _OF_SCHEMES if isinstance(scheme.get(key), str)}
        for name, scheme in (offered.items() if isinstance(offered, dict) else ())
        if isinstance(scheme, dict)
    }
    required: list[dict[str, list[str]]] = [
        {name: [] for name in each}
        for each in _required(cleaner, operation)
        if isinstance(each, dict) and each and set(each) <= set(schemes)
    ]
    if not required and schemes.get("bearerAuth") == _BEARER:
        required = [{"bearerAuth": []}]
    if not required:
        return
    named = dict.fromkeys(name for each in required for name in each)
    draft.document["security"] = required
    draft.document["components"] = {"securitySchemes": {name: schemes[name] for name in named}}
    for name in named:
        cleaner.mark((*_SCHEMES, name), (*_SCHEMES, name))
        cleaner.prose((*_SCHEMES, name, "description"), (*_SCHEMES, name))


def _required(cleaner: SchemaCleaner, operation: Path_) -> list[Any]:
    for place in ((*operation, "security"), ("security",)):
        found = cleaner.get(place)
        if isinstance(found, list):
            return found
    return []


def found_extensions(value: Any, at: Path_ = ()) -> Iterator[tuple[str, Any]]:
    """Return the document's keys that start with `x-`, by place; what is longer than a word only as a hash."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            yield from found_extensions(each, (*at, str(index)))
    if not isinstance(value, dict):
        return
    for key, each in value.items():
        is_name = at[-1:] == ("properties",)  # of a field
        if str(key).startswith("x-") and not is_name:
            yield ".".join((*at, key)), _worth(each)
        elif is_name or key not in _WITHOUT_KEYS:
            yield from found_extensions(each, (*at, str(key)))


def _worth(value: Any) -> Any:
    if isinstance(value, bool | int | float) or (isinstance(value, str) and _SHORT.fullmatch(value)):
        return value
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return f"sha256:{sha256(text.encode()).hexdigest()[:16]}"
