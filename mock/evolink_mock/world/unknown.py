"""What is said of a name or a value that the mock doesn't know."""

from collections.abc import Iterable
from difflib import get_close_matches

_LONGEST = 80  # characters of what is wrong


def brief(text: str) -> str:
    """Return the beginning of a text that is wrong."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def unknown(given: str, known: Iterable[str], *, of: str = "") -> str:
    """Return that a value is unknown, which one was probably meant, and which there are.

    Args:
        given: The value.
        known: What it may be.
        of: What it was given for, if it is not a name itself.
    """
    values = [*known]
    near = get_close_matches(brief(given), values, n=1)
    use = f"did you mean {near[0]}? Use" if near else "use"
    return f"{of}{'=' * bool(of)}{brief(given)} is unknown; {use} {', '.join(values)}"
