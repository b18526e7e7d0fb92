"""What a reader has collected of a page so far; only readers see it, and it ends as a `Reading`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pipeline.problems import Problem
from pipeline.reading.page import Page
from pipeline.reading.structure import SERVER, Form, Prose, Reading
from pipeline.yamlio import Path_


@dataclass
class Draft:
    """An unfinished reading; the attributes are those of `Reading`."""

    page: Page
    form: Form
    locale: str
    document: dict[str, Any] = field(default_factory=dict)
    url: str | None = None
    method: str = ""
    path: str = ""
    prose: list[Prose] = field(default_factory=list)
    lines: dict[Path_, int] = field(default_factory=dict)
    notes: list[Problem] = field(default_factory=list)
    example: dict[str, Any] = field(default_factory=dict)
    extensions: dict[str, Any] = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    request_example: dict[str, Any] = field(default_factory=dict)

    def add_prose(self, at: Path_, lines: Iterable[tuple[int, str]]) -> None:
        """Set aside numbered lines of prose about a node."""
        self.prose += [Prose(at, number, line, number) for number, line in lines]

    def require_bearer(self) -> None:
        """Note that the operation needs an API key as a bearer token."""
        self.document["security"] = [{"bearerAuth": []}]
        self.document["components"] = {"securitySchemes": {"bearerAuth": {"type": "http", "scheme": "bearer"}}}

    def reading(self) -> Reading:
        """Return what was collected as a value."""
        return Reading(
            page=self.page, form=self.form, locale=self.locale, document=self.document, url=self.url,
            method=self.method, path=self.path, prose=tuple(self.prose), lines=self.lines, notes=tuple(self.notes),
            example=self.example, extensions=self.extensions, source=self.source,
            request_example=self.request_example,
        )  # fmt: skip


def other_servers(urls: Iterable[str]) -> dict[str, Any]:
    """Return the operation's servers as facts: those of the whole API go without saying."""
    found = [url.rstrip("/") for url in urls]
    return {"servers": [{"url": url} for url in found]} if found and found != [SERVER] else {}


def flatten(value: Any, prefix: str = "") -> dict[str, Any]:
    """Return the leaves of an example by dotted name; lists are leaves."""
    if not isinstance(value, dict):
        return {prefix: value} if prefix else {}
    leaves: dict[str, Any] = {}
    for key, each in value.items():
        leaves |= flatten(each, f"{prefix}.{key}" if prefix else str(key))
    return leaves
