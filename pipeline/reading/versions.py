"""Keeps the newest version of each page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.problems import Problem
from pipeline.reading.extract import Extracted
from pipeline.reading.names import NameParts, name_parts
from pipeline.reading.sources import Age, Sources

_LEGACY = "legacy"


@dataclass(frozen=True)
class Version:
    """A page or an entry of a table that was read, the parts of its name, and how new it is, if that is known."""

    extracted: Extracted
    name: NameParts
    age: Age | None


def version_of(extracted: Extracted, sources: Sources) -> Version:
    """Return the version that a page's name, or its commit of the documentation, makes it."""
    page, name = extracted.document["x-evolink-page"], name_parts(extracted.name)
    known = "commit" in page or sources.is_known(name.mark)
    return Version(extracted, name, sources.age(page) if known else None)


def newest(pages: Sequence[Extracted], sources: Sources) -> tuple[list[Extracted], list[Problem]]:
    """Return the pages without older versions, and a note on each that was dropped.

    Pages are versions of one page if they share their stem, their operation and a model; a table's entry is a witness
    of its own beside a page. The newest date counts if each has one, else the newest in specs/sources.yaml if all are
    listed there, else the plain page, else the one that is not in the legacy form. If none of that decides, all stay.
    """
    kept: list[Extracted] = []
    notes: list[Problem] = []
    versions = [version_of(each, sources) for each in pages]
    for version in versions:
        rivals = [each for each in versions if each is version or _one_page(version, each)]
        best = _newest(rivals)
        if best is None or best is version:
            older = [each.extracted.name for each in rivals if each is not version] if best is version else []
            kept.append(_naming(version.extracted, older))
        else:
            notes.append(_dropped(version.extracted.name, best.extracted.name))
    return kept, notes


def _dropped(name: str, newer: str) -> Problem:
    what = "a second file of this page" if name == newer else f"an older version of {newer}"
    return Problem(name, 1, "note", f"{what}, dropped", "of two versions of a page the newer counts")


def same_page(one: Extracted, other: Extracted) -> bool:
    """Return whether two pages document one operation and share a model, or have none."""
    first, second = (each.document["x-evolink-page"] for each in (one, other))
    shared = set(first["models"]) & set(second["models"]) or first["models"] == second["models"]
    return first["operation"] == second["operation"] and bool(shared)


def _one_page(one: Version, other: Version) -> bool:
    return one.name.stem == other.name.stem and same_page(one.extracted, other.extracted)


def _newest(versions: Sequence[Version]) -> Version | None:
    """Return the newest version; of those of one age, the first: `.md` comes before `.txt`, a page before its text."""
    if all(each.name.date for each in versions):
        return max(versions, key=lambda each: each.name.date)
    if all(each.age for each in versions):
        return max(versions, key=lambda each: each.age or (0, ""))
    plain = [each for each in versions if not each.name.mark]
    modern = [each for each in versions if each.name.mark != _LEGACY]
    return plain[0] if plain else modern[0] if len(modern) == 1 else None


def _naming(extracted: Extracted, older: list[str]) -> Extracted:
    """Return the page with the older versions that it replaces named in its extract."""
    if not older:
        return extracted
    page = {**extracted.document["x-evolink-page"], "older": sorted(older)}
    return replace(extracted, document={**extracted.document, "x-evolink-page": page})
