"""What people want to know of a call in the journal."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evolink.journal import Call


def prompt_of(call: "Call") -> str:
    """Return the prompt of a call; empty if it has none."""
    prompt = call.request.get("prompt")
    return prompt if isinstance(prompt, str) else ""


def saved_paths(call: "Call") -> list[Path]:
    """Return where its files were saved."""
    return [result.path for result in call.results if result.saved_at and result.path]
