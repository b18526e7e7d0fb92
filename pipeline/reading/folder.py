"""Reads folders of pages and of extracts."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.problems import Problem, Refused
from pipeline.reading.extract import Extracted, extract
from pipeline.reading.page import read_page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.versions import newest, same_page
from pipeline.yamlio import YamlError, load

SUFFIXES = (".md", ".txt")
_PROVENANCE = frozenset({"name", "url", "locale", "sha256", "facts", "form", "operation", "models", "lines"})


def extract_folder(folder: Path, books: Phrasebooks) -> tuple[list[Extracted], list[Problem]]:
    """Extract the newest version of every page directly in a folder; a refused page does not stop the others."""
    found: list[Extracted] = []
    problems: list[Problem] = []
    for path in page_files(folder):
        try:
            page = read_page(path)
            extracted = extract(page, books)
            if any(each.name == page.name and not same_page(each, extracted) for each in found):
                raise page.refuse(1, path.name, "another file, about something else, has this page's name")
            found.append(extracted)
        except Refused as refused:
            problems += refused.problems
    kept, notes = newest(found)
    return kept, [*problems, *notes]


def load_extracts(folder: Path) -> list[dict[str, Any]]:
    """Read every extract of a folder.

    Raises:
        YamlError: A file is not an extract.
    """
    return [load_extract(path) for path in sorted(folder.glob("*.yaml"))]


def load_extract(path: Path) -> dict[str, Any]:
    """Read an extract.

    Raises:
        YamlError: The file is not an extract.
    """
    document = load(path)
    page = document.get("x-evolink-page") if isinstance(document, dict) else None
    if not isinstance(page, dict) or not set(page) >= _PROVENANCE:
        raise YamlError(1, f"{path.name}: not an extract: it does not name its page")
    return dict(document)


def extracts_of(folder: Path, books: Phrasebooks) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the extracts of a folder, which contains either extracts or pages."""
    extracts = load_extracts(folder)
    if extracts:
        return extracts, []
    found, problems = extract_folder(folder, books)
    return [each.document for each in found], [*problems, *(problem for each in found for problem in each.problems)]


def page_files(folder: Path) -> Iterable[Path]:
    """Return the page files directly in a folder, in order."""
    return sorted(path for path in folder.iterdir() if path.is_file() and path.suffix in SUFFIXES)
