"""Deliberate faults of the product, put into the process that is killed: the table must show each of them."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from evolink._calls import reconcile
from evolink._calls.reconcile import Reconciled
from evolink._files import link, part_file
from evolink._files.part_file import PartFile
from evolink._task.listing import ListedTask
from evolink._task.record import Fact, Intent
from evolink.journal import _journal, _ownership
from evolink.journal._call_table import move
from evolink.journal._reads import in_states
from evolink.journal._recorder import Recorder
from evolink.journal._session import Session
from evolink.journal._states import Event, State
from evolink.journal._transaction import Transaction

R = TypeVar("R")


def _send_without_an_intent() -> None:
    """Send requests that the journal does not know about."""

    class Careless(Recorder):
        def note(self, fact: Fact[R], /) -> Future[R | None]:
            if not isinstance(fact, Intent):
                return super().note(fact)
            go: Future[R | None] = Future()
            go.set_result(None)
            return go

    setattr(_journal, "Recorder", Careless)  # noqa: B010 - a class takes another's place


def _send_held_again() -> None:
    """Resend requests that got no answer."""

    def settle(tx: Transaction, session: Session) -> int:
        for dead in _ownership._dead(tx, session, in_states(State.INTENT)):
            for call in _ownership._of(tx, dead, in_states(State.INTENT), None):
                move(tx, call, Event.GIVE_BACK, session=None, sent_at=None, fence=call.fence + 1)
        return 0

    _ownership.settle = settle


def _name_files_too_early() -> None:
    """Name a file before it is complete, and treat a file with that name as complete."""

    class Hasty(PartFile):
        def admit(self, suffix: str) -> None:
            super().admit(suffix)
            if not self._named(suffix).exists():
                part_file._move_to_free_name(self._on_disk(), self._named(suffix))

        def commit(self, suffix: str) -> Path:
            self._adopt = True
            return super().commit(suffix)

        def _is_same_file(self, target: Path) -> bool:
            return target.is_file()

    setattr(link, "PartFile", Hasty)  # noqa: B010 - a class takes another's place


def _adopt_by_guess() -> None:
    """Adopt the newest task that fits a held call, though others do as well."""

    def guess(held: Reconciled, candidates: Sequence[ListedTask], *_: object, **__: object) -> Reconciled:
        newest = [task.id for task in candidates[:1]]
        return replace(held, candidates=tuple(newest), task_id=newest[0] if newest else None)

    setattr(reconcile, "_decide", guess)  # noqa: B010 - a function takes another's place


FAULTS: Mapping[str, Callable[[], None]] = {
    "requests are sent without an intent": _send_without_an_intent,
    "what is held is sent again": _send_held_again,
    "held calls get tasks by guess": _adopt_by_guess,
    "files are named before they are whole": _name_files_too_early,
}
