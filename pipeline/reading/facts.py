"""Applies phrasebook rules to sentences: a sentence becomes facts at its node, is informational, or stays unknown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.problems import Problem
from pipeline.reading.phrasebook import Phrasebook, Rule
from pipeline.reading.sentences import Sentence, sentences
from pipeline.reading.structure import Reading, field_name, node_at
from pipeline.reading.values import Unfit, build
from pipeline.yamlio import Path_

_TYPES_OF = {
    "maxItems": {"array"}, "minItems": {"array"}, "uniqueItems": {"array"},
    "maxLength": {"string"}, "minLength": {"string"}, "pattern": {"string"},
    "minimum": {"integer", "number"}, "maximum": {"integer", "number"}, "multipleOf": {"integer", "number"},
    "exclusiveMinimum": {"integer", "number"}, "exclusiveMaximum": {"integer", "number"},
    "enum": {"string", "integer", "number"}, "default": {"string", "integer", "number", "boolean"},
}  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """What became of one sentence.

    Attributes:
        facts: Keywords it stands for.
        why: The entry by which it is informational, or why it is unknown.
    """

    sentence: Sentence
    kind: Literal["fact", "informational", "unknown"]
    facts: tuple[str, ...] = ()
    why: str = ""

    @property
    def field(self) -> str:
        """The field it speaks of, as a person calls it."""
        return field_name(self.sentence.at)


@dataclass(frozen=True)
class _Match:
    """A rule that fits a sentence: the node its facts go to, and the facts."""

    at: Path_
    facts: dict[str, Any]


def understand(reading: Reading, book: Phrasebook, page_name: str, page_lines: Sequence[str]) -> list[Outcome]:
    """Put every sentence's facts into the reading's document and tell what became of each sentence."""
    return [
        _outcome(reading, book, sentence, page_name)
        for prose in reading.prose
        for sentence in sentences(prose, page_lines)
    ]


def _outcome(reading: Reading, book: Phrasebook, sentence: Sentence, page_name: str) -> Outcome:
    notes: list[str] = []
    matches, leftover = _matches(reading, book, sentence, notes)
    bearing = _bearing(leftover, book) or (sentence.literals and not matches) or _bound(leftover, book, matches)
    if matches and not bearing:
        clash = _clash(reading, matches)
        if clash:
            return Outcome(sentence, "unknown", why=clash)
        for match in matches:
            _apply(reading, match, sentence.line)
        reading.notes += [Problem(page_name, sentence.line, "note", note, "settled by rule") for note in notes]
        return Outcome(sentence, "fact", tuple(dict.fromkeys(key for match in matches for key in match.facts)))
    gloss = book.informational(sentence.text, sentence.hash, bearing=bearing or bool(matches))
    if gloss is not None:
        return Outcome(sentence, "informational", why=gloss)
    return Outcome(sentence, "unknown", why="carries a rule no phrase fits" if bearing else "no entry fits")


def _bearing(text: str, book: Phrasebook) -> bool:
    """Return whether what no rule explained could still carry one."""
    return re.search(r"\d", text) is not None or book.obligation.search(text) is not None


def _bound(text: str, book: Phrasebook, matches: Sequence[_Match]) -> bool:
    """Return whether what no rule explained binds the rules to a case: half a rule is a wrong rule."""
    return bool(matches) and book.condition.search(re.sub(r" *¦[¦ ]*", " ¦ ", text).strip()) is not None


def _matches(reading: Reading, book: Phrasebook, sentence: Sentence, notes: list[str]) -> tuple[list[_Match], str]:
    """Return the rules that fit and the words that none of them explains."""
    found: list[_Match] = []
    rest = sentence.text
    for rule in book.rules_for(sentence.text):
        for hit in rule.says.finditer(rest):
            match = _match(reading, rule, sentence, hit, notes)
            if match is not None:
                found.append(match)
                rest = _blank(rest, hit)
    rest = _without_members(reading, sentence, rest, found)
    return found, rest.replace("\x00", "¦").replace("\x01", "·")


def _blank(text: str, hit: re.Match[str]) -> str:
    """Take out what a rule explained; the group `keep` only lies between its words and stays."""
    kept = hit.span("keep") if "keep" in hit.re.groupindex else (hit.end(), hit.end())
    explained = {*range(*hit.span())} - {*range(*kept)}
    return "".join("\x00" if at in explained else character for at, character in enumerate(text))


def _match(reading: Reading, rule: Rule, sentence: Sentence, hit: re.Match[str], notes: list[str]) -> _Match | None:
    if hit.start() == hit.end() or "\x00" in hit.group() or _torn(hit):
        return None
    node = node_at(reading.document, sentence.at)
    if rule.field and not rule.field.fullmatch(sentence.at[-1]):
        return None
    if rule.on and not set(rule.on) & kinds_of(node, sentence.at):
        return None
    target = _around(sentence.at) if rule.at == "parent" else sentence.at
    if target is None:
        return None
    groups = {**hit.groupdict(), "field": sentence.at[-1]}
    facts = {}
    for keyword, template in rule.facts.items():
        if rule.at == "node" and not _may_hold(keyword, node):
            return None
        try:
            facts[keyword] = build(template, groups, node, notes)
        except Unfit:
            return None
    return _Match(target, facts)


def _torn(hit: re.Match[str]) -> bool:
    """Return whether a match starts or ends within a word or a number: `up to 4` of `up to 4K`."""
    before, first = hit.string[: hit.start()][-1:], hit.group()[:1]
    last, after = hit.group()[-1:], hit.string[hit.end() :][:1]
    return _within(before, first) or _within(last, after) or (last.isdigit() and after in {"%", "+", "×", "²"})


def _within(one: str, other: str) -> bool:
    return all(each == "_" or (each.isascii() and each.isalnum()) for each in (one, other)) and bool(one and other)


def kinds_of(node: dict[str, Any], at: Path_) -> set[str]:
    """Return what a rule may call a node: its JSON types, `uri`, `operation`, `answer`, `security`, `code`."""
    kinds = set(_types(node))
    if "uri" in {node.get("format"), node.get("items", {}).get("format")}:
        kinds.add("uri")
    if "enum" in node:
        kinds.add("closed")
    if len(at) > 1 and at[-2] == "securitySchemes":
        kinds.add("security")
    if len(at) > 1 and at[-2] == "responses":
        kinds.add("answer")
    if at[:1] == ("paths",) and len(at) == len(("paths", "path", "method")):
        kinds.add("operation")
    if len(at) > 1 and at[-2] == "x-evolink-failures":
        kinds.add("failure")
    return kinds


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("type", [])
    return [kind] if isinstance(kind, str) else list(kind)


def _may_hold(keyword: str, node: dict[str, Any]) -> bool:
    allowed = _TYPES_OF.get(keyword)
    return allowed is None or bool(allowed & set(_types(node)))


def _around(at: Path_) -> Path_ | None:
    """Return the object that holds a field."""
    return at[:-2] if len(at) > 1 and at[-2] == "properties" else None


def _without_members(reading: Reading, sentence: Sentence, rest: str, found: list[_Match]) -> str:
    """Take out the words that name members of the field's closed set: they say again what the structure says."""
    node = node_at(reading.document, sentence.at)
    told = next((match.facts["enum"] for match in found if "enum" in match.facts), None)
    switch = ["true", "false"] if "boolean" in _types(node) else []
    members = node.get("enum") or node.get("items", {}).get("enum") or told or switch
    # A word is only taken for a member where the page writes it as code; numbers and ratios are members anywhere.
    names = [str(member) for member in members if sentence.literals or re.search(r"[\d_]", str(member))]
    if not names:
        return rest
    one = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # Ratios and sizes in a row may have lost what stood between them; plain numbers would be other numbers.
    many = "" if any(name.isdigit() for name in names) else "+"
    shorter = re.sub(
        rf"(?<![A-Za-z0-9_.-])(?<!\d:)(?:{one}){many}(?![A-Za-z0-9_-]|[:.][A-Za-z0-9])",
        lambda hit: "\x01" * len(hit.group()),
        rest,
    )
    if shorter != rest and not found:
        found.append(_Match(sentence.at, {"enum": node["enum"]} if "enum" in node else {}))
    return shorter


def _clash(reading: Reading, matches: Iterable[_Match]) -> str:
    """Return where a sentence contradicts what the page's structure, or another sentence, already says."""
    for match in matches:
        node = node_at(reading.document, match.at)
        for keyword, value in match.facts.items():
            if keyword in node and not _combines(keyword) and not _same(node[keyword], value):
                return f"says {keyword} {value!r}, the page also says {node[keyword]!r}"
    return ""


def _combines(keyword: str) -> bool:
    return keyword in {"dependentSchemas", "dependentRequired", "allOf"}


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(repr, one)) == sorted(map(repr, other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _apply(reading: Reading, match: _Match, line: int) -> None:
    node = node_at(reading.document, match.at)
    for keyword, value in match.facts.items():
        if keyword == "allOf":
            node[keyword] = [
                *node.get(keyword, []),
                *(each for each in value if each not in node.get(keyword, [])),
            ]
        elif _combines(keyword):
            node[keyword] = {**node.get(keyword, {}), **value}
        else:
            node.setdefault(keyword, value)
        reading.lines.setdefault((*match.at, keyword), line)
