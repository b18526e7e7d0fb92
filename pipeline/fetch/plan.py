"""Plans which pages to fetch and how to name them. Pure."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import unquote, urlsplit, urlunsplit

from pipeline.fetch.links import join, links, origin

SUFFIX = ".md"
_LOCALE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")
_LONGEST_NAME = 120
_PAGE_FORMS = re.compile(r"\.(?:mdx?|markdown|html?)$", re.IGNORECASE)
# A closed list, because what follows a dot may be a version, as in `brush-4.5` or `brush-2.turbo`.
_FILES = re.compile(
    r"\.(?:avif|bmp|css|csv|docx?|gif|gz|ico|jpe?g|js|json|jsonl|m4a|mov|mp3|mp4|ogg|pdf|png|py|rss|svg|tar|toml|ts|txt"
    r"|wav|webm|webp|woff2?|xlsx?|xml|ya?ml|zip)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Skipped:
    """A link whose address matches, and why its page is not fetched."""

    line: int
    link: str
    why: str


@dataclass
class Listing:
    """What an index lists.

    Attributes:
        pages: The address of the Markdown form of each page, in order, with the addresses to try if it is not there.
        skipped: The links that match and lead to no page of the documentation.
    """

    pages: dict[str, list[str]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)


def listed(index: str, index_url: str, match: re.Pattern[str], sites: Collection[tuple[str, str]]) -> Listing:
    """Return the pages that an index lists, each once.

    Args:
        index: The index's text; its Markdown links count.
        index_url: The address where it was found, after redirects; its links are relative to it.
        match: Pattern that the path of a page must contain.
        sites: The origins of the documentation; only their pages count.
    """
    listing = Listing()
    said: set[str] = set()
    for line, link in links(index):
        if link in said:
            continue
        said.add(link)
        url = join(index_url, link)
        forms = _markdown_forms(url) if url else []
        if not any(match.search(path) for path in (urlsplit(url).path if url else link, *map(_path, forms[:1]))):
            continue
        why = _why_not(url, forms, match, sites)
        if why:
            listing.skipped.append(Skipped(line, link, why))
            continue
        known = listing.pages.setdefault(forms[0], forms[1:])
        if url and urlsplit(url).query and not set(forms[1:]) <= set(known):
            listing.skipped.append(Skipped(line, link, "another query of a page that is fetched"))
            continue
        known += [form for form in forms[1:] if form not in known]
    return listing


def _why_not(url: str | None, forms: list[str], match: re.Pattern[str], sites: Collection[tuple[str, str]]) -> str:
    """Return why a link is not followed, or an empty text if it is."""
    if url is None:
        return "not a valid address"
    if origin(url) not in sites:
        return "not on the documentation's own site"
    if not forms:
        return "a file that is no page"
    return "" if match.search(_path(forms[0])) else "a folder of pages, and no page"


def _path(url: str) -> str:
    return urlsplit(url).path


def names(urls: Iterable[str]) -> dict[str, str]:
    """Return each page's name, `<locale>--<slug>`; names differ even on file systems that ignore case.

    The slug is the last part of the path, with as many of the parts before it as distinguish it from others. So a name
    depends on the set of pages and not on its order.
    """
    paths = {url: _segments(url) for url in urls}
    named: dict[str, str] = {}
    depth = 1
    while len(named) < len(paths):
        open_ = {url: _name(segments, depth) for url, segments in paths.items() if url not in named}
        taken = Counter(name.casefold() for name in (*open_.values(), *named.values()))
        exhausted = all(depth >= len(paths[url]) for url in open_)
        for url, name in open_.items():
            if taken[name.casefold()] == 1:
                named[url] = name
            elif exhausted:
                named[url] = f"{name}--{sha256(url.encode()).hexdigest()[:8]}"
        depth += 1
    return {url: named[url] for url in paths}


def _markdown_forms(url: str) -> list[str]:
    """Return the addresses where a page's Markdown may be, likeliest first; none if the link leads to a file.

    A query rarely selects a page, and a site that needs it answers 404 without it.
    """
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    if not path or _FILES.search(path):
        return []
    stem = _PAGE_FORMS.sub("", path)
    paths = [path if path.endswith(SUFFIX) else stem + SUFFIX]
    if path.lower().endswith((SUFFIX, ".mdx", ".markdown")):
        paths.append(path)
    if parts.path.endswith("/"):
        paths.append(f"{path}/index{SUFFIX}")
    queries = dict.fromkeys(("", parts.query))
    return [
        urlunsplit((parts.scheme, parts.netloc, each, query, "")) for each in dict.fromkeys(paths) for query in queries
    ]


def _segments(url: str) -> list[str]:
    """Return the locale and the parts of the path, in characters that are valid in file names on every system.

    The locale may follow the folder of the documentation, as in `/docs/en/brush`.
    """
    path = unquote(_path(url)).removesuffix(SUFFIX)
    parts = [re.sub(r"[^A-Za-z0-9_.]+", "-", part).strip("-.") or "-" for part in path.split("/") if part]
    at = next((place for place, part in enumerate(parts[:-1][:2]) if _LOCALE.fullmatch(part)), None)
    return ["en", *parts] if at is None else [parts[at], *parts[:at], *parts[at + 1 :]]


def _name(segments: list[str], depth: int) -> str:
    locale, *parts = segments
    return "--".join([locale, *parts[-depth:]])[:_LONGEST_NAME].rstrip(".-")
