"""Batches by their folders: found by what a folder holds, adopted from another journal, moved."""

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, exists, func, insert, literal, or_, select, update

from evolink._log import log as _log

from ._batch import BATCH_COLUMNS, Batch, batch_from, find_batch
from ._calls import Call, fingerprint, unsent_body
from ._core import Core
from ._path_text import PathText
from ._schema import batches, calls, results
from ._session import who
from ._states import State, committed
from ._transaction import Transaction

_CHUNK = 500
_KEYS: BindParameter[Any] = bindparam("_keys", expanding=True)
_NEWEST_OF_KEYS = select(func.max(calls.c.batch)).where(calls.c.key.in_(_KEYS))
_KNOWN_KEYS = select(calls.c.key).where(calls.c.key.in_(_KEYS))
_NEWEST_IN_FOLDER = select(func.max(batches.c.id)).where(
    or_(batches.c.output == bindparam("_folder"), batches.c.output.is_(None) & (batches.c.name == bindparam("_folder")))
)
_WAS_SENT = calls.c.state != str(State.PLANNED)
_NEWEST_SENT_IN_FOLDER = _NEWEST_IN_FOLDER.where(exists().where(calls.c.batch == batches.c.id, _WAS_SENT))
_ANY_SENT = select(calls.c.id).where(calls.c.batch == bindparam("_batch"), _WAS_SENT).limit(1)
_SAME_CALL = (
    calls.c.batch == bindparam("_batch"),
    calls.c.row_id == bindparam("_row"),
    calls.c.attempt == bindparam("_attempt"),
)
_DELETE_UNSENT = delete(calls).where(*_SAME_CALL, calls.c.state == str(State.PLANNED))
_KEY_OF_SAME_CALL = select(calls.c.key).where(*_SAME_CALL)
_FORGET_FILE = (
    update(results)
    .where(results.c.call == bindparam("_call"), results.c.position == bindparam("_position"))
    .values(path=None, size=None, sha256=None, saved_at=None)
)
_READ_AGAIN = update(calls).where(calls.c.id == bindparam("_id")).values(state=str(State.SUBMITTED))
_CALL_COLUMNS = tuple(column.name for column in calls.c if column.name != "id")
_RESULT_COLUMNS = tuple(column.name for column in results.c if column.name != "call")


@dataclass(frozen=True, slots=True)
class _MissingFile:
    """A result whose file is gone.

    Attributes:
        call: The number of its call.
        position: Its place among the task's results.
        linked: Whether its link is known.
    """

    call: int
    position: int
    linked: bool


class BatchFolders:
    """The batches of a journal, by their folders.

    Args:
        core: The open journal's.
    """

    def __init__(self, core: Core) -> None:
        self._core = core

    def of(self, keys: Iterable[str]) -> Batch | None:
        """Return the newest batch that made calls under some keys; None if this journal knows none of them."""
        every = iter(keys)
        while chunk := list(islice(every, _CHUNK)):
            if (found := self._of_some(chunk)) is not None:
                return found
        return None

    def at(self, folder: str) -> Batch | None:
        """Return the newest batch of a folder, preferably one that has sent something; None if there is none."""

        def find(tx: Transaction) -> Batch | None:
            there = {"_folder": folder}
            number = tx.connection.execute(_NEWEST_SENT_IN_FOLDER, there).scalar()
            number = number or tx.connection.execute(_NEWEST_IN_FOLDER, there).scalar()
            return find_batch(tx, self._core, number)

        return self._core.do(find)

    def newest(self, limit: int, folder: str | None = None) -> list[Batch]:
        """Return the newest batches, newest first.

        Args:
            limit: How many at most.
            folder: Only those of a folder.
        """
        wanted = select(*BATCH_COLUMNS).order_by(batches.c.id.desc()).limit(limit)
        chosen = wanted if folder is None else wanted.where(batches.c.output == folder)
        with self._core.reading() as connection:
            return [batch_from(row, self._core) for row in connection.execute(chosen)]

    def holders(self, batch: Batch) -> list[str]:
        """Return the living processes that have calls of a batch in progress, for people."""
        state = calls.c.state.in_([str(State.INTENT), str(State.SUBMITTED), str(State.RESENT)])
        asked = select(calls.c.session).where(calls.c.batch == batch.id, state, calls.c.session.is_not(None)).distinct()

        def find(tx: Transaction) -> list[str]:
            found = tx.connection.execute(asked).scalars().all()
            return [who(tx, each) for each in found if self._core.session.alive(tx, each)]

        return self._core.do(find)

    def new(self, folder: str, at: float, manifest: str | None) -> Batch:
        """Note a new batch of a folder, whatever batches it had before.

        Args:
            folder: Where its files go.
            at: Now, Unix seconds.
            manifest: The file that its rows come from.
        """

        def make(tx: Transaction) -> Batch:
            columns = {"name": _free_name(tx, folder), "manifest": manifest, "output": folder, "created_at": at}
            row = tx.connection.execute(insert(batches).returning(*BATCH_COLUMNS), columns).one()
            return batch_from(row, self._core)

        return self._core.do(make)

    def has_sent(self, batch: Batch) -> bool:
        """Whether a batch has calls that were ever taken."""
        return self._core.do(lambda tx: tx.connection.execute(_ANY_SENT, {"_batch": batch.id}).first() is not None)

    def unknown(self, keys: Collection[str]) -> set[str]:
        """Return those of some keys that no call of this journal has."""
        asked = {"_keys": list(keys)}
        return self._core.do(lambda tx: set(keys) - set(tx.connection.execute(_KNOWN_KEYS, asked).scalars()))

    def adopt(self, batch: Batch, calls: Sequence[Call]) -> None:
        """Note calls of another journal, which no living session holds; unsent calls of their rows are replaced.

        Args:
            batch: The batch that they belong to.
            calls: The calls, under keys that this journal does not know; their numbers do not count.
        """
        self._core.do(lambda tx: _adopt(tx, batch.id, calls))

    def forget_credits(self, batch: Batch) -> None:
        """Count a batch's credits from zero: its calls were forgotten, and come back from its folder."""
        zero = update(batches).where(batches.c.id == batch.id).values(committed=0.0)
        self._core.do(lambda tx: tx.connection.execute(zero))

    def move(self, batch: Batch, folder: str, manifest: str | None) -> Batch:
        """Note where a batch's folder is now, with all its files, and its manifest; return the batch."""
        manifest = manifest or batch.manifest
        self._core.do(lambda tx: _move(tx, batch, folder, manifest))
        return Batch(batch.id, batch.name, manifest, folder, batch.created_at, self._core)

    def forget_missing(self, batch: Batch) -> int:
        """Look for the results of a batch's manifest whose files are gone; they will be downloaded again.

        Results outside its folder are not looked for: a worker may have saved them on a machine of its own.

        Returns:
            How many there were.
        """
        missing = [
            _MissingFile(call.id, each.position, linked=bool(each.url))
            for call in batch.rows({State.COMPLETED})
            for each in call.results
            if each.saved_at is not None and each.path is not None and _is_missing(each.path, batch.output)
        ]
        for start in range(0, len(missing), _CHUNK):
            self._forget_files(missing[start : start + _CHUNK])
        return len(missing)

    def _forget_files(self, missing: Sequence[_MissingFile]) -> None:
        self._core.do(lambda tx: _forget_files(tx, missing))

    def _of_some(self, keys: Collection[str]) -> Batch | None:
        asked = {"_keys": list(keys)}

        def find(tx: Transaction) -> Batch | None:
            return find_batch(tx, self._core, tx.connection.execute(_NEWEST_OF_KEYS, asked).scalar())

        return self._core.do(find)


def _free_name(tx: Transaction, folder: str) -> str:
    number, name = 1, folder
    while tx.connection.execute(select(batches.c.id).where(batches.c.name == name)).first():
        number += 1
        name = f"{folder}#{number}"
    return name


def _adopt(tx: Transaction, batch: int, found: Sequence[Call]) -> None:
    for call in found:
        same = {"_batch": batch, "_row": call.row_id, "_attempt": call.attempt}
        tx.connection.execute(_DELETE_UNSENT, same)
        other = tx.connection.execute(_KEY_OF_SAME_CALL, same).scalar()
        if other is not None:  # of a folder that was copied, and run in both places
            _log.warning("row %s was sent twice, as %s and, by this journal, as %s", call.row_id, call.key, other)
            continue
        _insert(tx, batch, call)


def _insert(tx: Transaction, batch: int, call: Call) -> None:
    columns = {name: getattr(call, name) for name in _CALL_COLUMNS}
    columns |= {"state": str(call.state), "batch": batch, "fingerprint": fingerprint(unsent_body(call))[1]}
    number = tx.connection.execute(insert(calls).returning(calls.c.id), columns).scalar_one()
    for each in call.results:
        result = {name: getattr(each, name) for name in _RESULT_COLUMNS}
        tx.connection.execute(insert(results), {**result, "path": str(each.path), "call": number})
    used = committed(call.state, call.credits_expected, call.credits_reserved, call.credits_used)
    tx.commit_credits(batch, used)


def _move(tx: Transaction, batch: Batch, folder: str, manifest: str | None) -> None:
    theirs = calls.c.batch == batch.id
    tx.connection.execute(update(batches).where(batches.c.id == batch.id).values(output=folder, manifest=manifest))
    tx.connection.execute(update(calls).where(theirs).values(output=folder))
    if batch.output is not None:
        before = batch.output.rstrip(os.sep) + os.sep
        inside = func.substr(results.c.path, 1, len(before)) == literal(before, PathText)
        moved = literal(folder.rstrip(os.sep) + os.sep, PathText) + func.substr(results.c.path, len(before) + 1)
        of_batch = results.c.call.in_(select(calls.c.id).where(theirs))
        tx.connection.execute(update(results).where(of_batch, inside).values(path=moved))


def _forget_files(tx: Transaction, missing: Iterable[_MissingFile]) -> None:
    for each in missing:
        tx.connection.execute(_FORGET_FILE, {"_call": each.call, "_position": each.position})
        if not each.linked:  # its task is read again; what it uses of a budget stays the same
            tx.connection.execute(_READ_AGAIN, {"_id": each.call})


def _is_missing(path: Path, folder: str | None) -> bool:
    return folder is not None and path.is_relative_to(folder) and not path.exists()
