"""Bulk runs that come from elsewhere: calls that another journal has noted, and folders that were moved."""

import logging
import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, exists, func, insert, or_, select, update

from ._calls import Call
from ._fingerprint import fingerprint
from ._group import Group
from ._schema import batches, calls, results
from ._states import State, committed

_log = logging.getLogger("evolink")
_KEYS: BindParameter[Any] = bindparam("_keys", expanding=True)
_RUN_OF = select(func.max(calls.c.batch)).where(calls.c.key.in_(_KEYS))
_KNOWN = select(calls.c.key).where(calls.c.key.in_(_KEYS))
_AT = select(func.max(batches.c.id)).where(
    or_(batches.c.output == bindparam("_folder"), batches.c.output.is_(None) & (batches.c.name == bindparam("_folder")))
)
_AT_THAT_SENT = _AT.where(exists().where(calls.c.batch == batches.c.id, calls.c.state != str(State.PLANNED)))
_ANY = select(calls.c.id).where(calls.c.batch == bindparam("_batch"), calls.c.state != str(State.PLANNED)).limit(1)
_NEVER_SENT = delete(calls).where(
    calls.c.batch == bindparam("_batch"),
    calls.c.row_id == bindparam("_row"),
    calls.c.attempt == bindparam("_attempt"),
    calls.c.state == str(State.PLANNED),
)
_SAME = select(calls.c.key).where(
    calls.c.batch == bindparam("_batch"),
    calls.c.row_id == bindparam("_row"),
    calls.c.attempt == bindparam("_attempt"),
)
_FORGET = (
    update(results)
    .where(results.c.call == bindparam("_call"), results.c.position == bindparam("_position"))
    .values(path=None, size=None, sha256=None, saved_at=None)
)


def run_of(group: Group, keys: Collection[str]) -> int | None:
    """Return the newest bulk run that one of some keys belongs to; None if none does."""
    found: int | None = group.connection.execute(_RUN_OF, {"_keys": list(keys)}).scalar()
    return found


def run_at(group: Group, folder: str) -> int | None:
    """Return the newest bulk run whose files go to a folder, one that has sent something if there is; else None."""
    there = {"_folder": folder}
    found: int | None = group.connection.execute(_AT_THAT_SENT, there).scalar()
    return found or group.connection.execute(_AT, there).scalar()


def free_name(group: Group, folder: str) -> str:
    """Return a name for a new run into a folder."""
    number, name = 1, folder
    while group.connection.execute(select(batches.c.id).where(batches.c.name == name)).first():
        number += 1
        name = f"{folder}#{number}"
    return name


def has_sent(group: Group, batch: int) -> bool:
    """Whether a bulk run has calls that were ever taken."""
    return group.connection.execute(_ANY, {"_batch": batch}).first() is not None


def unknown_keys(group: Group, keys: Collection[str]) -> set[str]:
    """Return those of some keys that no call has."""
    return set(keys) - set(group.connection.execute(_KNOWN, {"_keys": list(keys)}).scalars())


def adopt(group: Group, batch: int, found: Sequence[Call]) -> None:
    """Note calls that another journal has noted, as calls of nobody that is alive.

    Args:
        group: The transaction.
        batch: The bulk run that they belong to.
        found: The calls, under keys that are unknown here; their numbers count for nothing.
    """
    for call in found:
        there = {"_batch": batch, "_row": call.row_id, "_attempt": call.attempt}
        group.connection.execute(_NEVER_SENT, there)
        other = group.connection.execute(_SAME, there).scalar()
        if other is not None:  # of a folder that was copied, and run in both places
            _log.warning("row %s was sent twice, as %s and, by this journal, as %s", call.row_id, call.key, other)
            continue
        _insert(group, batch, call)


def _insert(group: Group, batch: int, call: Call) -> None:
    columns = {name: getattr(call, name) for name in calls.c.keys() if name != "id"}  # noqa: SIM118 - iterated, they are columns
    columns |= {"state": str(call.state), "batch": batch, "fingerprint": fingerprint(call.body)[1]}
    number = group.connection.execute(insert(calls).returning(calls.c.id), columns).scalar_one()
    for each in call.results:
        told = {name: getattr(each, name) for name in results.c.keys() if name != "call"}  # noqa: SIM118 - as above
        group.connection.execute(insert(results), {**told, "path": str(each.path), "call": number})
    taken_up = committed(call.state, call.credits_expected, call.credits_reserved, call.credits_used)
    group.commit_credits(batch, taken_up)


def relocate(group: Group, batch: int, old: str | None, new: str, manifest: str | None) -> None:
    """Note where a run's folder has been moved to, with all its files, and where its manifest is."""
    mine = calls.c.batch == batch
    group.connection.execute(update(batches).where(batches.c.id == batch).values(output=new, manifest=manifest))
    group.connection.execute(update(calls).where(mine).values(output=new))
    if old is not None:
        before = old.rstrip(os.sep) + os.sep
        inside = func.substr(results.c.path, 1, len(before)) == before
        moved = new.rstrip(os.sep) + os.sep + func.substr(results.c.path, len(before) + 1)
        theirs = results.c.call.in_(select(calls.c.id).where(mine))
        group.connection.execute(update(results).where(theirs, inside).values(path=moved))


def forget_credits(group: Group, batch: int) -> None:
    """Count a run's credits from nothing: its calls were forgotten, and come back from its folder."""
    group.connection.execute(update(batches).where(batches.c.id == batch).values(committed=0.0))


@dataclass(frozen=True, slots=True)
class Missing:
    """An image that was a file and is none any more.

    Attributes:
        call: The number of its call.
        position: Its place among the task's results.
        path: Where it was.
        linked: Whether its link is known.
    """

    call: int
    position: int
    path: Path
    linked: bool


def forget_files(group: Group, missing: Iterable[Missing]) -> None:
    """Note that images are no files any more; a task whose links are unknown here is read again."""
    for each in missing:
        group.connection.execute(_FORGET, {"_call": each.call, "_position": each.position})
        if not each.linked:  # what it takes up of a budget stays the same
            again = update(calls).where(calls.c.id == each.call).values(state=str(State.SUBMITTED))
            group.connection.execute(again)
