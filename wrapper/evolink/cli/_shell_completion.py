"""Completion in shells, each of which has its own idea of a word.

Bash splits words at `:` and `=` before a command sees them, so that `16:9` arrives as three. Zsh and fish replace the
whole of `--size=16:9`.
"""

import os
import re
from itertools import accumulate

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    split_arg_string,
)

_SEPARATORS = ":="
_WORD = re.compile(r"""(?:[^\s'"\\]|\\.|'[^']*'?|"(?:[^"\\]|\\.)*"?)+""", re.DOTALL)
"""A word as it stands in the line, with its quotes; the last one may be open."""


class _WholeWords(ShellComplete):
    """Completes the value in `--size=1` with the option before it."""

    _option = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one to complete, and that one as far as it is typed."""
        words, typed = super().get_completion_args()
        self._option = f"{typed.partition('=')[0]}=" if typed.startswith("--") and "=" in typed else ""
        return words, typed

    def format_completion(self, item: CompletionItem) -> str:
        """Return a completion with the option before it."""
        return super().format_completion(CompletionItem(f"{self._option}{item.value}", item.type, item.help))


class Zsh(_WholeWords, ZshComplete):
    """Completes the whole word, in which a colon does not begin the help, as it does with Click before 8.2."""

    def format_completion(self, item: CompletionItem) -> str:
        """Return a completion with its help."""
        value = f"{self._option}{item.value}"
        shown = value.replace(":", "\\:") if item.help else value
        return f"{item.type}\n{shown}\n{item.help or '_'}"


class Fish(_WholeWords, FishComplete):
    """Completes the whole word, with help in which no comma ends what is shown, and in our order."""

    source_template = FishComplete.source_template.replace("complete --no-files", "complete --keep-order --no-files")

    def format_completion(self, item: CompletionItem) -> str:
        """Return a completion with its help."""
        help_text = item.help and item.help.replace(",", ";")
        return super().format_completion(CompletionItem(item.value, item.type, help_text))


class Bash(BashComplete):
    """Joins the words that bash has split, and completes only the last part, which is what bash replaces."""

    _typed = ""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one to complete, and that one as far as it is typed."""
        parts = _WORD.findall(os.environ["COMP_WORDS"])
        current = int(os.environ["COMP_CWORD"])
        parts += [""] * (current + 1 - len(parts))
        numbers = list(accumulate(range(1, len(parts)), lambda word, at: word + _begins(parts, at), initial=0))
        words = ["".join(part for part, word in zip(parts, numbers, strict=True) if word == number)
                 for number in range(numbers[current] + 1)]  # fmt: skip
        before = [part for part, word in zip(parts[:current], numbers, strict=False) if word == numbers[current]]
        typed = "".join([*before, parts[current]] if _is_separator(parts[current]) else before)
        self._typed = typed.partition("=")[2] if typed.startswith("-") else typed
        unquoted = ["".join(split_arg_string(word)) for word in words]
        return unquoted[1:-1], unquoted[-1]

    def format_completion(self, item: CompletionItem) -> str:
        """Return a completion without what bash keeps of the word."""
        return f"{item.type},{item.value.removeprefix(self._typed)}"


def register() -> None:
    """Use these for completion."""
    for shell in (Bash, Zsh, Fish):
        add_completion_class(shell)


def _begins(parts: list[str], at: int) -> bool:
    """Return whether a part begins a word: neither it nor the one before it is a separator."""
    return not (_is_separator(parts[at]) or _is_separator(parts[at - 1]))


def _is_separator(part: str) -> bool:
    return bool(part) and not part.strip(_SEPARATORS)
