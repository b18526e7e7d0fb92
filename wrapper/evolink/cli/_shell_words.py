"""Words as a shell reads them, for commands to copy."""

import re

_PLAIN = re.compile(r"[\w@%+=:,./-]+", re.ASCII)
_SPECIAL = re.compile(r'["$`\\!]')


def quoted(word: str) -> str:
    """Return a word for a shell, in double quotes where they suffice: those work in every shell."""
    if _PLAIN.fullmatch(word):
        return word
    if word and not _SPECIAL.search(word):
        return f'"{word}"'

    import shlex

    return shlex.quote(word)
