"""Other spellings of one text: as long only before or after normalising it, or naming something else. Pure."""

import re
from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from typing import Final

_FULL_WIDTH: Final = {code: code + 0xFEE0 for code in range(ord("!"), ord("~") + 1)}
_SHRINKING: Final[Mapping[str, tuple[str, str, str]]] = {
    "blanks around it": (" ", "a", " "),
    "line ends": ("a", "  \r\n", "a\n"),
    "composed characters": ("a", "e\u0301\u1100\u1161\uff76\uff9e", "a"),
    "unseen characters": ("a", "\u200b\ufeff\u00ad\x07\U0001f44d\U0001f3fd\u2764\ufe0f", "a"),
    "markup": ("a", "&amp;<b>%20\\n", "a"),
}
"""Texts that some normalisation shortens: how they begin, what is repeated, and how they end."""
_GROWING: Final = "\u00e9\ufb01\u00df\u0130\"'<&\\\n\u65e5\U0001f600%"
"""Characters that become several in another normal form, case, encoding or quotation."""


def shrinking(length: int) -> Iterator[tuple[str, str]]:
    """Yield texts of so many characters that are shorter once they are normalised, and what makes each so."""
    for name, (start, repeated, end) in _SHRINKING.items():
        inner = length - len(start) - len(end)
        if inner > 0:
            yield f"{start}{_repeated(repeated, inner)}{end}", name


def growing(length: int) -> str:
    """Return a text of so many characters that is longer once it is normalised, escaped or encoded."""
    return _repeated(_GROWING, length)


def respelt(text: str) -> Iterator[tuple[str, str]]:
    """Yield texts that a lenient reader may take for a word of a closed set, and what distinguishes each."""
    yield f" {text}", "after a blank"
    yield f"{text}\n", "before a line end"
    yield f"\u200b{text}", "after an unseen character"
    yield text.translate(_FULL_WIDTH), "in full width"
    yield f'"{text}"', "in quotes"
    yield f"{text},{text}", "twice"
    yield text[:-1], "cut"
    yield f"{text}x", "continued"
    yield f"x/{text}", "in a folder"
    yield f"{text}:latest", "with a tag"
    yield "null", "null"
    for old, new in (
        ("-", "_"),
        ("-", " "),
        ("-", ""),
        ("_", "-"),
        (":", "x"),
        (":", "/"),
        ("x", "*"),
        (":", "%3A"),
        (" ", ""),
    ):
        if old in text:
            yield text.replace(old, new), f"{new or 'nothing'} for {old}"
    if text[:1].isdecimal():
        yield f"0{text}", "after a zero"


def near_ids(known: str) -> Iterator[tuple[str, str]]:
    """Yield IDs that a lenient reader may take for a known one, and what distinguishes each."""
    stem, dash, suffix = known.rpartition("-")
    ends = [found.end() for found in re.finditer("-", known)]
    found = {
        "in upper case": known.upper(),
        "in lower case": known.lower(),
        "the beginning in upper case": f"{stem.upper()}{dash}{suffix}",
        "the end in upper case": f"{stem}{dash}{suffix.upper()}",
        "the end in lower case": f"{stem}{dash}{suffix.lower()}",
        "after a blank": f" {known}",
        "before a blank": f"{known} ",
        "before a line end": f"{known}\n",
        "before a zero byte": f"{known}\0",
        "before a slash": f"{known}/",
        "before a semicolon": f"{known};a=1",
        "before a question mark": f"{known}?",
        "before a number sign": f"{known}#",
        "with an extension": f"{known}.json",
        "continued": f"{known}x",
        "twice": f"{known},{known}",
        "cut": known[:-1],
        "half of the end": known[: -(len(suffix) // 2) or None],
        **{f"after dash {place}": known[end:] for place, end in enumerate(ends, 1)},
        **{f"up to dash {place}": known[: end - 1] for place, end in enumerate(ends, 1)},
        "in quotes": f'"{known}"',
        "in full width": known.translate(_FULL_WIDTH),
        "with an unseen character": f"{known}\u200b",
        "with underscores": known.replace("-", "_"),
        "encoded twice": known.replace("-", "%2D"),
    }
    yield from ((name, other) for name, other in found.items() if other not in (known, ""))


def _repeated(text: str, length: int) -> str:
    return "".join(islice(cycle(text), length))
