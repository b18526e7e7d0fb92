"""What is written about one call, within a transaction. Each fact is written only by who holds the call."""

import logging
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, update
from sqlalchemy.dialects import postgresql, sqlite

from evolink._files.link_rules import expiry
from evolink._http.port import Request
from evolink._task.record import has_ended
from evolink._task.state import Fault, TaskState
from evolink.errors import EvoLinkError, Fenced, KeyTaken, SubmissionUncertain

from ._calls import Call
from ._fingerprint import fingerprint
from ._group import Group
from ._rows import by_key, by_task, change, move, remove, with_results
from ._schema import calls, results
from ._session import Session, who
from ._states import SENDING, Event, State

if TYPE_CHECKING:
    from collections.abc import Callable

_log = logging.getLogger("evolink")
_INSERT = {
    "sqlite": sqlite.insert(calls).on_conflict_do_nothing().returning(calls.c.id),
    "postgresql": postgresql.insert(calls).on_conflict_do_nothing().returning(calls.c.id),
}
_LINKS = {
    name: statement.on_conflict_do_update(
        index_elements=[results.c.call, results.c.position],
        set_={"url": statement.excluded.url, "expires_at": statement.excluded.expires_at},
    )
    for name, statement in (("sqlite", sqlite.insert(results)), ("postgresql", postgresql.insert(results)))
}
DIED = "the process that sent it ended before the answer came"
_PICTURE = update(results).where(results.c.call == bindparam("_call"), results.c.position == bindparam("_position"))
_PICTURE_TO_COME = _PICTURE.where(results.c.saved_at.is_(None))


class Intent:
    """A request that is about to be sent.

    Args:
        session: Who sends it.
        post: The request.
        output: Where its files are wanted.
        at: Now.

    Attributes:
        key: Its idempotency key.
        fingerprint: That of its body.
    """

    def __init__(self, session: Session, post: Request, output: str | None, at: float) -> None:
        self.key = post.idempotency_key or ""
        self._session = session
        self._body = (post.body or b"{}").decode()
        self._model, self.fingerprint = fingerprint(self._body)
        self._output = output
        self._at = at
        self._undo: Callable[[Group, Call], None] | None = None

    def write(self, group: Group) -> TaskState | None:
        """Note it; see `Record.intent`."""
        number = group.connection.execute(_INSERT[group.connection.dialect.name], self._columns()).scalar()
        if number is None:
            known = with_results(group.connection, by_key(group.connection, self.key))
            return self._again(group, known) if known else None
        self._session.hold(number, 1)
        self._undo = remove
        return None

    def reserve(self, group: Group) -> None:
        """Note it as one that this session is about to send; `write` follows under the same key."""
        columns = {**self._columns(), "sent_at": None}
        number = group.connection.execute(_INSERT[group.connection.dialect.name], columns).scalar()
        if number is not None:
            self._session.hold(number, 1, unsent=True)

    def withdraw(self, group: Group) -> None:
        """Note that it was not sent."""
        call = by_key(group.connection, self.key) if self._undo else None
        if self._undo and call and call.state in SENDING and self._session.holds(call):
            self._undo(group, call)
            self._session.let_go(call.id)

    def _columns(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "model": self._model,
            "body": self._body,
            "fingerprint": self.fingerprint,
            "state": str(State.INTENT),
            "created_at": self._at,
            "sent_at": self._at,
            "output": self._output,
            "session": self._session.id,
            "fence": 1,
            "attempt": 1,
        }

    def _again(self, group: Group, call: Call) -> TaskState | None:
        """Decide what to do under a key that is known."""
        self._refuse_if_another(call)
        match call.state:
            case State.INTENT if self._session.may_send(call):
                change(group, call, sent_at=self._at)
                self._undo = remove if call.batch is None else _give_back
                return None
            case State.HELD if self._session.may_send(call):
                move(group, call, Event.RESEND)
                self._undo = _hold
                return None
            case State.INTENT | State.PLANNED | State.RESENT:
                raise self._unanswered(group, call)
            case State.HELD:
                raise SubmissionUncertain(
                    "this was sent before, and the answer was lost: a task may have been made and charged. It was not "
                    "sent again; client.resume(resend_held=True) sends it again under the same key",
                    idempotency_key=self.key,
                    sent_at=call.sent_at,
                )
            case State.REFUSED:
                move(group, call, Event.RESEND, sent_at=self._at, ended_at=None, error_code=None, error_message=None)
                self._session.take_over(group, call)
                self._undo = _refuse
                return None
            case _:
                return call.task

    def _refuse_if_another(self, call: Call) -> None:
        if call.fingerprint != self.fingerprint:
            raise KeyTaken(
                f"nothing was sent: the key belongs to another request, of {call.model}, noted as call {call.id} "
                f"({call.fingerprint[:12]}); this one is of {self._model} ({self.fingerprint[:12]})",
                idempotency_key=self.key,
            )

    def _unanswered(self, group: Group, call: Call) -> SubmissionUncertain | Fenced:
        if call.state is State.PLANNED or call.sent_at is None:
            return Fenced("nothing was sent: the row is not this session's to send", idempotency_key=self.key)
        if self._session.alive(group, call.session):
            told = f"{who(group, call.session)} has sent this, and waits for the answer; it was not sent again"
        else:
            move(group, call, Event.LOSE, **({} if call.error_message else {"error_message": DIED}))
            told = "a process that has ended since sent this: a task may have been made and charged"
        return SubmissionUncertain(told, idempotency_key=self.key, sent_at=call.sent_at)


def _give_back(group: Group, call: Call) -> None:
    move(group, call, Event.GIVE_BACK, session=None, sent_at=None)


def _hold(group: Group, call: Call) -> None:
    move(group, call, Event.LOSE)


def _refuse(group: Group, call: Call) -> None:
    move(group, call, Event.REFUSE, error_message="it was not sent again")


def answered(group: Group, session: Session, key: str, state: TaskState, at: float) -> None:
    """Note the task of a call; see `Record.answered`."""
    call = by_key(group.connection, key)
    if call is None or call.task_id == state.id:
        return
    if call.task_id is not None:
        raise Fenced(f"task {state.id} was made too, beside {call.task_id}: both may be charged", idempotency_key=key)
    others = by_task(group.connection, state.id)
    told = {
        "shared_task" if others else "task_id": state.id,
        "task_created": state.created,
        "credits_reserved": state.credits_reserved,
        "error_message": None,
    }
    move(group, call, Event.ANSWER, **told)
    if others:
        _log.warning("task %s is the service's answer to two calls, %s and %s", state.id, others[0].key, key)
    if not session.holds(call):  # late, but the truth about money: whoever took it over has no task for it
        session.take_over(group, call)
    if has_ended(state):
        ended(group, session, state, at)


def refused(group: Group, session: Session, key: str, error: EvoLinkError, at: float) -> float | None:
    """Note that this sending made no task; see `Record.refused`."""
    call = by_key(group.connection, key)
    if call is None:
        return None
    call = session.claim(group, call)
    session.let_go(call.id)
    if call.state is State.RESENT:
        move(group, call, Event.REFUSE)  # why it is held stays true
        return call.sent_at
    code, message = storable(error.code or ""), storable(error.message)
    move(group, call, Event.REFUSE, ended_at=at, error_code=code, error_message=message)
    return None


def uncertain(group: Group, session: Session, key: str, reason: str) -> None:
    """Note that the answer was lost; see `Record.uncertain`."""
    call = by_key(group.connection, key)
    if call is not None:
        call = session.claim(group, call)
        move(group, call, Event.LOSE, error_message=storable(reason))
        session.let_go(call.id)


def ended(group: Group, session: Session, state: TaskState, at: float) -> None:
    """Note the end of a task; see `Record.ended`."""
    for call in _claimed(group, session, state.id):
        _ended(group, session, call, state, at)


def _ended(group: Group, session: Session, call: Call, state: TaskState, at: float) -> None:
    told: dict[str, Any] = {"ended_at": call.ended_at or at}
    if (used := state.credits_used) is not None:
        told["credits_used"] = used
    if state.failed:
        fault = state.error or Fault("", "")
        move(group, call, Event.FAIL, **told, error_code=storable(fault.code), error_message=storable(fault.message))
        session.let_go(call.id)
        return
    move(group, call, Event.COMPLETE, **told)
    _links(group, call, state)
    session.expect_files(call.id, len(state.results))


def planned(group: Group, session: Session, task_id: str, position: int, path: str, overwrite: bool) -> None:  # noqa: FBT001 - handed on from the recorder
    """Note where a picture goes; see `Record.planned`."""
    call = _saving(group, _claimed(group, session, task_id), position, path)
    if call is not None:
        there = {"_call": call.id, "_position": position, "path": path, "overwrite": overwrite}
        group.connection.execute(_PICTURE_TO_COME, there)


def saved(group: Group, session: Session, task_id: str, position: int, told: dict[str, Any]) -> None:
    """Note that a picture is a file; see `Record.saved`."""
    call = _saving(group, _claimed(group, session, task_id), position, told["path"])
    if call is not None:
        group.connection.execute(_PICTURE, {"_call": call.id, "_position": position, **told})
        session.has_file(call.id)


def _claimed(group: Group, session: Session, task_id: str) -> list[Call]:
    """Return the calls of a task that this session may write about; there is more than one only if they share it.

    Raises:
        Fenced: There are none, and others hold them.
    """
    claimed: list[Call] = []
    fenced: Fenced | None = None
    for call in by_task(group.connection, task_id):
        try:
            claimed.append(session.claim(group, call))
        except Fenced as error:
            fenced = error
    if fenced and not claimed:
        raise fenced
    return claimed


def _saving(group: Group, found: list[Call], position: int, path: str) -> Call | None:
    """Return the call that a file is for: of several that share a task, the first that has no other file in mind."""
    if len(found) < 2:  # noqa: PLR2004 - nothing to choose from
        return found[0] if found else None
    for call in found:
        full = with_results(group.connection, call) or call
        if {str(each.path) for each in full.results if each.position == position and each.path} <= {path}:
            return call
    return found[-1]


def storable(text: str) -> str | None:
    """Return a text of the service's without what no database takes: NUL, and halves of characters; None if empty."""
    return text.replace("\0", "").encode("utf-8", "replace").decode() or None


def _links(group: Group, call: Call, state: TaskState) -> None:
    created = state.created if state.created is not None else call.task_created
    rows = [
        {
            "call": call.id,
            "position": position,
            "url": storable(url) or "",
            "expires_at": expiry(url, created),
        }
        for position, url in enumerate(state.results)
    ]
    group.connection.execute(_LINKS[group.connection.dialect.name], rows)
