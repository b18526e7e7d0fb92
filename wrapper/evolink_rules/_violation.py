"""One broken rule, as a value."""

from dataclasses import dataclass
from typing import Any

_LONGEST_VALUE = 60
"""Characters of a value shown in a line of text; the whole value stays in the attribute."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule that a request breaks.

    Attributes:
        field: Where, as the caller would write it: `prompt`, `image_urls[3]`, `model_params.mode`; empty for
            the whole request.
        rule: The JSON Schema keyword (`enum`, `maxLength`), the contract's named behaviour (`x-evolink-...`),
            or `json` for a value that JSON can't carry.
        value: The offending value; None where something is missing.
        message: What is wrong, in one plain clause.
        page: Names of the documentation pages the rule comes from, joined by commas; may be empty.
        ours: Whether the rule is this project's own, stricter than the documentation.
    """

    field: str
    rule: str
    value: Any
    message: str
    page: str = ""
    ours: bool = False

    def __str__(self) -> str:
        asks = self.message.endswith("?")
        told = f" (given {shown(self.value)})" if asks else f", given {shown(self.value)}"
        given = "" if self.rule in _ABSENCES else told
        source = "ours, stricter than the documentation" if self.ours else self.page
        origin = f"{self.rule}; {source}" if source else self.rule
        return f"{self.field or 'request'}: {self.message}{given} [{origin}]"


_ABSENCES = frozenset({"required", "dependentRequired"})


def shown(value: object) -> str:
    """Give a value's repr, short enough for one line."""
    text = repr(value)
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"
