"""Corrections: standard, reasoned, never without effect, in any order the same."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import SPECS
from pipeline.merging.merge import merge_specs
from pipeline.merging.overlay import Overlay, apply_overlays, load_overlays
from pipeline.problems import errors
from pipeline.reading.extract import extract
from pipeline.reading.page import page_of
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.writer import Item, model, raw

DOCUMENT: dict[str, Any] = {"a": {"b": 1, "list": [1, 2]}, "c": {"b": 2}}


def overlay(folder: Path, *actions: str, head: str = "overlay: 1.0.0") -> list[Overlay]:
    why = "\n    description: Because.\n    x-evolink-evidence: [page]\n"
    body = "".join(f"  - {action}{why}" for action in actions)
    (folder / "x.yaml").write_text(f"{head}\nactions:\n{body}", encoding="utf-8")
    found, problems = load_overlays(folder)
    assert problems == []
    return found


def applied(overlays: list[Overlay], present: set[str] | None = None) -> tuple[dict[str, Any], list[str]]:
    document, problems = apply_overlays(DOCUMENT, overlays, present or {"page"})
    return document, [problem.what for problem in problems]


def test_an_update_merges_into_every_match(tmp_path: Path) -> None:
    document, problems = applied(overlay(tmp_path, "target: $.*\n    update: {new: {deep: 1}}"))
    assert problems == []
    assert [document[key]["new"] for key in "ac"] == [{"deep": 1}, {"deep": 1}]
    assert "new" not in DOCUMENT["a"]


def test_an_update_of_a_list_appends(tmp_path: Path) -> None:
    document, _ = applied(overlay(tmp_path, "target: $.a.list\n    update: 3"))
    assert document["a"]["list"] == [1, 2, 3]


def test_a_removal_removes(tmp_path: Path) -> None:
    document, _ = applied(overlay(tmp_path, "target: $.a.b\n    remove: true"))
    assert "b" not in document["a"]


def test_filters_of_rfc_9535_choose_targets(tmp_path: Path) -> None:
    document, _ = applied(overlay(tmp_path, "target: $[?@.b == 2]\n    update: {chosen: true}"))
    assert [("chosen" in node) for node in document.values()] == [False, True]


def test_a_rule_of_ours_is_marked_on_the_object_it_stands_in(tmp_path: Path) -> None:
    document, _ = applied(overlay(tmp_path, "target: $.a\n    x-evolink-ours: stricter\n    update: {max: 3}"))
    assert document["a"]["x-evolink-ours"] == {"max": "stricter"}


@pytest.mark.parametrize(
    ("action", "what"),
    [
        ("target: $.nowhere\n    update: {x: 1}", "matches nothing"),
        ("target: $.a\n    update: {b: 1}", "is so already"),
        ("target: $.a.list\n    update: 2", "is so already"),
        ("target: $.a.b\n    update: {x: 1}", "not an object or list"),
        ("target: $.a\n    update: {list: [9]}", "is a list"),
    ],
)
def test_an_action_without_a_clear_effect_is_an_error(action: str, what: str, tmp_path: Path) -> None:
    assert any(what in problem for problem in applied(overlay(tmp_path, action))[1])


def test_corrections_that_depend_on_their_order_are_an_error(tmp_path: Path) -> None:
    first, second = "target: $.a\n    update: {b: 5}", "target: $.a\n    update: {b: 6}"
    assert any("order" in problem for problem in applied(overlay(tmp_path, first, second))[1])


def test_an_action_whose_evidence_is_absent_is_not_due(tmp_path: Path) -> None:
    overlays = overlay(tmp_path, "target: $.nowhere\n    update: {x: 1}")
    assert applied(overlays, {"another page"}) == (DOCUMENT, [])


def test_an_action_may_say_where_it_is_due(tmp_path: Path) -> None:
    overlays = overlay(tmp_path, "target: $.a\n    x-evolink-when: $.elsewhere\n    update: {x: 1}")
    assert applied(overlays) == (DOCUMENT, [])


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("overlay: 1.0.0\nactions:\n  - {target: $.a, update: {x: 1}}\n", "without description"),
        ("overlay: 1.0.0\nactions:\n  - {target: $.a, description: d, x-evolink-evidence: [p]}\n", "update and remove"),
        (
            "overlay: 1.0.0\nactions:\n  - {target: '$.a[', remove: true, description: d, x-evolink-evidence: [p]}\n",
            "$.a[",
        ),
        ("overlay: 1.0.0\nactions:\n  - {target: $.a, remove: true, description: d}\n", "x-evolink-evidence"),
        ("overlay: 9\nactions: []\n", "overlay: 1.0.0"),
        ("a: [", "not YAML"),
    ],
)
def test_a_badly_written_overlay_is_told_with_its_line(text: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    _, problems = load_overlays(tmp_path)
    assert any(what in problem.what and problem.page == "bad.yaml" and problem.line for problem in problems)


def test_an_action_is_due_if_any_page_of_its_evidence_is_there(tmp_path: Path) -> None:
    overlays = overlay(tmp_path, "target: $.a\n    update: {x: 1}")
    several = [replace(each, actions=(replace(each.actions[0], evidence=("gone", "page")),)) for each in overlays]
    assert applied(several)[0]["a"]["x"] == 1


def test_several_members_of_a_list_are_removed_at_once(tmp_path: Path) -> None:
    document, problems = applied(overlay(tmp_path, "target: $.a.list[*]\n    remove: true"))
    assert (document["a"]["list"], problems) == ([], [])


def test_the_document_that_is_corrected_stays_as_it_was(tmp_path: Path) -> None:
    applied(overlay(tmp_path, "target: $.a.list\n    update: 3", "target: $.a.b\n    remove: true"))
    assert DOCUMENT == {"a": {"b": 1, "list": [1, 2]}, "c": {"b": 2}}


def specs(folder: Path, text: str) -> Path:
    (folder / "overlays").mkdir()
    (folder / "overlays" / "x.yaml").write_text(text, encoding="utf-8")
    shutil.copy(SPECS / "wording.yaml", folder)
    return folder


def pages(books: Phrasebooks, **limits: int) -> list[dict[str, Any]]:
    styles = {name: Item("style", {"type": "string", "maxLength": most}) for name, most in limits.items()}
    return [extract(page_of(name, raw(model("b", each)).encode()), books).document for name, each in styles.items()]


SETTLED = """\
overlay: 1.0.0
extends: ../extracts/two.yaml
actions:
  - target: $..style
    description: The other page is newer.
    x-evolink-evidence: [one, two]
    update: {maxLength: 80}
"""


def test_a_disagreement_is_settled_by_an_overlay_of_one_page(tmp_path: Path, books: Phrasebooks) -> None:
    extracts = pages(books, one=80, two=90)
    settled = merge_specs(specs(tmp_path, SETTLED), extracts)
    assert settled.problems == []
    assert settled.document["components"]["schemas"]["BRequest"]["properties"]["style"]["maxLength"] == 80
    (tmp_path / "overlays" / "x.yaml").unlink()
    assert [problem.level for problem in merge_specs(tmp_path, extracts).problems] == ["error"]


@pytest.mark.parametrize(("old", "new", "what"), [
    ("actions", "action", "a list of actions"), ("$..style", "$..[", "$..["),
    ("description: The", "about: The", "without"), ("[one, two]", "", "without"),
    ("{maxLength: 80}", "{maxLength: 90}", "is so already"), ("$..style", "$..stile", "matches nothing"),
    ("$..style\n", "$..style\n    x-evolink-when: $..[\n", "$..["), ("  - target: ", "  - 3\n  - target: ", "3"),
    ("    update: {maxLength: 80}", "    update: {maxLength: 80}\n    remove: true", "both"),
    ("$..style\n", "$\n", "the document itself"),
])  # fmt: skip
def test_what_is_wrong_with_an_overlay_stops_the_merge(
    old: str, new: str, what: str, tmp_path: Path, books: Phrasebooks
) -> None:
    text = SETTLED.replace(old, new)
    if new == "$\n":
        text = text.replace("update: {maxLength: 80}", "remove: true")
    found = errors(merge_specs(specs(tmp_path, text), pages(books, one=80, two=90)).problems)
    assert [problem for problem in found if problem.page == "x.yaml" and problem.line and what in problem.what]


def test_an_overlay_rests_on_the_page_that_it_corrects(tmp_path: Path, books: Phrasebooks) -> None:
    misspelt = SETTLED.replace("two.yaml", "tow.yaml")
    (problem,) = errors(merge_specs(specs(tmp_path, misspelt), pages(books, one=80, two=80)).problems)
    assert problem.what == "tow.yaml is not among its evidence"
