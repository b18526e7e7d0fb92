"""Words as a shell reads them, for commands to copy."""

import os
import re

_PLAIN = re.compile(r"[\w@%+=:,./-]+", re.ASCII)
_SPECIAL = re.compile(r'["$`\\!]')


def quoted(word: str, system: str = os.name) -> str:
    """Return a word for a shell, in double quotes where they suffice: those work in every shell.

    Args:
        word: The word.
        system: The system of the shell, by its name in `os.name`.
    """
    if _PLAIN.fullmatch(word):
        return word
    if system == "nt":
        from subprocess import list2cmdline

        listed = list2cmdline([word])
        return listed if listed.startswith('"') else f'"{listed}"'  # which PowerShell needs for more than spaces
    if word and not _SPECIAL.search(word):
        return f'"{word}"'

    import shlex

    return shlex.quote(word)
