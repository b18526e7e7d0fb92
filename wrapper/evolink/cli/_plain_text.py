"""Makes text of others fit to stand in a line of a terminal: harmless, and as wide there as it is counted."""

import unicodedata

_MOST = 400
"""Characters of a text that are looked at; few lines hold more."""
_BREAKS = frozenset({"Cc", "Zl", "Zp", "Zs"})
_DROPPED = frozenset({"Cf", "Cs", "Co", "Cn"})
"""What is not seen but acts, as marks of direction do, and what no font has. Emoji that were joined stand apart."""
_VARIATIONS = frozenset(map(chr, range(0xFE00, 0xFE10)))
_SKINS = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_MOST_MARKS = 2
"""Marks on one letter; more of them reach into the lines above and below."""


def one_line(text: str, most: int = _MOST) -> str:
    """Return the beginning of a text in one line, without control characters and what else moves the cursor.

    Args:
        text: The text.
        most: How many of its characters are looked at.
    """
    kept: list[str] = []
    marks = 0
    for char in text[:most]:
        kind = unicodedata.category(char)
        if kind in _BREAKS:
            kept.append(" ")
        elif kind in _DROPPED or char in _VARIATIONS or char in _SKINS:
            continue
        marks = marks + 1 if kind in {"Mn", "Me"} else 0
        if marks <= _MOST_MARKS and kind not in _BREAKS:
            kept.append(char)
    return " ".join("".join(kept).split()) + ("…" if len(text) > most else "")
