"""Reads folders of pages and of extracts."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pipeline.problems import Problem, Refused
from pipeline.reading.extract import Extracted, extract, extract_table
from pipeline.reading.page import Page, read_page
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.readers import tables
from pipeline.reading.sources import NO_SOURCES, Sources
from pipeline.reading.versions import newest, same_page
from pipeline.yamlio import YamlError, load

SUFFIXES = (".md", ".txt", tables.SUFFIX)
SUFFIXES_IN_WORDS = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
_PROVENANCE = frozenset({"name", "url", "locale", "sha256", "facts", "form", "operation", "models", "lines"})


def extract_folder(
    folder: Path, books: Phrasebooks, sources: Sources = NO_SOURCES
) -> tuple[list[Extracted], list[Problem]]:
    """Extract what is directly in a folder; see `extract_folders`."""
    return extract_folders([folder], books, sources)


def extract_folders(
    folders: Iterable[Path], books: Phrasebooks, sources: Sources = NO_SOURCES
) -> tuple[list[Extracted], list[Problem]]:
    """Extract the newest version of every page directly in folders, and every entry of a parameter table.

    A page or entry that is refused does not stop the others.
    """
    found: list[Extracted] = []
    problems: list[Problem] = []
    for path in (each for folder in folders for each in page_files(folder)):
        try:
            extracts, refused_entries = _extracts(path, books)
        except Refused as refused:
            problems += refused.problems
            continue
        problems += refused_entries
        for extracted in extracts:
            if any(each.name == extracted.name and not same_page(each, extracted) for each in found):
                why = "another file, about something else, has this page's name"
                problems.append(Problem(extracted.name, 1, "error", path.name, why))
            else:
                found.append(extracted)
    kept, notes = newest(found, sources)
    return kept, [*problems, *notes]


def _extracts(path: Path, books: Phrasebooks) -> tuple[list[Extracted], list[Problem]]:
    if path.suffix == tables.SUFFIX:
        return extract_table(Page(path.stem, (), path.read_bytes()), books)
    return [extract(read_page(path), books)], []


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


def extracts_of(
    folders: Sequence[Path], books: Phrasebooks, sources: Sources = NO_SOURCES
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the extracts of folders, which contain either extracts or pages."""
    extracts = [each for folder in folders for each in load_extracts(folder)]
    if extracts:
        return extracts, []
    found, problems = extract_folders(folders, books, sources)
    return [each.document for each in found], [*problems, *(problem for each in found for problem in each.problems)]


def page_files(folder: Path) -> Iterable[Path]:
    """Return the page files directly in a folder, in order; a file README is about the folder."""
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and path.suffix in SUFFIXES and path.stem.casefold() != "readme"
    )
