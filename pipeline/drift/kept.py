"""Facts that a page no longer states in words that are understood: they stay until the page is understood.

That no sentence is understood as a rule does not mean that there is no rule. So a fact that vanishes beside a sentence
that is not understood stays in the extract, and its change is one that may break callers. Pure.
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain
from typing import Any

from pipeline.drift.differences import loosens
from pipeline.reading.extract import Extracted, canonical, facts_hash
from pipeline.reading.facts import NAMES_ONLY, Interpretation
from pipeline.reading.sentences import Sentence
from pipeline.reading.structure import node_at, place_name
from pipeline.yamlio import Path_

# Their entries are fields, answers and codes, and not facts about the node: an entry that goes is gone.
_ENTRIES = frozenset({"paths", "components", "properties", "responses", "content", "schemas", "securitySchemes",
                      "x-evolink-failures", "x-evolink-alias"})  # fmt: skip
# Structure, and what imposes no rule: no sentence can have hidden it.
_NO_RULES = frozenset({"type", "description", "properties", "items", "content", "schema", "requestBody", "responses",
                       "parameters", "operationId", "deprecated", "servers", "x-evolink-example",
                       "x-evolink-read-off"})  # fmt: skip
_SUCCESSORS = {"maximum": "exclusiveMaximum", "exclusiveMaximum": "maximum", "minimum": "exclusiveMinimum",
               "exclusiveMinimum": "minimum"}  # fmt: skip
_NAME_CHARACTERS = r"[A-Za-z0-9_]"


@dataclass(frozen=True)
class Lost:
    """A fact that is no longer understood.

    Attributes:
        at: Its place in the extract; the last step is the keyword, or the member of it that vanished.
        value: What it was.
        line: Line of the sentence on the new page that is not understood.
        hash: The hash of that sentence.
    """

    at: Path_
    value: Any
    line: int
    hash: str = ""

    @property
    def place(self) -> str:
        """The short name of its place."""
        return place_name(self.at)


@dataclass(frozen=True)
class Kept:
    """An extract with the facts that are no longer understood.

    Attributes:
        document: The extract.
        lost: The facts that it keeps, those that it kept before included.
        sentences: The sentences that are not understood and were not already known as such.
    """

    document: dict[str, Any]
    lost: tuple[Lost, ...]
    sentences: tuple[Interpretation, ...]


def keep(old: dict[str, Any], fresh: Extracted) -> Kept:
    """Return a fresh extract with the facts of the old one that vanished beside what is not understood."""
    page = old["x-evolink-page"]
    known, before = set(page.get("unknown", [])), set(page.get("kept", []))
    unknown = [each for each in fresh.outcomes if each.kind in {"unknown", "cut"}]
    news = [each for each in unknown if each.sentence.hash not in known]
    others = [each for each in fresh.outcomes if each.words]
    reworded, named = _reworded(page, fresh, others), _names_only(old, fresh)
    document = deepcopy(fresh.document)
    lost = []
    for at, value in _vanished(old, fresh.document, ()):
        again = place_name(at) in before
        heard = unknown if again else news
        if at[-1] == "default":
            heard = [*heard, *(each for each in named if str(value) in each.sentence.text)]
        near = (each.sentence for each in heard if _is_beside(each.sentence, at))
        other = (each.sentence for each in (others if again else reworded) if _is_about(each.sentence, at, value))
        beside = next(chain(near, other), None)
        if beside is not None:
            lost.append(Lost(at, value, beside.line, beside.hash))
            _restore(document, at, value)
    return Kept(_with_provenance(document, lost) if lost else document, tuple(lost), tuple(news))


def _names_only(old: dict[str, Any], fresh: Extracted) -> list[Interpretation]:
    """Return the new sentences that only name values: one of them may still be the default, in words not understood."""
    known = set(old["x-evolink-page"].get("named", []))
    return [each for each in fresh.outcomes if each.why == NAMES_ONLY and each.sentence.hash not in known]


def _reworded(page: dict[str, Any], fresh: Extracted, others: list[Interpretation]) -> list[Interpretation]:
    """Return the sentences with words that no rule explains and that the page did not have when it was committed."""
    if "words" not in page or page["sha256"] == fresh.document["x-evolink-page"]["sha256"]:
        return []
    known = {*page["words"].split()}
    return [each for each in others if not {*each.words} <= known]


def _vanished(old: Any, new: Any, at: Path_) -> Iterator[tuple[Path_, Any]]:
    """Return the places and values of facts that only the old extract states, about nodes that both have."""
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _vanished_keywords(old, new, at)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _vanished_members(old, new, at)


def _vanished_keywords(old: dict[str, Any], new: dict[str, Any], at: Path_) -> Iterator[tuple[Path_, Any]]:
    if "x-evolink-read-off" in old or old.get("type") != new.get("type"):
        return
    has_facts = len(at) > len(("paths", "path")) and at[-1] not in _ENTRIES
    for key, value in old.items():
        here = (*at, key)
        if not at and key not in {"paths", "components"}:
            continue
        if key in new:
            yield from _vanished(value, new[key], here)
        elif has_facts and key == "required" and isinstance(value, list):
            yield from (((*here, name), True) for name in value if name in new.get("properties", {}))
        elif has_facts and key not in _NO_RULES and _SUCCESSORS.get(key) not in new:
            yield here, value


def _vanished_members(old: list[Any], new: list[Any], at: Path_) -> Iterator[tuple[Path_, Any]]:
    if at[-1] == "parameters":
        places = {(each["in"], each["name"]): str(index) for index, each in enumerate(new)}
        for each in old:
            if (index := places.get((each["in"], each["name"]))) is not None:
                yield from _vanished(each, new[int(index)], (*at, index))
    elif at[-1] == "required":
        yield from (((*at, name), True) for name in old if name not in new)
    elif at[-1] == "allOf" or at[-1].startswith("x-"):
        gone = [each for each in old if each not in new]
        known = all(each in old or any(loosens(was, each) for was in gone) for each in new)
        if gone and known and all(isinstance(each, dict | list) for each in gone):
            yield at, gone


def _is_beside(sentence: Sentence, at: Path_) -> bool:
    """Return whether a sentence may be what became of a fact.

    It describes the fact's node, something around it, or a field of the object that the fact is about; or it names the
    field.
    """
    owner = (*at[:-2], "properties", at[-1]) if at[-2] == "required" else at[:-1]
    around = owner[: len(sentence.at)] == sentence.at
    inside = "schema" in owner and sentence.at[: len(owner)] == owner
    return around or inside or _names(sentence, owner)


def _is_about(sentence: Sentence, at: Path_, value: Any) -> bool:
    """Return whether a sentence describes the very node of a fact, or a field that the fact, a rule, is about."""
    owner = (*at[:-2], "properties", at[-1]) if at[-2] == "required" else at[:-1]
    if sentence.at == owner:
        return True
    inside = "schema" in owner and sentence.at[: len(owner)] == owner
    return inside and at[-1] == "allOf" and f'"{sentence.at[-1]}"' in json.dumps(value)


def _names(sentence: Sentence, owner: Path_) -> bool:
    if len(owner) < len(("properties", "field")) or owner[-2] != "properties":
        return False
    name = re.escape(owner[-1])
    return re.search(f"(?<!{_NAME_CHARACTERS}){name}(?!{_NAME_CHARACTERS})", sentence.text) is not None


def _restore(document: dict[str, Any], at: Path_, value: Any) -> None:
    """Put a fact back, unless what the page states now contradicts it."""
    *around, last = at
    if around[-1] == "required":
        node = node_at(document, tuple(around[:-1]))
        node["required"] = [*node.get("required", []), last]
        return
    node = node_at(document, tuple(around))
    if last in node:
        node[last] = [*value, *node[last]]
    elif _fits(node, last, value):
        node[last] = deepcopy(value)


def _fits(node: dict[str, Any], keyword: str, value: Any) -> bool:
    closed, default = node.get("enum", []), node.get("default")
    if keyword == "default":
        return not closed or value in closed
    return keyword != "enum" or default is None or default in value


def _with_provenance(document: dict[str, Any], lost: list[Lost]) -> dict[str, Any]:
    page = document.pop("x-evolink-page")
    facts: dict[str, Any] = canonical(document)
    lines = page["lines"] | {each.place: each.line for each in lost}
    named: dict[str, Any] = {
        "facts": facts_hash(facts),
        "lines": dict(sorted(lines.items(), key=lambda item: item[1])),
        "kept": sorted(each.place for each in lost),
    }
    if "named" in page:  # what a fact was kept for stays news, until an entry says that it states none
        beside = {each.hash for each in lost}
        named["named"] = [each for each in page["named"] if each not in beside]
    return facts | {"x-evolink-page": page | named}
