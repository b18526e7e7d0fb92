"""Puts into words what is wrong with a value; `_limits.py` has the words of the limits."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from ._cases import parameters
from ._json_schema import is_valid
from ._limits import BYTES, RATIO, SIDES, STEP, TOTAL, WORDS, any_of, describe_limit, describe_need, when_given
from ._relations import describe_exclusion, describe_group, when
from ._synonyms import same_meaning

_LONGEST_NAME = 200
"""Characters beyond which a name is no typing error, and would only take long to compare."""
_LENGTHS = frozenset({"maxItems", "maxLength", "minItems", "minLength"})
_HAVE = _LENGTHS | {"uniqueItems", BYTES, RATIO, SIDES, STEP, TOTAL}
"""Rules about what a value has, not about what it is."""


def message(rule: str, limit: Any) -> str:
    """Return what a schema keyword demands of a value.

    Args:
        rule: The keyword, such as `maxItems`.
        limit: Its value in the contract, such as 5.
    """
    if rule not in WORDS:
        return f"breaks the rule {rule}"
    return f"must {'have' if rule in _HAVE else 'be'} {describe_limit(rule, limit)}"


def unknown_parameter(name: str, known: Sequence[str], model: str) -> str:
    """Return the message for an unknown parameter, with the closest known one, or else all of them."""
    near = same_meaning(name, known) or _like(name, known)
    hint = (
        f"did you mean {any_of(near)}?" if near else f"it takes {', '.join(known)}" if known else "it takes none here"
    )
    return f"not a parameter of {model}; {hint}"


def _like(name: str, known: Sequence[str]) -> list[str]:
    return get_close_matches(name.casefold(), known, n=1) if len(name) <= _LONGEST_NAME else []


def likely_choice(choices: Sequence[Any], value: Any) -> str:
    """Return which of some values is meant by one that is like it; nothing if none is."""
    if not isinstance(value, str) or len(value) > _LONGEST_NAME:
        return ""
    words = {str(each).casefold(): each for each in choices}
    near = get_close_matches(value.casefold(), words, n=1)
    return f"; did you mean {words[near[0]]}?" if near else ""


def missing_parameter(name: str, needing: Sequence[str]) -> str:
    """Return the message for a missing parameter, with the ones that need it; none if every request does."""
    return f"is missing; {describe_need(needing, [name])}" if needing else "is missing"


def newer(rule: str, news: Mapping[str, Any], field: str, value: Any) -> str:
    """Return that a newer source of the documentation allows a value; nothing if none does.

    Args:
        rule: The keyword that the value breaks.
        news: What newer sources say beside the rules that stand, by keyword.
        field: The place of the value.
        value: The value.
    """
    if rule == "additionalProperties":
        known = field.rpartition(".")[2] in news.get("properties", {}).get("value", {})
        return "; a newer source has this parameter; unchecked=True sends it" if known else ""
    if rule not in news or not is_valid({rule: news[rule]["value"]}, value):
        return ""
    allowed = value if rule == "enum" else news[rule]["value"]
    return f"; a newer source allows {allowed}; unchecked=True sends it"


def length(rule: str, value: Any) -> str:
    """Return how long a value is, if its length breaks the rule."""
    return f"; it has {len(value):,}" if rule in _LENGTHS else ""


def joint(keyword: str, schema: Any) -> tuple[list[str], str]:
    """Return the parameters that a rule joins, and what it demands of them.

    Args:
        keyword: `anyOf`, `oneOf` or `not`.
        schema: Its value in the contract.
    """
    if keyword == "not":
        return [name for name, _, _ in parameters(schema)], describe_exclusion(schema)
    names = [name for option in schema for name, _, _ in parameters(option)]
    return names, describe_group(keyword, schema)


def condition(evaluation_path: Sequence[str | int], rule: Mapping[str, Any] | None = None) -> str:
    """Return in which case a rule applies; nothing if it always does.

    Args:
        evaluation_path: The keywords that led to the rule.
        rule: The rule of the request with its case, if it has one.
    """
    if rule is not None:
        return f" {when(rule)}"
    if "dependentSchemas" not in evaluation_path:
        return ""
    return f" {when_given(str(evaluation_path[evaluation_path.index('dependentSchemas') + 1]))}"
