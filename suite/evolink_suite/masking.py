"""Keeps the key out of all that is shown: an expression for a shell stands for it, and for each form of it. Pure."""

import base64
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

VARIABLE: Final = "EVOLINK_API_KEY"
_KEY: Final = f"${VARIABLE}"
_SHORT: Final = 6  # characters; anything shorter may be in a text by chance


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


_FORMS: Final[tuple[tuple[Callable[[str], str], str], ...]] = (
    (lambda key: key, _KEY),
    (lambda key: _base64(f"{key}:"), f'$(printf %s "{_KEY}:" | base64 | tr -d "\\n")'),
    (lambda key: _base64(f":{key}"), f'$(printf %s ":{_KEY}" | base64 | tr -d "\\n")'),
    (_base64, f'$(printf %s "{_KEY}" | base64 | tr -d "\\n")'),
    (str.upper, f'$(printf %s "{_KEY}" | tr "[:lower:]" "[:upper:]")'),
    (str.lower, f'$(printf %s "{_KEY}" | tr "[:upper:]" "[:lower:]")'),
    (str.swapcase, f'$(printf %s "{_KEY}" | tr "[:lower:][:upper:]" "[:upper:][:lower:]")'),
    (lambda key: key.replace("-", "_"), f'$(printf %s "{_KEY}" | tr - _)'),
    (lambda key: key[:-1], f"${{{VARIABLE}%?}}"),
    (lambda key: key[1:], f"${{{VARIABLE}#?}}"),
    (lambda key: key[: len(key) // 2], f'$(printf %s "{_KEY}" | cut -c "1-$((${{#{VARIABLE}}} / 2))")'),
)
"""Each form of a key that a request has had, and what makes it from the variable."""


def parts(text: str, api_key: str, *, is_credential: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield a text in parts, each with whether it is an expression that stands for a form of the key.

    Args:
        text: The text.
        api_key: The key; empty for none.
        is_credential: Whether the text is there to hold the key, so that even a short one can't be in it by chance.
    """
    known = {form: shown for form, shown in _forms(api_key).items() if is_credential or len(form) >= _SHORT}
    if not known:
        yield text, False
        return
    at = 0
    for found in re.finditer("|".join(map(re.escape, known)), text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield known[found[0]], True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def masked(text: str, api_key: str) -> str:
    """Return a text without the key."""
    return "".join(part for part, _ in parts(text, api_key))


@cache
def _forms(api_key: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for make, shown in _FORMS:
        if form := make(api_key) if api_key else "":
            found.setdefault(form, shown)
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))
