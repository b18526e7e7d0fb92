"""How names of the documentation become names in the contract and in code."""

import re


def pascal(text: str) -> str:
    """Return `Gpt4oImage` for `gpt-4o-image`: usable as a class name."""
    name = "".join(part[:1].upper() + part[1:] for part in re.split(r"[^A-Za-z0-9]+", text) if part)
    return name if not name[:1].isdigit() else f"Model{name}"


def camel(*parts: str) -> str:
    """Return `getTasks` for `get`, `tasks`."""
    name = "".join(pascal(part) for part in parts)
    return name[:1].lower() + name[1:]
