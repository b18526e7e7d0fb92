"""Notes how far each extract counts, and completes the tables: they leave out what every page has."""

import copy
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.merging.operations import JSON
from pipeline.reading.sources import Age, Sources, page_of

_AGE, _KEPT = "age", "kept"
GENERALISED = "x-evolink-generalised"


def noted(extracts: Sequence[dict[str, Any]], sources: Sources) -> list[dict[str, Any]]:
    """Return extracts that say how new they are and whether their facts stand, with what tables leave out."""
    documented = {model for each in extracts for model in page_of(each)["models"] if "table" not in page_of(each)}
    fields = {name: found for name in sources.left_out if (found := _general(name, extracts, sources))}
    return [
        {
            **(_completed(each, fields) if _is_alone(each, documented) else each),
            "x-evolink-page": _standing(each, sources),
        }
        for each in extracts
    ]


def age(page: dict[str, Any]) -> Age:
    """Return how new a page is."""
    return tuple(page.get(_AGE, (0, "")))


def is_kept(page: dict[str, Any]) -> bool:
    """Return whether a page's facts stand even if a newer source differs."""
    return bool(page.get(_KEPT))


def _standing(extract: dict[str, Any], sources: Sources) -> dict[str, Any]:
    page = page_of(extract)
    return {**page, _AGE: sources.age(page), _KEPT: page["name"] in sources.kept}


def _is_alone(extract: dict[str, Any], documented: set[str]) -> bool:
    """Return whether an extract is a table's entry, and no page documents its model."""
    page = page_of(extract)
    return "table" in page and not set(page["models"]) & documented


def _general(
    name: str, extracts: Iterable[dict[str, Any]], sources: Sources
) -> tuple[dict[str, Any], list[str]] | None:
    """Return what the pages whose facts stand say alike of a field, and their names."""
    stated: dict[str, dict[str, Any]] = {}
    for extract in extracts:
        for schema in _requests(extract):
            if page_of(extract)["name"] in sources.kept and name in schema.get("properties", {}):
                stated[page_of(extract)["name"]] = schema["properties"][name]
    if not stated:
        return None
    first, *others = stated.values()
    alike = {key: value for key, value in first.items() if all(each.get(key, value) == value for each in others)}
    return alike, sorted(stated)


def _completed(extract: dict[str, Any], fields: dict[str, tuple[dict[str, Any], list[str]]]) -> dict[str, Any]:
    """Return a table's entry with the fields that the table leaves out, and which pages they are taken from."""
    completed = copy.deepcopy(extract)
    for schema in _requests(completed):
        news = {name: found for name, found in fields.items() if name not in schema["properties"]}
        schema["properties"] |= {name: copy.deepcopy(facts) for name, (facts, _) in news.items()}
        if news:
            schema[GENERALISED] = {name: pages for name, (_, pages) in news.items()}
    return completed


def _requests(extract: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in extract.get("paths", {}).values():
        for operation in item.values():
            body = operation.get("requestBody", {}).get("content", {}).get(JSON)
            if body:
                yield body["schema"]
