"""What could matter to the price of a row: every parameter but the text of its prompt and where its callback goes."""

import json
import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from evolink._contract.models import find_model

_PRICELESS = frozenset({"prompt", "callback_url"})
_LONGEST = 64
_LINK = re.compile(r"https?://|data:", re.ASCII | re.IGNORECASE)

Traits = tuple[tuple[str, str], ...]
"""The parameters of a row in the order of their names, each with its value as JSON, or that value's hash."""


def traits_of(request: Mapping[str, Any]) -> Traits:
    """Return what could matter to the price of a request, its model by its present name."""
    told = {name: value for name, value in request.items() if name not in _PRICELESS and value is not None}
    told["model"] = _present_name(str(request.get("model")))
    return tuple((name, _short(value)) for name, value in sorted(told.items()))


def model_of(traits: Traits) -> str:
    """Return the model of a request, from its traits."""
    return next(value for name, value in traits if name == "model")


def without(traits: Traits, names: frozenset[str]) -> Traits:
    """Return traits in which the value of some parameters does not matter; of a list, the number of values does."""
    if not names:
        return traits
    return tuple((name, _size(value)) if name in names else (name, value) for name, value in traits)


def is_link(value: str) -> bool:
    """Whether a trait is that of a list or link, of which there are as many values as there are pictures."""
    return value.partition(":")[0].isdigit() and ":" in value


def _short(value: Any) -> str:
    text = json.dumps(value, sort_keys=True)
    short = text if len(text) <= _LONGEST else blake2b(text.encode(), digest_size=16).hexdigest()
    if isinstance(value, list):
        return f"{len(value)}:{short}"  # pyright: ignore[reportUnknownArgumentType]  (of what items makes no difference)
    return f"1:{short}" if isinstance(value, str) and _LINK.match(value) else short


def _size(value: str) -> str:
    return value[: value.index(":") + 1] if is_link(value) else "…"


def _present_name(model: str) -> str:
    known = find_model(model)
    return known.name if known else model
