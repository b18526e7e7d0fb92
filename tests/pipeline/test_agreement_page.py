"""The page that compares what pages and the parameter table say of the same models."""

import json
from pathlib import Path
from typing import Any

from pipeline.cli import SPECS
from pipeline.reading.folder import extract_folder, load_extracts
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.sources import Sources, load_sources
from pipeline.writing.agreement_page import REASONS, Comparison, Reason, compare, reasons_of, render_agreement
from tests.pipeline.writer import Item, model, raw

TEXT = {"type": "string"}
FIELDS = (
    Item("style", {**TEXT, "maxLength": 90}),
    Item("count", {"type": "integer", "maximum": 4}),
    Item("old", {"type": "object", "properties": {"inner": TEXT}}),
)
TABLE: dict[str, dict[str, Any]] = {
    "prompt": {**TEXT, "required": True},
    "style": {**TEXT, "description": "The style of the film, which is…"},
    "count": {"type": "integer", "maximum": 6},
}
RAISED = Reason("brush-*", "count", "maximum", "both", "the limit was raised", version=True)


def extracts(folder: Path, books: Phrasebooks) -> list[dict[str, Any]]:
    (folder / "en--brush.md").write_text(raw(model("brush-9", *FIELDS)), encoding="utf-8")
    entry = {"path": "/v1/images/generations", "docs": "https://docs.example.com/en/x", "required": ["prompt"],
             "params": TABLE}  # fmt: skip
    text = json.dumps({"meta": {"commit": "1"}, "models": {"brush-9": entry, "chalk-2": entry}})
    (folder / "table.json").write_text(text, encoding="utf-8")
    return [each.document for each in extract_folder(folder, books)[0]]


def compared(folder: Path, books: Phrasebooks, *reasons: Reason) -> Comparison:
    (found,) = compare(extracts(folder, books), reasons, Sources(left_out=("callback_url",)))
    return found


def test_every_constraint(books: Phrasebooks, tmp_path: Path) -> None:
    """Every constraint of both sources counts; a field of one source counts once, with nothing inside it."""
    found = compared(tmp_path, books)
    kinds = {(each.field, each.keyword): (each.on_page, each.in_table) for each in found.disagreements}
    assert kinds[("count", "maximum")] == (4, 6)
    assert kinds[("style", "maxLength")] == (90, None)
    assert kinds[("old", "field")] == (True, None)
    assert not any(field.startswith("old.") or field in {"model", "callback_url"} for field, _ in kinds)
    assert found.agreed >= len([("prompt", "field"), ("prompt", "required"), ("style", "type"), ("count", "type")])


def test_reasons(books: Phrasebooks, tmp_path: Path) -> None:
    """A reason fits by model, field, keyword and who states it; a description that was cut off is one by itself."""
    found = {each.field: each for each in compared(tmp_path, books, RAISED).disagreements}
    assert (found["count"].reason, found["count"].is_version) == (RAISED, True)
    assert found["style"].reason is not None
    assert ("cut off" in found["style"].reason.why, found["style"].is_version) == (True, False)
    assert found["old"].reason is None


def test_page(books: Phrasebooks, tmp_path: Path) -> None:
    """The page names each disagreement with both values and the reason, or that there is none."""
    specs = tmp_path / "specs"
    specs.mkdir()
    (specs / "agreement.yaml").write_text(
        "reasons:\n- {model: brush-*, field: count, version: true, why: the limit was raised}\n", encoding="utf-8"
    )
    text = render_agreement(specs, extracts(tmp_path, books))
    assert "| `brush-9` | `en--brush` | `count` maximum | `4` | `6` | *Version:* the limit was raised |" in text
    assert "`old` field | yes | – | **none yet** |" in text
    assert "python -m pipeline agreement" in text


def test_committed_extracts() -> None:
    """Of the committed extracts at least 99 % agree beside changes of versions, and every reason is in use."""
    reasons = reasons_of(SPECS / REASONS)
    found = list(compare(load_extracts(SPECS / "extracts"), reasons, load_sources(SPECS / "sources.yaml")))
    differing = [each for one in found for each in one.disagreements]
    assert [each for each in differing if each.reason is None] == []
    agreed, others = sum(each.agreed for each in found), sum(not each.is_version for each in differing)
    assert agreed / (agreed + others) >= 0.99
    assert set(reasons) <= {each.reason for each in differing}
