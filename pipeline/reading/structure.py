"""What a reader makes of a page: structure as an OpenAPI fragment, and the prose still to be understood."""

from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.problems import Problem
from pipeline.yamlio import Path_

Form = Literal["raw", "rendered", "codes"]
_NAMED = frozenset({"properties", "securitySchemes", "schemas", "x-evolink-failures"})
JSON_BODY = ("content", "application/json", "schema")


@dataclass(frozen=True)
class Prose:
    """A block of prose, its first and last line, and the node of the fragment that it speaks of."""

    at: Path_
    line: int
    text: str
    end: int = 0


@dataclass
class Reading:
    """A page, read.

    Attributes:
        form: The generation of the page format.
        locale: Language of its prose, a name of the phrasebook.
        url: Address of the page where the page tells it.
        document: OpenAPI 3.1 fragment with the facts that stand in its structure.
        prose: What stands in sentences.
        lines: The page's line of each node of the fragment.
        notes: What was settled by rule while reading.
        example: Values of the page's example answer, by dotted field name.
    """

    form: Form
    locale: str
    url: str | None
    document: dict[str, Any]
    method: str = ""
    path: str = ""
    prose: list[Prose] = field(default_factory=list)
    lines: dict[Path_, int] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    example: dict[str, Any] = field(default_factory=dict)


def node_at(document: Any, at: Path_) -> Any:
    """Return the node at a path; numbers index lists."""
    for step in at:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


def field_name(at: Path_) -> str:
    """Return what a person calls a node: `image_urls`, `200.status`, `model_params.mode`, `operation`."""
    parts: list[str] = []
    steps = list(at)
    for index, step in enumerate(steps):
        previous = steps[index - 1] if index else ""
        if previous in _NAMED or (previous == "responses" and step != "schema"):
            parts.append(step)
        elif previous == "parameters":
            parts.append(f"parameter {step}")
    return ".".join(parts) or "operation"


def place_name(at: Path_) -> str:
    """Return a node's place inside its page in short: `request.image_urls.maxItems`, `200.status`, `operation`."""
    steps = list(at[3:] if at[:1] == ("paths",) else at)
    for index in range(len(steps) - len(JSON_BODY) + 1):
        if tuple(steps[index : index + len(JSON_BODY)]) == JSON_BODY:
            del steps[index : index + len(JSON_BODY)]
            break
    names = ["request" if step == "requestBody" else step for step in steps if step not in {"properties", "responses"}]
    return ".".join(names) or "operation"


def flatten(value: Any, prefix: str = "") -> dict[str, Any]:
    """Return the leaves of an example by dotted name; lists are leaves."""
    if not isinstance(value, dict):
        return {prefix: value} if prefix else {}
    leaves: dict[str, Any] = {}
    for key, each in value.items():
        leaves |= flatten(each, f"{prefix}.{key}" if prefix else str(key))
    return leaves
