"""Puts the limits of a schema into words, for violations, help and documentation alike."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from ._cases import describe_case
from ._media import NEVER_CHECKED
from ._media import WORDS as _OF_FILES
from ._prices import WORDS as _OF_PRICES

Schema = Mapping[str, Any]
Show = Callable[[Any], str]
"""How a value, or the name of a parameter, is written."""

NEWER: Final = "x-evolink-newer"
"""What a newer source of the documentation says beside the rules that stand, by keyword."""
NOT_BLANK: Final = "must not be blank"
ANY_CASE: Final = "x-evolink-any-case"
BYTES: Final = "x-evolink-max-utf8-bytes"
RATIO: Final = "x-evolink-size-ratio"
SIDES: Final = "x-evolink-size-sides"
SIZES: Final = "x-evolink-size-values"
STEP: Final = "x-evolink-size-step"
TOTAL: Final = "x-evolink-size-pixels"
NOT_LIMITS: Final = frozenset({
    "type", "format", "description", "default", "items", "properties", "required", "additionalProperties", "example",
    "anyOf", "oneOf", "title", "x-evolink-alias", "x-evolink-ours", "x-evolink-generalised", "x-evolink-read-off",
    "x-evolink-shown", "x-evolink-stated-by", "x-evolink-model", "x-evolink-pages", "x-evolink-example",
    "x-evolink-prices", "x-evolink-price-neutral", "x-evolink-result-index", "x-evolink-result-lifetime",
    "x-evolink-newer",
})  # fmt: skip
"""Keywords that limit nothing, or that each reader shows in its own way."""
CHOICES: Final = frozenset({"anyOf", "oneOf"})
"""Keywords whose value is a list of schemas, of which a value follows one."""
_PATTERNS: Final = {
    "^https://": "an https:// URL",
    "^https?://": "an http:// or https:// URL",
    "^(?:https?://|data:)": "an http:// or https:// URL, or a data: URI",
    "^task-unified-": "text that begins with task-unified-",
}
_FORMATS: Final = {"uri": "a complete URL"}
_RANGES: Final = {
    "range": ("minimum", "maximum"),
    "lengthRange": ("minLength", "maxLength"),
    "itemRange": ("minItems", "maxItems"),
}
"""Two bounds that are said as one, by a name of our own."""
_TYPES: Final = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}


def describe_limit(keyword: str, value: Any, show: Show = str) -> str:
    """Return what a keyword allows, as a clause without a verb; a keyword without words is shown as it is.

    Args:
        keyword: The keyword, such as `maxItems` or `x-evolink-max-tokens`.
        value: Its value in the contract, such as 5.
        show: How values and names are written.
    """
    words = WORDS.get(keyword)
    return words(value, show) if words else as_it_stands(keyword, value)


def describe_limits(schema: Schema, show: Show = str) -> Iterator[str]:
    """Return each limit of a value as a clause: for a list, its own limits and then those of its items."""
    for keyword, value in _in_order(with_ranges(schema)).items():
        said_by_sizes = keyword == "pattern" and SIZES in schema
        if keyword not in NOT_LIMITS and keyword not in _OF_FILES and not said_by_sizes:
            yield describe_limit(keyword, value, show) + ours(schema, keyword) + _newer(schema, keyword, show)
    for keyword, said in schema.get(NEWER, {}).items():
        if keyword not in schema and keyword not in NOT_LIMITS:
            yield f"a newer source: {describe_limit(keyword, said['value'], show)}"
    for keyword in sorted(CHOICES & schema.keys()):
        yield describe_limit(keyword, schema[keyword], show) + ours(schema, keyword)
    yield from _of_files("checked in local files", schema, _OF_FILES.keys() - NEVER_CHECKED, show)
    yield from _of_files("not checked here", schema, NEVER_CHECKED, show)
    if "items" in schema:
        yield from (f"each: {clause}" for clause in describe_limits(schema["items"], show))


def _of_files(title: str, schema: Schema, keywords: Collection[str], show: Show) -> Iterator[str]:
    """Return some of the limits of files as one clause under a title."""
    clauses = [
        describe_limit(keyword, value, show) + _newer(schema, keyword, show)
        for keyword, value in schema.items()
        if keyword in keywords
    ]
    if clauses:
        yield f"{title}: {', '.join(clauses)}"


def describe_need(names: Iterable[str], needed: Iterable[str], show: Show = str) -> str:
    """Return which parameters need which others: `mask_url needs image_urls`."""
    needing = [show(name) for name in names]
    return f"{' and '.join(needing)} {'needs' if len(needing) == 1 else 'need'} {' and '.join(map(show, needed))}"


def when_given(name: str, show: Show = str) -> str:
    """Return the condition that another parameter is given."""
    return f"when {show(name)} is given"


def one_of(values: Iterable[Any], show: Show = str) -> str:
    """Return a choice: `one of 1, 2 or 4`; a single value by itself."""
    words = list(map(show, values))
    return f"one of {any_of(words)}" if len(words) > 1 else any_of(words)


def any_of(words: Iterable[str]) -> str:
    """Join words as a sentence does: `a, b or c`."""
    *firsts, last = words
    return f"{', '.join(firsts)} or {last}" if firsts else last


def _in_order(schema: Schema) -> Schema:
    """Return the schema with the words and ratios of a size before the bounds of its pixels."""
    return {SIZES: schema[SIZES], **schema} if SIZES in schema else schema


def with_ranges(schema: Schema) -> Schema:
    """Return the schema with one keyword for the least and the greatest value, length or number of items.

    Bounds with a remark of their own stay apart.
    """
    joined = dict(schema)
    remarked = {*schema.get("x-evolink-ours", ()), *schema.get(NEWER, ())}
    for name, (least, most) in _RANGES.items():
        if least in schema and most in schema:
            both = (schema[least], schema[most])
            if both[0] == both[1] or remarked.isdisjoint({least, most}):
                joined = {(name if each == least else each): joined[each] for each in joined if each != most}
                joined[name] = both
    return joined


def ours(schema: Schema, keyword: str) -> str:
    """Return a mark for a rule that is stricter than the documentation."""
    return " (our rule)" if keyword in schema.get("x-evolink-ours", {}) else ""


def _newer(schema: Schema, keyword: str, show: Show) -> str:
    said = schema.get(NEWER, {}).get(keyword)
    return f" (a newer source: {describe_limit(keyword, said['value'], show)})" if said else ""


def as_it_stands(keyword: str, value: Any) -> str:
    """Return a keyword that has no words of its own, with its value."""
    name = keyword.removeprefix("x-evolink-").replace("-", " ")
    return name if value is True else f"{name}: {value}"


def _choice(options: Iterable[Schema], show: Show) -> str:
    """Return a choice between schemas: `a whole number (at least 3) or one of auto`."""
    return any_of(_option(option, show) for option in options)


def _option(schema: Schema, show: Show) -> str:
    clauses = "; ".join(describe_limits(schema, show))
    if "enum" in schema or "type" not in schema:
        return clauses
    kinds = schema["type"]
    kind = WORDS["type"]([kinds] if isinstance(kinds, str) else kinds, show)
    return f"{kind} ({clauses})" if clauses else kind


def _charged_extra(values: Iterable[Any], show: Show) -> str:
    shown = [show(value) for value in values]
    return f"{', '.join(shown)} {'is' if len(shown) == 1 else 'are'} charged extra"


def _items_together(rules: Iterable[Mapping[str, Any]], show: Show) -> str:
    def clause(rule: Mapping[str, Any]) -> str:
        case = f" when {describe_case(rule['when'], show)}" if "when" in rule else ""
        return f"at most {_count(rule['most'], 'item')} in {' and '.join(map(show, rule['of']))} together{case}"

    return "; ".join(map(clause, rules))


def _added_up(rule: Mapping[str, Any], show: Show) -> str:
    least = f", each at least {rule['least']:,}" if "least" in rule else ""
    return f"the {show(rule['field'])} of all {show(rule['of'])} adds up to {show(rule['sum'])}{least}"


def _always(clause: str) -> Callable[[Any, Show], str]:
    return lambda _value, _show: clause


def _between(limits: Sequence[Any], unit: str) -> str:
    """Return a range of which either end may be missing: `16 to 3,840 pixels`."""
    least, most = (None if each is None else f"{each:,}" for each in limits)
    if least is None or most is None:
        return f"at most {most}{unit}" if least is None else f"at least {least}{unit}"
    return f"{least} to {most}{unit}"


def _count(number: float, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _range(limits: Sequence[float], noun: str = "") -> str:
    """Return a range, or the only number in it: `1 to 2 items`, `exactly 1 item`."""
    least, most = limits
    if least == most:
        return f"exactly {_count(most, noun)}" if noun else f"exactly {most:,}"
    return f"{least:,} to {most:,}" + (f" {noun}s" if noun else "")


def _shown_alike(words: Callable[[Any], str]) -> Callable[[Any, Show], str]:
    return lambda value, _show: words(value)


def _advanced(allowed: Mapping[str, str], show: Show) -> str:
    return ", ".join(f"{show(value)} takes no advanced parameter but {show(name)}" for value, name in allowed.items())


WORDS: Final[Mapping[str, Callable[[Any, Show], str]]] = {
    **{keyword: _shown_alike(words) for keyword, words in _OF_FILES.items()},
    **_OF_PRICES,
    "maxProperties": lambda number, _: f"at most {number:,} entries",
    "propertyNames": lambda names, show: (
        f"names that match {show(names['pattern'])}" if isinstance(names, Mapping) else "names of another form"
    ),
    "x-evolink-advanced-only": _advanced,
    "x-evolink-available-now": lambda values, show: f"only {any_of(map(show, values))} at present",
    "x-evolink-effective-for": lambda task, _: f"has an effect only for {task}",
    "x-evolink-least-is-input-length": _always("at least as long as the input"),
    "x-evolink-only-value-for-edits": lambda value, show: f"only {show(value)} if the prompt asks for an edit",
    "x-evolink-languages": lambda names, _: f"in {any_of(names)}",
    "x-evolink-made-by": lambda what, _: f"the ID of a {what} that was made before",
    "x-evolink-no-effect": _always("has no effect with this model"),
    "x-evolink-window": lambda rule, show: (
        f"{show(rule['to'])} {rule['least']:g} to {rule['most']:g} above {show(rule['from'])}"
    ),
    "x-evolink-truncates": _always("the service cuts off longer text"),
    "type": lambda types, _: any_of(_TYPES[name] for name in types),
    "format": lambda name, _: _FORMATS.get(name, f"a valid {name}"),
    "enum": one_of,
    "anyOf": _choice,
    "oneOf": _choice,
    "const": lambda value, show: f"exactly {show(value)}",
    "range": lambda limits, _: _range(limits),
    "lengthRange": lambda limits, _: _range(limits, "character"),
    "itemRange": lambda limits, _: _range(limits, "item"),
    "minLength": lambda number, _: f"at least {_count(number, 'character')}",
    "maxLength": lambda number, _: f"at most {_count(number, 'character')}",
    "minItems": lambda number, _: f"at least {_count(number, 'item')}",
    "maxItems": lambda number, _: f"at most {_count(number, 'item')}",
    "minimum": lambda number, _: f"at least {number:,}",
    "maximum": lambda number, _: f"at most {number:,}",
    "exclusiveMinimum": lambda number, _: f"above {number:,}",
    "exclusiveMaximum": lambda number, _: f"below {number:,}",
    "multipleOf": lambda number, _: f"a multiple of {number:,}",
    "uniqueItems": _always("no duplicate items"),
    "not": lambda schema, show: (
        f"anything but {show(schema['const'])}" if "const" in schema else as_it_stands("not", schema)
    ),
    "pattern": lambda pattern, show: _PATTERNS.get(pattern, f"text that matches {show(pattern)}"),
    "x-evolink-also-named": lambda name, show: f"also named {show(name)}",
    ANY_CASE: _always("in upper or lower case"),
    BYTES: lambda number, _: f"at most {_count(number, 'byte')} in UTF-8",
    SIZES: lambda values, show: f"{one_of(values, show)}, or WIDTHxHEIGHT in pixels",
    SIDES: lambda limits, _: f"sides of {_between(limits, ' pixels')}",
    TOTAL: lambda limits, _: f"{_between(limits, ' pixels')} in total",
    RATIO: lambda limits, _: f"a ratio of width to height from {limits[0]} to {limits[1]}",
    STEP: lambda number, _: f"sides that are multiples of {number:,}",
    "x-evolink-billed-per-image": _always("each image is charged"),
    "x-evolink-callback-after-billing": _always("called after the charge is settled"),
    "x-evolink-callback-body": _always("receives the task as a query returns it"),
    "x-evolink-callback-events": lambda events, _: f"called when {any_of(events)}",
    "x-evolink-callback-retries": lambda pauses, _: f"called again after {', '.join(map(str, pauses))} s",
    "x-evolink-callback-success": lambda status, _: f"answer with {status}",
    "x-evolink-callback-timeout": lambda seconds, _: f"answer within {seconds} s",
    "x-evolink-charged-extra": _charged_extra,
    "x-evolink-effective-when": lambda case, show: f"has an effect only when {describe_case(case, show)}",
    "x-evolink-ignored-when": lambda case, show: f"ignored when {describe_case(case, show)}",
    "x-evolink-inputs-plus-outputs": lambda number, _: f"at most {number:,} reference and output images together",
    "x-evolink-items-together": _items_together,
    "x-evolink-length-by-language": lambda limits, _: "; ".join(
        f"{name}: {_count(most, 'character')}, cut beyond" for name, most in limits.items()
    ),
    "x-evolink-longest-by-value": lambda limits, show: "; ".join(
        f"{show(value)}: at most {most} s" for value, most in limits.items()
    ),
    "x-evolink-may-be-blank": _always("may be blank"),
    "x-evolink-max-real-people": lambda number, _: f"at most {_count(number, 'image')} of real people",
    "x-evolink-max-tokens": lambda number, _: f"at most {_count(number, 'token')}",
    "x-evolink-no-advanced-but": lambda names, show: "; ".join(
        f"{show(value)}: {show(name)} is the only advanced parameter" for value, name in names.items()
    ),
    "x-evolink-parts": _added_up,
    "x-evolink-private-hosts-forbidden": _always("on a public host"),
    "x-evolink-recommended-max-length": lambda number, _: f"at most {_count(number, 'character')} recommended",
    "x-evolink-results-by-value": lambda numbers, show: "; ".join(
        f"{show(value)}: {_count(number, 'result')}" for value, number in numbers.items()
    ),
    "x-evolink-same-size-as": lambda name, show: f"the same size as the image of {show(name)}",
    "x-evolink-data-uri": _always("a data: URI is accepted too"),
    "x-evolink-link-or-id": _always("a link, or an ID of the service"),
    "x-evolink-used-once": _always("each is used once"),
    "x-evolink-task-id": _always("the ID of an earlier task"),
    "x-evolink-continues": lambda series, _: f"a task of the {series} series",
    "x-evolink-unit": lambda unit, _: f"in {unit}",
    "x-evolink-url-reachable": _always("the service opens the link itself"),
}
