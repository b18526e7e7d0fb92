"""One broken rule, as a value."""

import re
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import Any, cast

_LONGEST_VALUE = 60
"""Characters of a value shown in a line of text; the whole value stays in the attribute."""
_LONGEST_NAME = 200
_DEEPEST = 3
_DATA_URL = re.compile(r"data:([^;,]{0,40})[^,]{0,100},", re.IGNORECASE)


@dataclass(frozen=True, slots=True, repr=False)
class Violation:
    """One rule that a request breaks.

    Attributes:
        field: The place, as the caller would write it: `prompt`, `image_urls[3]`, `model_params.mode`; empty for
            the whole request.
        rule: The JSON Schema keyword (`enum`, `maxLength`), the contract's named behaviour (`x-evolink-...`),
            or `json` for a value that JSON can't represent.
        value: The offending value; None where something is missing.
        message: What is wrong, in one plain clause.
        page: Names of the documentation pages the rule comes from, joined by commas; may be empty.
        ours: Whether the rule is this project's own, stricter than the documentation.
        newer: Whether a newer source of the documentation allows the value.
    """

    field: str
    rule: str
    value: Any
    message: str
    page: str = ""
    ours: bool = False
    newer: bool = False

    @property
    def documented(self) -> bool:
        """Whether the documentation states the rule, all of it: it is not our own, nor is a parameter just unknown."""
        return not self.ours and not self.newer and self.rule != "additionalProperties"

    def __str__(self) -> str:
        """Return the place and what is wrong, for people; the rule and its page are attributes."""
        got = "" if self.rule in _WITHOUT_VALUE else f" (got {shown(self.value)})"
        return f"{self._place}: {self.message}{got}"

    @property
    def origin(self) -> str:
        """The rule, and where it comes from."""
        source = "ours, stricter than the documentation" if self.ours else self.page
        return f"{self.rule}; {source}" if source else self.rule

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self} [{self.origin}]>"

    @property
    def _place(self) -> str:
        return self.field[:_LONGEST_NAME] + "…" * (len(self.field) > _LONGEST_NAME) or "request"


_WITHOUT_VALUE = frozenset({"required", "dependentRequired", "additionalProperties"})
"""Rules about a parameter that is missing, or one that should be: no value of it is right or wrong."""


_LOGIN = re.compile(r"(?<=://)[^\s/?#'\"]*@")
_QUERY = re.compile(r"(\bhttps?://[^\s?#'\"]*\?)[^\s'\"]+", re.IGNORECASE)


def shown(value: object) -> str:
    """Return a value's repr, short enough for one line; of a data URL, its type and size.

    What opens something is left out of addresses: a user with a password, and the query, which may be a signature.
    """
    if isinstance(value, str) and len(value) > _LONGEST_VALUE and (found := _DATA_URL.match(value)):
        return f"<data URL of {found[1] or 'text/plain'}, {len(value):,} characters>"
    if isinstance(value, bytes | bytearray) and len(value) > _LONGEST_VALUE:
        return f"<{len(value):,} bytes>"
    if isinstance(value, PurePath):
        return f"Path({str(value)!r})"
    try:
        text = repr(_beginning(value, _DEEPEST))
    except Exception:  # noqa: BLE001 - the value is the caller's, and its repr may raise anything
        return f"<{type(value).__name__}>"
    if "://" in text:
        text = _QUERY.sub(r"\1…", _LOGIN.sub("***@", text))
    text = " ".join(text.split()) if "\n" in text else text  # as an array's
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"


def _beginning(value: object, depth: int) -> object:
    """Return the beginning of a value, so that no repr of megabytes is built to show one line."""
    most = _LONGEST_VALUE + 1
    if isinstance(value, str | bytes | bytearray):
        return value[:most]
    if not depth or not isinstance(value, list | tuple | dict):
        return _UNSHOWN if isinstance(value, list | tuple | dict) else value
    if isinstance(value, dict):
        first = islice(cast("dict[object, object]", value).items(), most)
        return {_beginning(name, depth - 1): _beginning(each, depth - 1) for name, each in first}
    begun = [_beginning(each, depth - 1) for each in islice(cast("list[object]", value), most)]
    return begun if isinstance(value, list) else tuple(begun)


class _Unshown:
    def __repr__(self) -> str:
        return "…"


_UNSHOWN = _Unshown()
