"""Puts the rules that join parameters into words: what a request of a case must have, and what excludes what."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ._cases import GIVEN, describe_case, is_absent, parameters
from ._limits import (
    NEWER,
    NOT_BLANK,
    NOT_LIMITS,
    Show,
    any_of,
    describe_limit,
    describe_limits,
    describe_need,
    ours,
    when_given,
)

Schema = Mapping[str, Any]
_NOT_BLANK: Final = "x-evolink-required-not-blank"
_COUNTS: Final = frozenset({"minItems", "maxItems"})
_GROUPS: Final = {"anyOf": "at least one of", "oneOf": "exactly one of"}


def describe_relations(schema: Schema, show: Show = str) -> Iterator[str]:
    """Return each rule that ties the parameters of a request together."""
    for name, needed in schema.get("dependentRequired", {}).items():
        yield describe_need([name], needed, show) + ours(schema, "dependentRequired")
    for name, rule in schema.get("dependentSchemas", {}).items():
        for other, inner in rule.get("properties", {}).items():
            yield f"{when_given(name, show)}, {show(other)}: {'; '.join(describe_limits(inner, show))}"
    for rule in schema.get("allOf", ()):
        yield describe_rule(rule, show)
    if schema.get(_NOT_BLANK):
        yield f"required text {NOT_BLANK}{ours(schema, _NOT_BLANK)}"
    if news := schema.get(NEWER, {}).get("properties", {}).get("value"):
        yield f"a newer source also has {any_of(map(show, news))}"
    for keyword, value in schema.items():
        if keyword not in {*NOT_LIMITS, "dependentRequired", "dependentSchemas", "allOf", _NOT_BLANK}:
            yield describe_limit(keyword, value, show)


def describe_rule(rule: Schema, show: Show = str) -> str:
    """Return a rule with the case in which it holds: `when quality is 1080p: duration must be one of 6`."""
    if "if" in rule:
        return f"{when(rule, show)}: {'; '.join(_demands(rule['then'], show))}"
    return "; ".join(_demands(rule, show))


def when(rule: Schema, show: Show = str) -> str:
    """Return the case in which a rule holds, as a clause."""
    return f"when {describe_case(rule['if'], show)}"


def describe_group(keyword: str, options: Sequence[Schema], show: Show = str) -> str:
    """Return of which parameters at least or exactly one is required."""
    names = (" and ".join(show(name) for name, _, _ in parameters(option)) for option in options)
    return f"{_GROUPS[keyword]} {any_of(names)} is required"


def describe_exclusion(schema: Schema, show: Show = str) -> str:
    """Return which parameters exclude each other."""
    return f"{' and '.join(show(name) for name, _, _ in parameters(schema))} can't be used together"


def _demands(then: Schema, show: Show) -> Iterator[str]:
    for keyword in _GROUPS.keys() & then.keys():
        yield describe_group(keyword, then[keyword], show)
    if "not" in then:
        yield describe_exclusion(then["not"], show)
    for name, schema, required in parameters(then):
        yield f"{show(name)} {_demand(schema, show, required=required)}"


def _demand(schema: Any, show: Show, *, required: bool) -> str:
    if is_absent(schema):
        return "can't be used"
    if schema is None or schema == GIVEN:
        return "is required"
    limits = list(describe_limits(schema, show))
    verb = "have" if {*schema} <= _COUNTS else "be"
    must = [f"must {verb} {'; '.join(limits)}"] if limits else []
    default = [f"is {show(schema['default'])} by default"] if "default" in schema else []
    return " and ".join([*(["is required"] if required else []), *must, *default])
