"""Bulk runs as their folders have them: found by what a folder holds, adopted from another journal, moved."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from . import _adopt
from ._adopt import Missing
from ._batch import Batch
from ._calls import Call
from ._group import Group
from ._schema import batches
from ._states import State

if TYPE_CHECKING:
    from ._core import Core

_CHUNK = 500
_TOLD = (batches.c.id, batches.c.name, batches.c.manifest, batches.c.output, batches.c.created_at)


class Runs:
    """The bulk runs of a journal, by their folders.

    Args:
        core: The open journal's.
    """

    def __init__(self, core: "Core") -> None:
        self._core = core

    def of(self, keys: Iterable[str]) -> Batch | None:
        """Return the bulk run that made calls under some keys; None if this journal knows none of them."""
        every = iter(keys)
        while chunk := list(islice(every, _CHUNK)):
            if (found := self._of_some(chunk)) is not None:
                return found
        return None

    def at(self, folder: str) -> Batch | None:
        """Return the newest bulk run into a folder; None if there is none."""
        return self._core.do(lambda group: self._found(group, _adopt.run_at(group, folder)))

    def new(self, folder: str, at: float, manifest: str | None) -> Batch:
        """Note a new bulk run into a folder, whatever runs went there before.

        Args:
            folder: Where its files go.
            at: Now, Unix seconds.
            manifest: The file that its rows come from.
        """

        def make(group: Group) -> Batch:
            told = {"manifest": manifest, "output": folder, "created_at": at}
            name = _adopt.free_name(group, folder)
            number = group.connection.execute(insert(batches).returning(batches.c.id), {**told, "name": name}).scalar()
            return Batch(number or 0, name, manifest, folder, at, self._core)

        return self._core.do(make)

    def has_sent(self, batch: Batch) -> bool:
        """Whether a bulk run has calls that were ever taken."""
        return self._core.do(lambda group: _adopt.has_sent(group, batch.id))

    def unknown(self, keys: Collection[str]) -> set[str]:
        """Return those of some keys that no call of this journal has."""
        return self._core.do(lambda group: _adopt.unknown_keys(group, keys))

    def adopt(self, batch: Batch, calls: Sequence[Call]) -> None:
        """Note calls that another journal has noted; what nobody has sent under their rows gives way.

        Args:
            batch: The bulk run that they belong to.
            calls: The calls, under keys that this journal does not know.
        """
        self._core.do(lambda group: _adopt.adopt(group, batch.id, calls))

    def forget_credits(self, batch: Batch) -> None:
        """Count a run's credits from nothing: its calls were forgotten, and come back from its folder."""
        self._core.do(lambda group: _adopt.forget_credits(group, batch.id))

    def move(self, batch: Batch, folder: str, manifest: str | None) -> Batch:
        """Note where a run's folder is now, and its manifest, and return the run."""
        told = manifest or batch.manifest
        self._core.do(lambda group: _adopt.relocate(group, batch.id, batch.output, folder, told))
        return Batch(batch.id, batch.name, told, folder, batch.created_at, self._core)

    def forget_missing(self, batch: Batch) -> int:
        """Look for the images of a run's manifest that are files no more; they are to be fetched again.

        Those outside of its folder are not looked for: a worker may have saved them on a machine of its own.

        Returns:
            How many they were.
        """
        missing = [
            Missing(call.id, each.position, each.path, linked=bool(each.url))
            for call in batch.rows({State.COMPLETED})
            for each in call.results
            if each.saved_at is not None and each.path is not None and _is_missing(each.path, batch.output)
        ]
        for start in range(0, len(missing), _CHUNK):
            self._forget(missing[start : start + _CHUNK])
        return len(missing)

    def _forget(self, missing: Sequence[Missing]) -> None:
        self._core.do(lambda group: _adopt.forget_files(group, missing))

    def _of_some(self, keys: Collection[str]) -> Batch | None:
        return self._core.do(lambda group: self._found(group, _adopt.run_of(group, keys)))

    def _found(self, group: Group, number: int | None) -> Batch | None:
        if number is None:
            return None
        row = group.connection.execute(select(*_TOLD).where(batches.c.id == number)).one()
        return Batch(row.id, row.name, row.manifest, row.output, row.created_at, self._core)


def _is_missing(path: Path, folder: str | None) -> bool:
    return folder is not None and path.is_relative_to(folder) and not path.exists()
