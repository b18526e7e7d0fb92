"""Two versions of one page: the newer is kept and names the older, whatever their files are called."""

import json
from pathlib import Path

import pytest

from pipeline.reading.folder import extract_folder
from pipeline.reading.names import NameParts, name_parts
from pipeline.reading.phrasebook import Phrasebooks
from pipeline.reading.sources import Sources
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


def test_listed_ages(books: Phrasebooks, tmp_path: Path) -> None:
    """Marks that specs/sources.yaml lists are compared by it."""
    for name in ("en--brush.genx.md", "en--brush.codes.md"):
        (tmp_path / name).write_text(BRUSH, encoding="utf-8")
    for ages, winner in (("codes genx", "en--brush.genx"), ("genx codes", "en--brush.codes")):
        found, _ = extract_folder(tmp_path, books, Sources(ages=(*ages.split(), "plain")))
        assert [each.name for each in found] == [winner]


def test_two_tables(books: Phrasebooks, tmp_path: Path) -> None:
    """Of two tables the one of the newer commit counts, model by model, and a model that only the older has stays."""
    entry: dict[str, object] = {
        "path": "/v1/films",
        "docs": "https://docs.example.com/en/x",
        "required": [],
        "params": {},
    }
    for name, commit, models in (("a", "1a", ["easel", "chalk"]), ("b", "2b", ["easel"])):
        table = {"meta": {"commit": commit}, "models": dict.fromkeys(models, entry)}
        (tmp_path / f"{name}.json").write_text(json.dumps(table), encoding="utf-8")
    for ages, commit in ((("1a", "2b"), "2b"), (("2b", "1a"), "1a")):
        found, _ = extract_folder(tmp_path, books, Sources(ages=(*ages, "plain")))
        pages = [each.document["x-evolink-page"] for each in found]
        assert {page["name"]: page["commit"] for page in pages} == {"table--easel": commit, "table--chalk": "1a"}
