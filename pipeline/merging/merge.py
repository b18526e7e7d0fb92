"""Merges extracts into the contract: one operation per path and method, one request schema per model, shapes once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.merging.answers import unanswered
from pipeline.merging.building import Builder
from pipeline.merging.connections import connect
from pipeline.merging.examples import wrong_examples
from pipeline.merging.naming import camel
from pipeline.merging.operations import Kind, Operation, collect, kind_of
from pipeline.merging.overlay import CONTRACT, EVERY_EXTRACT, Overlay, apply_overlays, load_overlays
from pipeline.merging.standing import noted
from pipeline.merging.wording import Wording
from pipeline.problems import Problem, errors
from pipeline.reading.extract import canonical
from pipeline.reading.sources import NO_SOURCES, Sources, load_sources

CONTRACT_COMMENT = "The contract; made by `python -m pipeline merge` from extracts and overlays. Do not edit."
_FORMS = {"raw": 0, "rendered": 1, "codes": 2, "table": 3}
_LOCALES = {"en": 0, "zh": 1}


@dataclass(frozen=True)
class Merged:
    """A contract, and the problems that were found."""

    document: dict[str, Any]
    problems: list[Problem]


def merge_specs(specs: Path, extracts: Sequence[dict[str, Any]]) -> Merged:
    """Return the contract of the extracts, with the overlays and the wording of a specs folder."""
    overlays, problems = load_overlays(specs / "overlays")
    wording = Wording.load(specs / "wording.yaml")
    merged = merge(extracts, overlays, wording, load_sources(specs / "sources.yaml"))
    return Merged(merged.document, sorted([*problems, *merged.problems]))


def merge(
    extracts: Sequence[dict[str, Any]], overlays: Sequence[Overlay], wording: Wording, sources: Sources = NO_SOURCES
) -> Merged:
    """Return the contract of the extracts; it must not be used if there are problems of level error."""
    present = {extract["x-evolink-page"]["name"] for extract in extracts}
    corrected, problems = _correct_extracts(extracts, overlays, present)
    corrected = noted(corrected, sources)
    builder = Builder(wording)
    document = _frame(wording)
    ids: dict[str, Operation] = {}
    kinds: list[tuple[Operation, Kind | None]] = [
        (each, kind_of(each, problems)) for each in collect(corrected, problems)
    ]
    creators = [operation for operation, kind in kinds if kind == "create"]
    for operation, kind in kinds:
        if kind == "chat":
            continue
        siblings = [each for each in creators if each is not operation] if kind == "create" else []
        problems += unanswered(operation, siblings) if kind == "create" else []
        described = builder.build(operation, kind, siblings)
        if ids.setdefault(described["operationId"], operation) is not operation:
            described["operationId"] = camel(operation.method, *operation.words)
        document["paths"].setdefault(operation.path, {})[operation.method] = described
    builder.shapes.add_codes(corrected)
    document["components"]["schemas"] = builder.shapes.schemas
    problems += [*builder.problems, *builder.shapes.problems]
    wording.describe(document)
    document, found = apply_overlays(document, [each for each in overlays if each.extends == CONTRACT], present)
    connect(document, {(each.path, each.method) for each in creators})
    problems += found
    return Merged(canonical(document), problems if errors(problems) else [*problems, *wrong_examples(document)])


def _correct_extracts(
    extracts: Iterable[dict[str, Any]], overlays: Sequence[Overlay], present: set[str]
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Apply to each extract the overlays that extend it, and return the extracts in order of trust."""
    corrected, problems = [], []
    for extract in extracts:
        name = extract["x-evolink-page"]["name"]
        own = [overlay for overlay in overlays if overlay.extends == f"{name}.yaml"]
        document, found = apply_overlays(extract, own, present)
        corrected.append(document)
        problems += found
    for overlay in overlays:
        if overlay.extends == EVERY_EXTRACT:
            corrected = _correct_all(corrected, overlay, present, problems)
    return sorted(corrected, key=_trust), problems


def _correct_all(
    documents: list[dict[str, Any]], overlay: Overlay, present: set[str], problems: list[Problem]
) -> list[dict[str, Any]]:
    """Apply an overlay to every extract; each of its actions has an effect on one of them, where it is due at all."""
    for action in overlay.actions:
        done = [apply_overlays(each, [replace(overlay, actions=(action,))], present) for each in documents]
        fresh = [document for document, _ in done]
        if fresh == documents:
            problems += dict.fromkeys(problem for _, found in done for problem in found)
        documents = fresh
    return documents


def _trust(extract: dict[str, Any]) -> tuple[int, int, str]:
    page = extract["x-evolink-page"]
    return _FORMS[page["form"]], _LOCALES.get(page["locale"], 2), page["name"]


def _frame(wording: Wording) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": wording.info,
        "servers": [{"url": "https://api.evolink.ai"}],
        "security": [{"bearerAuth": []}],
        "tags": [],
        "paths": {},
        "components": {
            "schemas": {},
            "securitySchemes": {"bearerAuth": {"type": "http", "scheme": "bearer"}},
        },
    }
