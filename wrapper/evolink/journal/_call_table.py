"""The table of calls: rows are found and locked, moved from state to state, and returned as values."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, RowMapping, Select, bindparam, delete, or_, select, update

from evolink.errors import Fenced

from ._calls import Call, Result
from ._schema import calls, results
from ._states import Event, State, after, committed
from ._transaction import Transaction

_BY_KEY = select(calls).where(calls.c.key == bindparam("_key")).with_for_update()
_BY_TASK = select(calls).where(calls.c.task_id == bindparam("_task")).with_for_update()
_SHARING = select(calls).where(calls.c.shared_task == bindparam("_task")).order_by(calls.c.id).with_for_update()
_CHANGE = update(calls).where(calls.c.id == bindparam("_id"))
_DELETE = delete(calls).where(calls.c.id == bindparam("_id"))
_RESULTS = select(results).where(results.c.call.in_(bindparam("_ids", expanding=True))).order_by(results.c.position)
_COLUMNS = tuple(calls.c.keys())
_RESULT_COLUMNS = tuple(column.name for column in results.c if column.name != "call")


def by_key(connection: Connection, key: str) -> Call | None:
    """Find and lock a call, without its results."""
    row = connection.execute(_BY_KEY, {"_key": key}).first()
    return None if row is None else _to_call(row, ())


def by_task(connection: Connection, task_id: str) -> list[Call]:
    """Find and lock the calls that were answered with a task, the oldest first, without their results."""
    asked = {"_task": task_id}
    found = [connection.execute(statement, asked).all() for statement in (_BY_TASK, _SHARING)]
    return [_to_call(row, ()) for rows in found for row in rows]


def of_task(task_id: str) -> ColumnElement[bool]:
    """Return the condition that a call was answered with a task."""
    return or_(calls.c.task_id == task_id, calls.c.shared_task == task_id)


def with_results(connection: Connection, call: Call | None) -> Call | None:
    """Return a call with its results."""
    if call is None:
        return None
    return replace(call, results=tuple(map(_to_result, connection.execute(_RESULTS, {"_ids": [call.id]}).mappings())))


def without_results(connection: Connection, statement: Select[Any], given: Mapping[str, Any]) -> list[Call]:
    """Return the calls that a statement selects, which have no results yet."""
    return [_to_call(row, ()) for row in connection.execute(statement, given)]


def full(connection: Connection, statement: Select[Any], given: Mapping[str, Any] | None = None) -> list[Call]:
    """Return the calls that a statement selects, with their results."""
    rows = connection.execute(statement, given or {}).all()
    found: dict[int, list[Result]] = {row.id: [] for row in rows}
    if found:
        for row in connection.execute(_RESULTS, {"_ids": list(found)}).mappings():
            found[row["call"]].append(_to_result(row))
    return [_to_call(row, found[row.id]) for row in rows]


def move(tx: Transaction, call: Call, event: Event, **changed: Any) -> None:
    """Move a call to the state that an event leads to.

    Args:
        tx: The transaction.
        call: As it is there, locked.
        event: What happens.
        **changed: The columns that change with it.

    Raises:
        Fenced: The event can't happen in the call's state: another process was faster.
    """
    state = after(call.state, event)
    if state is None:
        raise Fenced(f"the call {call.key} is already {call.state}", idempotency_key=call.key)
    tx.connection.execute(_CHANGE, {"_id": call.id, "state": str(state), **changed})
    if call.batch is not None:
        tx.commit_credits(call.batch, _committed(call, state, changed) - budget_used(call))


def remove(tx: Transaction, call: Call) -> None:
    """Delete a call that was never sent."""
    tx.connection.execute(_DELETE, {"_id": call.id})


def change(tx: Transaction, call: Call, **changed: Any) -> None:
    """Change columns of a call, but not its state."""
    tx.connection.execute(_CHANGE, {"_id": call.id, **changed})


def budget_used(call: Call) -> float:
    """Return the credits of a budget that a call uses, as the sum of its batch counts it."""
    return _committed(call, call.state, {})


def _committed(call: Call, state: State, changed: Mapping[str, Any]) -> float:
    return committed(
        state,
        changed.get("credits_expected", call.credits_expected),
        changed.get("credits_reserved", call.credits_reserved),
        changed.get("credits_used", call.credits_used),
    )


def _to_call(row: Row[Any], found: Sequence[Result]) -> Call:
    columns: dict[str, Any] = dict(zip(_COLUMNS, row, strict=False))  # others may follow those of the table
    columns["state"] = State(columns["state"])
    columns["task_id"] = columns["task_id"] or columns["shared_task"]
    return Call(**columns, results=tuple(found))


def _to_result(row: RowMapping) -> Result:
    columns: dict[str, Any] = {name: row[name] for name in _RESULT_COLUMNS}
    columns["path"] = None if columns["path"] is None else Path(columns["path"])
    return Result(**columns)
