"""Two versions of one page: the newer is kept and names the older, whatever their files are called."""

from pathlib import Path

import pytest

from pipeline.reading.folder import extract_folder
from pipeline.reading.names import NameParts, name_parts
from pipeline.reading.phrasebook import Phrasebooks
from tests.pipeline.writer import model, raw, rendered

BRUSH, CHALK = raw(model("brush-9")), raw(model("chalk-2"))


def kept(folder: Path, books: Phrasebooks, **texts: str) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """Return the pages that were kept with the older ones they name, and the problems with their levels."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    found, problems = extract_folder(folder, books)
    pages = {each.name: each.document["x-evolink-page"].get("older", []) for each in found}
    return pages, [(each.page, each.level) for each in problems]


@pytest.mark.parametrize(("names", "winner"), [
    (("en--brush.md", "en--brush.genx.md"), "en--brush"),
    (("en--brush3.1-fast.md", "en--brush3.1-fast.beta.md"), "en--brush3.1-fast"),
    (("en--brush.2026-01-15.md", "en--brush.2025-11.md"), "en--brush.2026-01-15"),
    (("en--brush.legacy.md", "en--brush.codes.md"), "en--brush.codes"),
])  # fmt: skip
def test_newer(names: tuple[str, str], winner: str, tmp_path: Path, books: Phrasebooks) -> None:
    """The newest date counts, or else the plain page, or else the one that is not in the legacy form."""
    (older,) = {name.removesuffix(".md") for name in names} - {winner}
    pages, problems = kept(tmp_path, books, **dict.fromkeys(names, BRUSH))
    assert pages == {winner: [older]}
    assert problems == [(older, "note")]


def test_two_files(tmp_path: Path, books: Phrasebooks) -> None:
    """Of a page's source and its text the source is kept."""
    pages, problems = kept(tmp_path, books, **{"en--brush.txt": rendered(model("brush-9")), "en--brush.md": BRUSH})
    assert (list(pages), problems) == (["en--brush"], [("en--brush", "note")])


def test_refused_version(tmp_path: Path, books: Phrasebooks) -> None:
    """An older version stays if the newer one is refused."""
    pages, problems = kept(tmp_path, books, **{"en--brush.md": "# Brush\n", "en--brush.genx.md": BRUSH})
    assert (pages, problems) == ({"en--brush.genx": []}, [("en--brush", "error")])


@pytest.mark.parametrize("names", [("en--brush.one.md", "en--brush.two.md"), ("en--brush-1.5.md", "en--brush-1.6.md")])
def test_undecided(names: tuple[str, str], tmp_path: Path, books: Phrasebooks) -> None:
    """Versions of which none is known to be newer all stay, and a number after a dot is no mark."""
    pages, problems = kept(tmp_path, books, **dict.fromkeys(names, BRUSH))
    assert (len(pages), problems) == (2, [])


def test_other_models(tmp_path: Path, books: Phrasebooks) -> None:
    """Pages about different models are not versions of one page; one name for both is a problem."""
    assert len(kept(tmp_path, books, **{"en--brush.md": BRUSH, "en--brush.chalk.md": CHALK})[0]) == 2
    (tmp_path / "en--brush.chalk.md").unlink()
    assert ("en--brush", "error") in kept(tmp_path, books, **{"en--brush.txt": CHALK})[1]


def test_dots() -> None:
    """A mark follows the last dot and starts with a letter, or is a date."""
    assert name_parts("en--veo3.1-fast.genx") == NameParts("en--veo3.1-fast", "genx")
