"""Sentences on what requests are charged by, on numbers of audio models, and on rules that only some models have."""

from typing import Any

import pytest

from pipeline.reading.editions import elsewhere
from pipeline.reading.facts import understand
from pipeline.reading.page import Page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.structure import Prose, Reading
from pipeline.reading.values import Unfit
from tests.pipeline.test_phrases import CLOSED, FLAG, LINKS, TEXT, WHOLE, outcomes_of

PART: dict[str, Any] = {"type": "number"}
FACTS: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
    (WHOLE, "Output duration directly affects billing", {"x-evolink-billed-per-second": True}),
    (WHOLE, "Request billed by the value of duration, actual charges are based on the actual duration",
     {"x-evolink-billed-per-second": True}),
    (WHOLE, "`-1`: left to us, billed by actual output length", {"x-evolink-automatic": -1}),
    (WHOLE, "Each video billed independently", {"x-evolink-billed-per-image": True}),
    (CLOSED, "`4K`: sharp, 3x the price of `low`", {"x-evolink-price-factors": {"4K": 3}}),
    (CLOSED, "`low`: a sketch, lower cost", {"x-evolink-charged-less": ["low"]}),
    (CLOSED, "`2K`: good for print, standard price", {}),
    (FLAG, "`false`: looser, billed at +10% (1.1x)", {"x-evolink-price-factors": {"false": 1.1}}),
    (LINKS, "The first 2 reference images are free", {"x-evolink-free-items": 2}),
    (PART, "0.0 ~ 2.0, up to 2 decimal places and a multiple of 0.05",
     {"minimum": 0, "maximum": 2, "multipleOf": 0.05}),
    (WHOLE, "The value has to be an integer from 20 to 90.", {"minimum": 20, "maximum": 90}),
    (TEXT, "Max length: 640 characters", {"maxLength": 640}),
    (TEXT, "Overflow is auto-truncated", {"x-evolink-truncates": True}),
    (TEXT, "Only digits, English letters, and underscores", {"pattern": "^[0-9A-Za-z_]*$"}),
]  # fmt: skip
UNKNOWN: list[tuple[dict[str, Any], str]] = [
    (WHOLE, "Billing is based on the length value, 9 seconds costs more at night"),
    (CLOSED, "`8K`: sharp, 3x the price of `low`"),
    (CLOSED, "`4K`: sharp, 3x the price of `low` at night"),
    (FLAG, "`true`: with sound, no additional charge up to 5 seconds"),
    (TEXT, "Max length: 640 characters for V4"),
]


@pytest.mark.parametrize(("schema", "text", "facts"), FACTS, ids=[each[1] for each in FACTS])
def test_prices(schema: dict[str, Any], text: str, facts: dict[str, Any], books: Phrasebooks) -> None:
    """A sentence becomes these facts."""
    outcomes, node = outcomes_of(books, "en", schema, text)
    assert ([(each.kind, each.why) for each in outcomes], node) == ([("fact", "")], {**schema, **facts})


@pytest.mark.parametrize(("schema", "text"), UNKNOWN, ids=[each[1] for each in UNKNOWN])
def test_prices_in_a_case(schema: dict[str, Any], text: str, books: Phrasebooks) -> None:
    """A price or a bound that holds in a case only, or for a value that the field has not, is no fact."""
    outcomes, node = outcomes_of(books, "en", schema, text)
    assert ([each.kind for each in outcomes], node) == (["unknown"], schema)


@pytest.mark.parametrize(("rule", "models", "expected"), [
    ({"version": "4", "field": 1}, ["brush-v4-beta"], None),
    ({"version": "4", "field": 1}, ["brush-v4.5"], {}),
    ({"since": "4.5", "field": 1}, ["brush-v6-mini"], None),
    ({"models": "brush-v5-beta / brush-v6", "else": {"x": 1}}, ["brush-v4"], {"x": 1}),
    ({"models": "brush-v5-beta / brush-v6", "else": {"x": 1}}, ["brush-v5"], {}),
    ({"field": 1}, ["brush-v4"], None),
])  # fmt: skip
def test_models_of_a_rule(rule: dict[str, Any], models: list[str], expected: dict[str, Any] | None) -> None:
    """A rule is about the models that it names by name or version; the others have what it says of them."""
    assert elsewhere(rule, models) == expected


def test_some_models_of_a_page() -> None:
    """A rule about some of a page's models is not understood."""
    with pytest.raises(Unfit):
        elsewhere({"version": "4", "field": 1}, ["brush-v4", "brush-v5"])


@pytest.mark.parametrize(("text", "series"), [
    ("Must be a completed brush-9 series task (drawn or painted)", "brush-9"),
    ("The task must be a brush series task", "brush"), ("Source task ID", None),
])  # fmt: skip
def test_series(text: str, series: str | None, books: Phrasebooks) -> None:
    """A request says whose tasks its model continues, where its page does."""
    document = {"type": "object", "properties": {"task_id": {"type": "string"}}}
    prose = Prose(("properties", "task_id"), 1, text, 1)
    facts = understand(Reading(Page("page", (text,), b""), "raw", "en", document, prose=(prose,)), books["en"])
    node = facts.document["properties"]["task_id"]
    assert node["x-evolink-task-id"] is True
    assert node.get("x-evolink-continues") == series
