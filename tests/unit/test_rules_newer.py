"""What a newer source of the documentation allows: refused in words that say so, and sent with `unchecked`."""

from collections.abc import Iterator
from typing import Any

import pytest

import evolink_rules._check as checks
from evolink_rules import Violation, describe_limits, describe_relations
from evolink_rules._index import index

SOURCE = {"source": "table--easel", "commit": "1a2b"}
LINKS = {
    "type": "array", "items": {"type": "string"}, "maxItems": 2,
    "x-evolink-newer": {"maxItems": {"value": 4, **SOURCE}, "minItems": {"value": 1, **SOURCE}},
}  # fmt: skip
SIZE = {"type": "string", "enum": ["1K"], "x-evolink-newer": {"enum": {"value": ["1K", "2K"], **SOURCE}}}
EASEL = {
    "type": "object",
    "x-evolink-model": "easel",
    "required": ["model"],
    "properties": {"model": {"type": "string", "enum": ["easel"]}, "links": LINKS, "size": SIZE},
    "additionalProperties": False,
    "x-evolink-newer": {"properties": {"value": {"style": {"type": "string"}}, **SOURCE}},
}
OPERATION = {
    "operationId": "createDrawing", "tags": ["images"],
    "requestBody": {"content": {"application/json": {"schema": EASEL}}},
}  # fmt: skip


@pytest.fixture(autouse=True)
def easel(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Replace the contract by one of one model, of which a newer source says more."""
    validator: Any = vars(checks)["_validator"]
    known = index({"paths": {"/v1/drawings": {"post": OPERATION}}, "components": {"schemas": {}}})
    monkeypatch.setattr(checks, "models", lambda: known)
    validator.cache_clear()
    yield
    validator.cache_clear()


def broken(**request: Any) -> list[Violation]:
    return checks.violations({"model": "easel", **request})


@pytest.mark.parametrize(("request_", "message"), [
    ({"links": ["a"] * 3}, "must have at most 2 items; it has 3; a newer source allows 4; unchecked=True sends it"),
    ({"size": "2K"}, "must be 1K; a newer source allows 2K; unchecked=True sends it"),
    ({"style": "ink"}, ("not a parameter of easel; it takes links, size; "
                        "a newer source has this parameter; unchecked=True sends it")),
])  # fmt: skip
def test_allowed_by_newer(request_: dict[str, Any], message: str) -> None:
    """The refusal says what the newer source allows, and counts as one that `unchecked` lifts."""
    (found,) = broken(**request_)
    assert (found.message, found.newer, found.documented) == (message, True, False)


@pytest.mark.parametrize("request_", [{"links": ["a"] * 5}, {"size": "8K"}, {"colour": "red"}])
def test_allowed_by_none(request_: dict[str, Any]) -> None:
    """What the newer source does not allow either is refused as ever."""
    (found,) = broken(**request_)
    assert not found.newer
    assert "newer" not in found.message


def test_newer_in_words() -> None:
    """The limits show both."""
    assert list(describe_limits(LINKS)) == ["at most 2 items (a newer source: at most 4 items)",
                                            "a newer source: at least 1 item"]  # fmt: skip
    assert "a newer source also has style" in list(describe_relations(EASEL))
