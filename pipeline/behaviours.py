"""Finds behaviours and formats that are neither checked nor listed in `specs/unchecked.yaml` with a reason."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evolink_rules import CHECKED_BEHAVIOURS, CHECKED_FORMATS
from pipeline.problems import Problem
from pipeline.writing.contract import create_operations, resolved
from pipeline.yamlio import load

UNCHECKED = "unchecked.yaml"
_PREFIX = "x-evolink-"
_MISSING = f"give it a checker in evolink_rules, or a line in specs/{UNCHECKED} that says why it has none"


@dataclass(frozen=True)
class _Kind:
    """One kind of rule: what evolink_rules checks, and the reasons for what it does not check."""

    what: str
    checked: frozenset[str]
    reasons: Mapping[str, Any]

    def problems(self, found: Mapping[str, str]) -> Iterator[Problem]:
        """Return a problem for each name that is neither checked nor listed, and for each wrong line of the list."""
        for name, place in sorted(found.items()):
            if name not in self.checked and name not in self.reasons:
                yield Problem(place, 1, "error", f"{self.what} {name} is not checked", _MISSING)
        for name, reason in self.reasons.items():
            if name in self.checked:
                yield Problem(UNCHECKED, 1, "error", f"{self.what} {name} has a checker", "remove it from the list")
            elif not isinstance(reason, str) or not reason.strip():
                yield Problem(UNCHECKED, 1, "error", f"{self.what} {name} has no reason", "every line says why")


def unchecked(specs: Path, document: dict[str, Any]) -> list[Problem]:
    """Return a problem for each rule of a phrase or of the contract that is neither checked nor listed."""
    listed: Mapping[str, Any] = load(specs / UNCHECKED)
    behaviours = _Kind("behaviour", CHECKED_BEHAVIOURS, listed["behaviours"])
    formats = _Kind("format", CHECKED_FORMATS, listed["formats"])
    return [*behaviours.problems(_behaviours(specs, document)), *formats.problems(_formats(document))]


def _behaviours(specs: Path, document: dict[str, Any]) -> dict[str, str]:
    """Return every behaviour of the phrasebooks and the contract, each with a file that contains it."""
    found = dict.fromkeys(_names(document), "openapi.yaml")
    for path in sorted((specs / "phrasebook").rglob("*.yaml")):
        found |= dict.fromkeys(_names([rule["facts"] for rule in load(path).get("facts", [])]), path.name)
    return found


def _names(node: Any) -> Iterator[str]:
    members: Iterable[Any] = ()
    if isinstance(node, dict):
        yield from (key for key in node if str(key).startswith(_PREFIX))
        members = node.values()
    elif isinstance(node, list):
        members = node
    for member in members:
        yield from _names(member)


def _formats(document: dict[str, Any]) -> dict[str, str]:
    """Return every format that a request's value must have, with the schema that demands it."""
    return {
        name: schema_name
        for operation in create_operations(document)
        for schema_name, schema in operation.models
        for name in _formats_in(document, schema)
    }


def _formats_in(document: dict[str, Any], schema: dict[str, Any]) -> Iterator[str]:
    whole = resolved(document, schema)
    if "format" in whole:
        yield whole["format"]
    inner = [*whole.get("properties", {}).values(), *(whole[key] for key in ("items",) if key in whole)]
    for each in [*inner, *(option for key in ("oneOf", "anyOf", "allOf") for option in whole.get(key, ()))]:
        yield from _formats_in(document, each)
