"""A fact that vanishes beside a sentence that is not understood stays."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.drift.kept import keep
from pipeline.drift.pages import Drift, compare
from pipeline.reading.extract import Extracted, extract, facts_hash
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.structure import node_at, place_name
from tests.pipeline.drifting import IMAGES, LINKS, NUMBER, OPERATION, TEXT, Facts
from tests.pipeline.writer import SAYS, Item, model, raw, rendered

Write = Callable[..., str]
LINK: Facts = {"type": "string", "format": "uri"}
RATIOS: Facts = {"type": "string", "enum": ["1:1", "5:8"]}
STYLE = (*OPERATION, "requestBody", "content", "application/json", "schema", "properties", "style")

# A field's type, its sentence before and after, and the keywords that are no longer understood.
EDITS: list[tuple[Facts, str, str, list[str]]] = [
    ({**NUMBER, "default": 1}, "Only supports 1, 2, 4", "Only `1`, `2` for now", ["enum"]),
    (NUMBER, "Only supports 1, 2, 4", "1 or 2 are what you get", ["enum"]),
    (NUMBER, "Only supports 1, 2, 4", "Pick one of {1, 2}", ["enum"]),
    (NUMBER, "Only supports 1, 2, 4", "Four has been switched off", ["enum"]),
    (NUMBER, "Supports any integer between [1,10]", "From one to four at once", ["minimum", "maximum"]),
    (NUMBER, "Supports any integer between [1,10]", "Four is the ceiling", ["minimum", "maximum"]),
    (NUMBER, "Supports any integer between [1,10]", "We make one to 4 of them", ["minimum", "maximum"]),
    (IMAGES, "Up to 7 images", "Keep it to three drawings", ["maxItems"]),
    (IMAGES, "Up to 7 images", "A handful of them works, say five", ["maxItems"]),
    (LINKS, "Up to 7 images", "6 pictures, then the door closes", ["maxItems"]),
    # about something known, or beside a rule that is understood, and still not in words that state a rule
    (IMAGES, "Up to 7 images", "Images as your plan permits", ["maxItems"]),
    (TEXT, "Words for the prompt, limited to 80 characters", "Words for the prompt, short ones please", ["maxLength"]),
    (IMAGES, "Image size: not exceeding `10MB`", "Keep files small, 4 MB is plenty", ["x-evolink-max-image-bytes"]),
    (IMAGES, "Supported file formats: .png, .jpg", "PNG only since May", ["x-evolink-image-formats"]),
    (TEXT, "Limited to 80 characters", "Forty letters at most", ["maxLength"]),
    (TEXT, "Limited to 80 characters", "Be brief: 40 letters", ["maxLength"]),
    (TEXT, "Limited to 80 characters", "Long ones will be cut", ["maxLength"]),
    (TEXT, "Default is `calm`", "Left out, it is `wild`", ["default"]),
    (TEXT, "Default is `calm`", "`wild` is used when nothing is sent", ["default"]),
    (RATIOS, "`5:8`: tall, this is the default", "`5:8`: tall, and what most people take", ["default"]),
    (LINK, "Only HTTPS is supported", "Plain links will be turned away", ["pattern"]),
    (LINK, "Maximum 3 retries (after 1/2/4 seconds)", "We ring twice, 5 s apart", ["x-evolink-callback-retries"]),
    (LINK, "Timeout: 10 seconds", "Answer within a breath, 2 seconds", ["x-evolink-callback-timeout"]),
]


def page_with(write: Write, schema: Facts, sentence: str) -> str:
    """Return a page whose field *style* has this sentence."""
    mark = SAYS["en"]["together"].format(977)
    page = write(model("brush-9", Item("style", schema, prose=(("together", (977,)),))))
    assert mark in page
    return page.replace(mark, sentence.replace("`", "") if write is rendered else sentence)


def read(page: str, books: Phrasebooks) -> Extracted:
    return extract(page_of("page", page.encode()), books)


def drift_of(folder: Path, old: Facts, page: str, books: Phrasebooks) -> Drift:
    (folder / "page.md").write_text(page, encoding="utf-8")
    return compare([folder], [old], books)


@pytest.mark.parametrize("write", [raw, rendered])
@pytest.mark.parametrize("edit", EDITS, ids=[each[2] for each in EDITS])
def test_no_longer_understood(
    write: Write, edit: tuple[Facts, str, str, list[str]], books: Phrasebooks, tmp_path: Path
) -> None:
    """The verdict is "may break", the old facts stay in the extract, and it is reported once."""
    schema, before, after, keywords = edit
    old = read(page_with(write, schema, before), books).document
    page = page_with(write, schema, after)
    drift = drift_of(tmp_path, old, page, books)
    assert (drift.verdict, drift.bump) == ("may break", "none")
    assert [(each.severity, each.at) for each in drift.changes] == [
        ("may break", place_name((*STYLE, keyword))) for keyword in keywords
    ]
    assert all(each.id.endswith("-no-longer-understood") for each in drift.changes)
    kept = keep(old, read(page, books)).document
    assert {key: node_at(kept, STYLE)[key] for key in keywords} == {key: node_at(old, STYLE)[key] for key in keywords}
    assert facts_hash(kept) == kept["x-evolink-page"]["facts"]
    again = drift_of(tmp_path, kept, page, books)
    assert (again.verdict, again.changes) == ("unchanged", [])


def test_sentence_that_goes_takes_its_fact_along(books: Phrasebooks, tmp_path: Path) -> None:
    """Without a sentence that is not understood, a fact that vanishes is gone; so is a kept one."""
    old = read(page_with(raw, TEXT, "Limited to 80 characters"), books).document
    silent = raw(model("brush-9", Item("style", TEXT)))
    assert drift_of(tmp_path, old, silent, books).verdict == "changed"
    kept = keep(old, read(page_with(raw, TEXT, "Be brief: 40 letters"), books)).document
    (change,) = drift_of(tmp_path, kept, silent, books).changes
    assert (change.id, change.severity) == ("request-property-max-length-unset", "harmless")


def test_words_that_stay_hide_nothing(books: Phrasebooks, tmp_path: Path) -> None:
    """A rule that goes, out of a sentence or beside others about the same, is gone."""
    said = "Words for the prompt, limited to 80 characters"
    old = read(page_with(raw, TEXT, said), books).document
    drift = drift_of(tmp_path, old, page_with(raw, TEXT, "Words for the prompt"), books)
    assert [(each.id, each.severity) for each in drift.changes] == [("request-property-max-length-unset", "harmless")]


def test_contradicted(books: Phrasebooks, tmp_path: Path) -> None:
    """A sentence that no longer says what the schema says may break, once."""
    schema = {**TEXT, "maxLength": 80}
    old = read(page_with(raw, schema, "Limited to 80 characters"), books).document
    page = page_with(raw, schema, "Limited to 60 characters")
    drift = drift_of(tmp_path, old, page, books)
    assert [(each.id, each.severity, each.old, each.new) for each in drift.changes] == [
        ("request-property-max-length-contradicted", "may break", 80, 60)
    ]
    again = drift_of(tmp_path, keep(old, read(page, books)).document, page, books)
    assert (again.verdict, again.changes) == ("unchanged", [])


def test_unknown_sentence_that_was_there_hides_nothing(books: Phrasebooks, tmp_path: Path) -> None:
    """A sentence that was never understood does not replace a fact."""
    riddle = "Must rhyme in all 80 verses"
    old = read(page_with(raw, TEXT, f"Limited to 80 characters\n\n          - {riddle}"), books).document
    drift = drift_of(tmp_path, old, page_with(raw, TEXT, riddle), books)
    assert [(each.id, each.severity) for each in drift.changes] == [("request-property-max-length-unset", "harmless")]


def test_required(books: Phrasebooks, tmp_path: Path) -> None:
    """A field that was required stays so beside words that are not understood."""
    field = Item("style", TEXT, required=True, prose=(("together", (977,)),))
    mark = SAYS["en"]["together"].format(977)
    old = read(raw(model("brush-9", field)).replace(mark, "Limited to 80 characters"), books).document
    page = raw(model("brush-9", replace(field, required=False))).replace(mark, "It goes with every call, 80 letters")
    drift = drift_of(tmp_path, old, page, books)
    assert {each.id for each in drift.changes} == {
        "request-property-max-length-no-longer-understood", "request-property-required-no-longer-understood",
    }  # fmt: skip
    assert "style" in node_at(keep(old, read(page, books)).document, STYLE[:-2])["required"]


EXCLUSIVE: list[tuple[str, Any]] = [
    ("allOf", [{"not": {"required": ["style", "prompt"]}}]),
    ("dependentRequired", {"style": ["prompt"]}),
    ("dependentSchemas", {"style": {"properties": {"prompt": {"maxLength": 4}}}}),
    ("x-evolink-exclusive", [["style", "prompt"]]),
]


@pytest.mark.parametrize(("keyword", "value"), EXCLUSIVE)
@pytest.mark.parametrize("beside", ["Never both, 1 of 2", ""])
def test_rules_about_several_fields(keyword: str, value: Any, beside: str, books: Phrasebooks, tmp_path: Path) -> None:
    """A rule of the whole request stays beside a sentence on any of its fields, and else goes."""
    old = read(page_with(raw, TEXT, "Limited to 80 characters"), books).document
    node_at(old, STYLE[:-2])[keyword] = value
    page = page_with(raw, TEXT, f"Limited to 80 characters\n\n          - {beside}")
    drift = drift_of(tmp_path, old, page, books)
    assert [each.severity == "may break" for each in drift.changes if keyword in each.at] == [bool(beside)]


@pytest.mark.parametrize("write", [raw, rendered])
def test_words_elsewhere(write: Write, books: Phrasebooks, tmp_path: Path) -> None:
    """A sentence at the end of the page that names the field is beside its facts."""
    old = read(page_with(write, TEXT, "Limited to 80 characters"), books).document
    page = write(model("brush-9", Item("style", TEXT))) + "\n\nEvery style has 40 letters, and then it ends\n"
    assert drift_of(tmp_path, old, page, books).verdict == "may break"


@pytest.mark.parametrize("write", [raw, rendered])
def test_withdrawn_value(write: Write, books: Phrasebooks, tmp_path: Path) -> None:
    """A sentence that takes a value back is not one that lists the values."""
    sizes = {**TEXT, "enum": ["1K", "2K", "4K"]}
    old = read(page_with(write, sizes, "`1K`, `2K`, `4K`"), books).document
    drift = drift_of(tmp_path, old, page_with(write, sizes, "`4K` is gone for now"), books)
    assert (drift.verdict, len(drift.problems)) == ("changed", 1)


def test_default_outside_of_what_is_accepted_now(books: Phrasebooks) -> None:
    """A default that is not understood any longer does not contradict the new closed set."""
    old = read(page_with(raw, {**TEXT, "enum": ["a", "b"]}, "Default is `a`"), books).document
    fresh = read(page_with(raw, {**TEXT, "enum": ["b", "c"]}, "With nothing sent, 1 of them is `b`"), books)
    assert "default" not in node_at(keep(old, fresh).document, STYLE)
