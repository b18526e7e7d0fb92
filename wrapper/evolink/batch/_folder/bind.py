"""Which batch a folder has: what its run file says and what the journal knows, combined before a call is sent."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from evolink._log import log as _log
from evolink.journal import Batch, Journal, State

from .lock import FolderLock
from .results import RESULTS_FILE
from .run_file import RunFile, read_run_file, run_file_path, unknown_run
from .run_file_calls import CallFacts, RunFileCalls, call_facts, call_of, is_same, may_have_cost

_CHUNK = 500
_SENT = frozenset(State) - {State.PLANNED}


def bind_batch(journal: Journal, folder: Path, manifest: str | None, sent: RunFileCalls, *, new: bool) -> Batch:
    """Return the batch of a folder, with everything that the folder's run file says of it noted in the journal.

    Args:
        journal: The journal.
        folder: The folder; it need not exist.
        manifest: The file that the rows come from.
        sent: Gets the calls of the run file.
        new: Whether to start a new batch, whatever was run there before; see `set_aside`.

    Raises:
        UnknownRun: Rows may have been paid, and neither the journal nor the folder has which.
        ConfigurationError: Something else than a file is in the place of the run file.
        OSError: The run file can't be read.
    """
    runs = journal.runs
    if new:
        return runs.new(str(folder), time.time(), manifest)
    batch, is_damaged = _found(journal, folder, sent)
    if batch is None:
        batch = runs.new(str(folder), time.time(), manifest)
    elif batch.output != str(folder):
        batch = runs.move(batch, str(folder), manifest)
    _adopt(journal, batch, folder, sent)
    if is_damaged:  # everything that could be read is in the journal now, and is written to a new file
        set_aside(folder)
        sent.clear()
    return batch


def open_batch(journal: Journal, folder: Path, manifest: str | None, *, new: bool) -> Batch:
    """Return the batch of a folder that workers write to; what its files on this machine say is noted first.

    Raises:
        UnknownRun: As for `bind_batch`.
        JournalBusy: `batch run` is writing to the folder.
    """
    if not new and not run_file_path(folder).exists() and not (folder / RESULTS_FILE).exists():
        name = str(folder)
        return journal.runs.at(name) or journal.batch(name, time.time(), manifest=manifest, output=name)
    lock, sent = FolderLock(folder, str(journal)), RunFileCalls()
    try:
        lock.acquire()
        return bind_batch(journal, folder, manifest, sent, new=new)
    finally:
        sent.close()
        lock.release()


def find_batch(journal: Journal, folder: Path, sent: RunFileCalls) -> Batch | None:
    """Return the batch of a folder, if the journal knows it, and change nothing; see `bind_batch`."""
    return _found(journal, folder, sent)[0]


def _found(journal: Journal, folder: Path, sent: RunFileCalls) -> tuple[Batch | None, bool]:
    """Find a folder's batch: by the keys of the calls in its run file, or else by its path.

    Returns:
        The batch, and whether a part of the run file can't be read.
    """
    damage = read_run_file(folder, sent)
    batch = journal.runs.of(facts["key"] for facts in sent)
    if batch is None and damage is not None:
        raise damage
    if damage is not None:
        cause = damage.message.partition(". ")[0]
        _log.warning("%s; the journal knows the batch, and the file is written again", cause)
    return batch or _at_path(journal, folder, sent), damage is not None


def _at_path(journal: Journal, folder: Path, sent: RunFileCalls) -> Batch | None:
    """Return the batch that the journal has at a folder's path; None if the folder has a batch of its own."""
    batch = journal.runs.at(str(folder))
    if batch is not None and journal.runs.has_sent(batch):
        return None if any(True for _ in sent) else batch
    if not any(True for _ in sent) and _has_sent_rows(folder / RESULTS_FILE):
        raise unknown_run(folder / RESULTS_FILE, "neither the journal nor a run file beside it knows that batch")
    return batch


def _has_sent_rows(results: Path) -> bool:
    """Whether a `results.jsonl` has a row that was sent."""
    try:
        with results.open("rb") as file:
            return any(_was_sent(line) for line in file)
    except FileNotFoundError:
        return False


def _was_sent(line: bytes) -> bool:
    with suppress(ValueError):
        parsed: Any = json.loads(line)
        if isinstance(parsed, dict):
            facts = cast("dict[str, Any]", parsed)
            return facts.get("task_id") is not None or facts.get("state") == State.HELD
    return False


def _adopt(journal: Journal, batch: Batch, folder: Path, sent: RunFileCalls) -> None:
    runs, adopted = journal.runs, 0
    for facts in sent.chunks(_CHUNK):
        unknown = runs.unknown([each["key"] for each in facts])
        if unknown and not adopted and not runs.has_sent(batch):
            runs.forget_credits(batch)
        runs.adopt(batch, [call_of(each, folder) for each in facts if each["key"] in unknown])
        adopted += len(unknown)
    if adopted:
        _log.info("%d calls of %s are known from its run file", adopted, folder)


def set_aside(folder: Path) -> None:
    """Rename the run file: its content is kept, and no longer counts."""
    path = run_file_path(folder)
    with suppress(FileNotFoundError):
        path.rename(path.with_name(f"{path.stem}.old-{os.urandom(4).hex()}{path.suffix}"))


def bring_up_to_date(file: RunFile, batch: Batch, folder: Path, sent: RunFileCalls) -> None:
    """Add to a run file what the journal knows and the file does not."""
    file.note_all(_missing(batch, folder, sent))


def _missing(batch: Batch, folder: Path, sent: RunFileCalls) -> Iterator[CallFacts]:
    for call in batch.calls(_SENT):
        facts, noted = call_facts(call, folder), sent.get(call.key) or {}
        if (may_have_cost(facts) or may_have_cost(noted)) and not is_same(facts, noted):
            yield facts
