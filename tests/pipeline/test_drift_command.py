"""The command: a folder of pages against the committed extracts, told to people and to machines."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import ROOT
from pipeline.reading.extract import text_of
from pipeline.reading.folder import extract_folder
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.writer import Item, Sample, model, raw, rendered

LONG = model("brush-9", Item("style", {"type": "string", "maxLength": 80}))
SHORT = model("brush-9", Item("style", {"type": "string", "maxLength": 50}))
LONGER = model("brush-9", Item("style", {"type": "string", "maxLength": 99}))


class Tree:
    """A repository in small: the pipeline, the phrasebooks, and extracts of pages of our own."""

    def __init__(self, root: Path, books: Phrasebooks) -> None:
        self.root, self.books = root, books
        self.pages = root / "pages"
        self.pages.mkdir()
        without_caches = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "pipeline", root / "pipeline", ignore=without_caches)
        shutil.copytree(ROOT / "specs" / "phrasebook", root / "specs" / "phrasebook")

    def page(self, text: str, name: str = "en--brush") -> None:
        (self.pages / f"{name}.md").write_text(text, encoding="utf-8")

    def commit(self) -> None:
        extracts = self.root / "specs" / "extracts"
        extracts.mkdir()
        for each in extract_folder(self.pages, self.books)[0]:
            (extracts / f"{each.name}.yaml").write_text(text_of(each), encoding="utf-8")

    def drift(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline", "drift", "--pages", str(self.pages), *arguments]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False, timeout=60)

    def report(self) -> tuple[int, dict[str, Any]]:
        ended = self.drift("--json")
        return ended.returncode, json.loads(ended.stdout)


@pytest.fixture
def tree(tmp_path: Path, books: Phrasebooks) -> Tree:
    tree = Tree(tmp_path, books)
    tree.page(raw(LONG))
    tree.commit()
    return tree


def test_unchanged_pages_end_with_0(tree: Tree) -> None:
    code, report = tree.report()
    assert (code, report["verdict"], report["bump"], report["changes"]) == (0, "unchanged", "none", 0)
    assert [(page["page"], page["state"]) for page in report["pages"]] == [("en--brush", "unchanged")]


def test_other_words_for_the_same_facts_are_no_drift(tree: Tree) -> None:
    tree.page("\n" + raw(LONG))
    code, report = tree.report()
    assert (code, report["bump"], report["pages"][0]["state"]) == (0, "none", "reworded")


def test_a_looser_limit_ends_with_1(tree: Tree) -> None:
    tree.page(raw(LONGER))
    code, report = tree.report()
    assert (code, report["verdict"], report["bump"], report["breaking"]) == (1, "changed", "minor", 0)


def test_a_stricter_limit_ends_with_2(tree: Tree) -> None:
    tree.page(raw(SHORT))
    code, report = tree.report()
    assert (code, report["verdict"], report["bump"], report["breaking"]) == (2, "breaking", "major", 1)
    (change,) = report["pages"][0]["changes"]
    line = next(at for at, text in enumerate(raw(SHORT).splitlines(), 1) if "maxLength: 50" in text)
    assert change == {
        "page": "en--brush", "id": "request-property-max-length-decreased", "at": "request.style.maxLength",
        "old": 80, "new": 50, "old_line": line, "new_line": line, "breaking": True, "bump": "major",
    }  # fmt: skip


def test_a_new_page_tells_which_model_and_operation_it_brings(tree: Tree) -> None:
    tree.page(raw(model("brush-10")), "en--brush-10")
    tree.page(raw(replace(model("film-1"), path="/v1/videos/generations")), "en--film")
    tree.page(raw(LONG, "zh"), "cn--brush")
    code, report = tree.report()
    assert (code, report["bump"]) == (1, "minor")
    told = {page["page"]: [(each["id"], each["new"]) for each in page["changes"]] for page in report["pages"]}
    assert told == {
        "en--brush": [], "cn--brush": [],
        "en--brush-10": [("request-property-enum-value-added", "brush-10")],
        "en--film": [
            ("endpoint-added", "POST /v1/videos/generations"), ("request-property-enum-value-added", "film-1"),
        ],
    }  # fmt: skip
    assert {page["page"]: page["bump"] for page in report["pages"]}["cn--brush"] == "patch"


def test_a_page_that_is_gone_or_refused_is_told_and_breaks_nothing(tree: Tree) -> None:
    tree.page(rendered(LONG)[:300])
    extracts = tree.root / "specs" / "extracts"
    text = (extracts / "en--brush.yaml").read_text(encoding="utf-8")
    (extracts / "en--gone.yaml").write_text(text.replace("en--brush", "en--gone"), encoding="utf-8")
    code, report = tree.report()
    assert (code, report["verdict"], report["bump"]) == (1, "changed", "none")
    assert {page["page"]: page["state"] for page in report["pages"]} == {"en--brush": "refused", "en--gone": "gone"}
    assert all(page["problems"][0]["level"] == "error" for page in report["pages"])


def test_a_sentence_that_nobody_understands_is_told_without_its_words(tree: Tree) -> None:
    item = Item("style", {"type": "string"}, prose=(("maxLength", (80,)),))
    tree.page(raw(model("brush-9", item)).replace("Limited to 80 characters", "Must rhyme in all 80 verses"))
    ended = tree.drift()
    assert ended.returncode == 1
    assert "unknown sentence on style" in ended.stdout
    assert "rhyme" not in ended.stdout + ended.stderr


def test_a_sentence_that_nobody_understands_is_drift_even_where_every_fact_is_the_same(tree: Tree) -> None:
    tree.page(f"{raw(LONG)}\nMust rhyme in all 80 verses\n")
    code, report = tree.report()
    assert (code, report["verdict"], report["pages"][0]["state"]) == (1, "changed", "reworded")


def test_the_report_for_people_is_markdown_with_page_and_lines(tree: Tree) -> None:
    tree.page(raw(SHORT))
    ended = tree.drift("--out", "report.md")
    report = (tree.root / "report.md").read_text(encoding="utf-8")
    assert ended.stdout == "en--brush: changed, 1 changes, 1 breaking, asks for major\n"
    assert report.startswith("# Drift of the documentation: breaking\n")
    (row,) = (line for line in report.splitlines() if "max-length-decreased" in line)
    assert "`en--brush` `request.style.maxLength`" in row
    assert "`80` (line " in row
    assert "`50` (line " in row
    assert tree.drift().stdout.strip() == report.strip()


def test_words_of_a_page_cannot_become_markup_of_the_report(tree: Tree) -> None:
    rude = "a|b`<img src=x>`\n# Merge this | @everyone"
    style = Item("style", {"type": "string", "maxLength": 80, "enum": [rude, "calm"]})
    tree.page(raw(Sample(**{**vars(LONG), "body": (*LONG.body[:2], style)})))
    report = tree.drift().stdout
    (row,) = (line for line in report.splitlines() if "became-enum" in line)
    assert len(row.replace("\\|", "").split("|")) == 7
    assert "`<img" not in row
    assert "\n# Merge" not in report


def test_problems_go_to_stderr_with_page_and_line(tree: Tree) -> None:
    (tree.pages / "en--brush.md").unlink()
    ended = tree.drift()
    assert ended.returncode == 1
    assert ended.stderr.startswith("en--brush:1: error: not among the pages (")


def test_the_committed_extracts_do_not_drift_from_their_pages(vendor_pages: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "drift", "--json", "--pages", str(vendor_pages)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert {page["state"] for page in json.loads(ended.stdout)["pages"]} == {"unchanged"}


def test_a_folder_that_is_not_there_is_wrong_usage(tree: Tree) -> None:
    tree.pages = tree.root / "nowhere"
    ended = tree.drift()
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "no such folder" in ended.stderr
