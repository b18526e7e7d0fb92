"""Translates the legacy block of a raw page, `paths: path: …`, into the OpenAPI document that it means."""

from typing import Any

from pipeline.reading.page import Page
from pipeline.yamlio import Marked, Path_

_REQUIRED = ("path", "method", "request", "response")
_KNOWN = frozenset(
    {*_REQUIRED, "servers", "deprecated", "type", "summary", "description", "operationId", "tags", "title"}
)
_TYPE_OF_MEMBERS = "enum<"
# What the legacy form says of a schema beside the schema itself.
_BESIDE = frozenset({"refIdentifier", "requiredProperties"})


def is_legacy(marked: Marked) -> bool:
    """Return whether a block has the legacy form: `paths` holds the operation itself, not a path's name."""
    paths: Any = marked.value.get("paths") if isinstance(marked.value, dict) else None
    return isinstance(paths, dict) and not any(str(key).startswith("/") for key in paths) and "path" in paths


def translated(page: Page, marked: Marked) -> Marked:
    """Return the OpenAPI document that a legacy block means, each value with its line in the page.

    Raises:
        Refused: A part that the form requires is missing, or there is one that it does not have.
    """
    return _Translation(page, marked).document()


class _Translation:
    """One block on its way: values are copied from a source path to a target path, with their lines."""

    def __init__(self, page: Page, marked: Marked) -> None:
        self._page = page
        self._from = marked
        self._to = Marked({})

    def document(self) -> Marked:
        """Return the whole document."""
        paths = self._from.value["paths"]
        for key in _REQUIRED:
            kind = str if key in {"path", "method"} else dict
            if not isinstance(paths.get(key), kind):
                at = self._from.lines.get(("paths", key), self._from.lines["paths",])
                raise self._page.refuse(
                    at, f"no `{key}` under `paths`", f"the legacy form names {', '.join(_REQUIRED)}"
                )
        unknown = sorted(set(paths) - _KNOWN)
        if unknown:
            raise self._page.refuse(
                self._from.lines["paths", unknown[0]],
                f"`{unknown[0]}` under `paths`",
                "the legacy form has no such part",
            )
        operation = ("paths", str(paths["path"]), paths["method"].lower())
        self._put(("openapi",), "3.1.0", ("paths",))
        for each in ("info", "tags"):
            self._copy((each,), (each,))
        self._copy(("paths", "servers"), ("servers",))
        self._put(operation, {}, ("paths", "path"))
        for each in ("summary", "description", "operationId", "tags", "deprecated"):
            self._copy(("paths", each), (*operation, each))
        self._parameters(operation)
        self._body(operation)
        self._answers(operation)
        self._schema_of(("components",), ("components",))
        self._security()
        return self._to

    def _get(self, source: Path_) -> Any:
        value: Any = self._from.value
        for step in source:
            if isinstance(value, dict):
                value = value.get(step)
            else:
                value = value[int(step)] if isinstance(value, list) and int(step) < len(value) else None
        return value

    def _mapping(self, source: Path_) -> dict[str, Any]:
        """Return the mapping at a place, empty if there is none, or refuse the page if it is something else."""
        value = self._get(source)
        if value is not None and not isinstance(value, dict):
            raise self._page.refuse(
                self._from.lines[source], f"{source[-1]}: {value!r:.60}", "a mapping is expected here"
            )
        return value or {}

    def _mark(self, target: Path_, source: Path_) -> None:
        while source not in self._from.lines:
            source = source[:-1]
        self._to.lines.setdefault(target, self._from.lines[source])
        self._to.ends.setdefault(target, self._from.ends.get(source, self._from.lines[source]))

    def _put(self, target: Path_, value: Any, source: Path_) -> None:
        """Set a value at a target, with the line of its source; what lies around it is made on the way."""
        node = self._to.value
        for depth, step in enumerate(target[:-1], 1):
            node = node.setdefault(step, {})
            self._mark(target[:depth], source)
        node[target[-1]] = value
        self._mark(target, source)

    def _copy(self, source: Path_, target: Path_) -> None:
        """Copy a part that both forms write alike."""
        if self._get(source) is not None:
            self._put(target, self._plain(source, target), source)

    def _plain(self, source: Path_, target: Path_) -> Any:
        self._mark(target, source)
        value = self._get(source)
        if isinstance(value, dict):
            return {key: self._plain((*source, key), (*target, key)) for key in value}
        if isinstance(value, list):
            return [self._plain((*source, str(at)), (*target, str(at))) for at in range(len(value))]
        return value

    def _schema_of(self, source: Path_, target: Path_) -> None:
        if self._get(source) is not None:
            self._put(target, self._schema(source, target), source)

    def _schema(self, source: Path_, target: Path_) -> Any:
        """Return a schema, or a mapping or list that holds some, as OpenAPI writes it."""
        self._mark(target, source)
        value = self._get(source)
        if isinstance(value, list):
            return [self._schema((*source, str(at)), (*target, str(at))) for at in range(len(value))]
        if not isinstance(value, dict):
            return value
        if set(value) == {"allOf"} and isinstance(value["allOf"], list) and len(value["allOf"]) == 1:
            return self._schema((*source, "allOf", "0"), target)
        facts = {
            key: self._plain((*source, key), (*target, key))
            if key in {"example", "examples", "default"}
            else self._schema((*source, key), (*target, key))
            for key in value
            if key not in _BESIDE and not (key == "required" and isinstance(value[key], bool))
        }
        if "requiredProperties" in value:
            facts["required"] = self._plain((*source, "requiredProperties"), (*target, "required"))
        kind = facts.get("type")
        if isinstance(kind, str) and kind.startswith(_TYPE_OF_MEMBERS):
            facts["type"] = kind.removeprefix(_TYPE_OF_MEMBERS).removesuffix(">")
        return facts

    def _alternatives(self, source: Path_, target: Path_) -> None:
        """Set the schema of a list: its one member, or any of several."""
        members = self._get(source)
        if not isinstance(members, list) or not members:
            return
        if len(members) == 1:
            self._schema_of((*source, "0"), target)
        else:
            self._put(target, {"anyOf": self._schema(source, (*target, "anyOf"))}, source)

    def _parameters(self, operation: Path_) -> None:
        found = 0
        for place in ("path", "query", "header", "cookie"):
            source = ("paths", "request", "parameters", place)
            for name in self._mapping(source):
                here, there = (*source, name), (*operation, "parameters", str(found))
                schema = self._get((*here, "schema", "0"))
                required = isinstance(schema, dict) and schema.get("required") is True
                parameter = {"name": name, "in": place, "required": required or place == "path"}
                # A list's members are set by their index, so the parameters are collected in a mapping first.
                self._put(there, parameter, here)
                self._alternatives((*here, "schema"), (*there, "schema"))
                found += 1
        if found:
            node = self._to.value["paths"][operation[1]][operation[2]]
            node["parameters"] = list(node["parameters"].values())

    def _content(self, source: Path_, target: Path_) -> None:
        """Set the media types of a body or an answer; a name such as `_mintlify/placeholder` stands for none."""
        for media in self._mapping(source):
            if "/" not in media or media.startswith("_"):
                continue
            here, there = (*source, media), (*target, "content", media)
            self._put(there, {}, here)
            self._alternatives((*here, "schemaArray"), (*there, "schema"))
            self._copy((*here, "examples"), (*there, "examples"))

    def _body(self, operation: Path_) -> None:
        self._content(("paths", "request", "body"), (*operation, "requestBody"))

    def _answers(self, operation: Path_) -> None:
        for status in self._mapping(("paths", "response")):
            here, there = ("paths", "response", status), (*operation, "responses", status)
            self._put(there, {}, here)
            self._content(here, there)
            for media in self._mapping(here):
                self._copy((*here, media, "description"), (*there, "description"))

    def _security(self) -> None:
        """Set the schemes by the header that each asks for."""
        schemes = ("paths", "request", "security")
        for at in range(len(self._get(schemes) or [])):
            title = self._mapping((*schemes, str(at))).get("title")
            source = (*schemes, str(at), "parameters", "header")
            for header in self._mapping(source):
                self._copy((*source, header), ("components", "securitySchemes", str(title or header)))
