"""What all four benches do: measure what was chosen, show it and record it."""

import argparse
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from bench.recorded import ROOT, Started, record
from bench.report import write_page
from bench.rows import rows_of
from bench.terminal import Progress, show_rows

Measure = Callable[[Progress], Mapping[str, Any]]
"""Measures something, and returns its figures: measurement, subject and figure."""


def choose(parser: argparse.ArgumentParser, names: Collection[str]) -> None:
    """Add the option that chooses what is measured."""
    parser.add_argument(
        "--only", nargs="*", choices=names, default=[], metavar="NAME",
        help=f"measure only this, and keep what was recorded of the rest: {', '.join(names)}",
    )  # fmt: skip


def run(bench: str, measures: Mapping[str, Measure], only: Sequence[str], packages: Sequence[str]) -> None:
    """Measure, print the rows of the bench, and record everything.

    Args:
        bench: The bench.
        measures: What it measures, by the names of the command line.
        only: What was chosen; nothing for all.
        packages: What is compared; see `record`.
    """
    started, progress = Started(), Progress()
    figures: dict[str, Any] = {}
    for name, measure in measures.items():
        if not only or name in only:
            progress.show(name)
            figures.update(measure(progress))
    progress.end()
    measured = [row for row in rows_of(bench) if row.top[0] in figures]
    show_rows(measured, figures)
    path = record(bench, figures, packages, started, whole=not only)
    page = write_page()
    print(f"\nrecorded in {path.relative_to(ROOT)}, and written to {page.relative_to(ROOT)}")
