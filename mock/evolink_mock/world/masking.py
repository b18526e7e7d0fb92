"""Shows that there is a key without showing the key: on the page, in JSON, in messages and in what Python prints."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

_CREDENTIALS = re.compile(r"(proxy-)?authorization|(set-)?cookie|.*(api-?key|token|secret).*", re.IGNORECASE)
"""The headers in which programs send credentials, those of other services among them."""
_SHORTEST = 8
"""Characters of a key that is looked for in texts; shorter ones are words, and no secrets."""


def mask_key(key: str) -> str:
    """Return a key with most of it left out: at most four characters at each end stay, and never half of it."""
    first, last = min(4, len(key) // 4), min(4, len(key) // 8)
    return f"{key[:first]}…{key[-last:] if last else ''}" if key else ""


def mask_header(name: str, value: str) -> str:
    """Return the value of a header; of credentials, only the scheme and the masked rest."""
    if not _CREDENTIALS.fullmatch(name):
        return value
    scheme, blank, key = value.partition(" ")
    return f"{scheme} {mask_key(key.strip())}" if blank else mask_key(value)


def mask_keys(value: Any, keys: Iterable[str]) -> Any:
    """Return a value of JSON in whose texts keys are masked; the names of members stay."""
    masks = {key: mask_key(key) for key in keys if len(key) >= _SHORTEST}
    return _replaced(value, masks) if masks else value


class Headers(dict[str, str]):
    """Headers that don't show credentials when Python prints them."""

    def __repr__(self) -> str:
        """Return them as a dict is shown, with credentials masked."""
        return repr({name: mask_header(name, value) for name, value in self.items()})


def _replaced(value: Any, masks: Mapping[str, str]) -> Any:
    match value:
        case str():
            for key, mask in masks.items():
                value = value.replace(key, mask)
            return value
        case dict():
            return {name: _replaced(each, masks) for name, each in cast("dict[str, Any]", value).items()}
        case list():
            return [_replaced(each, masks) for each in cast("Any", value)]
        case _:
            return value
