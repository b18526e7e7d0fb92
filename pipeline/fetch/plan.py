"""Plans which pages to fetch and how to name them. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

_LINK = re.compile(r"\[[^\]\n]*\]\(\s*<?([^()\s<>]+)")
_LOCALE = re.compile(r"[a-z]{2}(?:-[A-Za-z]{2,4})?")
_LONGEST_NAME = 120
SUFFIX = ".md"


def listed(index: str, index_url: str, match: re.Pattern[str]) -> list[str]:
    """Return the addresses of the Markdown versions of the pages that an index lists, each once and in order.

    Args:
        index: The index's text; its Markdown links count.
        index_url: Its address; only pages of the same origin count.
        match: Pattern that the path of a page must contain.
    """
    links = (join(index_url, link) for link in _LINK.findall(index))
    pages = (_markdown_form(link) for link in links if link is not None)
    return list(dict.fromkeys(page for page in pages if page and _wanted(page, index_url, match)))


def join(base: str, link: str) -> str | None:
    """Return the address that a link leads to, without its fragment, or None if it is invalid."""
    try:
        url = urldefrag(urljoin(base, link)).url
        origin(url)
    except ValueError:
        return None
    return url


def origin(url: str) -> tuple[str, str]:
    """Return what two addresses of one site have in common: scheme, and host with port."""
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()


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


def _markdown_form(url: str) -> str | None:
    """Return the address of a page's Markdown, or None if the link leads to no page."""
    parts = urlsplit(url)
    last = parts.path.rpartition("/")[2]
    if parts.query or not last or (re.search(r"\.[a-z0-9]{1,5}$", last) and not last.endswith(SUFFIX)):
        return None
    return url if last.endswith(SUFFIX) else url + SUFFIX


def _wanted(url: str, index_url: str, match: re.Pattern[str]) -> bool:
    return origin(url) == origin(index_url) and match.search(urlsplit(url).path) is not None


def _segments(url: str) -> list[str]:
    """Return the locale and the parts of the path, in characters that are valid in file names on every system."""
    path = unquote(urlsplit(url).path).removesuffix(SUFFIX)
    parts = [re.sub(r"[^A-Za-z0-9_]+", "-", part).strip("-") or "-" for part in path.split("/") if part]
    return parts if len(parts) > 1 and _LOCALE.fullmatch(parts[0]) else ["en", *parts]


def _name(segments: list[str], depth: int) -> str:
    locale, *parts = segments
    return "--".join([locale, *parts[-depth:]])[:_LONGEST_NAME]
