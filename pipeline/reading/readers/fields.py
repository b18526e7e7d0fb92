"""Reads the fields of one section of a rendered page: name, type, marks, prose, options, example."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebook
from pipeline.reading.values import Unfit, coerced
from pipeline.reading.words import unescaped

_NAME = re.compile(r"[A-Za-z_$][\w$.-]*(?:\[\])?")
_SCALAR = r"(?:string|integer|number|boolean|object|array|null|any|file)(?:<[\w-]+>)?"
_ONE = rf"(?:enum<(?P<closed>\w+)>|{_SCALAR})(?:\[\])*"
_TYPE = re.compile(rf"{_ONE}(?:\s*\|\s*{_ONE.replace('?P<closed>', '?:')})*")
_PLACES = frozenset({"header", "path", "query", "body", "cookie"})
_FORMATS = {"uri": "uri", "date-time": "date-time", "date": "date", "uuid": "uuid", "email": "email",
            "float": "float", "double": "double", "int32": "int32", "int64": "int64", "binary": "binary"}  # fmt: skip
_VALUE_START = ("[", "{", '"')


@dataclass
class Field:
    """One documented field: its schema, whether its type is a closed set, and the prose about it."""

    name: str
    line: int
    schema: dict[str, Any]
    required: bool = False
    closed: bool = False
    prose: list[tuple[int, str]] = field(default_factory=list)


def read_fields(
    page: Page, book: Phrasebook, lines: Sequence[tuple[int, str]]
) -> tuple[list[Field], list[tuple[int, str]]]:
    """Return the fields of a section, and the prose before the first.

    Raises:
        Refused: A type has no name, an option list or an example is cut off.
    """
    cursor = _Cursor(page, book, [(number, unescaped(line.strip())) for number, line in lines])
    fields: list[Field] = []
    before: list[tuple[int, str]] = []
    while not cursor.done:
        if cursor.at_field():
            fields.append(cursor.take_field())
        elif cursor.take_furniture(fields[-1] if fields else None):
            continue
        else:
            number, line = cursor.take()
            if _TYPE.fullmatch(line) and line not in {"object", "any", "file"}:
                raise page.refuse(number, f"a type {line!r} without a field", "the field names were lost")
            (fields[-1].prose if fields else before).append((number, line))
    for each in fields:
        if each.closed and not _closed(each.schema).get("enum"):
            raise page.refuse(each.line, f"{each.name} without options", "a closed set shows its members: cut off")
    return fields, before


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema that has the options: the innermost items of an array."""
    while schema.get("type") == "array":
        schema = schema["items"]
    return schema


class _Cursor:
    """A position in the lines of a section."""

    def __init__(self, page: Page, book: Phrasebook, lines: list[tuple[int, str]]) -> None:
        self._page = page
        self._book = book
        self._lines = lines
        self._at = 0
        self._skip_empty()

    @property
    def done(self) -> bool:
        """Whether no line is left."""
        return self._at >= len(self._lines)

    def _skip_empty(self) -> None:
        while not self.done and not self._lines[self._at][1]:
            self._at += 1

    def _peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._lines[at][1] if at < len(self._lines) else ""

    def take(self) -> tuple[int, str]:
        """Return the next line and move to the next one that is not empty."""
        taken = self._lines[self._at]
        self._at += 1
        self._skip_empty()
        return taken

    def at_field(self) -> bool:
        """Return whether a field starts here: a name, and a type right below it."""
        return _NAME.fullmatch(self._peek()) is not None and _TYPE.fullmatch(self._peek(1)) is not None

    def take_field(self) -> Field:
        """Read a field's name, type and marks."""
        number, name = self._lines[self._at]
        kind = self._peek(1)
        self._at += 2
        found = Field(name, number, parse_type(kind), closed="enum<" in kind)
        while self._peek() and self._mark(found, self._peek()):
            self._at += 1
        self._skip_empty()
        return found

    def _mark(self, found: Field, line: str) -> bool:
        default = self._book.after_label("default", line)
        if default is not None:
            found.schema["default"] = self._default(default, found)
        elif self._book.is_label("required", line):
            found.required = True
        elif self._book.is_label("deprecated", line):
            found.schema["deprecated"] = True
        elif line not in _PLACES and not self._book.is_label("mark", line):
            return False
        return True

    def _default(self, text: str, found: Field) -> Any:
        try:
            return coerced(text, found.schema)
        except Unfit as error:
            raise self._page.refuse(
                found.line, f"default {text!r} of {found.name}", "a default has the field's type"
            ) from error

    def take_furniture(self, current: Field | None) -> bool:
        """Read a list of options, an example, or a line without content, and return whether it was one of these."""
        line = self._peek()
        if self._book.is_label("options", line) and current is not None:
            self._options(current)
        elif self._book.is_label("example", line) or (line == ":" and "lone-colon" in self._book.labels["example"]):
            self.take()
            self._example(current)
        elif any(self._book.is_label(name, line) for name in ("children", "skip")) or _is_media_type(line):
            self.take()
        else:
            return False
        return True

    def _options(self, current: Field) -> None:
        number, label = self._lines[self._at]
        self._at += 1
        values: list[str] = []
        while self._peek():
            line = self._peek()
            self._at += 1
            values.append(line.removesuffix(","))
            if not line.endswith(","):
                break
        else:
            raise self._page.refuse(number, f"{label} {values}", "the list of options is cut off")
        self._skip_empty()
        closed = _closed(current.schema)
        try:
            members = [coerced(value, {"type": closed.get("type", "string")}) for value in values]
        except Unfit as error:
            raise self._page.refuse(number, f"options {values}", f"{current.name} is {closed.get('type')}") from error
        if "enum" in closed or len(set(members)) != len(members):
            raise self._page.refuse(number, f"options {values}", "every option appears once")
        closed["enum"] = members

    def _example(self, current: Field | None) -> None:
        """Read the example's value, which may span lines and may be followed directly by the next field."""
        if self.done or self.at_field() or _ends_section(self._book, self._peek()):
            return
        if self._peek().startswith(_VALUE_START):
            text = "\n".join(line for _, line in self._lines[self._at :])
            try:
                value, end = json.JSONDecoder().raw_decode(text)
            except (ValueError, RecursionError) as error:
                raise self._page.refuse(
                    self._lines[self._at][0],
                    f"an example that is not JSON: {error}",
                    "the page is cut off or damaged",
                ) from error
            self._at += text[:end].count("\n") + 1
            self._skip_empty()
        else:
            value = self.take()[1]
        if current is not None and "x-evolink-shown" not in current.schema:
            _show(current.schema, value)


def _show(schema: dict[str, Any], value: Any) -> None:
    """Keep a scalar example in the schema while the page is read: it helps to split numbers that ran together."""
    try:
        schema["x-evolink-shown"] = coerced(str(value), schema)
    except Unfit:
        return


def _ends_section(book: Phrasebook, line: str) -> bool:
    return any(book.is_label(name, line) for name in ("options", "example"))


def _is_media_type(line: str) -> bool:
    return re.fullmatch(r"(?:[1-5]\d\d\s*-\s*)?[a-z]+/[\w.+-]+", line) is not None


def parse_type(text: str) -> dict[str, Any]:
    """Return the schema of a rendered type: `string<uri>[]`, `enum<integer>`, `string | null`."""
    options = [each.strip() for each in text.split("|")]
    if len(options) > 1:
        plain = [each for each in options if each != "null"]
        schemas = [parse_type(each) for each in plain]
        if len(schemas) == 1:
            return {**schemas[0], "type": [schemas[0]["type"], "null"]}
        return {"anyOf": schemas}
    if text.endswith("[]"):
        return {"type": "array", "items": parse_type(text.removesuffix("[]"))}
    base, _, detail = text.partition("<")
    detail = detail.removesuffix(">")
    if base == "enum":
        return {"type": detail}
    if base in {"any", "file"}:
        return {} if base == "any" else {"type": "string", "format": "binary"}
    if base == "array":
        return {"type": "array", "items": {}}
    return {"type": base, **({"format": _FORMATS[detail]} if detail in _FORMATS else {})}
