"""Finds the links of a Markdown text, and joins addresses. Pure."""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

_STARTS = re.compile(
    r"\]\(\s*"  # [text](address), whatever the text is
    r"|^[ \t>*+-]*\[[^\]\n]+\]:[ \t]*\n?[ \t]*"  # [label]: address
    r"|\bhref=[\"']?"
    r"|<(?=https?:)"
    r"|(?=\bhttps?://)",
    re.MULTILINE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENDS = frozenset("<>\"'")
_ENDS_OF_BARE = _ENDS | frozenset("`[]|")
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def links(text: str) -> Iterator[tuple[int, str]]:
    """Return the addresses that a Markdown text links to, with their lines.

    Links count in every form: with the address in parentheses or in a definition, in HTML, and as a bare address.
    Links in comments don't.
    """
    text = "".join(_without_comments(text))
    at = 0
    line, counted = 1, 0
    while start := _STARTS.search(text, at):
        destination, at = _destination(text, start.end(), bare=not start.group() or start.group() == "<")
        line, counted = line + text.count("\n", counted, start.end()), start.end()
        if destination:
            yield line, destination


def _without_comments(text: str) -> Iterator[str]:
    """Return the parts of a text outside its comments, and the line breaks of these."""
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        yield text[at:start]
        yield "\n" * text.count("\n", start, end)
        at = end + len("-->")
    yield text[at:]


def _destination(text: str, at: int, *, bare: bool) -> tuple[str, int]:
    """Return the address that begins at a place, and the place behind it."""
    if text.startswith("<", at):
        end = next((place for place in range(at + 1, len(text)) if text[place] in "<>\n"), len(text))
        return _ESCAPED.sub(r"\1", text[at + 1 : end]).strip().replace(" ", "%20"), end
    end, open_ = at, 0
    ends = _ENDS_OF_BARE if bare else _ENDS
    while end < len(text) and not text[end].isspace() and text[end] not in ends:
        open_ += {"(": 1, ")": -1}.get(text[end], 0)
        if open_ < 0:
            break
        end += 2 if text[end] == "\\" else 1
    found = text[at:end]
    plain = found.rstrip(".,;:!?*_") if bare else _ESCAPED.sub(r"\1", found)
    return plain.replace("&amp;", "&"), max(end, at + 1)


def join(base: str, link: str) -> str | None:
    """Return the address that a link leads to, without its fragment, or None if it is invalid."""
    try:
        parts = urlsplit(urljoin(base, link))
    except ValueError:
        return None
    scheme, host = _origin(parts)
    return urlunsplit((scheme, host, parts.path, parts.query, ""))


def origin(url: str) -> tuple[str, str]:
    """Return what two addresses of one site have in common: scheme, and host with port."""
    return _origin(urlsplit(url))


def _origin(parts: SplitResult) -> tuple[str, str]:
    return parts.scheme, parts.netloc.lower().removesuffix(_DEFAULT_PORTS.get(parts.scheme, ":"))
