"""Reads specs/sources.yaml: where pages are, which are newer, and whose facts stand even if a newer source differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.reading.names import name_parts
from pipeline.yamlio import YamlError, load

_PLAIN = "plain"
Age = tuple[int, str]


@dataclass(frozen=True)
class Sources:
    """What is known of the sources of facts.

    Attributes:
        folders: Folders with pages.
        ages: Marks of page names, `plain` for pages without a mark, and commits of the documentation, oldest first.
        kept: Names of the pages whose facts stand in the contract, also where a newer source differs.
        left_out: Fields of requests that parameter tables leave out, since every page has them.
    """

    folders: tuple[Path, ...] = ()
    ages: tuple[str, ...] = (_PLAIN,)
    kept: frozenset[str] = frozenset()
    left_out: tuple[str, ...] = ()

    @property
    def present(self) -> tuple[Path, ...]:
        """The folders that exist."""
        return tuple(folder for folder in self.folders if folder.is_dir())

    def is_known(self, mark: str) -> bool:
        """Return whether it is known how new pages with a mark are; without one they are."""
        return not mark or mark in self.ages

    def age(self, page: Mapping[str, Any]) -> Age:
        """Return how new a source is, by what its extract says of it; the newer, the greater.

        A commit that is not listed is newer than those that are. A mark that is not listed says nothing.
        """
        if commit := page.get("commit"):
            return (self.ages.index(commit) if commit in self.ages else len(self.ages), "")
        parts = name_parts(page["name"])
        known = parts.mark if parts.mark in self.ages else _PLAIN
        return (self.ages.index(known), parts.date)


NO_SOURCES = Sources()


def load_sources(path: Path) -> Sources:
    """Read the file; folders are relative to the repository that it belongs to.

    Raises:
        YamlError: The file has another form.
    """
    data: Any = load(path) if path.exists() else {}
    lists: dict[str, Any] = {key: data.get(key, []) for key in ("pages", "ages", "kept", "left-out")}
    if not all(isinstance(each, list) for each in lists.values()):
        raise YamlError(1, f"{path.name}: pages, ages, kept and left-out are lists")
    ages = tuple(map(str, lists["ages"]))
    return Sources(
        folders=tuple((path.parent.parent / str(each)).resolve() for each in lists["pages"]),
        ages=ages if _PLAIN in ages else (*ages, _PLAIN),
        kept=frozenset(map(str, lists["kept"])),
        left_out=tuple(map(str, lists["left-out"])),
    )


def page_of(extract: dict[str, Any]) -> dict[str, Any]:
    """Return what an extract says of the page or table entry that it was made from."""
    page: dict[str, Any] = extract["x-evolink-page"]
    return page
