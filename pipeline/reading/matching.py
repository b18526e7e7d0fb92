"""Matches a sentence with the rules of a phrasebook: which facts it states about a node, and which words are left."""

import re
from dataclasses import dataclass
from typing import Any

from pipeline.reading.conditions import RULE, Conditions
from pipeline.reading.phrasebook import Phrasebook, Rule
from pipeline.reading.sentences import Sentence
from pipeline.reading.structure import node_at
from pipeline.reading.values import Unfit, build, run_together
from pipeline.yamlio import Path_

_TYPES_OF = {
    "maxItems": {"array"}, "minItems": {"array"}, "uniqueItems": {"array"},
    "maxLength": {"string"}, "minLength": {"string"}, "pattern": {"string"},
    "minimum": {"integer", "number"}, "maximum": {"integer", "number"}, "multipleOf": {"integer", "number"},
    "exclusiveMinimum": {"integer", "number"}, "exclusiveMaximum": {"integer", "number"},
    "enum": {"string", "integer", "number"}, "default": {"string", "integer", "number", "boolean"},
}  # fmt: skip
_NAME_OF_LINKS = re.compile(r"(?:^|_)urls?$")


@dataclass(frozen=True)
class Match:
    """A rule that fits a sentence.

    Attributes:
        at: The node that its facts belong to.
        facts: Keywords and their values.
        notes: What was settled by rule to get the values.
    """

    at: Path_
    facts: dict[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """What the rules of a phrasebook make of a sentence.

    Attributes:
        matches: The rules that fit.
        rest: The sentence without the words that a rule explained (`¦`) or that name members of a closed set (`·`).
        names_only: Whether no rule fits, and the sentence only names members of a closed set.
    """

    matches: tuple[Match, ...]
    rest: str
    names_only: bool = False


def explain(sentence: Sentence, document: dict[str, Any], book: Phrasebook, conditions: Conditions) -> Explanation:
    """Return the rules that fit a sentence about a node of the document, and the words that none of them explains."""
    node = node_at(document, sentence.at)
    found: list[Match] = []
    rest = sentence.text
    for rule in book.rules_for(sentence.text):
        for hit in rule.says.finditer(rest):
            match = _match(node, rule, sentence, hit, conditions)
            if match is not None:
                found.append(match)
                rest = _blank(rest, hit)
    shorter = _without_members(node, sentence, rest, found)
    names_only = shorter != rest and not found
    if names_only:
        found.append(Match(sentence.at, {"enum": node["enum"]} if "enum" in node else {}))
    return Explanation(tuple(found), shorter.replace("\x00", "¦").replace("\x01", "·"), names_only)


def _kinds_of(node: dict[str, Any], at: Path_) -> set[str]:
    """Return what a rule may call a node: its JSON types, `uri`, `operation`, `answer` and the like."""
    kinds = set(_types(node))
    if "uri" in {node.get("format"), node.get("items", {}).get("format")} or _NAME_OF_LINKS.search(at[-1]):
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


def _match(
    node: dict[str, Any], rule: Rule, sentence: Sentence, hit: re.Match[str], conditions: Conditions
) -> Match | None:
    if hit.start() == hit.end() or "\x00" in hit.group() or _torn(hit):
        return None
    if rule.field and not rule.field.fullmatch(sentence.at[-1]):
        return None
    if rule.on and not set(rule.on) & _kinds_of(node, sentence.at):
        return None
    target = _target(rule, sentence.at, node)
    if target is None or (rule.at == "node" and not all(_may_hold(keyword, node) for keyword in rule.facts)):
        return None
    groups = {**hit.groupdict(), "field": sentence.at[-1]}
    try:
        facts = {keyword: build(template, groups, node) for keyword, template in rule.facts.items()}
        if RULE in facts:
            conditions.resolved(sentence, facts[RULE])
    except Unfit:
        return None
    return Match(target, facts, _notes(groups.get("set"), node))


def _target(rule: Rule, at: Path_, node: dict[str, Any]) -> Path_ | None:
    """Return the node that the facts of a rule belong to; None if there is none."""
    if rule.at == "each" and "items" in node:
        return (*at, "items")
    return _parent(at) if rule.at == "parent" else at


def _notes(text: str | None, node: dict[str, Any]) -> tuple[str, ...]:
    digits = run_together(text or "", node)
    read = ", ".join(map(str, digits))
    return (f"{text} read as {read}: the separators were lost, and the example is one",) if digits else ()


def _blank(text: str, hit: re.Match[str]) -> str:
    """Blank out what a rule explained; the group `keep` only lies between its words and stays."""
    kept = hit.span("keep") if "keep" in hit.re.groupindex else (hit.end(), hit.end())
    explained = {*range(*hit.span())} - {*range(*kept)}
    return "".join("\x00" if at in explained else character for at, character in enumerate(text))


def _torn(hit: re.Match[str]) -> bool:
    """Return whether a match starts or ends within a word or a number: `up to 4` of `up to 4K`."""
    before, first = hit.string[: hit.start()][-1:], hit.group()[:1]
    last, after = hit.group()[-1:], hit.string[hit.end() :][:1]
    return _within(before, first) or _within(last, after) or (last.isdigit() and after in {"%", "+", "×", "²"})


def _within(one: str, other: str) -> bool:
    return all(each == "_" or (each.isascii() and each.isalnum()) for each in (one, other)) and bool(one and other)


def _may_hold(keyword: str, node: dict[str, Any]) -> bool:
    allowed = _TYPES_OF.get(keyword)
    return allowed is None or bool(allowed & set(_types(node)))


def _parent(at: Path_) -> Path_ | None:
    """Return the object that holds a field."""
    return at[:-2] if len(at) > 1 and at[-2] == "properties" else None


def _without_members(node: dict[str, Any], sentence: Sentence, rest: str, found: list[Match]) -> str:
    """Blank out the words that name members of the field's closed set: they repeat what the structure says."""
    stated = next((match.facts["enum"] for match in found if "enum" in match.facts), None)
    switch = ["true", "false"] if "boolean" in _types(node) else []
    members = node.get("enum") or node.get("items", {}).get("enum") or stated or switch
    # A word is a member only where it is written as code or heads a list item; numbers and ratios are so anywhere.
    names = [each for each in map(str, members) if _is_named(each, sentence)]
    if not names:
        return rest
    one = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # Ratios and sizes in a row may have lost what stood between them; plain numbers would be other numbers.
    many = "" if any(name.isdigit() for name in names) else "+"
    return re.sub(
        rf"(?<![A-Za-z0-9_.-])(?<!\d:)(?:{one}){many}(?![A-Za-z0-9_-]|[:.][A-Za-z0-9])",
        lambda hit: "\x01" * len(hit.group()),
        rest,
    )


def _is_named(member: str, sentence: Sentence) -> bool:
    heads = sentence.text.startswith((f"{member}:", f"{member} (", f"{member} -"))
    return sentence.literals or heads or re.search(r"[\d_]", member) is not None
