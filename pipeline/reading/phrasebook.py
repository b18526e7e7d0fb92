"""Reads the phrasebooks in specs/phrasebook: what phrases of the documentation mean, for each locale."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pipeline.reading.literals import needed_words
from pipeline.reading.words import folded_pattern, normalise
from pipeline.yamlio import load

_NUMBER = r"(?<![\d.])-?\d(?:[\d,]*\d)?(?:\.\d+)?"
_SEPARATOR = r"\s*(?:,\s*(?:and|or)\b|[,、/;|]|\band\b|\bor\b|和|或|与|及|または|と|또는|및|와|과)\s*"
_RATIO = r"\d+(?:\.\d+)?(?: ?[:/] ?\d+(?:\.\d+)?)?"
_AREA = r"\d[\d,]*(?: ?[x×*] ?\d[\d,]*)?"
_WORD = r"[A-Za-z0-9.](?:[\w.:/×-]*[A-Za-z0-9])?"
_LITERAL = r"-?[A-Za-z0-9](?:[A-Za-z0-9_.:×&/-]*[A-Za-z0-9_])?"
_LONGEST_LABEL = 60
_MOST_SEEN = 20_000
_MACROS = {
    **{f"{{{name}}}": f"(?P<{name}>{_NUMBER})" for name in ("n", "m", "k", "l")},
    **{f"{{{name}}}": rf"(?P<{name}>{_RATIO})" for name in ("q", "r")},
    **{f"{{{name}}}": rf"(?P<{name}>{_AREA})" for name in ("a", "b")},
    "{word}": f"(?P<word>{_WORD})",
    "{other}": f"(?P<other>{_WORD})",
    "{member}": f"(?P<value>{_LITERAL})",
    "{others}": f"(?P<others>{_WORD}(?:{_SEPARATOR}{_WORD})*)",
    "{list}": f"(?P<list>{_WORD}(?:{_SEPARATOR}{_WORD})*)",
    "{case}": r"(?P<case>(?:[^;()]|\([^;()]*\)){2,120}?)(?<!:)",
    "{param}": r"[`\"']?(?P<name>[A-Za-z_][A-Za-z0-9_.]*(?:\[0\])?)[`\"']?",
    "{names}": rf"(?P<names>[a-z]\w*(?:\.\w+)?(?:(?:{_SEPARATOR}|\s*[+&]\s*)[a-z]\w*(?:\.\w+)?)*)",
    "{glossed}": rf"(?P<glossed>{_WORD}(?: \([^()]*\))?(?:{_SEPARATOR}{_WORD}(?: \([^()]*\))?)*)",
    "{end}": r"(?=\s*(?:$|[.;)]))",
    "{set}": rf"(?P<set>\d+(?:{_SEPARATOR}\d+)*)",
    "{pauses}": r"(?P<pauses>\d+ ?(?:s\b|sec\b|seconds?|秒|초)?(?: ?/ ?\d+ ?(?:s\b|sec\b|seconds?|秒|초)?)+)",
    "{formats}": rf"(?P<formats>\.?[A-Za-z][A-Za-z0-9]{{2,4}}(?:(?:{_SEPARATOR})?\.?[A-Za-z][A-Za-z0-9]{{2,4}}\b)*)",
    "…": r"(?:(?!\bunless\b|\bexcept|除|제외)[^0-9;]){0,60}?",
}


@dataclass(frozen=True)
class Rule:
    """A phrase pattern and the facts that it states.

    Attributes:
        says: The pattern, searched in a normalised sentence.
        facts: Keywords and value templates.
        on: Kinds of nodes it may describe (a JSON type, `uri`, `operation`, `answer`, `security`); empty for any.
        field: Pattern of the names of fields it may describe; None for any.
        at: Where the facts go: the node itself, the object around it (`parent`), or each item of a list (`each`).
    """

    says: re.Pattern[str]
    facts: dict[str, Any]
    on: tuple[str, ...] = ()
    field: re.Pattern[str] | None = None
    at: str = "node"

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return needed_words(self.says)

    def may_fit(self, folded: str) -> bool:
        """Whether a folded text has a word that the pattern needs; most patterns are ruled out by that alone."""
        return not self._words or any(word in folded for word in self._words)


@dataclass(frozen=True)
class Case:
    """A pattern of a case, and what it means.

    Attributes:
        says: The pattern, which a case matches as a whole.
        means: `equals`, `given`, `absent`, `value` or `more`.
        given: Groups that the pattern itself does not capture.
        alone: Whether it holds only for requests without other links to files than those of the named parameter.
    """

    says: re.Pattern[str]
    means: str
    given: dict[str, str] = field(default_factory=dict)
    alone: bool = False


@dataclass(frozen=True)
class Phrasebook:
    """What the phrases of one locale mean.

    Attributes:
        locale: Its name: `en`.
        labels: The labels of rendered pages, such as headings of sections, by what they mark.
        obligation: Words that make a sentence a rule.
        condition: Words that restrict a rule to a case, among the words that no rule explained. `¦` marks words that a
            rule explained, and `·` members of a closed set.
        scope: Words that make a heading restrict what stands under it to a case.
        rules: Phrases that state facts.
        topics: Sets of keywords (each with a gloss) of sentences that state no rule.
        cases: Patterns of cases in which a rule holds.
        headings: Patterns of headings that name a case.
        terms: Patterns of sentences that define a word by a number of list items.
        harmless: Patterns (each with a gloss) of whole sentences that look like a rule and state none.
        hashes: Hashes of sentences (each with a gloss) that look like a rule and state none.
    """

    locale: str
    aliases: tuple[str, ...]
    labels: dict[str, tuple[str, ...]]
    obligation: re.Pattern[str]
    condition: re.Pattern[str]
    scope: re.Pattern[str]
    rules: tuple[Rule, ...]
    topics: tuple[tuple[frozenset[str], str], ...]
    cases: tuple[Case, ...] = ()
    headings: tuple[re.Pattern[str], ...] = ()
    terms: tuple[re.Pattern[str], ...] = ()
    harmless: tuple[tuple[re.Pattern[str], str], ...] = ()
    hashes: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, tuple[Rule, ...]] = field(default_factory=dict, compare=False, repr=False)

    def rules_for(self, text: str) -> tuple[Rule, ...]:
        """Return the rules whose pattern occurs in a sentence; they are cached, as pages repeat each other."""
        if text not in self._seen:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            folded = text.casefold()
            self._seen[text] = tuple(rule for rule in self.rules if rule.may_fit(folded) and rule.says.search(text))
        return self._seen[text]

    def is_label(self, name: str, line: str) -> bool:
        """Return whether a line is one of the page's labels."""
        return normalise(line).rstrip(":").strip().casefold() in self.labels.get(name, ()) if line.strip() else False

    def after_label(self, name: str, line: str) -> str | None:
        """Return what follows a label on the same line, or None."""
        text = normalise(line)
        head, colon, rest = text.partition(":")
        if colon and head.strip().casefold() in self.labels.get(name, ()):
            return rest.strip()
        return None

    def informational(self, text: str, sentence_hash: str, *, bearing: bool) -> str | None:
        """Return the entry that makes a sentence informational, or None.

        A sentence that could state a rule is informational only by its hash or as a whole, never by its topic.
        """
        if sentence_hash in self.hashes:
            return self.hashes[sentence_hash]
        whole = next((gloss for pattern, gloss in self.harmless if pattern.fullmatch(text)), None)
        if whole is not None:
            return whole
        if bearing:
            return None
        folded = text.casefold()
        return next((gloss for words, gloss in self.topics if all(word in folded for word in words)), None)


class Phrasebooks:
    """The phrasebooks of all locales."""

    def __init__(self, books: Iterable[Phrasebook]) -> None:
        self.by_locale = {book.locale: book for book in books}

    def __getitem__(self, locale: str) -> Phrasebook:
        """Return the phrasebook of a locale."""
        return self.by_locale[locale]

    def locale_named(self, name: str) -> str | None:
        """Return the locale that has this name or alias, or None."""
        return next((book.locale for book in self.by_locale.values() if name in {book.locale, *book.aliases}), None)

    def locale_of_labels(self, lines: Iterable[str]) -> str | None:
        """Return the language of a rendered page by its labels and then its script, or None if no label fits."""
        lines = list(lines)
        script = script_of("\n".join(lines))
        known = [line for line in lines if 0 < len(line) <= _LONGEST_LABEL]
        names = ("auth", "path", "query", "header", "body", "response", "required", "options", "children")
        scores = {
            locale: sum(any(book.is_label(name, line) for name in names) for line in known)
            for locale, book in self.by_locale.items()
        }
        locale = max(scores, key=lambda each: (scores[each], each == script, each))
        return locale if scores[locale] else None


def script_of(text: str) -> str:
    """Return the locale that the script of a text suggests."""
    kana = len(re.findall(r"[\u3040-\u30ff]", text))
    hangul = len(re.findall(r"[\uac00-\ud7af]", text))
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    counts = {
        "ja": kana * 4 if kana > han // 8 else 0,
        "ko": hangul,
        "zh": han,
        "en": max(5, len(text) // 200),
    }
    return max(counts, key=lambda each: counts[each])


def load_phrasebooks(folder: Path) -> Phrasebooks:
    """Read every phrasebook of a folder; each locale also understands the English phrases."""
    data = {path.stem: _with_chapters(load(path), folder / path.stem) for path in sorted(folder.glob("*.yaml"))}
    english = data.get("en", {})
    return Phrasebooks(_book(locale, book, english if locale != "en" else {}) for locale, book in data.items())


def _with_chapters(book: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return a book with the phrases of its chapters, which are on one subject each and come before its own."""
    chapters = [load(path) for path in sorted(folder.glob("*.yaml"))]
    return {
        **book,
        "macros": {name: pattern for each in (*chapters, book) for name, pattern in each.get("macros", {}).items()},
        **{
            name: [entry for each in (*chapters, book) for entry in each.get(name, [])]
            for name in ("facts", "informational", "scope", "cases", "headings", "terms")
        },
    }


def _book(locale: str, data: dict[str, Any], fallback: dict[str, Any]) -> Phrasebook:
    labels = {
        name: tuple(_folded(data["labels"].get(name, [])) + _folded(fallback.get("labels", {}).get(name, [])))
        for name in {*data["labels"], *fallback.get("labels", {})}
    }

    def _all(name: str) -> list[Any]:
        return [*data.get(name, []), *fallback.get(name, [])]

    obligation = [*data["obligation"], *fallback.get("obligation", [])]
    condition = [*data["condition"], *fallback.get("condition", [])]
    entries = [*data.get("informational", []), *fallback.get("informational", [])]
    macros = {**fallback.get("macros", {}), **data.get("macros", {})}
    return Phrasebook(
        locale=locale,
        aliases=tuple(data.get("aliases", [])),
        labels=labels,
        obligation=re.compile(folded_pattern("|".join(obligation)), re.IGNORECASE),
        condition=re.compile(folded_pattern("|".join(condition)), re.IGNORECASE),
        scope=re.compile(folded_pattern("|".join(_all("scope")) or "(?!)"), re.IGNORECASE),
        rules=(
            *(_rule(each, macros) for each in data["facts"]),
            *(_rule(each, fallback["macros"]) for each in fallback.get("facts", [])),
        ),
        topics=tuple((frozenset(_folded(each["topic"])), each["gloss"]) for each in entries if "topic" in each),
        cases=tuple(_case(each, macros) for each in _all("cases")),
        headings=tuple(_pattern(each, macros) for each in _all("headings")),
        terms=tuple(_pattern(each, macros) for each in _all("terms")),
        harmless=tuple((_pattern(each["says"], macros), each["gloss"]) for each in entries if "says" in each),
        hashes={each["hash"]: each["gloss"] for each in entries if "hash" in each},
    )


def _folded(words: list[str]) -> list[str]:
    return [normalise(str(word)).casefold().rstrip(":").strip() for word in words]


def _rule(entry: dict[str, Any], macros: dict[str, str]) -> Rule:
    on = entry.get("on", [])
    return Rule(
        says=_pattern(entry["says"], macros),
        facts=entry["facts"],
        on=tuple([on] if isinstance(on, str) else on),
        field=_pattern(entry["field"], macros) if "field" in entry else None,
        at=entry.get("at", "node"),
    )


def _case(entry: dict[str, Any], macros: dict[str, str]) -> Case:
    given: dict[str, str] = {key: str(entry[key]) for key in ("name", "n", "value") if key in entry}
    return Case(_pattern(entry["says"], macros), entry["means"], given, alone=entry.get("alone", False))


def _pattern(says: str, macros: dict[str, str]) -> re.Pattern[str]:
    says = folded_pattern(says)
    own = {f"{{{name}}}": folded_pattern(words) for name, words in macros.items()}
    for macro, pattern in (*own.items(), *own.items(), *_MACROS.items()):  # a macro may hold another one
        says = says.replace(macro, pattern)
    return _compiled(says)


@cache
def _compiled(says: str) -> re.Pattern[str]:
    """Return a compiled pattern; the English ones are in every locale, and too many for the cache of `re`."""
    return re.compile(says, re.IGNORECASE)
