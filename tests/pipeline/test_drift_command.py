"""The command: a folder of pages compared with the committed extracts, reported as text and as JSON."""

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import ROOT, SOURCES
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


def test_unchanged(tree: Tree) -> None:
    """Unchanged pages end with 0."""
    code, report = tree.report()
    assert (code, report["verdict"], report["bump"], report["changes"]) == (0, "unchanged", "none", 0)
    assert [(page["page"], page["state"]) for page in report["pages"]] == [("en--brush", "unchanged")]


def test_reworded(tree: Tree) -> None:
    """Other words for the same facts are not drift."""
    tree.page("\n" + raw(LONG))
    code, report = tree.report()
    assert (code, report["bump"], report["pages"][0]["state"]) == (0, "none", "reworded")


def test_looser_limit(tree: Tree) -> None:
    """A looser limit ends with 1."""
    tree.page(raw(LONGER))
    code, report = tree.report()
    assert (code, report["verdict"], report["bump"], report["breaking"]) == (1, "changed", "minor", 0)


def test_stricter_limit(tree: Tree) -> None:
    """A stricter limit ends with 2."""
    tree.page(raw(SHORT))
    code, report = tree.report()
    assert (code, report["verdict"], report["bump"], report["breaking"]) == (2, "breaking", "major", 1)
    (change,) = report["pages"][0]["changes"]
    line = next(at for at, text in enumerate(raw(SHORT).splitlines(), 1) if "maxLength: 50" in text)
    assert change == {
        "page": "en--brush", "id": "request-property-max-length-decreased", "at": "request.style.maxLength",
        "old": 80, "new": 50, "old_line": line, "new_line": line, "severity": "breaking", "breaking": True,
        "bump": "major",
    }  # fmt: skip


def test_new_page(tree: Tree) -> None:
    """A new page is reported with its model and operation."""
    tree.page(raw(model("brush-10")), "en--brush-10")
    tree.page(raw(replace(model("film-1"), path="/v1/videos/generations")), "en--film")
    tree.page(raw(LONG, "zh"), "cn--brush")
    code, report = tree.report()
    assert (code, report["bump"]) == (1, "minor")
    reported = {page["page"]: [(each["id"], each["new"]) for each in page["changes"]] for page in report["pages"]}
    assert reported == {
        "en--brush": [], "cn--brush": [],
        "en--brush-10": [("request-property-enum-value-added", "brush-10")],
        "en--film": [
            ("endpoint-added", "POST /v1/videos/generations"), ("request-property-enum-value-added", "film-1"),
        ],
    }  # fmt: skip
    assert {page["page"]: page["bump"] for page in report["pages"]}["cn--brush"] == "patch"


def test_gone_and_refused_pages(tree: Tree) -> None:
    """A page that is gone or refused is reported and breaks nothing."""
    tree.page(rendered(LONG)[:300])
    extracts = tree.root / "specs" / "extracts"
    text = (extracts / "en--brush.yaml").read_text(encoding="utf-8")
    (extracts / "en--gone.yaml").write_text(text.replace("en--brush", "en--gone"), encoding="utf-8")
    code, report = tree.report()
    assert (code, report["verdict"], report["bump"]) == (1, "changed", "none")
    assert {page["page"]: page["state"] for page in report["pages"]} == {"en--brush": "refused", "en--gone": "gone"}
    assert all(page["problems"][0]["level"] == "error" for page in report["pages"])


def test_unknown_sentence(tree: Tree) -> None:
    """An unknown sentence is reported without its words."""
    item = Item("style", {"type": "string"}, prose=(("maxLength", (80,)),))
    tree.page(raw(model("brush-9", item)).replace("Limited to 80 characters", "Must rhyme in all 80 verses"))
    ended = tree.drift()
    assert ended.returncode == 2
    assert "unknown sentence on style" in ended.stdout
    assert "rhyme" not in ended.stdout + ended.stderr


def test_unknown_sentence_is_drift(tree: Tree) -> None:
    """An unknown sentence is drift even if no fact changed."""
    tree.page(f"{raw(LONG)}\nMust rhyme in all 80 verses\n")
    code, report = tree.report()
    assert (code, report["verdict"], report["pages"][0]["state"]) == (1, "changed", "reworded")


def test_markdown_report(tree: Tree) -> None:
    """The report for people is Markdown with pages and lines."""
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


def test_markdown_injection(tree: Tree) -> None:
    """Text from a page can't become markup of the report."""
    rude = "a|b`<img src=x>`\n# Merge this | @everyone"
    style = Item("style", {"type": "string", "maxLength": 80, "enum": [rude, "calm"]})
    tree.page(raw(Sample(**{**vars(LONG), "body": (*LONG.body[:2], style)})))
    report = tree.drift().stdout
    (row,) = (line for line in report.splitlines() if "became-enum" in line)
    assert len(row.replace("\\|", "").split("|")) == 7
    assert "`<img" not in row
    assert "\n# Merge" not in report


def test_problems_on_stderr(tree: Tree) -> None:
    """Problems are printed on stderr with page and line."""
    (tree.pages / "en--brush.md").unlink()
    ended = tree.drift()
    assert ended.returncode == 1
    assert ended.stderr.startswith("en--brush:1: error: not among the pages (")


@pytest.mark.skipif(SOURCES.present != SOURCES.folders, reason="the vendor's pages are not all at hand")
def test_committed_extracts() -> None:
    """The committed extracts agree with their pages and their table."""
    command = [sys.executable, "-m", "pipeline", "drift", "--json"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert {page["state"] for page in json.loads(ended.stdout)["pages"]} == {"unchanged"}


def test_missing_folder(tree: Tree) -> None:
    """A folder that does not exist is wrong usage."""
    tree.pages = tree.root / "nowhere"
    ended = tree.drift()
    assert (ended.returncode, ended.stdout) == (3, "")
    assert "no such folder" in ended.stderr
