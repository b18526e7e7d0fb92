"""The words without which a pattern can't match, so that most patterns are ruled out without trying them."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from typing import Any

_PARSER: Any = import_module("re._parser")
"""What `re` reads patterns with. It has no public name; a test compares what is ruled out with what matches."""
_SHORTEST = 2


@cache  # each language understands the English phrases too
@cache
def needed_words(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return words, folded, of which every text that the pattern matches has at least one; none if none are needed."""
    return tuple(sorted(_needed(_PARSER.parse(pattern.pattern, pattern.flags)) or ()))


def _needed(parts: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the most telling alternatives of a sequence; None if it may match without any word."""
    found: list[frozenset[str]] = []
    run = ""
    ended: list[tuple[Any, Any]] = [*parts, ("END", None)]
    for operation, value in ended:
        if str(operation) == "LITERAL":
            run += chr(value)
            continue
        if len(run) >= _SHORTEST or not run.isascii():
            found.append(frozenset({run.casefold()}))
        run = ""
        inner = _inside(str(operation), value)
        if inner:
            found.append(inner)
    return max(found, key=lambda words: min(map(len, words)), default=None)


def _inside(operation: str, value: Any) -> frozenset[str] | None:
    match operation:
        case "SUBPATTERN":
            return _needed(value[-1])
        case "BRANCH":
            return _every([_needed(branch) for branch in value[1]])
        case "MAX_REPEAT" | "MIN_REPEAT" if value[0] > 0:
            return _needed(value[2])
        case _:
            return None


def _every(branches: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    """Return the alternatives of all branches; None if one of them needs no word."""
    known = [words for words in branches if words]
    return frozenset[str]().union(*known) if len(known) == len(branches) else None
