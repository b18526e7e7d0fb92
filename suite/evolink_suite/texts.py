"""Near misses of behaviours of one text: the case of closed sets, sizes in pixels, bytes in UTF-8. Pure."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from .contract import Schema
from .sizes import SIZES, size_variations

Text = tuple[str, str, bool]
"""A text, what distinguishes it, and whether it is valid."""

ANY_CASE: Final = "x-evolink-any-case"
_BYTES: Final = "x-evolink-max-utf8-bytes"
_ASTRAL: Final = "\N{GRINNING FACE}"


def _cases(schema: Schema) -> Iterator[Text]:
    """Yield the values of a closed set in other cases; the enum of JSON Schema has one spelling of each."""
    listed: list[Any] = schema["enum"]
    spelt = {other for value in map(str, listed) for other in (value.lower(), value.upper(), value.swapcase())}
    yield from ((other, other, True) for other in sorted(spelt - {*map(str, listed)}))


def _sizes(schema: Schema, keyword: str) -> Iterator[Text]:
    for text, valid in dict(size_variations(schema, keyword)).items():
        yield text, text or "empty", valid


def _bytes(schema: Schema) -> Iterator[Text]:
    """Yield text of as many bytes in UTF-8 as are allowed and of one more, if it has not too many characters."""
    most, longest = schema[_BYTES], schema.get("maxLength", schema[_BYTES])
    text = _ASTRAL * min(longest - 4, most // 4)
    missing = most - len(text.encode())
    for more, valid in ((missing, True), (missing + 1, False)):
        if len(text) + more <= longest:
            yield text + "a" * more, f"{most + (not valid)} bytes", valid


def breaks_a_text(schema: Schema, request: Mapping[str, Any]) -> bool:
    """Return whether a request has a text of more bytes than its schema allows."""
    fields = schema["properties"]
    texts = {name: value for name, value in request.items() if isinstance(value, str) and name in fields}
    return any(len(value.encode()) > fields[name].get(_BYTES, len(value) * 4) for name, value in texts.items())


TEXTS: Final[Mapping[str, Callable[[Schema], Iterator[Text]]]] = {
    **{keyword: partial(_sizes, keyword=keyword) for keyword in SIZES},
    ANY_CASE: _cases,
    _BYTES: _bytes,
}
