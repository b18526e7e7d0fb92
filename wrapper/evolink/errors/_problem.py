"""What is wrong with one place of a manifest."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

_MOST_SPANS = 5
"""Runs of lines that a message names."""


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
        return self.at(f"line {self.line}")

    def at(self, lines: str) -> str:
        """Return what is wrong in lines that are alike."""
        place = lines + (f", {self.field}" if self.field else "")
        has_value = self.value and self.rule != "additionalProperties"
        return f"{place}: {self.message}" + (f" (got {self.value})" if has_value else "")


def joined_problems(problems: Iterable[Problem]) -> list[str]:
    """Return what is wrong, each problem once with all lines that have it."""
    alike: dict[Problem, list[int]] = {}
    for each in problems:
        alike.setdefault(replace(each, line=0), []).append(each.line)
    return [problem.at(_in_words(lines)) for problem, lines in alike.items()]


def _in_words(lines: list[int]) -> str:
    """Return lines as words: `line 4`, `lines 1 to 3, 7`; of many spans the first and how many lines follow."""
    spans: list[tuple[int, int]] = []
    for line in dict.fromkeys(lines):
        first, last = spans[-1] if spans else (line, line)
        if spans and line == last + 1:
            spans[-1] = first, line
        else:
            spans.append((line, line))
    shown = [_span(first, last) for first, last in spans[:_MOST_SPANS]]
    left = sum(last - first + 1 for first, last in spans[_MOST_SPANS:])
    more = f" and {left:,} more" if left else ""
    return f"line{'' if spans[0][0] == spans[-1][1] else 's'} {', '.join(shown)}{more}"


def _span(first: int, last: int) -> str:
    if last - first > 1:
        return f"{first} to {last}"
    return str(first) if first == last else f"{first}, {last}"
