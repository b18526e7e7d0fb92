"""Which run a folder is: what its run file tells and what the journal knows, brought together before a call is sent."""

import json
import logging
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from evolink.journal import Batch, Journal, State

from ._folder_lock import FolderLock
from ._results import NAME
from ._run_file import RunFile, place, read, unknown
from ._run_rows import Facts, RunRows, alike, call_of, facts_of, may_have_cost

_CHUNK = 500
_SENT = frozenset(State) - {State.PLANNED}

_log = logging.getLogger("evolink")


def bound(journal: Journal, folder: Path, manifest: str | None, rows: RunRows, *, new: bool) -> Batch:
    """Return the run of a folder, with all that the folder tells of it noted in the journal.

    Args:
        journal: The journal.
        folder: The folder; it need not be there.
        manifest: The file that the rows come from.
        rows: What the run file tells goes there.
        new: Whether it is to be a new run, whatever went there before; see `set_aside`.

    Raises:
        UnknownRun: Rows may have been paid, and neither the journal nor the folder tells which.
        ConfigurationError: Something else than a file stands in the place of the run file.
        OSError: The run file can't be read.
    """
    runs = journal.runs
    if new:
        return runs.new(str(folder), time.time(), manifest)
    batch, is_damaged = _found(journal, folder, rows)
    if batch is None:
        batch = runs.new(str(folder), time.time(), manifest)
    elif batch.output != str(folder):
        batch = runs.move(batch, str(folder), manifest)
    _adopt(journal, batch, folder, rows)
    if is_damaged:  # all that could be read is in the journal now, and goes into a new file
        set_aside(folder)
        rows.clear()
    return batch


def known_or_new(journal: Journal, folder: Path, manifest: str | None, *, new: bool) -> Batch:
    """Return the run of a folder into which others write; what its files on this machine tell is noted first.

    Raises:
        UnknownRun: See `bound`.
        JournalBusy: A bulk run of one process goes there.
    """
    if not new and not place(folder).exists() and not (folder / NAME).exists():
        name = str(folder)
        return journal.runs.at(name) or journal.batch(name, time.time(), manifest=manifest, output=name)
    lock, rows = FolderLock(folder), RunRows()
    try:
        lock.acquire()
        return bound(journal, folder, manifest, rows, new=new)
    finally:
        rows.close()
        lock.release()


def known_run(journal: Journal, folder: Path, rows: RunRows) -> Batch | None:
    """Return the run of a folder, if the journal knows it, and change nothing; see `bound`."""
    return _found(journal, folder, rows)[0]


def _found(journal: Journal, folder: Path, rows: RunRows) -> tuple[Batch | None, bool]:
    """Find a folder's run: by the keys that it has made calls under, or else by its place.

    Returns:
        The run, and whether a part of the run file can't be read.
    """
    damage = read(folder, rows)
    batch = journal.runs.of(facts["key"] for facts in rows)
    if batch is None and damage is not None:
        raise damage
    if damage is not None:
        _log.warning("%s; the journal knows the run, and the file is written again", damage.message.partition(". ")[0])
    return batch or _at_its_place(journal, folder, rows), damage is not None


def _at_its_place(journal: Journal, folder: Path, rows: RunRows) -> Batch | None:
    """Return the run that the journal has at a folder; None if that is another one than the folder's own."""
    batch = journal.runs.at(str(folder))
    if batch is not None and journal.runs.has_sent(batch):
        return None if any(True for _ in rows) else batch
    if not any(True for _ in rows) and _tells_of_calls(folder / NAME):
        raise unknown(folder / NAME, "neither the journal nor a run file beside it knows that run")
    return batch


def _tells_of_calls(results: Path) -> bool:
    """Whether a `results.jsonl` tells of a row that was sent."""
    try:
        with results.open("rb") as file:
            return any(_was_sent(line) for line in file)
    except FileNotFoundError:
        return False


def _was_sent(line: bytes) -> bool:
    with suppress(ValueError):
        told: Any = json.loads(line)
        if isinstance(told, dict):
            facts = cast("dict[str, Any]", told)
            return facts.get("task_id") is not None or facts.get("state") == State.HELD
    return False


def _adopt(journal: Journal, batch: Batch, folder: Path, rows: RunRows) -> None:
    runs, adopted = journal.runs, 0
    for facts in rows.chunks(_CHUNK):
        news = runs.unknown([each["key"] for each in facts])
        if news and not adopted and not runs.has_sent(batch):
            runs.forget_credits(batch)
        runs.adopt(batch, [call_of(each, folder) for each in facts if each["key"] in news])
        adopted += len(news)
    if adopted:
        _log.info("%d calls of %s are known from its run file", adopted, folder)


def set_aside(folder: Path) -> None:
    """Rename the run file: its content is kept, and no longer counts."""
    path = place(folder)
    with suppress(FileNotFoundError):
        path.rename(path.with_name(f"{path.stem}.old-{os.urandom(4).hex()}{path.suffix}"))


def bring_up_to_date(file: RunFile, batch: Batch, folder: Path, rows: RunRows) -> None:
    """Add to a run file what the journal knows and the file does not."""
    file.note_all(_news(batch, folder, rows))


def _news(batch: Batch, folder: Path, rows: RunRows) -> Iterator[Facts]:
    for call in batch.calls(_SENT):
        facts, told = facts_of(call, folder), rows.get(call.key) or {}
        if (may_have_cost(facts) or may_have_cost(told)) and not alike(facts, told):
            yield facts
