"""Shortens what messages, logs and tables repeat: a prompt, or an image given as text, may have megabytes."""

from collections.abc import Sequence

_MOST = 200
"""Characters of a text that show which one is meant."""
_LONGEST_LINE = 2000
"""Characters of a line of a message: enough for advice that has a path in it."""
_MOST_LINES = 50


def cut(text: str, most: int = _MOST) -> str:
    """Return a short text as it is, and of a long one its beginning and its length."""
    if len(text) <= most:
        return text
    data_type = _data_type(text)
    if data_type:
        return f"a data URL ({data_type}, {len(text):,} characters)"
    return f"{text[:most]}… ({len(text):,} characters)"


def short_repr(value: object) -> str:
    """Return a value's repr, short enough for one line; of a data URL, its type and size."""
    from evolink_rules import shown

    return shown(value)


def cut_lines(message: str) -> str:
    """Return a message with its long lines shortened."""
    if len(message) <= _LONGEST_LINE:
        return message
    return "\n".join(cut(line, _LONGEST_LINE) for line in message.split("\n"))


def indented_list(items: Sequence[object], more: int = 0) -> str:
    """Return the first items, each on an indented line, and how many more there are.

    Args:
        items: What to list.
        more: How many there are in addition to those.
    """
    beyond = more + max(0, len(items) - _MOST_LINES)
    return "\n".join([*(f"  {item}" for item in items[:_MOST_LINES]), *[f"  and {beyond:,} more"] * bool(beyond)])


def _data_type(text: str) -> str:
    """Return the type that a data URL names; nothing for any other text."""
    scheme, _, rest = text[:_MOST].partition(":")
    return rest.partition(",")[0].partition(";")[0] or "text/plain" if scheme.lower() == "data" else ""
