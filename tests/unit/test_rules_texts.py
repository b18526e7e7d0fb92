"""Rules of one text that JSON Schema can't say: sizes in pixels, values in any case, bytes."""

from typing import Any

import jsonschema_rs
import pytest

from evolink_rules import describe_limits, shown
from evolink_rules._behaviours import KEYWORDS
from evolink_rules._spelling import as_listed

SIZE: dict[str, Any] = {
    "type": "string",
    "x-evolink-size-values": ["auto", "2:1"],
    "x-evolink-size-sides": [64, 4000],
    "x-evolink-size-pixels": [100_000, 8_000_000],
    "x-evolink-size-ratio": ["1:3", "3:1"],
    "x-evolink-size-step": 16,
}


def rules_broken(schema: dict[str, Any], value: Any) -> list[str]:
    found = jsonschema_rs.validator_for(schema, keywords=KEYWORDS).iter_errors(value)
    return sorted(error.kind.name.removeprefix("x-evolink-") for error in found)


@pytest.mark.parametrize(("size", "rules"), [
    ("auto", []), ("2:1", []), ("1024x768", []), ("1024X768", []), ("1024×768", []), ("3072x1024", []),
    ("banana", ["size-values"]), ("Auto", ["size-values"]), ("1024*768", ["size-values"]), ("", ["size-values"]),
    ("1024x0768", ["size-values"]), ("1024x768 ", ["size-values"]), ("\u0661\u0662x768", ["size-values"]),
    ("1020x768", ["size-step"]), ("4016x1600", ["size-sides"]), ("256x256", ["size-pixels"]),
    ("3088x1024", ["size-ratio"]), ("1024x3088", ["size-ratio"]), ("32x16", ["size-pixels", "size-sides"]),
])  # fmt: skip
def test_size(size: str, rules: list[str]) -> None:
    """A size is a known word or ratio, or width and height within the bounds."""
    assert rules_broken(SIZE, size) == rules


def test_open_bounds() -> None:
    """A bound may have one end only, and holds only for what is written in pixels."""
    schema = {"type": "string", "x-evolink-size-sides": [15, None], "x-evolink-size-pixels": [None, 640_000]}
    assert [rules_broken(schema, each) for each in ("any", "15x15", "14x15", "800x801")] == [
        [], [], ["size-sides"], ["size-pixels"],
    ]  # fmt: skip


def test_size_in_words() -> None:
    """Each rule of a size is put into words."""
    assert list(describe_limits({**SIZE, "pattern": "^x$"})) == [
        "one of auto or 2:1, or WIDTHxHEIGHT in pixels",
        "sides of 64 to 4,000 pixels",
        "100,000 to 8,000,000 pixels in total",
        "a ratio of width to height from 1:3 to 3:1",
        "sides that are multiples of 16",
    ]
    open_bounds = {"x-evolink-size-sides": [15, None], "x-evolink-size-pixels": [None, 640_000]}
    assert list(describe_limits(open_bounds)) == ["sides of at least 15 pixels", "at most 640,000 pixels in total"]


def test_any_case() -> None:
    """A value is read as the closed set spells it, at any depth, where case is ignored."""
    tier = {"type": "string", "enum": ["1K", "2K"], "x-evolink-any-case": True}
    mode = {"type": "string", "enum": ["fast"]}
    size = {"x-evolink-size-values": ["auto"], "x-evolink-any-case": True}
    schema = {
        "properties": {"tiers": {"items": tier}, "own": {"properties": {"tier": tier, "mode": mode}}, "size": size}
    }
    given = {"tiers": ["1k", "3k", 4], "own": {"tier": "2k", "mode": "FAST"}, "size": "AUTO", "more": "1k"}
    read = {"tiers": ["1K", "3k", 4], "own": {"tier": "2K", "mode": "FAST"}, "size": "auto", "more": "1k"}
    assert as_listed(schema, given) == read


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("http://me:secret@host/a?b", "'http://***@host/a?…'"),
        (["https://host/a.png?X-Signature=secret", "what? me@host"], "['https://host/a.png?…', 'what? me@host']"),
        ("postgresql://me:secret@host/db", "'postgresql://***@host/db'"),
        ("read https://host/?secret and https://host/", "'read https://host/?… and https://host/'"),
    ],
)
def test_secrets_in_addresses(value: object, text: str) -> None:
    """What opens something is left out where a value is shown: the login of an address, and its query."""
    assert shown(value) == text


def test_bytes() -> None:
    """The bytes of a text are counted in UTF-8."""
    schema = {"type": "string", "x-evolink-max-utf8-bytes": 6}
    assert [rules_broken(schema, each) for each in ("abcdef", "äöü", "abcdefg", "äöüa")] == [
        [], [], ["max-utf8-bytes"], ["max-utf8-bytes"],
    ]  # fmt: skip
    assert list(describe_limits(schema)) == ["at most 6 bytes in UTF-8"]
