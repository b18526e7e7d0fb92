"""Turns a schema of a raw page into facts: follows references, sets prose and examples aside, refuses the unknown."""

from typing import Any

from pipeline.problems import Problem, Refused
from pipeline.reading.page import Page
from pipeline.reading.readers.draft import Draft
from pipeline.reading.structure import Prose
from pipeline.yamlio import Marked, Path_

_FACTS = {
    "type": (str, list), "format": (str,), "enum": (list,), "default": (str, int, float, bool, list, dict),
    "minimum": (int, float), "maximum": (int, float), "exclusiveMinimum": (int, float),
    "exclusiveMaximum": (int, float), "multipleOf": (int, float), "minLength": (int,), "maxLength": (int,),
    "pattern": (str,), "minItems": (int,), "maxItems": (int,), "uniqueItems": (bool,), "required": (list,),
    "minProperties": (int,), "maxProperties": (int,), "deprecated": (bool,),
    "readOnly": (bool,), "writeOnly": (bool,), "const": (str, int, float, bool),
}  # fmt: skip
_LISTS = {"enum": (str, int, float), "required": (str,), "type": (str,)}
_SET_ASIDE = frozenset({"description", "title", "summary", "example", "examples", "nullable", "externalDocs"})
_TYPES = frozenset({"string", "integer", "number", "boolean", "array", "object", "null"})


class SchemaCleaner:
    """Walks the page's OpenAPI document and fills a draft.

    A source path leads into the page's document, a target path into the draft's.
    """

    def __init__(self, page: Page, first_line: int, marked: Marked, draft: Draft) -> None:
        self._page = page
        self._first = first_line
        self._marked = marked
        self._draft = draft
        self.leaf_examples: dict[str, Any] = {}

    def line(self, source: Path_) -> int:
        """Return the page's line of a place, or of the nearest place around it."""
        while source and source not in self._marked.lines:
            source = source[:-1]
        return self._marked.lines.get(source, self._first)

    def refuse(self, source: Path_, what: str, why: str) -> Refused:
        """Return the refusal of the page at a place."""
        return self._page.refuse(self.line(source), what, why)

    def mark(self, source: Path_, target: Path_) -> None:
        """Note from which line a node of the draft comes."""
        self._draft.lines[target] = self.line(source)

    def get(self, source: Path_) -> Any:
        """Return the value at a place, or None."""
        value = self._marked.value
        for step in source:
            if isinstance(value, dict):
                value = value.get(step)
            elif isinstance(value, list) and step.isdigit() and int(step) < len(value):
                value = value[int(step)]
            else:
                return None
        return value

    def expect(self, source: Path_, kind: type) -> Any:
        """Return the value at a place, or refuse the page if it has another type."""
        value = self.get(source)
        if not isinstance(value, kind):
            raise self.refuse(source, f"{source[-1]}: {type(value).__name__}", f"a {kind.__name__} is expected here")
        return value

    def prose(self, source: Path_, target: Path_) -> None:
        """Set the prose at a place aside, to be understood later."""
        text = self.get(source)
        if text is None:
            return
        if not isinstance(text, str):
            raise self.refuse(source, f"{source[-1]}: {text!r}", "prose is text")
        line = self.line(source)
        end = max(line, self._marked.ends.get(source, line))
        self._draft.prose.append(Prose(target, line, text, end))

    def examples(self, source: Path_) -> list[Any]:
        """Return the example values of a media type: `example` or `examples`."""
        found = [] if self.get((*source, "example")) is None else [self.get((*source, "example"))]
        many = self.get((*source, "examples"))
        if isinstance(many, dict):
            found += [each["value"] for each in many.values() if isinstance(each, dict) and "value" in each]
        return found

    def schema(self, source: Path_, target: Path_, trail: tuple[Path_, ...] = (), name: str = "") -> dict[str, Any]:
        """Return the facts of the schema at a place.

        Raises:
            Refused: It has a keyword that is not one of a schema, or refers to nothing or to itself.
        """
        raw: dict[str, Any] = self.expect(source, dict)
        self.mark(source, target)
        if "$ref" in raw:
            return self._referred(raw, source, target, trail, name)
        if source in trail:
            raise self.refuse(source, "a schema that contains itself", "a request is finite")
        trail = (*trail, source)
        self.prose((*source, "description"), target)
        self.prose((*source, "title"), target)
        facts: dict[str, Any] = {}
        for key, value in raw.items():
            here = (*source, key)
            if key in _FACTS:
                facts[key] = self._fact(here, key, value)
                self.mark(here, (*target, key))
            elif key == "additionalProperties" and isinstance(value, bool):
                facts[key] = value
            elif key in {"properties", "items", "oneOf", "anyOf", "allOf", "additionalProperties"}:
                facts[key] = self._inner(key, here, target, trail, name)
            elif key not in _SET_ASIDE and not key.startswith("x-"):
                raise self.refuse(
                    here, f"`{key}` in a schema", "it is not a known keyword, and a level may have been lost"
                )
        self._finish(source, raw, facts, name)
        return facts

    def _referred(
        self, raw: dict[str, Any], source: Path_, target: Path_, trail: tuple[Path_, ...], name: str
    ) -> dict[str, Any]:
        reference: Any = raw["$ref"]
        place = tuple(str(reference).removeprefix("#/").split("/"))
        if not str(reference).startswith("#/") or not isinstance(self.get(place), dict):
            raise self.refuse(source, f"$ref {reference!r}", "a reference leads to a schema of the same page")
        self.prose((*source, "description"), target)
        beside = set(raw) - {"$ref"} - _SET_ASIDE
        if beside:
            raise self.refuse(source, f"{sorted(beside)} beside $ref", "a reference has no siblings")
        return self.schema(place, target, trail, name)

    def _fact(self, here: Path_, key: str, value: Any) -> Any:
        kinds: tuple[type, ...] = _FACTS[key]
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise self.refuse(here, f"{key}: {value!r}", f"{key} has a value of another kind")
        members: list[Any] = value if isinstance(value, list) else [value]
        if key == "type" and not set(members) <= _TYPES:
            raise self.refuse(here, f"type: {value!r}", "a type is one of JSON Schema's")
        if key in _LISTS and not all(isinstance(each, _LISTS[key]) for each in members):
            raise self.refuse(here, f"{key}: {value!r}", "its members are words or numbers")
        if key in {"enum", "required"} and (not members or len({repr(each) for each in members}) != len(members)):
            raise self.refuse(here, f"{key}: {value!r}", "a closed set has members, each once")
        return value

    def _inner(self, key: str, here: Path_, target: Path_, trail: tuple[Path_, ...], name: str) -> Any:
        there = (*target, key)
        if key in {"items", "additionalProperties"}:
            return self.schema(here, there, trail, f"{name}[]")
        if key == "properties":
            fields = self.expect(here, dict)
            return {
                field: self.schema((*here, field), (*there, field), trail, f"{name}.{field}".lstrip("."))
                for field in fields
            }
        options = self.expect(here, list)
        return [self.schema((*here, str(at)), (*there, str(at)), trail, name) for at in range(len(options))]

    def _finish(self, source: Path_, raw: dict[str, Any], facts: dict[str, Any], name: str) -> None:
        """Settle by rule what depends on more than one keyword."""
        if raw.get("nullable") is True and isinstance(facts.get("type"), str):
            facts["type"] = [facts["type"], "null"]
            self._note(source, "nullable: true", "a keyword of OpenAPI 3.0, read as the type null")
        if "const" in facts:
            facts["enum"] = [facts.pop("const")]
        missing = set(facts.get("required", [])) - set(facts.get("properties", facts.get("required", [])))
        if missing:
            raise self.refuse(source, f"required {sorted(missing)}", "a required field is described")
        if facts.get("type") == "array" and "items" not in facts:
            raise self.refuse(source, "an array without items", "an array says what it holds")
        if facts.get("type") == "object" and raw.get("properties") == {}:
            raise self.refuse(source, "no properties", "an object with fields names them")
        if not ({"type", "oneOf", "anyOf", "allOf", "enum"} & set(facts)):
            raise self.refuse(source, "a schema without a type", "its type was lost")
        example = raw.get("example")
        if isinstance(example, int | float | str | bool):
            facts["x-evolink-shown"] = example
            if name:
                self.leaf_examples[name] = example

    def _note(self, source: Path_, what: str, why: str) -> None:
        self._draft.notes.append(Problem(self._page.name, self.line(source), "note", what, why))
