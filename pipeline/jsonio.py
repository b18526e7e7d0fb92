"""Reads JSON with line numbers, as `yamlio` reads YAML."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from pipeline.yamlio import Marked, Path_, YamlError

_TOKEN = re.compile(r'[ \t\r\n]*(?:(?P<mark>[{}\[\],:])|(?P<scalar>"(?:[^"\\\x00-\x1f]|\\.)*"|[-+.\w]+))')
_SPACE = re.compile(r"[ \t\r\n]*")
_MAX_DEPTH = 60


def load_marked_json(text: str) -> Marked:
    """Return a JSON document with the lines of its values.

    Raises:
        YamlError: It is not JSON, repeats a key, or is nested without bound.
    """
    return _Parser(text).document()


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self._marked = Marked(None)

    def document(self) -> Marked:
        self._marked.value = self._value(())
        if self._behind_space() != len(self._text):
            raise self._error("text after the end of the document")
        return self._marked

    def _line(self) -> int:
        return bisect_right(self._starts, self._at)

    def _behind_space(self) -> int:
        found = _SPACE.match(self._text, self._at)
        return found.end() if found else self._at

    def _error(self, reason: str) -> YamlError:
        return YamlError(self._line(), f"not JSON: {reason}")

    def _next(self) -> tuple[str, str]:
        """Return the next token as a mark or a scalar, of which one is empty, and stand behind it."""
        found = _TOKEN.match(self._text, self._at)
        if found is None:
            self._at = self._behind_space()
            raise self._error("the document is cut off" if self._at == len(self._text) else "an unknown character")
        self._at = found.end()
        return found["mark"] or "", found["scalar"] or ""

    def _value(self, at: Path_) -> Any:
        if len(at) > _MAX_DEPTH:
            raise YamlError(self._line(), "nested too deep")
        mark, scalar = self._next()
        self._marked.lines[at] = self._marked.ends[at] = self._line()
        if mark == "{":
            return dict(self._pairs(at))
        if mark == "[":
            return list(self._members(at))
        if mark:
            raise self._error(f"{mark!r} where a value is expected")
        return self._scalar(scalar)

    def _scalar(self, text: str) -> Any:
        try:
            return json.loads(text, parse_constant=self._constant)
        except ValueError as error:
            raise self._error(f"{text[:40]!r}") from error

    def _constant(self, name: str) -> Any:
        raise self._error(name)

    def _pairs(self, at: Path_) -> Iterator[tuple[str, Any]]:
        keys: set[str] = set()
        while True:
            mark, scalar = self._next()
            if mark == "}" and not keys:
                return
            key = self._scalar(scalar) if scalar.startswith('"') else None
            line = self._line()
            if not isinstance(key, str) or self._next()[0] != ":":
                raise self._error("an object holds pairs of a name and a value")
            if key in keys:
                raise YamlError(line, f"the key {key!r} appears twice")
            keys.add(key)
            yield key, self._value((*at, key))
            self._marked.lines[(*at, key)] = line
            if self._ends("}"):
                return

    def _members(self, at: Path_) -> Iterator[Any]:
        start = self._at
        if self._next()[0] == "]":
            return
        self._at = start
        for index in range(len(self._text)):
            yield self._value((*at, str(index)))
            if self._ends("]"):
                return

    def _ends(self, mark: str) -> bool:
        """Return whether a list or object ends here; otherwise a comma separates it from the next member."""
        found = self._next()[0]
        if found not in {mark, ","}:
            raise self._error(f"a comma or {mark!r} is expected")
        return found == mark
