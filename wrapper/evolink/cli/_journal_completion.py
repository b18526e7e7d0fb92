"""What completion offers from the journal: tasks and held calls, the newest first.

It reads the SQLite file itself, as loading the journal's packages takes longer than a person waits for a completion. It
only reads what is there: a journal on a server is left alone, and so is one that does not exist.
"""

import json
import os
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evolink._http.default_journal import find_default_journal, is_journal_kept
from evolink.cli._time_spans import age

if TYPE_CHECKING:
    from collections.abc import Iterator

    from click.shell_completion import CompletionItem

_MOST = 50
_LONGEST = 60
"""Characters of a prompt that show which one it is."""
_BUSY = 0.2
"""Seconds to wait for a journal that is locked."""
_SQLITE = "sqlite:///"
_NEWEST = "SELECT {name}, created_at, body FROM calls WHERE {name} LIKE ? || '%' {which} ORDER BY id DESC LIMIT ?"
_TASKS = _NEWEST.format(name="task_id", which="")
_HELD = _NEWEST.format(name="key", which="AND state = 'held'")


def complete_task(_ctx: click.Context, _param: click.Parameter, begun: str) -> "list[CompletionItem]":
    """Return the newest tasks whose IDs begin so, each with its age and the beginning of its prompt."""
    return list(_items(_TASKS, begun))


def complete_held_call(_ctx: click.Context, _param: click.Parameter, begun: str) -> "list[CompletionItem]":
    """Return the newest held calls whose keys begin so, each with its age and the beginning of its prompt."""
    return list(_items(_HELD, begun))


def _items(query: str, begun: str) -> "Iterator[CompletionItem]":
    import sqlite3

    from click.shell_completion import CompletionItem

    file = _journal_file()
    if file is None:
        return
    try:
        with closing(sqlite3.connect(_read_only(file), uri=True, timeout=_BUSY)) as connection:
            found = connection.execute(query, (begun, _MOST)).fetchall()
    except sqlite3.Error:
        return
    for name, created, body in found:
        yield CompletionItem(name, help=f"{age(time.time() - created)} ago: {_excerpt(body)}")


def _journal_file() -> Path | None:
    """Return the file of the journal; None if it is off, on a server, or does not exist."""
    address = find_default_journal() if is_journal_kept() else None
    if address is None or "://" in address.removeprefix(_SQLITE):
        return None
    file = Path(address.removeprefix(_SQLITE)).expanduser().absolute()
    return file if file.is_file() else None


def _read_only(file: Path) -> str:
    """Return the address of a file for SQLite, which would make two files beside a journal that is not in use."""
    in_use = os.path.lexists(f"{file}-wal")
    return f"{file.as_uri()}?{'mode=ro' if in_use else 'immutable=1'}"


def _excerpt(body: str) -> str:
    """Return the beginning of a prompt as one line without control characters, which shells would obey."""
    try:
        prompt = str(json.loads(body).get("prompt", ""))
    except (ValueError, AttributeError):
        return ""
    line = "".join(each for each in " ".join(prompt.split()) if each.isprintable())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
