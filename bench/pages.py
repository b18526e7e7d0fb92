"""How the pipeline's time per page changes with the number of pages.

Pages are made here, each about a model of its own, half of them raw and half rendered, in four languages. What counts
is the ratio to the time per page of ten pages: a merge or a check that is not linear shows at once.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench.terminal import Progress
from pipeline.cli import SPECS
from pipeline.merging.merge import merge_specs
from pipeline.problems import errors
from pipeline.reading.coverage import coverage_of
from pipeline.reading.extract import text_of
from pipeline.reading.folder import extract_folder, load_extracts
from pipeline.reading.phrasebook import load_phrasebooks
from pipeline.writing.typed_calls import render
from tests.pipeline.writer import LOCALES, Item, model, raw, rendered

SIZES = (1, 10, 100, 1000)
LINKS = {"type": "array", "items": {"type": "string", "format": "uri"}}


def write_pages(folder: Path, count: int) -> None:
    """Write so many pages."""
    for number in range(count):
        locale = LOCALES[number % len(LOCALES)]
        sample = model(
            f"brush-{number}",
            Item("size", {"type": "string", "enum": ["1:1", "5:8"]}, prose=(("default", ("5:8",)),)),
            Item("n", {"type": "integer"}, prose=(("range", (1, 1 + number % 9)),)),
            Item("image_urls", LINKS, prose=(("maxItems", (1 + number % 12,)), ("megabytes", (10,)))),
            Item("callback_url", {"type": "string", "format": "uri"}, prose=(("pattern", ()), ("maxLength", (2048,)))),
        )
        write = raw if number % 2 else rendered
        (folder / f"{locale}--brush-{number:04}.md").write_text(write(sample, locale), encoding="utf-8")


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the CPU time of a function in seconds, and its result."""
    start = time.process_time()
    outcome = work()
    return time.process_time() - start, outcome


def measure(count: int) -> dict[str, float]:
    """Return milliseconds per page of each step."""
    with tempfile.TemporaryDirectory() as scratch:
        pages, extracts = Path(scratch, "pages"), Path(scratch, "extracts")
        pages.mkdir()
        extracts.mkdir()
        write_pages(pages, count)
        books = load_phrasebooks(SPECS / "phrasebook")
        extracting, (found, problems) = timed(lambda: extract_folder(pages, books))
        covering, coverage = timed(lambda: [coverage_of(each) for each in found])
        writing, _ = timed(lambda: [(extracts / f"{each.name}.yaml").write_text(text_of(each)) for each in found])
        reading, loaded = timed(lambda: load_extracts(extracts))
        merging, merged = timed(lambda: merge_specs(SPECS, loaded))
        typing, _ = timed(lambda: render(merged.document))
    if problems or errors(merged.problems) or any(page.unknown for page in coverage):
        sys.exit(f"the made pages are not understood: {problems or errors(merged.problems) or coverage}")
    steps = {
        "extract": extracting,
        "coverage": covering,
        "write": writing,
        "read": reading,
        "merge": merging,
        "types": typing,
    }
    return {name: seconds / count * 1000 for name, seconds in {**steps, "all": sum(steps.values())}.items()}


def measure_all(progress: Progress) -> Mapping[str, Mapping[str, dict[str, float]]]:
    """Return the milliseconds of CPU per page of each step, by the number of pages."""
    found: dict[str, dict[str, float]] = {}
    for count in SIZES:
        progress.show(f"pages: {count:,}")
        found[f"{count:,}"] = measure(count)
    return {"pages": found}
