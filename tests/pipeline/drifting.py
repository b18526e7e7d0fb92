"""What the tests of the drift share: rows of a table, pages read, and facts put into an extract."""

import copy
import json
from typing import Any, NamedTuple

from pipeline.drift.schema import Change
from pipeline.reading.extract import extract
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.writer import Item, Sample, model, raw

Facts = dict[str, Any]
BREAKS, FITS = True, False
TEXT: Facts = {"type": "string"}
NUMBER: Facts = {"type": "integer"}
LINKS: Facts = {"type": "array", "items": {"type": "string"}}
IMAGES: Facts = {"type": "array", "items": {"type": "string", "format": "uri"}}
OBJECT: Facts = {"type": "object", "properties": {"a": TEXT, "b": TEXT}}
OPERATION = ("paths", "/v1/images/generations", "post")
PROMPT = (*OPERATION, "requestBody", "content", "application/json", "schema", "properties", "prompt")


class Row(NamedTuple):
    """A fact before and after, the id of its change, and whether that breaks."""

    before: Any
    after: Any
    id: str
    breaking: bool
    about: tuple[Any, ...] = ()


def told_by_id(row: Any) -> str | None:
    return row.id if isinstance(row, Row) else None


def read(sample: Sample, books: Phrasebooks, write: Any = raw, locale: str = "en") -> Facts:
    return extract(page_of("page", write(sample, locale).encode()), books).document


def summarize(found: list[Change]) -> list[tuple[str, bool]]:
    return [(change.id, change.breaking) for change in found]


def field_of(schema: Facts, *prose: tuple[str, tuple[Any, ...]]) -> Sample:
    return model("brush-9", Item("style", json.loads(json.dumps(schema)), prose=prose))


def with_keyword(extract_: Facts, at: tuple[Any, ...], **keywords: Any) -> Facts:
    copied = copy.deepcopy(extract_)
    node = copied
    for step in at:
        node = node[step]
    node |= keywords
    return copied
