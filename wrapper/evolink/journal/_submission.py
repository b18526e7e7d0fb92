"""A request that is about to be sent: it is noted first, under its idempotency key."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam

from evolink._task.record import Intent
from evolink._task.sending import WHAT_SETTLES
from evolink._task.state import TaskState
from evolink.errors import Fenced, KeyTaken, SubmissionUncertain

from ._call_table import by_key, change, move, remove, with_results
from ._calls import Call, fingerprint, unsent_body
from ._direct import Direct
from ._known import Known
from ._schema import calls
from ._session import Session, who
from ._states import SENDING, Event, State
from ._steps import send
from ._stepwise import Steps
from ._transaction import Transaction
from ._upsert import Upsert

if TYPE_CHECKING:
    from collections.abc import Callable

DIED = "the process that sent it ended before the response came"
_GIVEN = (
    "key",
    "model",
    "body",
    "fingerprint",
    "state",
    "created_at",
    "sent_at",
    "output",
    "session",
    "fence",
    "attempt",
)
_INSERT = Upsert(
    calls,
    lambda insert: Direct(
        insert.values({column: bindparam(column, type_=calls.c[column].type) for column in _GIVEN})
        .on_conflict_do_nothing()
        .returning(calls.c.id)
    ),
)


class Submission:
    """A request that is about to be sent.

    Args:
        session: Who sends it.
        intent: What the journal records before sending it.

    Attributes:
        key: Its idempotency key.
        fingerprint: That of its body, with the hashes of files in place of their links.
    """

    def __init__(self, session: Session, intent: Intent) -> None:
        self.key = intent.key
        self._session = session
        self._body = (intent.request.body or b"{}").decode()
        identity = intent.request.identity
        self._model, self.fingerprint = fingerprint(self._body if identity is None else identity.decode())
        self._output = intent.output
        self._at = intent.at
        self._undo: Callable[[Transaction, Call], None] | None = None

    def write(self, tx: Transaction) -> Steps[TaskState | None]:
        """Note it; see `evolink._task.record.Intent`."""
        taken = self._session.by_key(self.key)
        alike = taken if taken and taken.fingerprint == self.fingerprint else None
        if alike and (yield from send(self._session, alike, self._body, self._at)):
            self._undo = remove if alike.batch is None else _give_back
            return None
        if self._is_new(tx, self._columns()):
            self._undo = remove
            return None
        known = with_results(tx.connection, by_key(tx.connection, self.key))
        return self._again(tx, known) if known else None

    def reserve(self, tx: Transaction) -> None:
        """Note that this session is about to send it; `write` follows under the same key."""
        self._is_new(tx, {**self._columns(), "sent_at": None})

    def withdraw(self, tx: Transaction) -> None:
        """Note that it was not sent."""
        call = by_key(tx.connection, self.key) if self._undo else None
        if self._undo and call and call.state in SENDING and self._session.holds(call):
            self._undo(tx, call)
            self._session.let_go(call.id)

    def _is_new(self, tx: Transaction, columns: dict[str, Any]) -> bool:
        """Note it unless its key is known; return whether that was done."""
        row = _INSERT.on(tx.connection).run(tx.connection, columns).fetchone()
        if row is None:
            return False
        known = Known(row[0], self.key, self.fingerprint, columns["fence"], State.INTENT)
        self._session.hold(known, unsent=columns["sent_at"] is None)
        return True

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

    def _again(self, tx: Transaction, call: Call) -> TaskState | None:
        """Decide what to do if the key is known."""
        self._refuse_if_another(call)
        match call.state:
            case State.INTENT if self._session.may_send(call):
                change(tx, call, sent_at=self._at, body=self._body)  # with the links that its files have got
                self._undo = remove if call.batch is None else _give_back
                return None
            case State.HELD if self._session.may_send(call):
                move(tx, call, Event.RESEND)
                self._undo = _hold
                return None
            case State.INTENT | State.PLANNED | State.RESENT:
                raise self._unanswered(tx, call)
            case State.HELD:
                raise SubmissionUncertain(
                    "the response to this request was lost: a task may have been created and charged. It was not sent "
                    f"again; {WHAT_SETTLES}",
                    idempotency_key=self.key,
                    sent_at=call.sent_at,
                )
            case State.REFUSED:
                cleared = {"ended_at": None, "error_code": None, "error_message": None}
                move(tx, call, Event.RESEND, sent_at=self._at, body=self._body, **cleared)
                self._session.take_over(tx, call)
                self._undo = _refuse
                return None
            case _:
                return call.task

    def _refuse_if_another(self, call: Call) -> None:
        # The second if it is sent again as it was, with the links that its files had.
        if self.fingerprint not in {call.fingerprint, fingerprint(call.body)[1]}:
            raise KeyTaken(
                f"nothing was sent: the key belongs to a different request for {call.model}, recorded as call "
                f"{call.id} ({call.fingerprint[:12]}); this request is for {self._model} ({self.fingerprint[:12]})",
                idempotency_key=self.key,
            )

    def _unanswered(self, tx: Transaction, call: Call) -> SubmissionUncertain | Fenced:
        if call.state is State.PLANNED or call.sent_at is None:
            return Fenced("nothing was sent: the row is not this session's to send", idempotency_key=self.key)
        if self._session.alive(tx, call.session):
            message = (
                f"{who(tx, call.session)} has sent this request and is waiting for the response; it was not sent again"
            )
        else:
            move(tx, call, Event.LOSE, **({} if call.error_message else {"error_message": DIED}))
            message = (
                "the process that sent this request ended before the response came: a task may have been created and "
                "charged"
            )
        return SubmissionUncertain(message, idempotency_key=self.key, sent_at=call.sent_at)


def _give_back(tx: Transaction, call: Call) -> None:
    move(tx, call, Event.GIVE_BACK, session=None, sent_at=None, body=unsent_body(call))


def _hold(tx: Transaction, call: Call) -> None:
    move(tx, call, Event.LOSE)


def _refuse(tx: Transaction, call: Call) -> None:
    move(tx, call, Event.REFUSE, error_message="it was not sent again")
