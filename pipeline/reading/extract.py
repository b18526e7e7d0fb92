"""Makes the extract of a page: its facts as an OpenAPI 3.1 fragment, without any of its sentences."""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from pipeline.problems import Problem
from pipeline.reading.facts import NAMES_ONLY, Facts, Interpretation, understand
from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.readers import read, tables
from pipeline.reading.structure import Reading, node_at, place_name
from pipeline.yamlio import dump

_ORDER = (
    "openapi", "info", "servers", "security", "operationId", "tags", "paths", "components", "summary", "deprecated",
    "parameters", "requestBody", "name", "in", "description", "type", "format", "enum", "default", "minLength",
    "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems",
    "maxItems", "uniqueItems", "items", "required", "properties", "additionalProperties", "dependentRequired",
    "dependentSchemas", "if", "then", "else", "content", "schema", "responses", "callbacks", "links", "oneOf",
    "discriminator", "securitySchemes", "schemas",
)  # fmt: skip
_RANK = {key: rank for rank, key in enumerate(_ORDER)}
_AS_WRITTEN = frozenset({"properties", "paths", "responses", "schemas", "x-evolink-failures", "x-evolink-alias", "info",
                         "license", "example", "error", "mapping"})  # fmt: skip


@dataclass(frozen=True)
class Extracted:
    """An extract, and what led to it.

    Attributes:
        document: The extract itself.
        outcomes: What became of each sentence of the page.
        problems: Notes on what was settled by rule.
    """

    name: str
    document: dict[str, Any]
    outcomes: tuple[Interpretation, ...]
    problems: tuple[Problem, ...]


def extract(page: Page, books: Phrasebooks) -> Extracted:
    """Return the extract of a page, in stages: page, reading, facts, extract.

    Raises:
        Refused: The page can't be trusted.
    """
    return extract_of(read(page, books), books)


def extract_table(table: Page, books: Phrasebooks) -> tuple[list[Extracted], list[Problem]]:
    """Return an extract for each model of a parameter table, and the problems of the entries that were refused.

    Raises:
        Refused: The page is not a parameter table.
    """
    readings, problems = tables.read(table, books)
    return [extract_of(each, books) for each in readings], problems


def extract_of(reading: Reading, books: Phrasebooks) -> Extracted:
    """Return the extract of a reading."""
    return _extract(understand(reading, books[reading.locale]))


def _extract(found: Facts) -> Extracted:
    reading = found.reading
    name, models = reading.page.name, _models(found)
    document = _without(found.document, "x-evolink-shown")
    if models and (shown := _shown(reading)):
        node_at(document, ("paths", reading.path, reading.method))["x-evolink-example"] = shown
    facts = canonical({"openapi": "3.1.0", "info": {"title": name, "version": "1"}, **document})
    provenance: dict[str, Any] = {
        "name": name,
        "words": " ".join(sorted({each for outcome in found.outcomes for each in outcome.words})),
        "url": reading.url,
        "locale": reading.locale,
        "sha256": hashlib.sha256(reading.page.raw).hexdigest(),
        "facts": facts_hash(facts),
        "form": reading.form,
        "operation": f"{reading.method.upper()} {reading.path}".strip(),
        "models": models,
        **reading.source,
        "lines": {place_name(at): line for at, line in sorted(found.lines.items(), key=lambda item: item[1])},
    }
    if reading.extensions:
        provenance["extensions"] = dict(reading.extensions)
    if unknown := sorted({each.sentence.hash for each in found.outcomes if each.kind in {"unknown", "cut"}}):
        provenance["unknown"] = unknown
    if named := sorted({each.sentence.hash for each in found.outcomes if each.why == NAMES_ONLY}):
        provenance["named"] = named
    if cut := sorted({each.field for each in found.outcomes if each.kind == "cut"}):
        provenance["cut"] = cut
    return Extracted(name, facts | {"x-evolink-page": provenance}, found.outcomes, (*found.notes, *_unknown(found)))


def _models(found: Facts) -> list[str]:
    """Return the models whose request the page documents."""
    place = ("paths", found.reading.path, found.reading.method, "requestBody", "content")
    try:
        body = next(iter(node_at(found.document, place).values()))
        field = body["schema"]["properties"]["model"]
        return list(field.get("enum", [field["default"]] if "default" in field else []))
    except (KeyError, TypeError, AttributeError, StopIteration):
        return []


def _shown(reading: Reading) -> dict[str, Any]:
    """Return the cost and times of the example answer: numbers, booleans and identifiers inside its objects."""
    return {
        name: value
        for name, value in sorted(reading.example.items())
        if "." in name and (isinstance(value, bool | int | float) or _is_identifier(value))
    }


def _is_identifier(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z]+(?:_[a-z]+)*", value) is not None


def _unknown(found: Facts) -> list[Problem]:
    page = found.reading.page.name
    return [
        Problem(page, each.sentence.line, "note", f"a sentence on {each.field} is not understood", each.why)
        for each in found.outcomes
        if each.kind in {"unknown", "cut"}
    ]


def _without(value: Any, key: str) -> Any:
    """Return a copy without this key at any depth."""
    if isinstance(value, dict):
        return {name: _without(each, key) for name, each in value.items() if name != key}
    return [_without(each, key) for each in value] if isinstance(value, list) else value


def facts_hash(facts: dict[str, Any]) -> str:
    """Return the hash of an extract's facts, which is the same for every page that states them."""
    bare = {key: value for key, value in facts.items() if key not in {"x-evolink-page", "info"}}
    text = json.dumps(bare, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: Any, parent: str = "") -> Any:
    """Return the facts with keywords in a fixed order; fields, answers and codes keep the order of the page."""
    if isinstance(value, list):
        return [canonical(each) for each in value]
    if not isinstance(value, dict):
        return value
    keys = list(value) if parent in _AS_WRITTEN else sorted(value, key=lambda key: (_RANK.get(key, 999), key))
    return {key: canonical(value[key], "" if parent in _AS_WRITTEN else key) for key in keys}


def text_of(extracted: Extracted) -> str:
    """Return the text of an extract's file."""
    return dump(extracted.document, "Facts of one documentation page; made by `python -m pipeline extract`.")
