"""What is written about one call, within a transaction. Each fact is written only by who holds the call."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import bindparam, update

from evolink._log import log as _log
from evolink._task.record import Answered, Ended, Fact, Planned, Refused, Saved, Uncertain, has_ended
from evolink._task.state import Fault
from evolink.errors import Fenced

from . import _steps
from ._call_table import by_key, by_task, move, with_results
from ._calls import Call
from ._schema import results
from ._session import Session
from ._states import Event, State
from ._steps import storable, write_links
from ._stepwise import Steps, walk
from ._transaction import Transaction

_RESULT = update(results).where(results.c.call == bindparam("_call"), results.c.position == bindparam("_position"))
_USUAL: Mapping[type, Callable[[Transaction, Session, Any], Steps[bool]]] = {
    Answered: _steps.answer,
    Ended: _steps.end,
    Planned: _steps.plan,
    Saved: _steps.save,
}
_UNSAVED_RESULT = _RESULT.where(results.c.saved_at.is_(None))


def write(tx: Transaction, session: Session, fact: Fact[Any]) -> Any:
    """Write a fact about a call that was sent, and return what noting it returns.

    Raises:
        Fenced: Another session has taken over the call.
    """
    return walk(tx, steps(tx, session, fact))


def steps(tx: Transaction, session: Session, fact: Fact[Any]) -> Steps[Any]:
    """Write a fact as `write` does, statement by statement as far as it is as usual."""
    usual = _USUAL.get(type(fact))
    if usual is None or not (yield from usual(tx, session, fact)):
        return _write_in_full(tx, session, fact)
    if isinstance(fact, Answered) and has_ended(fact.state):
        yield from steps(tx, session, Ended(fact.state, fact.at))
    return None


def subjects(fact: Fact[Any]) -> tuple[str, ...]:
    """Return the key and the task that a fact is about, as far as it names them; none for one of another kind."""
    match fact:
        case Answered(key, state):
            return key, state.id
        case Refused(key) | Uncertain(key):
            return (key,)
        case Ended(state):
            return (state.id,)
        case Planned():
            return (fact.task_id,)
        case Saved():
            return (fact.task_id,) if fact.key is None else (fact.task_id, fact.key)
        case _:
            return ()


def _write_in_full(tx: Transaction, session: Session, fact: Fact[Any]) -> Any:
    """Write a fact as the call's state in the database requires."""
    match fact:
        case Answered():
            _answered(tx, session, fact)
        case Refused():
            return _refused(tx, session, fact)
        case Uncertain():
            _uncertain(tx, session, fact)
        case Ended():
            for call in _claimed(tx, session, fact.state.id):
                _ended(tx, session, call, fact)
        case Planned():
            _planned(tx, session, fact)
        case Saved():
            _saved(tx, session, fact)
        case _:
            raise TypeError(f"a journal has no place for this fact: {fact}")
    return None


def _answered(tx: Transaction, session: Session, fact: Answered) -> None:
    key, state = fact.key, fact.state
    call = by_key(tx.connection, key)
    if call is None or call.task_id == state.id:
        return
    if call.task_id is not None:
        raise Fenced(f"task {state.id} was created as well as {call.task_id}: both may be charged", idempotency_key=key)
    others = by_task(tx.connection, state.id)
    changed = {
        "shared_task" if others else "task_id": state.id,
        "task_created": state.created,
        "credits_reserved": state.credits_reserved,
        "error_message": None,
    }
    move(tx, call, Event.ANSWER, **changed)
    session.forget(call)
    if others:
        _log.warning("task %s is the service's response to two calls, %s and %s", state.id, others[0].key, key)
    if not session.holds(call):  # late, but it shows what was charged: the session that took it over has no task for it
        session.take_over(tx, call)
    if has_ended(state):
        write(tx, session, Ended(state, fact.at))


def _refused(tx: Transaction, session: Session, fact: Refused) -> float | None:
    call = by_key(tx.connection, fact.key)
    if call is None:
        return None
    call = session.claim(tx, call)
    session.let_go(call.id)
    if call.state is State.RESENT:
        move(tx, call, Event.REFUSE)  # why it is held stays true
        return call.sent_at
    code, message = storable(fact.error.code or ""), storable(fact.error.message)
    move(tx, call, Event.REFUSE, ended_at=fact.at, error_code=code, error_message=message)
    return None


def _uncertain(tx: Transaction, session: Session, fact: Uncertain) -> None:
    call = by_key(tx.connection, fact.key)
    if call is not None:
        call = session.claim(tx, call)
        move(tx, call, Event.LOSE, error_message=storable(fact.reason))
        session.let_go(call.id)


def _ended(tx: Transaction, session: Session, call: Call, fact: Ended) -> None:
    state = fact.state
    changed: dict[str, Any] = {"ended_at": call.ended_at or fact.at}
    if state.credits_used is not None:
        changed["credits_used"] = state.credits_used
    if state.failed:
        fault = state.error or Fault("", "")
        changed |= {"error_code": storable(fault.code), "error_message": storable(fault.message)}
        move(tx, call, Event.FAIL, **changed)
        session.let_go(call.id)
        return
    move(tx, call, Event.COMPLETE, **changed)
    walk(tx, write_links(tx, call.id, state, call.task_created))
    session.expect_files(call.id, len(state.results))


def _planned(tx: Transaction, session: Session, fact: Planned) -> None:
    path = str(fact.path)
    call = _saving(tx, _claimed(tx, session, fact.task_id), fact.position, path)
    if call is not None:
        result = {"_call": call.id, "_position": fact.position}
        tx.connection.execute(_UNSAVED_RESULT, {**result, "path": path, "overwrite": fact.overwrite})


def _saved(tx: Transaction, session: Session, fact: Saved) -> None:
    path, found = str(fact.path), _claimed(tx, session, fact.task_id)
    named = next((call for call in found if call.key == fact.key), None)
    call = named or _saving(tx, found, fact.position, path)
    if call is not None:
        result = {"_call": call.id, "_position": fact.position}
        file = {"path": path, "size": fact.size, "sha256": fact.sha256, "saved_at": fact.at}
        tx.connection.execute(_RESULT, {**result, **file})
        session.has_file(call.id)


def _claimed(tx: Transaction, session: Session, task_id: str) -> list[Call]:
    """Return the calls of a task that this session may write about; there is more than one only if they share it.

    Raises:
        Fenced: There are none, and others hold them.
    """
    claimed: list[Call] = []
    fenced: Fenced | None = None
    for call in by_task(tx.connection, task_id):
        try:
            claimed.append(session.claim(tx, call))
        except Fenced as error:
            fenced = error
    if fenced and not claimed:
        raise fenced
    return claimed


def _saving(tx: Transaction, found: list[Call], position: int, path: str) -> Call | None:
    """Return the call that a file is for: of several that share a task, the first that has no other file in mind."""
    if not found:
        return None
    *others, last = found
    for call in others:
        full = with_results(tx.connection, call) or call
        if {str(each.path) for each in full.results if each.position == position and each.path} <= {path}:
            return call
    return last
