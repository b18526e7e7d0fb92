"""Compares a folder of pages with the committed extracts: what changed, what is new, what is gone or refused."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline.drift.extracts import changes
from pipeline.drift.kept import Kept, Lost, keep
from pipeline.drift.rules import keyword
from pipeline.drift.schema import Bump, Change
from pipeline.fetch.record import Record
from pipeline.fetch.record import load as load_record
from pipeline.problems import Problem, errors
from pipeline.reading.coverage import coverage_of
from pipeline.reading.extract import Extracted
from pipeline.reading.folder import extract_folders, page_files
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.sources import NO_SOURCES, Sources
from pipeline.reading.structure import node_at, place_name
from pipeline.yamlio import Path_

State = Literal["unchanged", "reworded", "changed", "added", "gone", "not fetched", "refused"]
Verdict = Literal["unchanged", "changed", "may break", "breaking"]
_SEVERITIES = ("breaking", "may break", "warning", "harmless")
_BUMPS: tuple[Bump, ...] = ("none", "patch", "minor", "major")


@dataclass(frozen=True)
class PageDrift:
    """What became of one page.

    Attributes:
        state: `reworded` if the text differs and every fact is the same. A page that is `gone`, `not
            fetched` or `refused` states nothing: its committed facts stay, and it breaks nothing. A page that was not
            fetched is not compared, since its file is of an earlier fetch.
        problems: Why the page states nothing, and the sentences that were not unknown before.
    """

    page: str
    state: State
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def bump(self) -> Bump:
        """The part of the product's version that the page's changes raise."""
        own: Bump = "patch" if self.state == "added" else "none"
        return highest([own, *(each.bump for each in self.changes)])


@dataclass(frozen=True)
class Drift:
    """What became of all pages."""

    pages: tuple[PageDrift, ...]

    @property
    def changes(self) -> list[Change]:
        """Every change, the most severe first."""
        found = [change for page in self.pages for change in page.changes]
        return sorted(found, key=lambda each: _SEVERITIES.index(each.severity))

    @property
    def problems(self) -> list[Problem]:
        """Every problem, page by page."""
        return [problem for page in self.pages for problem in page.problems]

    @property
    def bump(self) -> Bump:
        """The part of the product's version that all changes together raise."""
        return highest(page.bump for page in self.pages)

    @property
    def verdict(self) -> Verdict:
        """Whether a change breaks callers, one that is not understood may, some fact changed, or none did."""
        found = {change.severity for change in self.changes}
        if "breaking" in found:
            return "breaking"
        if "may break" in found:
            return "may break"
        calm = {"unchanged", "reworded"}
        return "changed" if self.problems or any(page.state not in calm for page in self.pages) else "unchanged"

    def of(self, state: State) -> list[PageDrift]:
        """Return the pages in a state."""
        return [page for page in self.pages if page.state == state]


def highest(bumps: Iterable[Bump]) -> Bump:
    """Return the most significant of several parts of a version."""
    return _BUMPS[max((_BUMPS.index(each) for each in bumps), default=0)]


def compare(
    folders: Sequence[Path], committed: Sequence[dict[str, Any]], books: Phrasebooks, sources: Sources = NO_SOURCES
) -> Drift:
    """Extract the pages of folders and compare each with the committed extract of its name.

    What comes from a parameter table is compared only if that table is in a folder: pages say nothing about it.
    """
    found, problems = extract_folders(folders, books, sources)
    records = [record for folder in folders if (record := load_record(folder))]
    left = {name for record in records for name in record.left}
    tables = {path.stem for folder in folders for path in page_files(folder)}
    pages_of = [(each["x-evolink-page"], each) for each in committed]
    known = {page["name"]: each for page, each in pages_of if "table" not in page or page["table"] in tables}
    offered = _Offer.of(committed)
    refused: dict[str, list[Problem]] = {}
    dropped = {problem.page: problem for problem in problems if problem.level == "note"}
    for problem in errors(problems):
        if problem.page not in left:
            refused.setdefault(problem.page, []).append(problem)
    fresh = {each.name: each for each in found if each.name not in left}
    missing = {name: why for name in {*known, *fresh, *refused} if (why := _why_not_fetched(name, records, fresh))}
    there = [name for name in fresh if name not in missing]
    pages = [_read(fresh[name], known, offered, refused.get(name, [])) for name in there]
    pages += [
        PageDrift(name, "refused", (), tuple(why)) for name, why in refused.items() if name not in {*fresh, *missing}
    ]
    pages += [_not_fetched(name, why) for name, why in missing.items()]
    pages += [_gone(name, dropped.get(name)) for name in known if name not in {*fresh, *refused, *missing}]
    return Drift(tuple(sorted(pages, key=lambda each: each.page)))


def _why_not_fetched(name: str, records: Sequence[Record], fresh: Mapping[str, Extracted]) -> str:
    """Return why a page was not fetched, or an empty text; the index does not list the entries of a table."""
    if name in fresh and "table" in fresh[name].document["x-evolink-page"]:
        return ""
    return next(filter(None, (record.not_fetched(name) for record in records)), "")


def _read(page: Extracted, known: dict[str, Any], offered: "_Offer", refused: list[Problem]) -> PageDrift:
    old = known.get(page.name)
    if old is None:
        return PageDrift(page.name, "added", tuple(offered.news(page.document)), (*refused, *_unknown(page)))
    kept = keep(old, page)
    differing = changes(old, kept.document)
    found = (*differing, *_no_longer_understood(old, kept), *_contradicted(old, kept, differing))
    hashes = {each.sentence.hash for each in kept.sentences}
    problems = (*refused, *_unknown(page, hashes))
    same_text = old["x-evolink-page"]["sha256"] == page.document["x-evolink-page"]["sha256"]
    state: State = "changed" if found else "unchanged" if same_text else "reworded"
    return PageDrift(page.name, state, found, problems)


def _no_longer_understood(old: dict[str, Any], kept: Kept) -> list[Change]:
    """Return the facts that are kept for the first time, as changes that may break."""
    page = old["x-evolink-page"]
    news = [each for each in kept.lost if each.place not in page.get("kept", [])]
    return [
        Change(page["name"], _id(each), each.place, each.value, None, _line(page["lines"], each.place), each.line,
               severity="may break", bump="none")
        for each in news
    ]  # fmt: skip


def _contradicted(old: dict[str, Any], kept: Kept, differing: Sequence[Change]) -> list[Change]:
    """Return what new sentences say against the facts that stay: it is not known which of the two holds."""
    page, told = old["x-evolink-page"], {each.at for each in differing}
    return [
        Change(page["name"], f"{_stem(at)}-contradicted", place_name(at), node_at(kept.document, at[:-1]).get(at[-1]),
               value, _line(page["lines"], place_name(at)), each.sentence.line, severity="may break", bump="none")
        for each in kept.sentences
        for at, value in each.against
        if place_name(at) not in told
    ]  # fmt: skip


def _id(lost: Lost) -> str:
    """Return the id of a fact that is no longer understood, in the manner of oasdiff's."""
    return f"{_stem(lost.at)}-no-longer-understood"


def _stem(at: Path_) -> str:
    sides = {"requestBody": "request-property", "parameters": "request-parameter", "responses": "response-property"}
    subject = next((sides[step] for step in at if step in sides), "endpoint")
    return f"{subject}-{'required' if at[-2] == 'required' else keyword(at[-1]).stem}"


def _unknown(page: Extracted, hashes: Collection[str] | None = None) -> list[Problem]:
    """Return the unknown sentences, or those of them that have these hashes, never in the page's words."""
    return [
        Problem(
            page.name, each.sentence.line, "error", f"unknown sentence on {each.field} ({each.sentence.hash})", each.why
        )
        for each in coverage_of(page).unknown
        if hashes is None or each.sentence.hash in hashes
    ]


def _not_fetched(name: str, reason: str) -> PageDrift:
    why = "it is unknown what the page says now, and whether it is gone; its extract is kept"
    return PageDrift(name, "not fetched", (), (Problem(name, 1, "error", f"not fetched: {reason}", why),))


def _gone(name: str, dropped: Problem | None) -> PageDrift:
    """Return that a page is not there, or is the older one of two versions now."""
    why = "a page that is gone takes no fact back; its extract is kept"
    return PageDrift(name, "gone", (), (dropped or Problem(name, 1, "error", "not among the pages", why),))


@dataclass(frozen=True)
class _Offer:
    """The operations and models of the committed extracts; what a new page has beyond them is new."""

    operations: frozenset[str]
    models: frozenset[str]

    @classmethod
    def of(cls, extracts: Sequence[dict[str, Any]]) -> "_Offer":
        pages = [each["x-evolink-page"] for each in extracts]
        models = frozenset(model for page in pages for model in page["models"])
        return cls(frozenset(page["operation"] for page in pages if page["operation"]), models)

    def news(self, extract: dict[str, Any]) -> list[Change]:
        """Return the operation and the models of a page that no committed extract documents."""
        page = extract["x-evolink-page"]
        added = (
            [] if page["operation"] in {"", *self.operations} else [("endpoint-added", "operation", page["operation"])]
        )
        added += [
            ("request-property-enum-value-added", "request.model.enum", model)
            for model in page["models"]
            if model not in self.models
        ]
        return [
            Change(page["name"], id_, at, None, value, 0, _line(page["lines"], at), severity="harmless", bump="minor")
            for id_, at, value in added
        ]


def _line(lines: dict[str, int], at: str) -> int:
    return next((lines[place] for place in (at, at.rpartition(".")[0]) if place in lines), 1)
