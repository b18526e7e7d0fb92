"""Calls of the same request: one of them, found in time, saves paying for another."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, or_, select, text

from evolink._contract.fingerprint import fingerprint_of
from evolink._http.port import Request
from evolink._task.record import Intent
from evolink.errors import JournalBusy

from ._call_table import full
from ._calls import Call
from ._ownership import take_over
from ._reads import has_unsaved, in_states, living
from ._schema import calls
from ._session import Session, who
from ._states import SENDING, UNCERTAIN, State
from ._submission import Submission
from ._transaction import Transaction

_LOCK_REQUEST = text("SELECT pg_advisory_xact_lock(:number)")
"""Keeps two processes from looking for the same request at the same moment: neither would find the other's call."""


def same(request: Mapping[str, Any]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions that a call is of the same request, and of no batch."""
    return calls.c.fingerprint == fingerprint_of(request), calls.c.batch.is_(None)


def held_for(output: str | None) -> ColumnElement[bool]:
    """Return the condition that a call is held, and its files are wanted at an output or no output was named."""
    return in_states(UNCERTAIN) & or_(calls.c.output == output, calls.c.output.is_(None))


def awaited(output: str, at: float) -> ColumnElement[bool]:
    """Return the condition that a call is running or has files to be saved, which are wanted at an output."""
    return (calls.c.output == output) & or_(in_states({*SENDING, State.SUBMITTED}), _unsaved(at))


def find_or_reserve(
    tx: Transaction, session: Session, request: Mapping[str, Any], output: str | None, at: float, key: str | None
) -> Call | None:
    """Return the newest unfinished call of a request for an output; see `Journal.alike`.

    Raises:
        JournalBusy: A living process has it.
    """
    if key is None:
        return _find(tx, session, request, output, at)
    if tx.connection.dialect.name == "postgresql":  # SQLite has one writer at a time
        tx.connection.execute(_LOCK_REQUEST, {"number": int(fingerprint_of(request)[:15], 16)})
    found = _find(tx, session, request, output, at)
    if found is None:
        post = Request("POST", "", json.dumps(dict(request)).encode(), key)
        Submission(session, Intent(post, output, at)).reserve(tx)
    return found


def _find(tx: Transaction, session: Session, request: Mapping[str, Any], output: str | None, at: float) -> Call | None:
    unfinished = in_states({*SENDING, State.HELD, State.SUBMITTED}) | _unsaved(at)
    nowhere = calls.c.output.is_(None) & in_states(State.HELD)  # by a program
    chosen = select(calls).where(*same(request), or_(calls.c.output == output, nowhere), unfinished)
    for call in full(tx.connection, chosen.order_by(calls.c.id.desc()).with_for_update()):
        if call.state is State.HELD:
            return call
        if call.session != session.id and session.alive(tx, call.session):
            raise JournalBusy(
                f"{who(tx, call.session)} is at the same request for the same files", idempotency_key=call.key
            )
        if call.sent_at is not None:  # else a process that has died since was about to send it
            return take_over(tx, session, call.key)
    return None


def _unsaved(at: float) -> ColumnElement[bool]:
    return in_states(State.COMPLETED) & has_unsaved(living(at))
