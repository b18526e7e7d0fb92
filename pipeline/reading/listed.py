"""Finds closed sets that a page writes only as a list: each item a value, a colon, and what it means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.reading.flattened import unflattened
from pipeline.reading.phrasebook import Phrasebook
from pipeline.reading.sentences import BULLET
from pipeline.reading.structure import Reading, node_at
from pipeline.reading.values import Unfit, coerced
from pipeline.yamlio import Path_

# As code, or one word in small letters or with a digit, as the parameter table writes a value.
_VALUE = r"(?:`[^`]+`|\"[^\"]+\"|(?:[a-z]|\w*\d)[\w.-]*(?::\d+)?)"
_ITEM = re.compile(
    rf"(?P<values>{_VALUE}(?:\s*[/,]\s*{_VALUE})*)\s*(?::(?=\s)(?P<gloss>.*)|\((?P<remark>[^()]*)\)\.?|)\s*"
)
_NAMED = re.compile(r"(?<![\w:])\d+(?::\d+|[pPkK])(?![\w:])")
_MORE = re.compile(
    r"\b(?:other|custom|arbitrary|further) (?:\w+ ){0,2}?(?:values?|formats?|ratios?|sizes?|options?|names?)\b"
    r"(?![^.;\n]*\b(?:not|never|reject\w*|refuse\w*|invalid|errors?)\b)",
    re.IGNORECASE,
)
_FEWEST = 2
_CUT = ("...", "…")


@dataclass(frozen=True)
class _List:
    """A list, and the line of text before it."""

    heading: str
    items: tuple[str, ...]


def add_listed_sets(document: dict[str, Any], reading: Reading, book: Phrasebook) -> dict[Path_, int]:
    """Add the closed sets that lists state to the nodes that they describe, and return the line of each."""
    lines: dict[Path_, int] = {}
    for prose in reading.prose:
        node = node_at(document, prose.at)
        if not isinstance(node, dict) or not _may_be_listed(node) or names_more(prose.text):
            continue
        for each in _lists(unflattened(prose.text)):
            values = _values(each, node)
            if values and book.is_label("values", each.heading):
                node["enum"] = values
                lines[*prose.at, "enum"] = prose.line
                break
    return lines


def names_more(text: str) -> bool:
    """Return whether a text speaks of values beside those that it lists, and does not exclude them."""
    return _MORE.search(text) is not None


def _may_be_listed(node: dict[str, Any]) -> bool:
    return node.get("type") in ("string", "integer", "number") and not node.keys() & {"enum", "const", "format"}


def _lists(text: str) -> Iterator[_List]:
    """Return the lists of a text."""
    heading, items = "", list[str]()
    for raw in [*text.splitlines(), "end"]:
        line = raw.strip()
        if BULLET.match(raw):
            items.append(BULLET.sub("", raw).strip())
        elif items and line and raw[:1].isspace():
            items[-1] += f" {line}"
        elif line:
            if items:
                yield _List(heading, tuple(items))
            heading, items = line, []


def _values(found: _List, node: dict[str, Any]) -> list[Any]:
    """Return the values of a list if each of its items is one, and the field's default and example are among them."""
    values: list[Any] = []
    remarks = ""
    for item in found.items:
        hit = _ITEM.fullmatch(item)
        if hit is None or item.endswith(_CUT):
            return []
        remarks += f"{hit['gloss'] or ''} {hit['remark'] or ''} "
        try:
            values += [coerced(each, node) for each in re.findall(_VALUE, hit["values"])]
        except Unfit:
            return []
    if (
        len(set(values)) != len(values)
        or len(values) < _FEWEST
        or not {*_NAMED.findall(remarks)} <= {*map(str, values)}
    ):
        return []  # what names other values lists those of this field for each value of another one
    known = [node[key] for key in ("default", "x-evolink-shown") if key in node]
    return values if (all(each in values for each in known) if known else "`" not in remarks) else []
