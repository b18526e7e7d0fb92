"""Rules that hold in a case, or join parameters: what phrases with `rule` state, as JSON Schema of the request.

A rule of a phrase has some of these keys:

- `when`: the case in which it holds; `value` the value of the field in which it holds, `of_value` that
  the sentence starts with it; `given` if it holds when the
  field is given, `with` another parameter. Without them it always holds.
- `field`: what then holds of the field: `required`, `forbidden`, or keywords of its schema.
- `needs`, `forbids`, `some`, `one`: parameters that are then required, or not allowed, or of which at least or exactly
  one is required. `holds` is a case that must then be true.
- `exclusive`: parameters of which no two may be given together; `never` cases that exclude each other.
- `headed`: whether it holds in the case that the heading names.
- `other`: the parameter that `keywords` are about if it is not the field; `heading` for the one in the heading.
- `unlisted`, `unknown`: values that the field, or parameters that the request, already refuses.
- `total`, `most`: parameters that may have so many items together. `parts` says what the items of a list add up to.
- `item`: the field of a list's items that `keywords` are about.
- `never`: cases of which no two hold together. `alone`: whether the phrase says its case itself, under any heading.
- `window`: the least and the most by which the number `to` is above the number `from`.
- `also`: values that are allowed beside those of the case before.
- `implied`: whether the closed set of that parameter must say the same already.
- `present`: whether the parameter of `keywords` is then required as well.
- `models`, `version`, `since`: the models that it is about; `else` are the keywords of the field for the others.
- `ignored`, `effective`: a case in which the field, or the parameter `of`, has no effect, or the only one with effect.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Protocol

from pipeline.reading.cases import (
    Cases,
    Parameters,
    Schema,
    at_path,
    is_absent,
    is_given,
    merged,
    parameters_around,
)
from pipeline.reading.editions import elsewhere
from pipeline.reading.phrasebook import Phrasebook
from pipeline.reading.sentences import Sentence
from pipeline.reading.structural import PAIR, exclusive, if_named, in_heading, paths_of, special, typed
from pipeline.reading.values import Unfit
from pipeline.yamlio import Path_

RULE = "rule"
_IGNORED, _EFFECTIVE = "x-evolink-ignored-when", "x-evolink-effective-when"
SCOPED = frozenset({"enum", "default", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
                     "minItems", "maxItems", "minLength", "maxLength", "pattern"})  # fmt: skip
"""What a heading may restrict to its case; behaviours are checked for every request."""
_ADVANCED = "x-evolink-no-advanced-but"
_TOGETHER = "x-evolink-items-together"


class Stated(Protocol):
    """What a phrase states: keywords, and the node that they belong to."""

    @property
    def at(self) -> Path_:
        """The node."""
        ...

    @property
    def facts(self) -> Mapping[str, Any]:
        """The keywords."""
        ...


class Conditions:
    """Reads the rules of one page; the terms that the page defines are known before its first rule is read."""

    def __init__(self, document: Schema, book: Phrasebook, sentences: Iterable[Sentence]) -> None:
        self._document = document
        self._book = book
        self._cases = Cases(book.cases, dict(_terms(document, book, sentences)))
        self._sets: dict[Path_, list[Any]] = {}

    def of(self, sentence: Sentence, matches: Iterable[Stated]) -> list[tuple[Path_, Schema]] | None:
        """Return what the phrases that fit a sentence state, or None if one of them holds in a case that is unknown."""
        found = []
        restricted = self._restricts(sentence)
        try:
            for match in (each for each in matches if each.facts):
                if restricted and "also" in match.facts.get(RULE, {}):
                    found.append(self._under(sentence, {"enum": self._extended(sentence.at, match.facts[RULE])}))
                elif RULE in match.facts:
                    found.append(self.resolved(sentence, match.facts[RULE]))
                    found += [(match.at, {key: value for key, value in match.facts.items() if key != RULE})]
                elif restricted and match.at != sentence.at:
                    return None
                elif restricted:
                    found.append(self._under(sentence, match.facts))
                else:
                    found.append((match.at, dict(match.facts)))
        except Unfit:
            return None
        return found

    def _restricts(self, sentence: Sentence) -> bool:
        return self._book.scope.search(sentence.under) is not None

    def resolved(self, sentence: Sentence, rule: Mapping[str, Any]) -> tuple[Path_, Schema]:
        """Return the object that a rule of a phrase belongs to, and its keywords; a heading's case is part of it.

        Raises:
            Unfit: It names something that the request does not have.
        """
        if rule.get("headed"):
            return self._rule_under(sentence, rule)
        around = parameters_around(self._document, sentence.at)
        other = elsewhere(rule, around.known.get(("model",), {}).get("enum", []))
        if other is not None:
            return sentence.at, other
        restricted = self._restricts(sentence) and not rule.get("alone")
        under = self._heading(sentence) if restricted else None
        if under is None and (found := special(rule, around) or self._outright(sentence, rule, around)):
            return found
        if rule.get("field") == "optional" or "also" in rule:
            return around.root, {}
        if "ignored" in rule and under is not None:
            return sentence.at, {_IGNORED: under}
        if rule.get("of_value"):
            rule = {**rule, "value": _leading(sentence, around)}
        when = self._when(rule, around, under)
        then = self._then(rule, around, sentence.under)
        if then is None:
            return around.root, {}
        return around.root, {"allOf": [then if when is None else {"if": when, "then": then}]}

    def _outright(self, sentence: Sentence, rule: Mapping[str, Any], around: Parameters) -> tuple[Path_, Schema] | None:
        """Return what a rule states that is no condition of the request, or one that always holds; else None."""
        for key, keyword in (("ignored", _IGNORED), ("effective", _EFFECTIVE)):
            if key in rule:
                return self._effect(rule, key, keyword, around)
        if "advanced" in rule:
            name = ".".join(around.named(rule["advanced"]))
            return sentence.at, {_ADVANCED: {str(_leading(sentence, around)): name}}
        if "exclusive" in rule:
            return around.root, {"allOf": exclusive(rule["exclusive"], around)}
        if "never" in rule and not all(if_named(each.partition(":")[0], around) for each in rule["never"]):
            return around.root, {}  # the request has no such parameter
        if "never" in rule:
            return around.root, {"allOf": [{"not": merged([self._case(each, around) for each in rule["never"]])}]}
        if "total" in rule:
            return around.root, {_TOGETHER: [self._together(rule, around)]}
        return None

    def _together(self, rule: Mapping[str, Any], around: Parameters) -> Schema:
        lists = [".".join(path) for path in paths_of(rule["total"], around)]
        if len(lists) < PAIR:
            raise Unfit
        when = {"when": self._case(rule["when"], around)} if "when" in rule else {}
        return {"of": lists, "most": rule["most"], **when}

    def _effect(self, rule: Mapping[str, Any], key: str, keyword: str, around: Parameters) -> tuple[Path_, Schema]:
        path = around.named(rule["of"]) if "of" in rule else around.own
        place = (*around.root, *(step for name in path for step in ("properties", name)))
        return place, {keyword: self._case(rule[key], around)}

    def _under(self, sentence: Sentence, facts: Mapping[str, Any]) -> tuple[Path_, Schema]:
        """Return facts that stand under a heading as a rule that holds in the case that the heading names."""
        around = parameters_around(self._document, sentence.at)
        if not facts.keys() <= SCOPED:
            raise Unfit
        if "enum" in facts:
            self._sets[sentence.at] = list(facts["enum"])
        then = at_path(around.own, dict(facts), given=False)
        return around.root, {"allOf": [{"if": self._heading(sentence), "then": then}]}

    def _heading(self, sentence: Sentence) -> Schema:
        """Return the case that the heading of a sentence names.

        Raises:
            Unfit: It names no case of this request.
        """
        around = parameters_around(self._document, sentence.at)
        last = sentence.under.rsplit(" > ", maxsplit=1)[-1].strip(" :*")
        for pattern in self._book.headings:
            with suppress(Unfit):
                if found := pattern.fullmatch(last):
                    return _own_value(found["case"], around) or self._case(found["case"], around)
        raise Unfit

    def _rule_under(self, sentence: Sentence, rule: Mapping[str, Any]) -> tuple[Path_, Schema]:
        """Return a rule on other parameters as one that holds in the case that the heading names."""
        around = parameters_around(self._document, sentence.at)
        case, then = self._heading(sentence), self._then(rule, around, sentence.under)
        return around.root, {"allOf": [{"if": case, "then": then}]} if then else {}

    def _extended(self, at: Path_, rule: Mapping[str, Any]) -> list[Any]:
        """Return the values of the case before, which the page counts, and those that are allowed beside them."""
        before = self._sets.get(at, [])
        if len(before) != rule["count"]:
            raise Unfit
        return [*before, *rule["also"]]

    def _case(self, text: str, around: Parameters) -> Schema:
        return self._cases.read(text, around)

    def _when(self, rule: Mapping[str, Any], around: Parameters, under: Schema | None) -> Schema | None:
        cases = [] if under is None else [under]
        if "when" in rule:
            cases.append(self._case(rule["when"], around))
        if "value" in rule:
            values = rule["value"] if isinstance(rule["value"], list) else [rule["value"]]
            schema = {"const": values[0]} if len(values) == 1 else {"enum": values}
            cases.append(at_path(around.own, schema, given=True))
        if "with" in rule:
            if (path := around.named(rule["with"])) == around.own:
                raise Unfit
            cases.append(is_given(around, path))
        if rule.get("given"):
            cases.append(is_given(around, around.own))
        return merged(cases) if cases else None

    def _then(self, rule: Mapping[str, Any], around: Parameters, under: str) -> Schema | None:
        """Return what a rule demands; None if that is nothing, as every value is allowed."""
        parts = [*_of_field(rule.get("field"), around), *_of_others(rule, around)]
        if "holds" in rule:
            parts.append(self._case(rule["holds"], around))
        for path, keywords in _limits(rule, around, under):
            if _allows_all(keywords, around.known[path]):
                return None
            if rule.get("implied"):
                raise Unfit
            parts.append(at_path(path, keywords, given=bool(rule.get("present"))))
        if not parts:
            raise Unfit
        return merged(parts)


def _own_value(text: str, around: Parameters) -> Schema | None:
    """Return the case that the field itself has a value, if a heading in its prose names one of its closed set."""
    members = around.known[around.own].get("enum", ())
    value = next((each for each in members if str(each).casefold() == text.casefold()), None)
    return None if value is None else at_path(around.own, {"const": value}, given=True)


def _of_field(demand: Any, around: Parameters) -> list[Schema]:
    if demand == "required":
        return [is_given(around, around.own)]
    return [is_absent(around, around.own)] if demand == "forbidden" else []


def _of_others(rule: Mapping[str, Any], around: Parameters) -> list[Schema]:
    needs = [is_given(around, path) for path in paths_of(rule.get("needs"), around)]
    forbids = [is_absent(around, path) for path in paths_of(rule.get("forbids"), around)]
    groups: list[Schema] = [
        {keyword: [is_given(around, path) for path in sorted(paths_of(rule[key], around))]}
        for key, keyword in (("some", "anyOf"), ("one", "oneOf"))
        if key in rule
    ]
    return [*needs, *forbids, *groups]


def _limits(rule: Mapping[str, Any], around: Parameters, under: str) -> Iterator[tuple[tuple[str, ...], Schema]]:
    """Return the keywords that a rule states, with the parameter that each belongs to."""
    if isinstance(rule.get("field"), dict):
        yield around.own, rule["field"]
    for name, keywords in rule.get("others", {}).items():
        yield around.named(name), keywords
    if "other" in rule:
        path = in_heading(under, around) if rule["other"] == "heading" else around.named(rule["other"])
        yield path, typed(rule["keywords"], around.known[path])


def _leading(sentence: Sentence, around: Parameters) -> Any:
    """Return the value of a closed set that a sentence or its list item is about, as in `a: what it makes`.

    Raises:
        Unfit: It starts with no such value.
    """
    word = (sentence.item or sentence.text).partition(":")[0].strip().casefold()
    found = [value for value in around.known[around.own].get("enum", ()) if str(value).casefold() == word]
    if not found:
        raise Unfit
    return found[0]


def _allows_all(keywords: Mapping[str, Any], node: Schema) -> bool:
    """Return whether a set of values has every member of the parameter's closed set, so that it restricts nothing."""
    return set(keywords) == {"enum"} and "enum" in node and set(node["enum"]) <= set(keywords["enum"])


def _terms(document: Schema, book: Phrasebook, sentences: Iterable[Sentence]) -> Iterable[tuple[str, Schema]]:
    """Return the words that a page defines by a number of list items, such as `2 images = FLF`."""
    for sentence in sentences:
        for pattern in book.terms:
            found = pattern.fullmatch(sentence.text)
            if found is None:
                continue
            try:
                around = parameters_around(document, sentence.at)
            except Unfit:
                continue
            if around.known[around.own].get("type") != "array":
                continue
            count = int(found["n"])
            exactly = at_path(around.own, {"minItems": count, "maxItems": count}, given=True)
            case = exactly if count else is_absent(around, around.own)
            for name in ("term", "also"):
                if found.groupdict().get(name):
                    yield found[name].casefold(), case
