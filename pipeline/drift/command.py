"""The command `python -m pipeline drift`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.drift.pages import Verdict, compare
from pipeline.drift.report import as_dict, lines, markdown
from pipeline.reading.folder import load_extracts
from pipeline.reading.phrasebook import load_phrasebooks
from pipeline.reading.sources import Sources

EXIT_CODES: dict[Verdict, int] = {"unchanged": 0, "changed": 1, "may break": 2, "breaking": 2}
USAGE = 3
"""The exit code of wrong usage: 2 is taken."""
EXIT_CODES_IN_WORDS = (
    "Exit codes: 0 every fact is as committed; 1 something differs or could not be read, and nothing that was "
    f"understood breaks calls; 2 a change breaks calls, or may break them; {USAGE} wrong usage."
)


def add_arguments(command: argparse.ArgumentParser) -> None:
    """Add the command's arguments besides the folders with pages."""
    command.add_argument("--out", type=Path, default=None, help="file for the report; by default stdout")
    command.set_defaults(usage=USAGE)


def run(options: argparse.Namespace, pages: Sequence[Path], specs: Path, sources: Sources) -> int:
    """Compare, report, and return the exit code: 0 if no fact changed, 1 if some did, 2 if callers may break."""
    committed = load_extracts(specs / "extracts")
    drift = compare(pages, committed, load_phrasebooks(specs / "phrasebook"), sources)
    report = markdown(drift)
    if options.out is not None:
        options.out.write_text(report, encoding="utf-8")
    if options.json:
        print(json.dumps(as_dict(drift), indent=2, ensure_ascii=False))
    else:
        print(report.rstrip() if options.out is None else "\n".join(lines(drift)))
    for problem in sorted(drift.problems):
        print(problem, file=sys.stderr)
    return EXIT_CODES[drift.verdict]
