"""What dead sessions left behind, and calls that change hands. All of it runs in the writer's thread."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, bindparam, or_, select, text

from evolink.errors import Fenced, JournalBusy, JournalFailed

from ._calls import Call
from ._group import Group
from ._reads import in_states, living, unsaved_picture
from ._rows import by_key, change, full, move, remove, with_results
from ._schema import calls, results
from ._session import Session, who
from ._states import SENDING, Event, State
from ._submission import DIED, Submission

_CHUNK = 1000
_ALONE = text("SELECT pg_advisory_xact_lock(:number)")
"""Keeps two processes from looking for the same twin at the same moment: neither would find the other's."""


def settle(group: Group, session: Session) -> int:
    """Settle what dead sessions left: what may have been sent is held, what was not is given back.

    Returns:
        How many were held.
    """
    held = 0
    for dead in _dead(group, session, in_states(SENDING)):
        for call in _of(group, dead, in_states(SENDING), None):
            sent = call.sent_at is not None
            held += sent
            if call.batch is None and not sent:
                remove(group, call)
                continue
            told = {"error_message": call.error_message or DIED} if sent else {"session": None}
            move(group, call, Event.LOSE if sent else Event.GIVE_BACK, fence=call.fence + 1, **told)
    return held


def take_up(group: Group, session: Session, batch: int | None, limit: int) -> list[Call]:
    """Make submitted and unsaved calls this session's that dead sessions left.

    Args:
        group: The transaction.
        session: This one.
        batch: Of which bulk run; None for calls of their own.
        limit: How many at most.
    """
    taken: list[Call] = []
    for dead in _dead(group, session, left(batch)):
        found = _of(group, dead, left(batch), limit - len(taken))
        taken += [_taken(group, session, call) for call in found]
        if len(taken) >= limit:
            break
    return taken


def recover(group: Group, session: Session) -> None:
    """Release what is this session's by the database and unknown to the session: the answer was lost on the way."""
    mine = (calls.c.session == session.id, calls.c.batch.is_not(None))
    unsent = in_states(State.INTENT) & calls.c.sent_at.is_(None)
    unsaved = in_states(State.COMPLETED) & unsaved_picture()
    chosen = select(calls).where(*mine, or_(unsent, in_states(State.SUBMITTED), unsaved))
    for call in full(group.connection, chosen.order_by(calls.c.id).with_for_update()):
        if not session.knows(call):
            if call.state is State.INTENT:
                move(group, call, Event.GIVE_BACK, session=None)
            else:
                change(group, call, session=None)


def left(batch: int | None) -> ColumnElement[bool]:
    """Return the condition that something is left to do for a call: its end, or a file.

    Args:
        batch: Its bulk run, which wants every picture as a file. For calls of their own (None), only those count
            of which somebody has said where they are wanted.
    """
    unsaved = in_states(State.COMPLETED) & unsaved_picture()
    if batch is not None:
        return (calls.c.batch == batch) & or_(in_states(State.SUBMITTED), unsaved)
    wanted = or_(calls.c.output.is_not(None), unsaved_picture(results.c.path.is_not(None)))
    return calls.c.batch.is_(None) & or_(in_states(State.SUBMITTED), unsaved & wanted)


def take_over(group: Group, session: Session, key: str) -> Call:
    """Make one call this session's, whoever has it: they are known to be asleep or gone.

    Raises:
        JournalFailed: There is no such call.
    """
    call = with_results(group.connection, by_key(group.connection, key))
    if call is None:
        raise JournalFailed(f"there is no call {key}", idempotency_key=key)
    if call.state in SENDING and call.sent_at is not None:
        why = call.error_message or "another took it over before the answer came"
        move(group, call, Event.LOSE, error_message=why)
        call = replace(call, state=State.HELD)
    return session.take_over(group, call, unsent=call.state is State.INTENT)


def reserve(group: Group, session: Session, submission: Submission, output: str | None, at: float) -> Call | None:
    """Return the open twin of a request, as `alike` does; if there is none, note the request as this session's."""
    if group.connection.dialect.name == "postgresql":  # SQLite has one writer at a time
        group.connection.execute(_ALONE, {"number": int(submission.fingerprint[:15], 16)})
    twin = alike(group, session, submission.fingerprint, output, at)
    if twin is None:
        submission.reserve(group)
    return twin


def alike(group: Group, session: Session, fingerprint: str, output: str | None, at: float) -> Call | None:
    """Return the newest open call of a request for an output, and make it this session's; see `Journal.alike`.

    Raises:
        JournalBusy: A living process is at it.
    """
    unsaved = unsaved_picture(living(at))
    left = in_states({*SENDING, State.HELD, State.SUBMITTED}) | (in_states(State.COMPLETED) & unsaved)
    nowhere = calls.c.output.is_(None) & in_states(State.HELD)  # by a program, or by `generate --no-wait`
    same = (calls.c.fingerprint == fingerprint, calls.c.batch.is_(None), or_(calls.c.output == output, nowhere))
    found = full(group.connection, select(calls).where(*same, left).order_by(calls.c.id.desc()).with_for_update())
    for call in found:
        if call.state is State.HELD:
            return call
        if call.session != session.id and session.alive(group, call.session):
            raise JournalBusy(
                f"{who(group, call.session)} is at the same request for the same files", idempotency_key=call.key
            )
        if call.sent_at is not None:  # else a process that has died since was about to send it
            return take_over(group, session, call.key)
    return None


def held_alike(connection: Connection, fingerprint: str, output: str | None) -> Call | None:
    """Return the newest held call of a request, for an output or for none that was told; see `Journal.held_alike`."""
    held = in_states({State.HELD, State.RESENT})
    same = (calls.c.fingerprint == fingerprint, calls.c.batch.is_(None), held)
    wanted = or_(calls.c.output == output, calls.c.output.is_(None))
    found = full(connection, select(calls).where(*same, wanted).order_by(calls.c.id.desc()).limit(1))
    return found[0] if found else None


def resend(group: Group, session: Session, key: str) -> Call:
    """Allow this session to send a held call again, once. It stays held until the request is about to leave.

    Raises:
        Fenced: It is not held.
    """
    call = by_key(group.connection, key)
    if call is None or call.state is not State.HELD:
        raise Fenced(f"the call {key} is not held by now", idempotency_key=key)
    return session.take_over(group, call, unsent=True)


def _taken(group: Group, session: Session, call: Call) -> Call:
    taken = session.take_over(group, call)
    if taken.results:
        session.expect_files(taken.id, len(taken.unsaved))
    return taken


def _dead(group: Group, session: Session, condition: ColumnElement[bool]) -> Iterator[int | None]:
    """Return the sessions that have such calls and are not alive."""
    holders = select(calls.c.session).where(condition).distinct()
    for holder in group.connection.execute(holders).scalars().all():
        if not session.alive(group, holder):
            yield holder


def _of(group: Group, holder: int | None, condition: ColumnElement[bool], limit: int | None) -> Iterator[Call]:
    """Return such calls of one session, locked; those that another locks are left to it."""
    theirs = calls.c.session.is_(None) if holder is None else calls.c.session == bindparam("_holder", holder)
    last = 0
    left = limit
    while left is None or left > 0:
        number = _CHUNK if left is None else min(_CHUNK, left)
        chosen = select(calls).where(theirs, condition, calls.c.id > last).order_by(calls.c.id).limit(number)
        found = full(group.connection, chosen.with_for_update(skip_locked=True))
        yield from found
        if len(found) < number:
            return
        last = found[-1].id
        left = None if left is None else left - len(found)
