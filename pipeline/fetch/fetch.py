"""Fetches the pages that the documentation's index lists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import httpx

from pipeline.fetch.answers import SLOW_DOWN
from pipeline.fetch.cache import Cache, write_atomically
from pipeline.fetch.limits import Limits
from pipeline.fetch.plan import SUFFIX, Listing, listed, names
from pipeline.fetch.record import Record, save
from pipeline.fetch.visit import ROBOT, FetchError, Visit
from pipeline.problems import Problem

_NOT_ENDED = "the run did not end"


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
    """Fetch every page that the index lists into a folder, and record there which were not fetched.

    Args:
        index: Address of the index.
        out: Folder for the pages; a file whose content did not change is not written, and none is deleted.
        cache: The pages of earlier runs.
        match: Pattern that the path of a page must contain.
        limits: How to behave on the site.

    Raises:
        OSError: A file can't be written.
    """
    headers = {"User-Agent": f"{ROBOT}/{version('evolink')} (fetches documentation pages to find changes)"}
    result = Result()
    save(out, Record(index, _NOT_ENDED))
    with httpx.Client(headers=headers, timeout=limits.idle_seconds) as client:  # noqa: TID251 - for a website, not the API
        visit = Visit(client, cache, limits, index)
        try:
            found = visit.get(index)
        except FetchError as error:
            return _without_index(error, index, out, result)
        listing = listed(found.body.decode("utf-8", "replace"), found.url, match, visit.sites)
        result.problems += _skipped(listing, index)
        if not listing.pages:
            unusable = FetchError("no page of this site that matches", "an index lists pages as Markdown links")
            return _without_index(unusable, index, out, result)
        _fetch_listed(visit, listing, out, result)
    return result


def _without_index(error: FetchError, index: str, out: Path, result: Result) -> Result:
    """Record that it is unknown which pages exist."""
    result.problems.append(Problem(index, 1, "error", error.what, error.why))
    save(out, Record(index, error.what))
    return result


def _skipped(listing: Listing, index: str) -> Iterator[Problem]:
    """Return the links that match and are not followed, as notes: only the site can change them."""
    for each in listing.skipped:
        yield Problem(index, each.line, "note", f"link not followed: {each.link}", each.why)


def _fetch_listed(visit: Visit, listing: Listing, out: Path, result: Result) -> None:
    named = names(listing.pages)
    left = sorted({path.stem for path in out.glob(f"*{SUFFIX}")} - set(named.values()))
    result.problems += [
        Problem(name, 1, "error", "not in the index any more", f"a page is listed; delete {name}{SUFFIX} if it is gone")
        for name in left
    ]
    missing = dict.fromkeys(named.values(), _NOT_ENDED)
    save(out, Record(visit.index, "", missing, tuple(left)))
    try:
        for name, why in _fetch_pages(visit, named, listing, out, result):
            missing[name] = why
    finally:
        save(out, Record(visit.index, "", missing, tuple(left)))


def _fetch_pages(
    visit: Visit, named: dict[str, str], listing: Listing, out: Path, result: Result
) -> Iterator[tuple[str, str]]:
    """Fetch the pages, and return for each why it was not fetched, or an empty text."""
    stopped = ""
    for done, (url, name) in enumerate(named.items()):
        if done == visit.limits.pages:
            stopped = f"at most {done} pages are fetched in one run"
            result.problems.append(Problem(visit.index, 1, "error", f"{len(named)} pages", stopped))
        if stopped:
            yield name, stopped
            continue
        try:
            body = visit.get(url, *listing.pages[url]).body
        except FetchError as error:
            result.problems.append(Problem(name, 1, "error", error.what, f"{error.why}: {url}"))
            yield name, error.what
            if error.status == SLOW_DOWN:
                stopped = "the site asks to slow down"
                why = f"{len(named) - done - 1} pages were not asked for"
                result.problems.append(Problem(name, 1, "error", stopped, why))
            continue
        result.pages.append(Fetched(name, url, write_atomically(out / f"{name}{SUFFIX}", body)))
        yield name, ""
