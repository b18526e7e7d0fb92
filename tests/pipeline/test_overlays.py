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


def test_update(tmp_path: Path) -> None:
    """An update is merged into every match."""
    document, problems = applied(overlay(tmp_path, "target: $.*\n    update: {new: {deep: 1}}"))
    assert problems == []
    assert [document[key]["new"] for key in "ac"] == [{"deep": 1}, {"deep": 1}]
    assert "new" not in DOCUMENT["a"]


def test_update_list(tmp_path: Path) -> None:
    """An update of a list appends to it."""
    document, _ = applied(overlay(tmp_path, "target: $.a.list\n    update: 3"))
    assert document["a"]["list"] == [1, 2, 3]


def test_remove(tmp_path: Path) -> None:
    """A removal removes every match."""
    document, _ = applied(overlay(tmp_path, "target: $.a.b\n    remove: true"))
    assert "b" not in document["a"]


def test_filters(tmp_path: Path) -> None:
    """Filters of RFC 9535 select targets."""
    document, _ = applied(overlay(tmp_path, "target: $[?@.b == 2]\n    update: {chosen: true}"))
    assert [("chosen" in node) for node in document.values()] == [False, True]


def test_our_rules(tmp_path: Path) -> None:
    """A rule of ours is marked on the object that contains it."""
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
def test_unclear_effect(action: str, what: str, tmp_path: Path) -> None:
    """An action without a clear effect is an error."""
    assert any(what in problem for problem in applied(overlay(tmp_path, action))[1])


def test_order_of_actions(tmp_path: Path) -> None:
    """Actions whose result depends on their order are an error."""
    first, second = "target: $.a\n    update: {b: 5}", "target: $.a\n    update: {b: 6}"
    assert any("order" in problem for problem in applied(overlay(tmp_path, first, second))[1])


def test_absent_evidence(tmp_path: Path) -> None:
    """An action does not apply if all of its evidence is absent."""
    overlays = overlay(tmp_path, "target: $.nowhere\n    update: {x: 1}")
    assert applied(overlays, {"another page"}) == (DOCUMENT, [])


def test_when(tmp_path: Path) -> None:
    """An action may say when it applies."""
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
def test_invalid_overlay(text: str, what: str, tmp_path: Path) -> None:
    """An invalid overlay is reported with its line."""
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    _, problems = load_overlays(tmp_path)
    assert any(what in problem.what and problem.page == "bad.yaml" and problem.line for problem in problems)


def test_any_evidence(tmp_path: Path) -> None:
    """An action applies if any page of its evidence is present."""
    overlays = overlay(tmp_path, "target: $.a\n    update: {x: 1}")
    several = [replace(each, actions=(replace(each.actions[0], evidence=("gone", "page")),)) for each in overlays]
    assert applied(several)[0]["a"]["x"] == 1


def test_remove_list_members(tmp_path: Path) -> None:
    """Several members of a list are removed at once."""
    document, problems = applied(overlay(tmp_path, "target: $.a.list[*]\n    remove: true"))
    assert (document["a"]["list"], problems) == ([], [])


def test_input_is_unchanged(tmp_path: Path) -> None:
    """The document that is passed in is not changed."""
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


def test_settle_disagreement(tmp_path: Path, books: Phrasebooks) -> None:
    """An overlay of one page settles a disagreement."""
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
def test_problems_stop_the_merge(old: str, new: str, what: str, tmp_path: Path, books: Phrasebooks) -> None:
    """Problems with an overlay stop the merge."""
    text = SETTLED.replace(old, new)
    if new == "$\n":
        text = text.replace("update: {maxLength: 80}", "remove: true")
    found = errors(merge_specs(specs(tmp_path, text), pages(books, one=80, two=90)).problems)
    assert [problem for problem in found if problem.page == "x.yaml" and problem.line and what in problem.what]


def test_overlay_of_one_page(tmp_path: Path, books: Phrasebooks) -> None:
    """The page that an overlay corrects counts as its evidence."""
    misspelt = SETTLED.replace("two.yaml", "tow.yaml")
    (problem,) = errors(merge_specs(specs(tmp_path, misspelt), pages(books, one=80, two=80)).problems)
    assert problem.what == "tow.yaml is not among its evidence"


EVERYWHERE = SETTLED.replace("two.yaml", "*.yaml").replace("    update", "    x-evolink-when: $..style\n    update")


def test_every_page(tmp_path: Path, books: Phrasebooks) -> None:
    """An overlay of all extracts corrects whatever page says what it is about, and none by its name."""
    extracts = [*pages(books, one=80, newer=90), extract(page_of("other", raw(model("c")).encode()), books).document]
    settled = merge_specs(specs(tmp_path, EVERYWHERE), extracts)
    assert settled.problems == []
    assert settled.document["components"]["schemas"]["BRequest"]["properties"]["style"]["maxLength"] == 80
    assert "style" not in settled.document["components"]["schemas"]["CRequest"]["properties"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (EVERYWHERE.replace("    x-evolink-when: $..style\n", ""), "no x-evolink-when"),
        (EVERYWHERE, "is so already"),
    ],
)
def test_every_page_without_effect(text: str, what: str, tmp_path: Path, books: Phrasebooks) -> None:
    """An overlay of all extracts names the facts that it corrects, and has an effect if there are any."""
    found = errors(merge_specs(specs(tmp_path, text), pages(books, one=80)).problems)
    assert [what in problem.what for problem in found] == [True]


def test_repository_overlays() -> None:
    """The repository's overlays are bound to facts, so that a new version of a page needs no new one."""
    overlays, problems = load_overlays(SPECS / "overlays")
    assert problems == []
    assert [action for each in overlays for action in each.actions if not action.when] == []
    assert {each.extends for each in overlays} == {"openapi.yaml", "*.yaml"}
