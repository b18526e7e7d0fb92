"""The contract's named behaviours (`x-evolink-*`) that a request alone can break, each with its checker."""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast
from unicodedata import category

from ._files import CHECKED_IN_FILES
from ._hosts import is_private_url
from ._joint import PARTS, TOGETHER, WINDOW, too_many, wrong_parts, wrong_window
from ._limits import ANY_CASE, BYTES, NOT_BLANK, RATIO, SIDES, SIZES, STEP, TOTAL, describe_limit
from ._messages import message
from ._sizes import Ratio, Sides, Sizes, Step, Total

if TYPE_CHECKING:
    import jsonschema_rs

Path = tuple[str | int, ...]
Schema = Mapping[str, Any]
_NOT_BLANK: Final = "x-evolink-required-not-blank"
_MAY_BE_BLANK: Final = "x-evolink-may-be-blank"
_PUBLIC: Final = "x-evolink-private-hosts-forbidden"
_TOTAL: Final = "x-evolink-inputs-plus-outputs"
_BILLED: Final = "x-evolink-billed-per-image"

_INVISIBLE: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0").union(
    map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Characters that show nothing though Unicode counts them as letters, marks or symbols: fillers, joiners, selectors."""


class Broken(NamedTuple):
    """A broken behaviour that ties parameters together.

    Attributes:
        path: The place in the request.
        rule: The behaviour.
        value: The offending value.
        message: What is wrong, in one clause.
        ours: Whether the rule is this project's own.
    """

    path: Path
    rule: str
    value: Any
    message: str
    ours: bool


class PrivateHostsForbidden:
    """The behaviour of the same name: an address must lead to the public internet."""

    def __init__(self, parent_schema: dict[str, Any], value: Any, schema_path: list[str | int]) -> None:
        del parent_schema, schema_path  # positional arguments of the library; this rule needs neither
        self.forbidden = bool(value)

    def validate(self, instance: Any) -> None:
        if self.forbidden and isinstance(instance, str) and is_private_url(instance):
            raise ValueError(message(_PUBLIC, self.forbidden))


class MaxBytes:
    """The behaviour of the same name: how many bytes a text may have in UTF-8."""

    def __init__(self, parent_schema: dict[str, Any], value: int, schema_path: list[str | int]) -> None:
        del parent_schema, schema_path  # as above
        self.most = value

    def validate(self, instance: Any) -> None:
        if isinstance(instance, str) and (has := len(instance.encode())) > self.most:
            raise ValueError(f"{message(BYTES, self.most)}; it has {has:,}")


KEYWORDS: "Final[dict[str, type[jsonschema_rs.KeywordValidator]]]" = {
    _PUBLIC: PrivateHostsForbidden,
    BYTES: MaxBytes,
    RATIO: Ratio,
    SIDES: Sides,
    SIZES: Sizes,
    STEP: Step,
    TOTAL: Total,
}
"""Behaviours that a single value can break, as keywords of the validator."""


def related(schema: Schema, value: Any, path: Path = ()) -> Iterator[Broken]:
    """Return each broken behaviour that ties the parameters of an object together, at any depth of the request."""
    if isinstance(value, dict):
        given = cast("dict[str, Any]", value)
        for check in _RELATIONS.values():
            yield from check(schema, given, path)
        for name, member in schema.get("properties", {}).items():
            if name in given:
                yield from related(member, given[name], (*path, name))
    elif isinstance(value, list) and "items" in schema:
        for place, item in enumerate(cast("list[Any]", value)):  # type: ignore[redundant-cast]  # pyright wants it
            yield from related(schema["items"], item, (*path, place))


def _inputs_plus_outputs(schema: Schema, given: Mapping[str, Any], path: Path) -> Iterator[Broken]:
    """Compare the number of reference images and of images to generate with their common limit."""
    fields = schema.get("properties", {})
    outputs = _outputs(fields)
    for name, field in fields.items():
        if _TOTAL not in field:
            continue
        inputs = [name] if "items" in field else _inputs(fields)
        brought = sum(len(given[each]) for each in inputs if isinstance(given.get(each), list))
        wanted = _count(given.get(outputs, fields.get(outputs, {}).get("default")))
        if brought + wanted > field[_TOTAL]:
            at = next((each for each in (name, outputs, *inputs) if each in given), name)
            total = f"{brought} + {wanted:g} = {brought + wanted:g}"
            text = f"must be {describe_limit(_TOTAL, field[_TOTAL])}; the request has {total}"
            yield Broken((*path, at), _TOTAL, given.get(at), text, _TOTAL in field.get("x-evolink-ours", ()))


def _inputs(fields: Mapping[str, Schema]) -> list[str]:
    """Return the parameters that are lists of links; only those of images, if their names say so."""
    links = [name for name, field in fields.items() if field.get("items", {}).get("format") == "uri"]
    return [name for name in links if "image" in name] or links


def _outputs(fields: Mapping[str, Schema]) -> str:
    """Return the parameter that says how many images to generate: the one that is charged per image, or `n`."""
    return next((name for name, field in fields.items() if field.get(_BILLED)), "n")


def _count(value: Any) -> float:
    """Return how many images are asked for: one if the value is missing or not a number."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 1


def _required_not_blank(schema: Schema, given: Mapping[str, Any], path: Path) -> Iterator[Broken]:
    """Find required texts that are blank; closed sets, patterns and formats have rules of their own."""
    if not schema.get(_NOT_BLANK):
        return
    for name in schema.get("required", ()):
        field, value = schema["properties"].get(name, {}), given.get(name)
        bound = field.keys() & {"enum", "pattern", "format", _MAY_BE_BLANK}
        if isinstance(value, str) and not bound and is_blank(value):
            yield Broken((*path, name), _NOT_BLANK, value, NOT_BLANK, _NOT_BLANK in schema.get("x-evolink-ours", ()))


def _together(schema: Schema, given: Mapping[str, Any], path: Path) -> Iterator[Broken]:
    """Compare the number of items of several lists with their common limit."""
    for at, value, text in too_many(schema.get(TOGETHER, ()), given):
        yield Broken((*path, *at), TOGETHER, value, text, TOGETHER in schema.get("x-evolink-ours", ()))


def _parts(schema: Schema, given: Mapping[str, Any], path: Path) -> Iterator[Broken]:
    """Compare the sum of what the items of a list have with the parameter that they are parts of."""
    if PARTS in schema:
        for at, value, text in wrong_parts(schema[PARTS], schema, given):
            yield Broken((*path, *at), PARTS, value, text, PARTS in schema.get("x-evolink-ours", ()))


def _window(schema: Schema, given: Mapping[str, Any], path: Path) -> Iterator[Broken]:
    """Compare how far two numbers are apart with the least and the most."""
    if WINDOW in schema:
        for at, value, text in wrong_window(schema[WINDOW], given):
            yield Broken((*path, *at), WINDOW, value, text, WINDOW in schema.get("x-evolink-ours", ()))


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: it is empty, or only has spaces, control characters and invisible characters."""
    return all(character in _INVISIBLE or category(character)[0] in "ZC" for character in text)


_RELATIONS: Final[Mapping[str, Callable[[Schema, Mapping[str, Any], Path], Iterator[Broken]]]] = {
    _NOT_BLANK: _required_not_blank,
    _TOTAL: _inputs_plus_outputs,
    TOGETHER: _together,
    PARTS: _parts,
    WINDOW: _window,
}
"""Behaviours that tie parameters together, which the validator's keywords can't check: they see one value each."""

CHECKED_BEHAVIOURS: Final = frozenset({*KEYWORDS, *_RELATIONS, *CHECKED_IN_FILES, ANY_CASE})
"""The behaviours that are checked; `specs/unchecked.yaml` says why the others are not."""

CHECKED_FORMATS: Final = frozenset({
    "date", "date-time", "duration", "email", "hostname", "idn-email", "idn-hostname", "ipv4", "ipv6", "iri",
    "iri-reference", "json-pointer", "regex", "relative-json-pointer", "time", "uri", "uri-reference", "uri-template",
    "uuid",
})  # fmt: skip
"""The values of `format` that the validator checks; it ignores all others."""
