"""What is wrong with one place of a manifest."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a manifest.

    Attributes:
        line: The line, from 1; for rows that are not from a file, the row.
        field: The column or parameter, with its index in a list; empty if it is the whole line.
        rule: The rule it breaks: a keyword of JSON Schema, or `json`, `csv`, `utf-8`, `column`, `id`, `file`.
        value: The offending value, shortened.
        message: What is wrong, in words.
    """

    line: int
    field: str
    rule: str
    value: str
    message: str

    def __str__(self) -> str:
        place = f"line {self.line}" + (f", {self.field}" if self.field else "")
        has_value = self.value and self.rule != "additionalProperties"
        return f"{place}: {self.message}" + (f" (got {self.value})" if has_value else "")
