"""Generates everything again and compares it with the committed files."""

import difflib
import filecmp
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.behaviours import unchecked
from pipeline.drift.committed import in_place_of
from pipeline.merging.merge import CONTRACT_COMMENT, merge_specs
from pipeline.problems import Problem, errors
from pipeline.reading.coverage import coverage_of
from pipeline.reading.extract import facts_hash, text_of
from pipeline.reading.folder import extract_folders, load_extracts
from pipeline.reading.phrasebook import load_phrasebooks
from pipeline.reading.sources import load_sources
from pipeline.writing.agreement_page import AGREEMENT_PAGE, render_agreement
from pipeline.writing.generate import PACKAGES, generate
from pipeline.writing.models_page import pages_of_gone_models, render_models
from pipeline.writing.readme import render_readme
from pipeline.yamlio import dump


@dataclass
class Report:
    """What was compared, and what differs."""

    done: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def check(root: Path, pages: Sequence[Path]) -> Report:
    """Compare every generated file with a fresh one, and the contract's rules with those that are checked.

    No file is changed. Without folders of pages those of specs/sources.yaml are read that are present.
    """
    specs = root / "specs"
    report = Report()
    _extracts(specs, pages, report)
    extracts = load_extracts(specs / "extracts")
    _same(root / AGREEMENT_PAGE, render_agreement(specs, extracts), "agreement", report)
    merged = merge_specs(specs, extracts)
    report.problems += merged.problems
    if not errors(merged.problems):
        report.problems += unchecked(specs, merged.document)
        _same(specs / "openapi.yaml", dump(merged.document, CONTRACT_COMMENT), "merge", report)
        _generated(root, report)
        readme = root / "README.md"
        text = readme.read_text(encoding="utf-8")
        _same(readme, render_readme(text, specs / "openapi.yaml"), "generate", report)
        _models(root, report)
    return report


def _models(root: Path, report: Report) -> None:
    pages = render_models(root / "specs" / "openapi.yaml")
    report.problems += filter(None, (_difference(root / path, text, "generate") for path, text in pages.items()))
    for path in pages_of_gone_models(root, pages):
        report.problems.append(Problem(path.name, 1, "error", "no such model", "run `python -m pipeline generate`"))
    report.done.append(f"models: {len(pages)} pages compared")


def _extracts(specs: Path, pages: Sequence[Path], report: Report) -> None:
    """Compare the extracts with their hashes, and with a fresh extraction if there are pages."""
    sources = load_sources(specs / "sources.yaml")
    folders = pages or sources.present
    committed = sorted((specs / "extracts").glob("*.yaml"))
    for path, document in zip(committed, load_extracts(specs / "extracts"), strict=True):
        if facts_hash(document) != document["x-evolink-page"]["facts"]:
            report.problems.append(Problem(path.name, 1, "error", "facts edited by hand", "corrections are overlays"))
    report.done.append(f"extracts: {len(committed)} agree with the hash of their facts")
    if not folders:
        report.done.append("extracts: no pages here, so they were not extracted again")
        return
    found, problems = extract_folders(folders, load_phrasebooks(specs / "phrasebook"), sources)
    report.problems += problems
    for each in (in_place_of(specs / "extracts", fresh) for fresh in found):
        _same(specs / "extracts" / f"{each.name}.yaml", text_of(each), "extract", report)
        for unknown in coverage_of(each).unknown:
            place = f"a sentence on {unknown.field} (hash {unknown.sentence.hash})"
            report.problems.append(Problem(each.name, unknown.sentence.line, "error", place, unknown.why))
    absent = {path.stem for path in committed} - {each.name for each in found}
    if not pages and folders != sources.folders:
        report.done.append(f"extracts: {len(absent)} were not extracted again, as not every folder of pages is here")
        return
    for name in sorted(absent):
        report.problems.append(Problem(name, 1, "error", "an extract without its page", "pages and extracts match"))


def _generated(root: Path, report: Report) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch)
        problems = generate(root / "specs" / "openapi.yaml", fresh)
        report.problems += problems
        if problems:
            return
        for name in PACKAGES:
            for different in sorted(_differences(root / "generated" / name, fresh / name)):
                report.problems.append(Problem(different, 1, "error", "differs", "run `python -m pipeline generate`"))
        _same(
            root / "generated" / "README.md",
            (fresh / "README.md").read_text(encoding="utf-8"),
            "generate",
            report,
        )
    report.done.append("generated: compared with a fresh generation")


def _differences(one: Path, two: Path) -> Iterator[str]:
    compared = filecmp.dircmp(one, two, ignore=["__pycache__"])
    for name in (*compared.left_only, *compared.right_only, *compared.funny_files):
        yield f"{one.name}/{name}"
    _, changed, odd = filecmp.cmpfiles(one, two, compared.common_files, shallow=False)
    for name in (*changed, *odd):
        yield f"{one.name}/{name}"
    for name in compared.common_dirs:
        yield from (f"{one.name}/{each}" for each in _differences(one / name, two / name))


def _same(path: Path, fresh: str, command: str, report: Report) -> None:
    if problem := _difference(path, fresh, command):
        report.problems.append(problem)
    else:
        report.done.append(f"{path.name}: up to date")


def _difference(path: Path, fresh: str, command: str) -> Problem | None:
    committed = path.read_text(encoding="utf-8") if path.exists() else ""
    if committed == fresh:
        return None
    lines = difflib.unified_diff(committed.splitlines(), fresh.splitlines(), lineterm="", n=0)
    first = next((line for line in lines if line[:1] in "+-" and line[:3] not in {"+++", "---"}), "")
    number = next(
        (at for at, (a, b) in enumerate(zip(committed.splitlines(), fresh.splitlines(), strict=False), 1) if a != b),
        1,
    )
    return Problem(path.name, number, "error", f"differs: {first}", f"run `python -m pipeline {command}`")
