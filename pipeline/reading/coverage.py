"""What became of every sentence of the pages."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.problems import Problem
from pipeline.reading.extract import Extracted
from pipeline.reading.facts import Interpretation
from pipeline.reading.folder import extract_folders
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.sources import Sources


@dataclass(frozen=True)
class PageCoverage:
    """The sentences of one page: facts, informational ones, unknown ones, and those whose end was cut off."""

    page: str
    facts: tuple[Interpretation, ...]
    informational: tuple[Interpretation, ...]
    unknown: tuple[Interpretation, ...]
    cut: tuple[Interpretation, ...] = ()

    def __str__(self) -> str:
        """Return lines for people: counts, and the place and hash of each unknown sentence, never its words."""
        counts = f"{len(self.facts)} facts, {len(self.informational)} informational, {len(self.unknown)} unknown"
        keywords = Counter(keyword for each in self.facts for keyword in each.facts)
        entries = Counter(each.why for each in self.informational)
        counts += f", {len(self.cut)} cut off" if self.cut else ""
        return "\n".join([
            f"{self.page}: {counts}",
            *(f"    fact           {count:3} {name}" for name, count in sorted(keywords.items())),
            *(f"    informational  {count:3} {name}" for name, count in sorted(entries.items())),
            *(
                f"    unknown        line {each.sentence.line} {each.field}: {each.why} (hash {each.sentence.hash})"
                for each in self.unknown
            ),
        ])  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """Return the coverage for machines."""
        return {
            "page": self.page,
            "facts": len(self.facts),
            "informational": len(self.informational),
            "cut": len(self.cut),
            "unknown": [
                {"line": each.sentence.line, "field": each.field, "why": each.why, "hash": each.sentence.hash}
                for each in self.unknown
            ],
        }


def coverage(folders: Sequence[Path], books: Phrasebooks, sources: Sources) -> tuple[list[PageCoverage], list[Problem]]:
    """Return the coverage of each page in folders, and the problems of those that were refused."""
    found, problems = extract_folders(folders, books, sources)
    return [coverage_of(each) for each in found], problems


def coverage_of(extracted: Extracted) -> PageCoverage:
    """Return the coverage of one page; a sentence about several nodes counts once, with its worst outcome."""
    worst = {"unknown": 0, "cut": 1, "informational": 2, "fact": 3}
    by_sentence: dict[tuple[int, str], Interpretation] = {}
    for outcome in sorted(extracted.outcomes, key=lambda each: worst[each.kind]):
        by_sentence.setdefault((outcome.sentence.line, outcome.sentence.text), outcome)
    kinds = {kind: tuple(each for each in by_sentence.values() if each.kind == kind) for kind in worst}
    return PageCoverage(extracted.name, kinds["fact"], kinds["informational"], kinds["unknown"], kinds["cut"])
