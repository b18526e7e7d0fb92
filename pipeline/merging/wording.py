"""The English of the contract: names, tags and short descriptions, as data in specs/wording.yaml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pipeline.merging.naming import pascal
from pipeline.yamlio import load

_VERB = re.compile(r"^(?:create|get|list|query|post|read|delete|update|put|patch|upload|change)(?=[A-Z])")


@dataclass(frozen=True)
class Wording:
    """The words for what the contract holds.

    Attributes:
        data: The file's content.
    """

    data: dict[str, Any]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the file."""
        return cls(load(path))

    @property
    def info(self) -> dict[str, Any]:
        """The contract's title, version and description."""
        return dict(self.data["info"])

    def tag(self, segment: str) -> str:
        """Return the tag of the operations below a path segment."""
        return str(self.data["tags"].get(segment, {}).get("name", segment))

    def operation_id(self, path: str, method: str) -> str | None:
        """Return our name of an operation, where we have one."""
        return self._operation(path, method).get("id")

    def stem(self, operation_id: str) -> str:
        """Return what an operation is about: `TaskDetail` of `getTaskDetail`."""
        return pascal(_VERB.sub("", operation_id))

    def schema_name(self, name: str) -> str:
        """Return our shorter name of a schema, where we have one."""
        return str(self.data["schemas"].get(name, name))

    def describe(self, document: dict[str, Any]) -> None:
        """Put our descriptions into a contract; what the file lacks is left without one."""
        used: list[str] = []
        for path, item in document["paths"].items():
            for method, operation in item.items():
                self._describe_operation(path, method, operation)
                used += operation["tags"]
        words = {each["name"]: each["description"] for each in self.data["tags"].values()}
        document["tags"] = [
            {"name": tag, "description": words.get(tag, f"Operations on {tag}.")} for tag in dict.fromkeys(used)
        ]
        for name, schema in document["components"]["schemas"].items():
            for at, node in _fields(name, schema):
                text = self._field(at)
                if text and "$ref" not in node:
                    node["description"] = text
            if name in self.data["fields"]:
                schema["description"] = self.data["fields"][name]

    def _describe_operation(self, path: str, method: str, operation: dict[str, Any]) -> None:
        words = self._operation(path, method)
        operation["summary"] = words.get("summary", f"{method.upper()} {path}")
        for status, answer in operation["responses"].items():
            text = words.get("answers", {}).get(status) or self.data["answers"].get(status)
            if text:
                answer["description"] = text
            self._example(answer, text)
        for parameter in operation.get("parameters", []):
            text = self.data["fields"].get(f"parameter.{parameter['name']}")
            if text:
                parameter["description"] = text

    def _example(self, answer: dict[str, Any], text: str | None) -> None:
        """Add an example to an error answer, with its documented code and type and our words."""
        codes = answer.get("x-evolink-error-codes")
        if codes:
            types = answer.get("x-evolink-error-types", ["api_error"])
            error = {"code": codes[0], "message": text or answer["description"], "type": types[0]}
            answer["content"]["application/json"]["example"] = {"error": error}

    def _operation(self, path: str, method: str) -> dict[str, Any]:
        return dict(self.data["operations"].get(f"{method.upper()} {path}", {}))

    def _field(self, at: str) -> str | None:
        """Return the words for `Schema.field`, for its place in any model's request, or for the field anywhere."""
        schema, _, field = at.partition(".")
        fields = self.data["fields"]
        request = f"request.{field}" if schema.endswith("Request") else ""
        found = fields.get(at) or fields.get(request) or fields.get(field.rsplit(".", 1)[-1])
        return str(found) if found else None


def _fields(name: str, schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for field, each in schema.get("properties", {}).items():
        yield f"{name}.{field}", each
        yield from _fields(f"{name}.{field}", each)
