"""Turns a reading into facts: each sentence adds facts to its node, is informational, or stays unknown."""

import re
from collections.abc import Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, Literal

from pipeline.problems import Problem
from pipeline.reading import sizes
from pipeline.reading.conditions import RULE, Conditions
from pipeline.reading.examples import clash, withdraw
from pipeline.reading.listed import add_listed_sets, names_more
from pipeline.reading.matching import Explanation, Match, explain
from pipeline.reading.phrasebook import Phrasebook
from pipeline.reading.sentences import Sentence, sentences
from pipeline.reading.settling import contradictions, settle
from pipeline.reading.structure import JSON_BODY, Reading, field_name, node_at
from pipeline.reading.words import sentence_hash
from pipeline.yamlio import Path_

_LISTS = frozenset({"allOf", "x-evolink-items-together", "x-evolink-charged-extra", "x-evolink-charged-less",
                    *sizes.GATHERED})  # fmt: skip
_MAPPINGS = frozenset({"dependentSchemas", "dependentRequired", "x-evolink-parts", "x-evolink-length-by-language",
                       "x-evolink-longest-by-value", "x-evolink-no-advanced-but",
                       "x-evolink-price-factors"})  # fmt: skip
"""Keywords that several sentences may state parts of."""
_BETWEEN_CLAUSES = re.compile(r"[¦·,;:.()\[\]、。]")
_SHORT = 8


NAMES_ONLY = "names values of a closed set"
"""Why a sentence counts as understood though no phrase fits it: a rule that it states beside them would be missed."""


@dataclass(frozen=True)
class Interpretation:
    """What one sentence was understood to mean.

    Attributes:
        sentence: The sentence.
        kind: Whether it is a fact, informational or unknown; or its end was cut off, so that it is never a rule.
        facts: The keywords it states.
        why: The entry that makes it informational, the reason why it is not understood, or `NAMES_ONLY`.
        words: Hashes of its words that no rule explains, if it is a fact or informational.
        against: What it says of a keyword of which the page also says something else, by place.
    """

    sentence: Sentence
    kind: Literal["fact", "informational", "unknown", "cut"]
    facts: tuple[str, ...] = ()
    why: str = ""
    words: tuple[str, ...] = ()
    against: tuple[tuple[Path_, Any], ...] = ()

    @property
    def field(self) -> str:
        """The field it describes, as a person calls it."""
        return field_name(self.sentence.at)


@dataclass(frozen=True)
class Facts:
    """All facts of a page, of its structure and of its sentences.

    Attributes:
        reading: What they were found in.
        document: The fragment with the facts of both.
        lines: The line of the page for each node and keyword of the fragment.
        outcomes: What became of each sentence.
        notes: What was settled by rule.
    """

    reading: Reading
    document: dict[str, Any]
    lines: Mapping[Path_, int]
    outcomes: tuple[Interpretation, ...]
    notes: tuple[Problem, ...]


def understand(reading: Reading, book: Phrasebook) -> Facts:
    """Return the facts of a reading; the sentences count in the order of the page, and none may contradict another.

    Nor may one contradict the page's own example of a request: such a sentence is unknown.
    """
    barred: set[Sentence] = set()
    while True:
        stated: dict[Path_, Sentence] = {}
        facts = _understood(reading, book, barred, stated)
        broken = _broken(facts, stated)
        if broken is None:
            return _without_broken(facts)
        barred.add(broken)


def _understood(
    reading: Reading, book: Phrasebook, barred: Collection[Sentence], stated: dict[Path_, Sentence]
) -> Facts:
    """Return the facts of a reading without those of barred sentences; `stated` receives what sentences state."""
    document = deepcopy(reading.document)
    lines = dict(reading.lines) | add_listed_sets(document, reading, book)
    read = list(sentences(reading))
    conditions = Conditions(document, book, read)
    outcomes: list[Interpretation] = []
    notes = list(reading.notes)
    waiting: dict[int, list[Match]] = {}
    source = _Source(document, lines, stated)
    for place, sentence in enumerate(read):
        found = explain(sentence, document, book, conditions)
        outcome = _interpret(sentence, found, document, book)
        if sentence.cut:
            outcome = Interpretation(sentence, "cut", why="cut off in the middle")
        elif sentence in barred:
            outcome = Interpretation(sentence, "unknown", why="the page's own example breaks what it seems to say")
        outcomes.append(outcome)
        if outcome.kind != "fact":
            continue
        notes += _notes(reading.page.name, sentence, found.matches)
        if book.scope.search(sentence.under) or any(RULE in match.facts for match in found.matches):
            waiting[place] = list(found.matches)
        else:
            source.state(sentence, found.matches)
    _state_conditions(source, outcomes, conditions, waiting)
    _open_sets(document, outcomes, stated)
    _settle_sizes(document, outcomes, lines)
    return Facts(reading, document, lines, tuple(outcomes), tuple(notes))


@dataclass(frozen=True)
class _Source:
    """A document whose facts are being stated: each keeps its line and its sentence."""

    document: dict[str, Any]
    lines: dict[Path_, int]
    stated: dict[Path_, Sentence]

    def state(self, sentence: Sentence, matches: Iterable[Match]) -> None:
        """Add the facts of a sentence to the document."""
        for match in matches:
            _apply(self.document, match)
            for keyword, value in match.facts.items():
                self.lines.setdefault((*match.at, keyword), sentence.line)
                self.stated[*match.at, keyword] = sentence
                for rule in value if keyword == "allOf" else ():
                    index = node_at(self.document, (*match.at, keyword)).index(rule)
                    self.stated[*match.at, keyword, str(index)] = sentence


def _state_conditions(
    source: _Source, outcomes: list[Interpretation], conditions: Conditions, waiting: Mapping[int, list[Match]]
) -> None:
    """Add the rules that hold in a case, once all defaults are known, but none that contradicts another."""
    resolved = {place: conditions.of(outcomes[place].sentence, matches) for place, matches in waiting.items()}
    against = contradictions(resolved)
    for place, found in resolved.items():
        sentence = outcomes[place].sentence
        if found is None or place in against:
            why = "contradicts another rule" if found else "holds only in a case that is not understood"
            outcomes[place] = Interpretation(sentence, "unknown", why=why)
        else:
            names = tuple(dict.fromkeys(keyword for _, facts in found for keyword in facts))
            outcomes[place] = replace(outcomes[place], facts=names)
            source.state(sentence, [Match(at, facts) for at, facts in found])
    settle(source.document)


def _open_sets(document: dict[str, Any], outcomes: Iterable[Interpretation], stated: Mapping[Path_, Sentence]) -> None:
    """Withdraw a closed set that a sentence states where another one speaks of further values."""
    for outcome in outcomes:
        at = outcome.sentence.at
        if outcome.kind == "informational" and (*at, "enum") in stated and names_more(outcome.sentence.text):
            node_at(document, at).pop("enum", None)


def _settle_sizes(document: dict[str, Any], outcomes: list[Interpretation], lines: dict[Path_, int]) -> None:
    """Turn what sentences said of sizes into keywords; what was only gathered keeps no line."""
    unclear: dict[Path_, list[str]] = {}
    for place, outcome in enumerate(outcomes):
        if sizes.miscounts(outcome.facts, document, outcome.sentence.at):
            outcomes[place] = Interpretation(outcome.sentence, "unknown", why="counts other values than are listed")
    for outcome in outcomes:
        text = outcome.sentence.text
        if outcome.kind in {"unknown", "cut"} or (outcome.kind == "informational" and names_more(text)):
            unclear.setdefault(outcome.sentence.at, []).append(text)
    for gathered, keyword in sizes.settle(document, unclear).items():
        if gathered in lines:
            lines.setdefault(keyword, lines[gathered])
    for at in [each for each in lines if each[-1:] and each[-1].startswith(sizes.PREFIX)]:
        del lines[at]


def _broken(facts: Facts, stated: Mapping[Path_, Sentence]) -> Sentence | None:
    """Return a sentence that states what the page's own example of a request breaks."""
    if not facts.reading.request_example:
        return None
    body = _body(facts)
    found = clash(node_at(facts.document, body), facts.reading.request_example)
    place = (*body, *found[0]) if found else ()
    return next((stated[place[:end]] for end in range(len(place), 0, -1) if place[:end] in stated), None)


def _without_broken(facts: Facts) -> Facts:
    """Return the facts without those of the structure that the page's own example of a request breaks."""
    notes = list(facts.notes)
    body = _body(facts)
    while facts.reading.request_example:
        schema = node_at(facts.document, body)
        found = clash(schema, facts.reading.request_example)
        if found is None:
            break
        what = withdraw(schema, *found)
        line = facts.lines.get(body, 1)
        notes.append(Problem(facts.reading.page.name, line, "note", f"{what} is withdrawn", "the page's own example"))
    return replace(facts, notes=tuple(notes))


def _body(facts: Facts) -> Path_:
    return ("paths", facts.reading.path, facts.reading.method, "requestBody", *JSON_BODY)


def _interpret(sentence: Sentence, found: Explanation, document: dict[str, Any], book: Phrasebook) -> Interpretation:
    unexplained = _may_carry_a_rule(found.rest, book) or _binds(found, book)
    bearing = unexplained or (sentence.literals and not found.matches)
    if found.names_only and sentence.hash in book.hashes:
        return Interpretation(sentence, "informational", why=book.hashes[sentence.hash])
    if found.matches and not bearing:
        # What a heading restricts to a case may differ from what holds without it.
        against = None if book.scope.search(sentence.under) else _clash(document, found.matches)
        if against:
            at, value, also = against
            why = f"says {at[-1]} {value!r}, the page also says {also!r}"
            return Interpretation(sentence, "unknown", why=why, against=((at, value),))
        keywords = tuple(dict.fromkeys(key for match in found.matches for key in match.facts))
        why = NAMES_ONLY if found.names_only else ""
        return Interpretation(sentence, "fact", keywords, why, _words(found.rest))
    gloss = book.informational(sentence.text, sentence.hash, bearing=bearing or bool(found.matches))
    if gloss is not None:
        return Interpretation(sentence, "informational", why=gloss, words=_words(found.rest))
    return Interpretation(sentence, "unknown", why="carries a rule no phrase fits" if bearing else "no entry fits")


def _words(rest: str) -> tuple[str, ...]:
    """Return the hashes of words that no rule explains, clause by clause: a rule that goes leaves the others as is."""
    clauses = (" ".join(each.split()).casefold() for each in _BETWEEN_CLAUSES.split(rest))
    return tuple(dict.fromkeys(sentence_hash(each)[:_SHORT] for each in clauses if re.search(r"[^\W\d_]", each)))


def _may_carry_a_rule(text: str, book: Phrasebook) -> bool:
    return re.search(r"\d", text) is not None or book.obligation.search(text) is not None


def _binds(found: Explanation, book: Phrasebook) -> bool:
    """Return whether the words left over restrict the rules to a case: half a rule is a wrong rule."""
    rest = re.sub(r" *¦[¦ ]*", " ¦ ", found.rest).strip()
    return bool(found.matches) and book.condition.search(rest) is not None


def _notes(page: str, sentence: Sentence, matches: Iterable[Match]) -> list[Problem]:
    return [Problem(page, sentence.line, "note", note, "settled by rule") for match in matches for note in match.notes]


def _clash(document: dict[str, Any], matches: Iterable[Match]) -> tuple[Path_, Any, Any] | None:
    """Return a keyword with what a sentence says of it and what the page's structure, or another sentence, says."""
    for match in matches:
        node = node_at(document, match.at)
        for keyword, value in match.facts.items():
            if keyword in node and not _combines(keyword) and not _same(node[keyword], value):
                return (*match.at, keyword), value, node[keyword]
    return None


def _combines(keyword: str) -> bool:
    return keyword in _LISTS | _MAPPINGS


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(repr, one)) == sorted(map(repr, other))
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)


def _apply(document: dict[str, Any], match: Match) -> None:
    node = node_at(document, match.at)
    for keyword, value in match.facts.items():
        if keyword in _LISTS:
            node[keyword] = [
                *node.get(keyword, []),
                *(each for each in value if each not in node.get(keyword, [])),
            ]
        elif _combines(keyword):
            node[keyword] = {**node.get(keyword, {}), **dict(value)}
        else:
            node.setdefault(keyword, value)
