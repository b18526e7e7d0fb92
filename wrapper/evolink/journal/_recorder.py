"""Writes down the facts of calls: intents before they are sent, and what became of them."""

from concurrent.futures import Future
from dataclasses import replace
from threading import Lock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from evolink._task.record import Fact, Intent, Noted, Planned, Record, Saved, Withdrawn
from evolink._task.state import TaskState
from evolink.errors import JournalFailed

from ._call_table import by_key
from ._facts import steps, subjects
from ._session import Session
from ._states import State
from ._stepwise import Stepwise
from ._submission import Submission
from ._transaction import Transaction
from ._writer import Writer

R = TypeVar("R")


def _body_of(tx: Transaction, key: str) -> str | None:
    """Return the body that was sent under a key; None if nothing was, or it was refused."""
    call = by_key(tx.connection, key)
    return None if call is None or call.sent_at is None or call.state is State.REFUSED else call.body


class Recorder(Record):
    """The record that a client keeps in a journal.

    Args:
        writer: The journal's.
        session: Who holds what is noted here.
    """

    def __init__(self, writer: Writer, session: Session) -> None:
        self._writer = writer
        self._session = session
        self._submissions: WeakKeyDictionary[Intent, Submission] = WeakKeyDictionary()
        self._lock = Lock()

    def note(self, fact: Fact[R], /) -> Future[R | None]:
        """Note a fact; see `Record`."""
        return self._noted(fact)

    def _noted(self, fact: Fact[Any]) -> Future[Any]:
        match fact:
            case Intent():
                return self._intent(fact)
            case Withdrawn(intent):
                with self._lock:
                    submission = self._submissions[intent]
                return self._writer.keep(submission.withdraw, fact)
            case Noted(key):
                return self._writer.do(lambda tx: _body_of(tx, key))
            case Planned() | Saved():  # in the journal's thread, it may be another folder that paths are relative to
                return self._kept(replace(fact, path=fact.path.absolute()))
            case _:
                return self._kept(fact)

    def _kept(self, fact: Fact[Any]) -> Future[Any]:
        change = Stepwise(lambda tx: steps(tx, self._session, fact), *subjects(fact))
        return self._writer.keep(change, fact)

    def _intent(self, intent: Intent) -> Future[TaskState | None]:
        submission = Submission(self._session, intent)
        with self._lock:
            self._submissions[intent] = submission

        def withdraw_if_failed(noted: Future[TaskState | None]) -> None:
            """Withdraw an intent if it is unknown whether the database kept it: nothing will be sent."""
            if not noted.cancelled() and isinstance(noted.exception(), JournalFailed):
                self.note(Withdrawn(intent))

        noted = self._writer.do(Stepwise(submission.write, intent.key))
        noted.add_done_callback(withdraw_if_failed)
        return noted
