"""Faults in how a server reads values: it makes them valid, or counts something else, before it checks them."""

import html
import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final
from unicodedata import normalize

from evolink_suite.contract import Schema

from ._fault import Fault
from ._interception import Edit, Exchange, model_of, on_request

_OUTSIDE: Final = "test_just_invalid_request"
_INSIDE: Final = "test_just_valid_request"
_TRUTHS: Final = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False}
_UNSEEN: Final = re.compile("[\x00-\x08\u00ad\u200b-\u200f\u2060\ufe0f\ufeff]")

_Read = Callable[[Schema, Any], Any]


def _reading(read: _Read) -> Edit:
    """Read every value of a request in some way, each with its schema, the outer ones first."""

    def inside(schema: Schema, value: Any) -> Any:
        found = read(schema, value)
        if isinstance(found, dict):
            return {name: inside(schema.get("properties", {}).get(name, {}), each) for name, each in found.items()}
        return [inside(schema.get("items", {}), each) for each in found] if isinstance(found, list) else found

    return on_request(lambda request: inside(model_of(request), request) if model_of(request) else None)


def _long(read: Callable[[str], str]) -> Edit:
    """Shorten texts that are too long."""

    def shorten(schema: Schema, value: Any) -> Any:
        is_long = isinstance(value, str) and len(value) > schema.get("maxLength", len(value))
        return read(value) if is_long else value

    return _reading(shorten)


def _counting(count: Callable[[str], int]) -> Edit:
    """Refuse texts that are too long once they are counted in another way."""

    def refuse(schema: Schema, value: Any) -> Any:
        return None if isinstance(value, str) and count(value) > schema.get("maxLength", count(value)) else value

    return _reading(refuse)


def _words(read: Callable[[str], str]) -> Edit:
    """Take the words of closed sets in other spellings."""

    def respell(schema: Schema, value: Any) -> Any:
        known = [word for word in schema.get("enum", ()) if isinstance(word, str)]
        same = (word for word in known if isinstance(value, str) and read(word) == read(value))
        return value if value in known else next(same, value)

    return _reading(respell)


def _of(*types: str) -> Callable[[_Read], Edit]:
    """Read the values whose schema is of a type."""
    return lambda read: _reading(lambda schema, value: read(schema, value) if schema.get("type") in types else value)


def _as_number(schema: Schema, value: Any) -> Any:
    del schema
    return float(value) if isinstance(value, str) and re.fullmatch(r"[\d.]+", value) else value


def _rounded(_: Schema, value: Any) -> Any:
    return round(value) if isinstance(value, float) else value


def _from_truth(_: Schema, value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def _truth(_: Schema, value: Any) -> Any:
    return _TRUTHS.get(str(value).lower(), value)


def _alone(_: Schema, value: Any) -> Any:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _listed(_: Schema, value: Any) -> Any:
    return value if isinstance(value, list) or value is None else [value]


def _split(_: Schema, value: Any) -> Any:
    return value.split(",") if isinstance(value, str) and "," in value else value


def _parsed(_: Schema, value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and value[:1] in ("[", "{") else value


def _flat(_: Schema, value: Any) -> Any:
    return value[0] if isinstance(value, list) and value and isinstance(value[0], list) else value


def _present(request: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in request.items() if value not in (None, "null")}


def _lower_names(request: Mapping[str, Any]) -> dict[str, Any]:
    return {name.lower(): value for name, value in request.items()}


def _unwrapped(exchange: Exchange) -> None:
    """Take a request in a list for the request."""
    if exchange.is_create and exchange.body.startswith(b"[{"):
        exchange.body = json.dumps(json.loads(exchange.body)[0]).encode()


def _links(edit: Callable[[str], str]) -> Edit:
    return _reading(
        lambda schema, value: edit(value) if schema.get("format") == "uri" and isinstance(value, str) else value
    )


TEXTS: Final = (
    Fault("reading", "texts are trimmed before they are counted", _OUTSIDE, _long(str.strip)),
    Fault("reading", "a last line end is not counted", _OUTSIDE, _long(lambda text: text.removesuffix("\n"))),
    Fault("reading", "blanks are joined before they are counted", _OUTSIDE, _long(lambda text: " ".join(text.split()))),
    Fault("reading", "characters are composed before they are counted", _OUTSIDE, _long(partial(normalize, "NFC"))),
    Fault("reading", "unseen characters are not counted", _OUTSIDE, _long(lambda text: _UNSEEN.sub("", text))),
    Fault("reading", "entities are counted as characters", _OUTSIDE, _long(html.unescape)),
    Fault("reading", "decomposed characters are counted", _INSIDE, _counting(lambda text: len(normalize("NFD", text)))),
    Fault("reading", "lengths are counted in capitals", _INSIDE, _counting(lambda text: len(text.upper()))),
    Fault("reading", "lengths are counted in HTML", _INSIDE, _counting(lambda text: len(html.escape(text)))),
)
VALUES: Final = (
    Fault("reading", "words may have blanks around them", _OUTSIDE, _words(str.strip)),
    Fault("reading", "words may be in full width", _OUTSIDE, _words(partial(normalize, "NFKC"))),
    Fault("reading", "words may have other separators", _OUTSIDE, _words(lambda text: re.sub("[-_:x]", "", text))),
    Fault("reading", "words may be in quotes", _OUTSIDE, _words(lambda text: text.strip("\"'"))),
    Fault("reading", "words may have leading zeros", _OUTSIDE, _words(lambda text: text.lstrip("0"))),
    Fault("reading", "all numbers may be text", _OUTSIDE, _of("integer", "number")(_as_number)),
    Fault("reading", "fractions are rounded", _OUTSIDE, _of("integer")(_rounded)),
    Fault("reading", "true is one", _OUTSIDE, _of("integer", "number")(_from_truth)),
    Fault("reading", "words are truth values", _OUTSIDE, _of("boolean")(_truth)),
    Fault("reading", "a list of one is its item", _OUTSIDE, _of("string", "integer", "number", "boolean")(_alone)),
    Fault("reading", "a list of one is its object", _OUTSIDE, _of("object")(_alone)),
    Fault("reading", "a value is a list of one", _OUTSIDE, _of("array")(_listed)),
    Fault("reading", "text with commas is a list", _OUTSIDE, _of("array")(_split)),
    Fault("reading", "text in JSON is what it says", _OUTSIDE, _of("array", "object")(_parsed)),
    Fault("reading", "lists in lists are one list", _OUTSIDE, _of("array")(_flat)),
    Fault("reading", "nothing is as good as no value", _OUTSIDE, on_request(_present)),
    Fault("reading", "links may have blanks around them", _OUTSIDE, _links(str.strip)),
    Fault("reading", "links need no scheme", _OUTSIDE, _links(lambda link: link if ":" in link else f"https://{link}")),
    Fault("reading", "names of parameters may be in capitals", _OUTSIDE, on_request(_lower_names)),
    Fault("reading", "a request may be in a list", "test_wrapped_request", _unwrapped),
)
READING: Final = (*TEXTS, *VALUES)
"""The faults of how requests are read."""
