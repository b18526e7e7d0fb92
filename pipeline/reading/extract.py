"""Page in, extract out: the facts of one page as an OpenAPI 3.1 fragment, without a sentence of it."""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.problems import Problem, Refused
from pipeline.reading.facts import Outcome, understand
from pipeline.reading.page import Page, read_page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.readers import read
from pipeline.reading.structure import JSON_BODY, Reading, node_at, place_name
from pipeline.yamlio import YamlProblem, dump, load

SUFFIXES = (".md", ".txt")
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
_PROVENANCE = frozenset({"name", "url", "locale", "sha256", "facts", "form", "operation", "models", "lines"})


@dataclass(frozen=True)
class Extracted:
    """An extract and how it came about.

    Attributes:
        document: The extract itself.
        outcomes: What became of each sentence of the page.
        problems: Notes on what was settled by rule.
    """

    name: str
    document: dict[str, Any]
    outcomes: list[Outcome]
    problems: list[Problem]


def extract(page: Page, books: Phrasebooks) -> Extracted:
    """Return the extract of a page.

    Raises:
        Refused: The page can't be trusted; the reasons are in the exception.
    """
    reading = read(page, books)
    outcomes = understand(reading, books[reading.locale], page.name, page.lines)
    _keep_example(reading)
    _strip(reading.document, "x-evolink-shown")
    facts = canonical({"openapi": "3.1.0", "info": {"title": page.name, "version": "1"}, **reading.document})
    provenance = {
        "name": page.name,
        "url": reading.url,
        "locale": reading.locale,
        "sha256": hashlib.sha256(page.raw).hexdigest(),
        "facts": facts_hash(facts),
        "form": reading.form,
        "operation": f"{reading.method.upper()} {reading.path}".strip(),
        "models": models_of(reading),
        "lines": {place_name(at): line for at, line in sorted(reading.lines.items(), key=lambda item: item[1])},
    }
    unknown = [
        Problem(page.name, each.sentence.line, "note", f"a sentence on {each.field} is unknown", each.why)
        for each in outcomes
        if each.kind == "unknown"
    ]
    return Extracted(page.name, facts | {"x-evolink-page": provenance}, outcomes, [*reading.notes, *unknown])


def models_of(reading: Reading) -> list[str]:
    """Return the models whose request the page documents."""
    try:
        schema = node_at(reading.document, ("paths", reading.path, reading.method, "requestBody", *JSON_BODY))
        field = schema["properties"]["model"]
        return list(field.get("enum", [field["default"]] if "default" in field else []))
    except (KeyError, TypeError, AttributeError):
        return []


def facts_hash(facts: dict[str, Any]) -> str:
    """Return the hash of an extract's facts, whatever page they come from."""
    bare = {key: value for key, value in facts.items() if key not in {"x-evolink-page", "info"}}
    text = json.dumps(bare, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def canonical(value: Any, parent: str = "") -> Any:
    """Return the same facts with keywords in one order; fields, answers and codes keep the page's."""
    if isinstance(value, list):
        return [canonical(each) for each in value]
    if not isinstance(value, dict):
        return value
    keys = list(value) if parent in _AS_WRITTEN else sorted(value, key=lambda key: (_RANK.get(key, 999), key))
    return {key: canonical(value[key], "" if parent in _AS_WRITTEN else key) for key in keys}


def text_of(extracted: Extracted) -> str:
    """Return the extract as the text of its file."""
    return dump(extracted.document, "Facts of one documentation page; made by `python -m pipeline extract`.")


def extract_folder(folder: Path, books: Phrasebooks) -> tuple[list[Extracted], list[Problem]]:
    """Extract every page directly in a folder; a refused page is a problem and stops no other."""
    found: list[Extracted] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for path in page_files(folder):
        try:
            if path.stem in seen:
                raise Page(path.stem, (), b"").refuse(1, path.name, "another file has this page's name")
            seen.add(path.stem)
            found.append(extract(read_page(path), books))
        except Refused as refused:
            problems += refused.problems
    return found, problems


def load_extracts(folder: Path) -> list[dict[str, Any]]:
    """Read every extract of a folder.

    Raises:
        YamlProblem: A file is no extract.
    """
    return [_load_extract(path) for path in sorted(folder.glob("*.yaml"))]


def _load_extract(path: Path) -> dict[str, Any]:
    document = load(path)
    page = document.get("x-evolink-page") if isinstance(document, dict) else None
    if not isinstance(page, dict) or not set(page) >= _PROVENANCE:
        raise YamlProblem(1, f"{path.name}: no extract, it does not say of which page")
    return dict(document)


def extracts_of(folder: Path, books: Phrasebooks) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the extracts of a folder, whether it holds them or the pages to make them of."""
    extracts = load_extracts(folder)
    if extracts:
        return extracts, []
    found, problems = extract_folder(folder, books)
    return [each.document for each in found], [*problems, *(problem for each in found for problem in each.problems)]


def page_files(folder: Path) -> Iterable[Path]:
    """Return the page files directly in a folder, in order."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.suffix in SUFFIXES)


def _keep_example(reading: Reading) -> None:
    """Keep what the example answer shows of a model's cost and time: numbers, switches and words inside its objects."""
    if not models_of(reading):
        return
    shown = {
        name: value
        for name, value in sorted(reading.example.items())
        if "." in name and (isinstance(value, bool | int | float) or _is_identifier(value))
    }
    if shown:
        node_at(reading.document, ("paths", reading.path, reading.method))["x-evolink-example"] = shown


def _is_identifier(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[a-z]+(?:_[a-z]+)*", value) is not None


def _strip(value: Any, key: str) -> None:
    if isinstance(value, dict):
        value.pop(key, None)
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _strip(each, key)
