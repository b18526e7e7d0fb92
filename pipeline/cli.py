"""The pipeline's commands: `python -m pipeline extract|merge|generate|agreement|check|coverage|drift|fetch`."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from pipeline.check import check
from pipeline.drift import command as drift_command
from pipeline.drift.committed import in_place_of
from pipeline.fetch import command as fetch_command
from pipeline.merging.merge import CONTRACT_COMMENT, merge_specs
from pipeline.problems import Problem, errors
from pipeline.reading.coverage import coverage
from pipeline.reading.extract import Extracted, text_of
from pipeline.reading.folder import SUFFIXES_IN_WORDS, extract_folders, extracts_of, load_extracts
from pipeline.reading.phrasebook import Phrasebooks, load_phrasebooks
from pipeline.reading.sources import load_sources
from pipeline.writing.agreement_page import AGREEMENT_PAGE, render_agreement
from pipeline.writing.generate import generate
from pipeline.writing.models_page import write_models
from pipeline.writing.readme import render_readme
from pipeline.yamlio import YamlError, dump

ROOT = Path(__file__).resolve().parent.parent
SPECS = ROOT / "specs"
SOURCES = load_sources(SPECS / "sources.yaml")
_OK, _PROBLEMS, _USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 for success, 1 for problems, 2 for wrong usage; see `drift` for its.

    A page that changed is no problem of `drift`, so its codes are its own.
    """
    parser = _parser()
    options, unknown = parser.parse_known_args(arguments)
    usage: int = getattr(options, "usage", _USAGE)
    if unknown:
        parser.set_defaults(usage=usage)
        parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    missing = [folder for folder in getattr(options, "pages", None) or () if not folder.is_dir()]
    if missing or (getattr(options, "needs_pages", False) and not _pages(options)):
        print(f"{(missing or SOURCES.folders)[0]}: no such folder", file=sys.stderr)
        return usage
    try:
        code: int = options.run(options)
    except (OSError, YamlError) as error:
        print(error, file=sys.stderr)
        return usage
    return code


class _Parser(argparse.ArgumentParser):
    """A parser whose exit code for wrong usage is the command's."""

    def error(self, message: str) -> NoReturn:
        """End the program."""
        self.print_usage(sys.stderr)
        self.exit(self.get_default("usage") or _USAGE, f"{self.prog}: error: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m pipeline", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        command.add_argument("--json", action="store_true", help="print one JSON document for machines")
        return command

    extracting = add("extract", _extract, "Read pages and write one extract for each.")
    _add_pages(extracting)
    extracting.add_argument("--out", type=Path, default=SPECS / "extracts", help="folder for the extracts")
    merging = add("merge", _merge, "Merge extracts and overlays into the contract.")
    _add_pages(merging, "folder with pages or extracts instead of specs/extracts; repeatable", needed=False)
    merging.add_argument("--out", type=Path, default=SPECS / "openapi.yaml", help="the contract's file")
    generating = add(
        "generate", _generate, "Write generated/ and the lists of models in the README and the documentation."
    )
    generating.add_argument("--contract", type=Path, default=SPECS / "openapi.yaml", help="the contract's file")
    generating.add_argument("--out", type=Path, default=ROOT / "generated", help="folder for the generated code")
    agreeing = add(
        "agreement", _agreement, "Write the page of the documentation that compares pages with the parameter table."
    )
    agreeing.add_argument("--out", type=Path, default=ROOT / AGREEMENT_PAGE, help="the page's file")
    checking = add(
        "check", _check, "Generate everything again and compare it with the committed files; changes nothing."
    )
    _add_pages(checking, needed=False)
    covering = add("coverage", _coverage, "List what became of every sentence of the pages.")
    _add_pages(covering)
    drifting = add("drift", _drift, f"Compare pages with the committed extracts. {drift_command.EXIT_CODES_IN_WORDS}")
    _add_pages(drifting)
    drift_command.add_arguments(drifting)
    fetching = add("fetch", fetch_command.run, "Fetch the pages that the documentation's index lists, politely.")
    fetch_command.add_arguments(fetching)
    return parser


def _add_pages(
    command: argparse.ArgumentParser, words: str = f"folder with {SUFFIXES_IN_WORDS} files; repeatable", *,
    needed: bool = True,
) -> None:  # fmt: skip
    """Add `--pages`; without it the folders of specs/sources.yaml that exist are read."""
    command.add_argument("--pages", type=Path, action="append", help=f"{words}; by default those of specs/sources.yaml")
    command.set_defaults(needs_pages=needed)


def _pages(options: argparse.Namespace) -> Sequence[Path]:
    """Return the folders that the command is to read."""
    return options.pages or SOURCES.present


def _extract(options: argparse.Namespace) -> int:
    found, problems = extract_folders(_pages(options), load_phrasebooks(SPECS / "phrasebook"), SOURCES)
    options.out.mkdir(parents=True, exist_ok=True)
    found = [in_place_of(options.out, each) for each in found]
    for each in found:
        (options.out / f"{each.name}.yaml").write_text(text_of(each), encoding="utf-8")
    problems += [problem for each in found for problem in each.problems]
    problems += _no_page(_pages(options), [*found, *problems])
    if options.json:
        pages = [{"page": each.name, **_counts(each)} for each in found]
        _print_json({"pages": pages, "problems": [problem.as_dict() for problem in problems]})
    else:
        for each in found:
            counts = _counts(each)
            print(f"{each.name}: {counts['facts']} facts in sentences, {counts['unknown']} unknown")
        _print_problems(problems)
    return _PROBLEMS if errors(problems) else _OK


def _no_page(folders: Sequence[Path], said: Sequence[object]) -> list[Problem]:
    """Return a problem if nothing was read from the folders."""
    why = f"a page is a file directly in the folder, ending in {SUFFIXES_IN_WORDS}"
    return [] if said else [Problem(str(folders[0]), 0, "error", "no page here", why)]


def _counts(extracted: Extracted) -> dict[str, int]:
    kinds = [outcome.kind for outcome in extracted.outcomes]
    return {"facts": kinds.count("fact"), "unknown": kinds.count("unknown")}


def _merge(options: argparse.Namespace) -> int:
    folders = options.pages or [SPECS / "extracts"]
    books = load_phrasebooks(SPECS / "phrasebook") if options.pages else Phrasebooks(())
    extracts, problems = extracts_of(folders, books, SOURCES)
    merged = merge_specs(SPECS, extracts)
    if not errors(merged.problems):
        options.out.write_text(dump(merged.document, CONTRACT_COMMENT), encoding="utf-8")
        if not options.json:
            print(f"{options.out.name}: {len(merged.document['paths'])} paths")
    return _report(options, [*problems, *merged.problems])


def _generate(options: argparse.Namespace) -> int:
    problems = generate(options.contract, options.out)
    if not problems and options.out == ROOT / "generated":
        _list_models(options.contract)
    if not problems and not options.json:
        print(f"{options.out.name}: written")
    return _report(options, problems)


def _list_models(contract: Path) -> None:
    """Write the README's table, and the pages of the documentation about models and about their sources."""
    readme = ROOT / "README.md"
    readme.write_text(render_readme(readme.read_text(encoding="utf-8"), contract), encoding="utf-8")
    write_models(ROOT, contract)
    _write_agreement(ROOT / AGREEMENT_PAGE)


def _agreement(options: argparse.Namespace) -> int:
    _write_agreement(options.out)
    if not options.json:
        print(f"{options.out.name}: written")
    return _report(options, [])


def _write_agreement(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(render_agreement(SPECS, load_extracts(SPECS / "extracts")), encoding="utf-8")


def _check(options: argparse.Namespace) -> int:
    report = check(ROOT, options.pages or [])
    if not options.json:
        print("\n".join(report.done))
    return _report(options, report.problems)


def _drift(options: argparse.Namespace) -> int:
    return drift_command.run(options, _pages(options), SPECS, SOURCES)


def _coverage(options: argparse.Namespace) -> int:
    report, problems = coverage(_pages(options), load_phrasebooks(SPECS / "phrasebook"), SOURCES)
    problems += _no_page(_pages(options), [*report, *problems])
    if options.json:
        _print_json({"pages": [page.as_dict() for page in report]})
    else:
        for page in report:
            print(page)
    _print_problems(problems)
    return _PROBLEMS if problems or any(page.unknown for page in report) else _OK


def _report(options: argparse.Namespace, problems: list[Problem]) -> int:
    if options.json:
        _print_json({"problems": [problem.as_dict() for problem in problems]})
    else:
        _print_problems(problems)
    return _PROBLEMS if errors(problems) else _OK


def _print_problems(problems: list[Problem]) -> None:
    for problem in sorted(problems):
        print(problem, file=sys.stderr)


def _print_json(value: dict[str, Any]) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))
