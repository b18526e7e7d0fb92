"""What somebody who mistyped a word may have meant."""

from collections.abc import Iterable

_MOST = 3


def close_to(word: str, known: Iterable[str]) -> list[str]:
    """Return the known words that begin with a word, or else those that are most like it."""
    from difflib import get_close_matches

    folded = {each.casefold().lstrip("-"): each for each in known}
    typed = word.casefold().lstrip("-")
    begun = [each for each in folded if typed and each.startswith(typed)]
    near = begun or get_close_matches(typed, folded, _MOST)
    return [folded[each] for each in near[:_MOST]]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question to follow a sentence, with the space before it: ` Did you mean 'generate'?`; may be empty."""
    return question(close_to(word, known))


def question(meant: Iterable[str]) -> str:
    """Return the question whether one of some words is meant, with the space before it; nothing if there are none."""
    *others, last = [repr(each) for each in meant] or [""]
    named = f"{', '.join(others)} or {last}" if others else last
    return f" Did you mean {named}?" if named else ""
