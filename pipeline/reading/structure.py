"""What a reader returns for a page: its structure as an OpenAPI fragment, and the prose still to be understood."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.problems import Problem
from pipeline.reading.page import Page
from pipeline.yamlio import Path_

Form = Literal["raw", "rendered", "codes", "table"]
_NAMED = frozenset({"properties", "securitySchemes", "schemas", "x-evolink-failures"})
SERVER = "https://api.evolink.ai"
"""Where operations are whose page names no other server."""
JSON_BODY = ("content", "application/json", "schema")


@dataclass(frozen=True)
class Prose:
    """A block of prose, its first and last line, and the node of the fragment that it describes.

    `cut` says that its end was cut off, in the middle of a sentence.
    """

    at: Path_
    line: int
    text: str
    end: int = 0
    cut: bool = False


@dataclass(frozen=True)
class Reading:
    """A page after its reader: the structure is facts already, the prose is not.

    Attributes:
        page: The page that was read.
        form: The generation of the page format.
        locale: The language of its prose: the name of a phrasebook.
        document: The OpenAPI 3.1 fragment with the facts of the structure.
        url: The address of the page, if the page states it.
        method: The operation's HTTP method in lower case; empty on a page without an operation.
        path: The operation's path.
        prose: What is written in sentences.
        lines: The line of the page for each node of the fragment.
        notes: What was settled by rule while reading.
        example: Values of the page's example answer, by dotted field name.
        extensions: Keys of the page's document that start with `x-`, by place: their values, or hashes of long ones.
        source: The table that it is an entry of, and the commit of the documentation which that was made from.
        request_example: The page's own example of a request.
    """

    page: Page
    form: Form
    locale: str
    document: dict[str, Any]
    url: str | None = None
    method: str = ""
    path: str = ""
    prose: tuple[Prose, ...] = ()
    lines: Mapping[Path_, int] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()
    example: Mapping[str, Any] = field(default_factory=dict)
    extensions: Mapping[str, Any] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)
    request_example: Mapping[str, Any] = field(default_factory=dict)


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
    """Return the short name of a node's place in its page: `request.image_urls.maxItems`, `200.status`, `operation`."""
    steps = list(at[3:] if at[:1] == ("paths",) else at)
    for index in range(len(steps) - len(JSON_BODY) + 1):
        if tuple(steps[index : index + len(JSON_BODY)]) == JSON_BODY:
            del steps[index : index + len(JSON_BODY)]
            break
    names = ["request" if step == "requestBody" else step for step in steps if step not in {"properties", "responses"}]
    return ".".join(names) or "operation"
