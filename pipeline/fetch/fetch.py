"""Fetches the pages that the documentation's index lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import httpx

from pipeline.fetch.cache import Cache, write_atomically
from pipeline.fetch.plan import SUFFIX, listed, names
from pipeline.fetch.visit import ROBOT, SLOW_DOWN, FetchError, Limits, Visit
from pipeline.problems import Problem


@dataclass(frozen=True)
class Fetched:
    """A page that was fetched."""

    name: str
    url: str
    written: bool

    def __str__(self) -> str:
        """Return the one line that is printed."""
        return f"{self.name}: {'written' if self.written else 'unchanged'}"


@dataclass
class Result:
    """The pages that were fetched, and the problems with the others."""

    pages: list[Fetched] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def fetch(index: str, out: Path, cache: Cache, match: re.Pattern[str], limits: Limits) -> Result:
    """Fetch every page that the index lists into a folder.

    Args:
        index: Address of the index.
        out: Folder for the pages; a file whose content did not change is not written.
        cache: The pages of earlier runs.
        match: Pattern that the path of a page must contain.
        limits: How to behave on the site.

    Raises:
        OSError: A file can't be written.
    """
    headers = {"User-Agent": f"{ROBOT}/{version('evolink')} (fetches documentation pages to find changes)"}
    result = Result()
    with httpx.Client(headers=headers, timeout=limits.idle_seconds) as client:  # noqa: TID251 - for a website, not the API
        visit = Visit(client, cache, limits, index)
        try:
            visit.read_robots()
            urls = listed(visit.get(index).decode("utf-8", "replace"), index, match)
        except FetchError as error:
            result.problems.append(Problem(index, 1, "error", error.what, error.why))
            return result
        result.problems += _bounded(urls, index, limits)
        _fetch_pages(visit, names(urls[: limits.pages]), out, result)
    return result


def _bounded(urls: list[str], index: str, limits: Limits) -> Iterator[Problem]:
    if not urls:
        yield Problem(index, 1, "error", "no page of this site that matches", "an index lists pages as Markdown links")
    if len(urls) > limits.pages:
        yield Problem(index, 1, "error", f"{len(urls)} pages", f"at most {limits.pages} are fetched in one run")


def _fetch_pages(visit: Visit, pages: dict[str, str], out: Path, result: Result) -> None:
    for done, (url, name) in enumerate(pages.items()):
        try:
            body = visit.get(url)
        except FetchError as error:
            result.problems.append(Problem(name, 1, "error", error.what, f"{error.why}: {url}"))
            if error.status == SLOW_DOWN:
                why = f"{len(pages) - done - 1} pages were not asked for"
                result.problems.append(Problem(name, 1, "error", "the site asks to slow down", why))
                return
            continue
        result.pages.append(Fetched(name, url, write_atomically(out / f"{name}{SUFFIX}", body)))
