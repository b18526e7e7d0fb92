"""Turns the parameters of a table's entry into the schema of a request."""

import re
from dataclasses import replace
from typing import Any

from pipeline.problems import Refused
from pipeline.reading.page import Page
from pipeline.reading.readers.schemas import SchemaCleaner
from pipeline.yamlio import Marked, Path_

_EITHER = "|"
_CUT = "…"


class TableCleaner(SchemaCleaner):
    """Cleans the schema of a table's entry: its prose lost code marks and ends, its arrays may hold anything."""

    def prose(self, source: Path_, target: Path_) -> None:
        """Set the prose at a place aside with the marks of code, and note where it was cut off."""
        before = len(self._draft.prose)
        super().prose(source, target)
        for index, each in enumerate(self._draft.prose[before:], before):
            text = _with_code(each.text.removesuffix(_CUT), self._members(source[:-1]))
            self._draft.prose[index] = replace(each, text=text, cut=each.text.endswith(_CUT))

    def _members(self, field: Path_) -> list[str]:
        if self.get((*field, "type")) == "boolean":
            return ["true", "false"]
        return [str(each) for each in self.get((*field, "enum")) or self.get((*field, "items", "enum")) or ()]

    def _finish(self, source: Path_, raw: dict[str, Any], facts: dict[str, Any], name: str) -> None:
        if facts.get("type") == "array":
            facts.setdefault("items", {})
        super()._finish(source, raw, facts, name)


def _with_code(text: str, members: list[str]) -> str:
    """Return a text in which the members of a closed set that start an item are marked as code, as on a page."""
    one = "|".join(map(re.escape, members))
    return re.sub(rf"(?<=[;:] )(?:{one})(?=:| \()", lambda found: f"`{found.group()}`", text) if members else text


class Parameters:
    """The parameters of one entry, in the table's document."""

    def __init__(self, page: Page, marked: Marked, entry: Path_) -> None:
        self._page = page
        self._from = marked
        self._entry = entry
        self._lines: dict[Path_, int] = {}

    def as_schema(self, model: str) -> Marked:
        """Return the schema of a request to a model.

        The table leaves out the parameter `model`, which every page has and requires.

        Raises:
            Refused: A parameter is not an object, or the required ones are not those that say so.
        """
        entry = self._get(self._entry)
        fields, required = self._fields((*self._entry, "params"), ("properties",))
        listed = entry["required"]
        if set(map(repr, listed)) != set(map(repr, required)):
            what = f"required: {listed}, and {required} say that they are"
            raise self._refuse((*self._entry, "required"), what, "a table agrees with itself")
        if "model" in fields:
            raise self._refuse((*self._entry, "params", "model"), "the parameter model", "an entry is of one model")
        own = {"type": "string", "enum": [model]}
        for at in ((), ("properties", "model"), ("required",)):
            self._lines[at] = self._line(self._entry)
        schema = {"type": "object", "required": ["model", *listed], "properties": {"model": own, **fields}}
        return Marked(schema, self._lines)

    def _fields(self, source: Path_, target: Path_) -> tuple[dict[str, Any], list[str]]:
        """Return the schemas of parameters, and the names of those that are marked as required."""
        raw = self._get(source)
        if not isinstance(raw, dict):
            raise self._refuse(source, f"{type(raw).__name__}", "parameters are an object")
        fields = {name: self._schema((*source, name), (*target, name)) for name in raw}
        return fields, [name for name, each in raw.items() if each.get("required") is True]

    def _schema(self, source: Path_, target: Path_) -> dict[str, Any]:
        raw = self._get(source)
        self._lines[target] = self._line(source)
        if not isinstance(raw, dict):
            raise self._refuse(source, f"{raw!r:.60}", "a parameter is an object")
        schema: dict[str, Any] = {}
        for key, value in raw.items():
            here, there = (*source, key), (*target, key)
            self._lines[there] = self._line(here)
            if key == "type" and isinstance(value, str) and _EITHER in value:
                schema[key] = value.split(_EITHER)
            elif key == "properties":
                schema[key], required = self._fields(here, there)
                schema |= {"required": required} if required else {}
            elif key == "items":
                schema[key] = self._schema(here, there)
            elif key != "required" or isinstance(value, list):
                schema[key] = value
        return schema

    def _get(self, source: Path_) -> Any:
        value = self._from.value
        for step in source:
            value = value[step]
        return value

    def _line(self, source: Path_) -> int:
        return self._from.lines[source]

    def _refuse(self, source: Path_, what: str, why: str) -> Refused:
        return self._page.refuse(self._line(source), what, why)
