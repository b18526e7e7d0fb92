"""Fresh extracts in place of committed ones: what is no longer understood stays."""

from dataclasses import replace
from pathlib import Path

from pipeline.drift.kept import Lost, keep
from pipeline.problems import Problem
from pipeline.reading.extract import Extracted
from pipeline.reading.folder import load_extract
from pipeline.yamlio import YamlError


def in_place_of(folder: Path, fresh: Extracted) -> Extracted:
    """Return an extract with the facts of its committed version whose sentences are no longer understood."""
    try:
        old = load_extract(folder / f"{fresh.name}.yaml")
    except (FileNotFoundError, YamlError):  # what is damaged is written again
        return fresh
    kept = keep(old, fresh)
    notes = tuple(_note(fresh.name, each) for each in kept.lost)
    return replace(fresh, document=kept.document, problems=(*fresh.problems, *notes))


def _note(page: str, lost: Lost) -> Problem:
    what = f"{lost.place} {lost.value!r} is kept"
    return Problem(page, lost.line, "note", what, "the sentence here is not understood, so it may still hold")
