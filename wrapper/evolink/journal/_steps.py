"""The usual steps of a call that this session holds, each a statement or two.

Each changes the call only if the database still has it as this session remembers it; otherwise it changes nothing, and
`_facts.py` finds out what is the matter.
"""

from typing import Any

from sqlalchemy import bindparam, exists, func, select, update

from evolink._files.link_rules import find_expiry
from evolink._task.record import Answered, Ended, Planned, Saved
from evolink._task.state import Fault, TaskState

from ._direct import Direct
from ._known import Known
from ._schema import calls, results
from ._session import Session
from ._states import Event, State, after
from ._stepwise import Run, Steps
from ._transaction import Transaction
from ._upsert import Upsert

_OWN = (
    calls.c.id == bindparam("_id"),
    calls.c.session == bindparam("_session"),
    calls.c.fence == bindparam("_fence"),
)
_other = calls.alias("other")
_ALONE = ~exists().where(_other.c.shared_task == bindparam("_task"))
"""No other call has the same task."""
_FIRST = ~exists().where(_other.c.task_id == bindparam("_task"))


def _moved(event: Event, at: State, **columns: Any) -> Any:
    """Return the statement that moves this session's call, in a state, by an event."""
    own = (*_OWN, calls.c.state == str(at))
    changed = {"state": str(after(at, event)), **columns}
    return update(calls).where(*own).values({calls.c[name]: value for name, value in changed.items()})


def _given(name: str) -> Any:
    return bindparam(f"_{name}", type_=calls.c[name].type)


_SENT = Direct(
    update(calls)
    .where(*_OWN, calls.c.state == str(State.INTENT), calls.c.sent_at.is_(None))
    .values(sent_at=_given("sent_at"), body=_given("body"))
)
_ANSWERED = Direct(
    _moved(
        Event.ANSWER,
        State.INTENT,
        task_id=bindparam("_task", type_=calls.c.task_id.type),
        task_created=_given("task_created"),
        credits_reserved=_given("credits_reserved"),
        error_message=None,
    ).where(_FIRST, _ALONE)
)
_END = {
    "ended_at": func.coalesce(calls.c.ended_at, _given("ended_at")),
    "credits_used": func.coalesce(_given("credits_used"), calls.c.credits_used),
}
_COMPLETED = Direct(_moved(Event.COMPLETE, State.SUBMITTED, **_END).where(_ALONE))
_FAILED = Direct(
    _moved(
        Event.FAIL,
        State.SUBMITTED,
        **_END,
        error_code=_given("error_code"),
        error_message=_given("error_message"),
    ).where(_ALONE)
)
_LINK = Upsert(
    results,
    lambda insert: Direct(
        insert.values(
            {column: bindparam(f"_{column}") for column in ("call", "position", "url", "expires_at")}
        ).on_conflict_do_update(
            index_elements=[results.c.call, results.c.position],
            set_={"url": insert.excluded.url, "expires_at": insert.excluded.expires_at},
        )
    ),
)
_OWN_RESULT = update(results).where(
    results.c.call == select(calls.c.id).where(*_OWN).with_for_update().scalar_subquery(),
    results.c.position == bindparam("_position"),
    _ALONE,
)


def _of_result(*names: str) -> dict[str, Any]:
    return {name: bindparam(f"_{name}", type_=results.c[name].type) for name in names}


_PLANNED = Direct(_OWN_RESULT.where(results.c.saved_at.is_(None)).values(_of_result("path", "overwrite")))
_SAVED = Direct(_OWN_RESULT.values(_of_result("path", "size", "sha256", "saved_at")))


def send(session: Session, known: Known, body: str, at: float) -> Steps[bool]:
    """Note that this session is about to send a call that it has taken; return whether that was possible."""
    if known.state is not State.INTENT or not session.is_unsent(known):
        return False
    if not (yield _run(_SENT, session, known, sent_at=at, body=body)):
        return False
    session.has_sent(known)
    return True


def answer(tx: Transaction, session: Session, fact: Answered) -> Steps[bool]:
    """Note that the service made a task; return whether that was possible."""
    known, state = session.by_key(fact.key), fact.state
    if known is None or known.state is not State.INTENT:
        return False
    columns = {"task_created": state.created, "credits_reserved": state.credits_reserved}
    if not (yield _run(_ANSWERED, session, known, task=state.id, **columns)):
        return False
    now = known._replace(state=State.SUBMITTED, task=state.id, created=state.created, reserved=state.credits_reserved)
    _learn(tx, session, known, now)
    return True


def end(tx: Transaction, session: Session, fact: Ended) -> Steps[bool]:
    """Note how a task ended; return whether that was possible."""
    state = fact.state
    known = session.by_task(state.id)
    if known is None or known.state is not State.SUBMITTED:
        return False
    columns: dict[str, Any] = {"task": state.id, "ended_at": fact.at, "credits_used": state.credits_used}
    if state.failed:
        fault = state.error or Fault("", "")
        columns |= {"error_code": storable(fault.code), "error_message": storable(fault.message)}
    if not (yield _run(_FAILED if state.failed else _COMPLETED, session, known, **columns)):
        return False
    used = known.used if state.credits_used is None else state.credits_used
    _learn(tx, session, known, known._replace(state=State.FAILED if state.failed else State.COMPLETED, used=used))
    if state.failed:
        session.let_go(known.id)
    else:
        yield from write_links(tx, known.id, state, known.created)
        session.expect_files(known.id, len(state.results))
    return True


def plan(_: Transaction, session: Session, fact: Planned) -> Steps[bool]:
    """Note that a result is about to be saved; return whether that was possible."""
    known = session.by_task(fact.task_id)
    where = {"task": fact.task_id, "position": fact.position, "path": str(fact.path), "overwrite": fact.overwrite}
    return known is not None and bool((yield _run(_PLANNED, session, known, **where)))


def save(_: Transaction, session: Session, fact: Saved) -> Steps[bool]:
    """Note that a result is a file; return whether that was possible."""
    known = session.by_task(fact.task_id)
    where = {"task": fact.task_id, "position": fact.position, "path": str(fact.path)}
    file = {"size": fact.size, "sha256": fact.sha256, "saved_at": fact.at}
    if known is None or not (yield _run(_SAVED, session, known, **where, **file)):
        return False
    session.has_file(known.id)
    return True


def write_links(tx: Transaction, call_id: int, state: TaskState, created: float | None) -> Steps[None]:
    """Write the links of a task's results, and when they expire.

    Args:
        tx: The transaction.
        call_id: The number of the call.
        state: The task.
        created: When it was made, if it does not say so itself.
    """
    made = created if state.created is None else state.created
    for position, url in enumerate(state.results):
        link = {"_call": call_id, "_position": position, "_url": storable(url) or ""}
        expires = {"_expires_at": find_expiry(url, made)}
        yield Run(_LINK.on(tx.connection), {**link, **expires})


def storable(text: str) -> str | None:
    """Return a text of the service's without what no database takes: NUL, and halves of characters; None if empty."""
    return text.replace("\0", "").encode("utf-8", "replace").decode() or None


def _run(step: Direct, session: Session, known: Known, **given: Any) -> Run:
    own = {"_id": known.id, "_session": session.id, "_fence": known.fence}
    return Run(step, own | {f"_{name}": value for name, value in given.items()})


def _learn(tx: Transaction, session: Session, before: Known, now: Known) -> None:
    """Remember what a step wrote, and count what it changes of a batch's budget."""
    tx.commit_credits(before.batch, now.committed - before.committed)
    session.learn(now)
