"""Values of a wrong type that a lenient server may take for a valid value, and are made from one. Pure."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

Coerced = Iterator[tuple[Any, str]]


def coercions(kind: str, value: Any) -> Coerced:
    """Yield values that are not of a type, but can be made a valid value of it, and what each is.

    Args:
        kind: The type.
        value: The valid value.
    """
    yield [value], "a list of it"
    if kind != "string":
        yield "", "empty text"
        yield "null", "the text null"
        yield json.dumps(value), "its text"
    yield from _OF_KIND.get(kind, _nothing)(value)


def _nothing(_: Any) -> Coerced:
    yield from ()


def _of_text(text: str) -> Coerced:
    yield [text, text], "a list of two"
    yield True, "the truth"
    if "://" in text:
        yield {"url": text}, "an object with it"
    if text.isdecimal():
        yield int(text), "its number"
    if text in _BOOLEANS:
        yield _BOOLEANS[text], "its truth"


def _of_number(number: float) -> Coerced:
    yield f" {json.dumps(number)} ", "its text with blanks"
    if number in (0, 1):
        yield bool(number), "its truth"


def _of_integer(number: int) -> Coerced:
    yield from _of_number(number)
    yield number + 0.4, "a little more"
    yield number - 0.4, "a little less"


def _of_truth(_: bool) -> Coerced:  # noqa: FBT001 - the value of a field
    yield from ((text, f"the text {text}") for text in ("True", "TRUE", "1", "yes", "on"))
    yield from ((number, f"the number {number}") for number in (1, 0, 1.0))


def _of_list(items: list[Any]) -> Coerced:
    yield items[0], "its item alone"
    yield {"0": items[0]}, "an object of its items"
    if isinstance(items[0], str):
        yield ",".join([items[0], items[0]]), "its items with a comma"
        yield "\n".join([items[0], items[0]]), "its items in lines"


def _of_object(members: Mapping[str, Any]) -> Coerced:
    yield [[name, value] for name, value in members.items()], "its members in a list"


_BOOLEANS: Final = {"true": True, "false": False}
_OF_KIND: Final[Mapping[str, Callable[[Any], Coerced]]] = {
    "string": _of_text,
    "integer": _of_integer,
    "number": _of_number,
    "boolean": _of_truth,
    "array": _of_list,
    "object": _of_object,
}
