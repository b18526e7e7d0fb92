"""The vendor's sentences stay out of the repository: facts carry over, words are ours."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from pipeline.cli import ROOT
from pipeline.reading.folder import page_files
from pipeline.reading.page import read_page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.readers import read
from pipeline.reading.sentences import sentences

GIT = shutil.which("git") or "git"
MOST_WORDS = 6
MOST_CJK = 12
CJK = re.compile(r"[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def word_runs(text: str) -> Iterator[str]:
    words = re.findall(r"[a-z]+", text.casefold())
    for start in range(len(words) - MOST_WORDS):
        yield " ".join(words[start : start + MOST_WORDS + 1])


def cjk_runs(text: str) -> Iterator[str]:
    for line in text.splitlines():
        characters = CJK.sub("", line)
        for start in range(len(characters) - MOST_CJK):
            yield characters[start : start + MOST_CJK + 1]


def vendor_runs(folder: Path, books: Phrasebooks) -> set[str]:
    runs: set[str] = set()
    for path in page_files(folder):
        for sentence in sentences(read(read_page(path), books)):
            runs |= {*word_runs(sentence.text), *cjk_runs(sentence.text)}
    return runs


def test_no_vendor_text(vendor_pages: Path, books: Phrasebooks) -> None:
    """No committed file quotes more than a few words of a page."""
    forbidden = vendor_runs(vendor_pages, books)
    assert len(forbidden) > 1000
    listed = subprocess.run(
        [GIT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = []
    for name in filter(None, listed.stdout.split("\0")):
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        found += [f"{name}: {run}" for run in {*word_runs(text), *cjk_runs(text)} & forbidden]
    assert found == []
