"""The vendor's sentences stay out of the repository: facts carry over, words are ours."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from pipeline.cli import ROOT, SOURCES
from pipeline.problems import Refused
from pipeline.reading.folder import page_files
from pipeline.reading.page import Page, read_page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.readers import read, tables
from pipeline.reading.sentences import sentences
from pipeline.reading.structure import Reading

GIT = shutil.which("git") or "git"
MOST_WORDS = 6
MOST_CJK = 12
WORD = re.compile(r"(?<![\w`-])[a-z]{2,}(?![\w`-])")
JOINING = frozenset({
    "an", "and", "any", "are", "as", "at", "be", "by", "can", "cannot", "each", "for", "from", "if", "in", "is", "it",
    "its", "may", "must", "no", "not", "of", "on", "only", "or", "per", "supports", "that", "the", "then", "this", "to",
    "when", "which", "will", "with", "you", "your",
})  # fmt: skip
CJK = re.compile(r"[^\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def word_runs(text: str) -> Iterator[str]:
    """Return each run of words; names in code are none, and a list of formats or models without a verb says nothing."""
    words = WORD.findall(text.casefold())
    for start in range(len(words) - MOST_WORDS):
        run = words[start : start + MOST_WORDS + 1]
        if not JOINING.isdisjoint(run):
            yield " ".join(run)


def cjk_runs(text: str) -> Iterator[str]:
    for line in text.splitlines():
        characters = CJK.sub("", line)
        for start in range(len(characters) - MOST_CJK):
            yield characters[start : start + MOST_CJK + 1]


def readings(path: Path, books: Phrasebooks) -> Iterator[Reading]:
    """Return what the readers make of a page or of a table's entries; a page may be refused, as drift has such."""
    with suppress(Refused):
        if path.suffix == tables.SUFFIX:
            yield from tables.read(Page(path.stem, (), path.read_bytes()), books)[0]
        else:
            yield read(read_page(path), books)


def vendor_runs(folders: Iterable[Path], books: Phrasebooks) -> set[str]:
    runs: set[str] = set()
    for path in (each for folder in folders for each in page_files(folder)):
        for sentence in (each for reading in readings(path, books) for each in sentences(reading)):
            runs |= {*word_runs(sentence.text), *cjk_runs(sentence.text)}
    return runs


def test_no_vendor_text(vendor_pages: Path, books: Phrasebooks) -> None:
    """No committed file quotes more than a few words of a page or of a parameter table."""
    forbidden = vendor_runs(SOURCES.present or [vendor_pages], books)
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
    assert "\n".join(sorted(found)) == ""
