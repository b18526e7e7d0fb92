"""Which calls this process holds. All of it runs in the writer's thread."""

import os
import socket
from collections import deque
from dataclasses import dataclass, replace

from sqlalchemy import insert, select

from evolink.errors import Fenced, JournalBusy

from ._call_table import change
from ._calls import Call
from ._known import Known
from ._presence import Presence
from ._schema import batches, calls, sessions
from ._transaction import Transaction

_MOST_ANSWERED = 10_000
"""Calls of no batch that are remembered though they have a task: nobody may ever wait for them, or save their files."""
_MANY = 16
"""Rows of batches in progress from which on each may wait a moment for others."""


class Session:
    """One open journal of a process, and what it remembers of the calls that it holds.

    Args:
        presence: Its locks.

    Attributes:
        id: Its number in the journal.
        presence: Its locks.
    """

    def __init__(self, presence: Presence) -> None:
        self.id = 0
        self.presence = presence
        self._held: dict[int, _Held] = {}
        self._before: dict[int, _Held | None] = {}
        self._by_key: dict[str, int] = {}
        self._by_task: dict[str, int] = {}
        self._answered: deque[int] = deque()
        self._rows = 0

    def enter(self, tx: Transaction, at: float) -> None:
        """Become one of the journal's sessions."""
        mine = {"host": socket.gethostname(), "pid": os.getpid(), "started_at": at}
        self.id = tx.connection.execute(insert(sessions).returning(sessions.c.id), mine).scalar_one()
        self.presence.enter(self.id)
        self.presence.attach(tx.connection)

    def alive(self, tx: Transaction, session: int | None) -> bool:
        """Whether a session's process is alive; this one is."""
        return session is not None and (session == self.id or self.presence.alive(tx.connection, session))

    def become_runner(self, tx: Transaction, journal: str) -> None:
        """Be the only session that runs batches in this journal.

        Args:
            tx: The transaction.
            journal: The name of the journal, for people.

        Raises:
            JournalBusy: Another session is; the message names it, the journal and the ways out.
        """
        if not self.presence.become_runner(tx.connection):
            runner = tx.connection.execute(select(sessions.c.id).where(sessions.c.runner).limit(1)).scalar()
            raise JournalBusy(
                f"{who(tx, runner)} is running a batch{_into(tx, runner)} with the journal {journal}, and a journal "
                "runs one batch at a time: wait until it ends or stop it, or run this one with "
                "another journal (EVOLINK_JOURNAL or journal=)"
            )
        tx.connection.execute(sessions.update().values(runner=sessions.c.id == self.id))

    def leave_runner(self, tx: Transaction) -> None:
        """Allow another session to run batches."""
        self.presence.leave_runner(tx.connection)

    @property
    def is_busy(self) -> bool:
        """Whether many rows of batches are in progress, so that each may wait for others to be written with it."""
        return self._rows >= _MANY

    def hold(self, known: Known, *, unsent: bool = False) -> None:
        """Remember a call as this session's.

        Args:
            known: The call.
            unsent: Whether this session may send it, once.
        """
        self._remember(known.id, _Held(known.fence, unsent, known=known))

    def by_key(self, key: str) -> Known | None:
        """Return a call that this session holds, as it last wrote it; None if it must be read."""
        return self._known(self._by_key.get(key))

    def by_task(self, task_id: str) -> Known | None:
        """Return the call of a task that this session holds, as it last wrote it; None if it must be read."""
        return self._known(self._by_task.get(task_id))

    def learn(self, known: Known) -> None:
        """Remember what was written about a call that this session holds."""
        held = self._held.get(known.id) or _Held(known.fence)  # it may have been let go between two of its statements
        self._remember(known.id, replace(held, known=known))
        if known.batch is None and known.task is not None and not (held.known and held.known.task):
            self._limit(known.id)

    def forget(self, call: Call) -> None:
        """Forget how a call was last written; it stays this session's, if it was."""
        if held := self._held.get(call.id):
            self._remember(call.id, replace(held, known=None))

    def let_go(self, call_id: int) -> None:
        """Forget a call: nothing more will be noted about it."""
        self._remember(call_id, None)

    def is_unsent(self, known: Known) -> bool:
        """Whether this session may still send a call that it has taken."""
        return self._held[known.id].unsent

    def has_sent(self, known: Known) -> None:
        """Note that a call is about to be sent: it may not be sent again."""
        self._remember(known.id, replace(self._held[known.id], unsent=False))

    def may_send(self, call: Call) -> bool:
        """Whether this session may send a call that it has taken; the next time it may not."""
        held = self._held.get(call.id)
        if held is None or not held.unsent:
            return False
        self._remember(call.id, replace(held, unsent=False))
        return self.holds(call)

    def holds(self, call: Call) -> bool:
        """Whether the call still belongs to this session, as far as it knows."""
        held = self._held.get(call.id)
        return call.session == self.id and (held is None or held.fence == call.fence)

    def knows(self, call: Call) -> bool:
        """Whether this session remembers a call as its own."""
        return call.id in self._held

    def over(self, *, kept: bool) -> None:
        """Note that a transaction has ended.

        Args:
            kept: Whether it was committed; if not, what was remembered in it is forgotten.
        """
        before, self._before = self._before, {}
        if kept:
            return
        for call_id, held in before.items():
            self._put(call_id, held)

    def claim(self, tx: Transaction, call: Call) -> Call:
        """Return a call that this session may write about; it was read, and may be written without being learned.

        A dead session's call is taken over.

        Raises:
            Fenced: It belongs to another session.
        """
        if self.holds(call):
            if call.id not in self._held and call.batch is None:
                self._limit(call.id)
            self._remember(call.id, replace(self._held.get(call.id) or _Held(call.fence), known=None))
            return call
        if call.id not in self._held and not self.alive(tx, call.session):
            return self.take_over(tx, call)
        raise Fenced(
            f"the call {call.key} is held by {who(tx, call.session)}: this was not written", idempotency_key=call.key
        )

    def take_over(self, tx: Transaction, call: Call, *, unsent: bool = False) -> Call:
        """Make a call this session's, whichever session had it."""
        taken = replace(call, session=self.id, fence=call.fence + 1)
        change(tx, call, session=taken.session, fence=taken.fence)
        self.hold(Known.of(taken), unsent=unsent)
        return taken

    def expect_files(self, call_id: int, number: int) -> None:
        """Remember how many files of a call will be saved."""
        self._remember(call_id, replace(self._held[call_id], files_left=number))

    def has_file(self, call_id: int) -> None:
        """Count a saved file; after the last, forget the call."""
        held = self._held.get(call_id)
        if held is None:
            return
        self._remember(call_id, replace(held, files_left=held.files_left - 1) if held.files_left > 1 else None)

    def _known(self, call_id: int | None) -> Known | None:
        held = None if call_id is None else self._held.get(call_id)
        return None if held is None else held.known

    def _limit(self, answered: int) -> None:
        """Forget the oldest call if too many are remembered. Before a later step of it is noted, it is read."""
        self._answered.append(answered)
        if len(self._answered) > _MOST_ANSWERED:
            self.let_go(self._answered.popleft())

    def _remember(self, call_id: int, held: "_Held | None") -> None:
        self._before.setdefault(call_id, self._held.get(call_id))
        self._put(call_id, held)

    def _put(self, call_id: int, held: "_Held | None") -> None:
        before = self._held.pop(call_id, None)
        if before and before.known:
            self._by_key.pop(before.known.key, None)
            self._by_task.pop(before.known.task or "", None)
            self._rows -= before.known.batch is not None
        if held is None:
            return
        self._held[call_id] = held
        if held.known:
            self._by_key[held.known.key] = call_id
            self._rows += held.known.batch is not None
            if held.known.task is not None:
                self._by_task[held.known.task] = call_id


@dataclass(frozen=True, slots=True)
class _Held:
    """What this session remembers of a call that it holds.

    Attributes:
        fence: The call's fence.
        unsent: Whether this session may send it, once.
        files_left: How many files are still to be saved.
        known: The call as this session last wrote it; None if it must be read.
    """

    fence: int
    unsent: bool = False
    files_left: int = 1
    known: Known | None = None


def _into(tx: Transaction, session: int | None) -> str:
    """Return the folder into which a session runs a batch, for people; nothing if that is not known."""
    newest = select(calls.c.batch).where(calls.c.session == session, calls.c.batch.is_not(None))
    chosen = newest.order_by(calls.c.id.desc()).limit(1).scalar_subquery()
    folder = tx.connection.execute(select(batches.c.output).where(batches.c.id == chosen)).scalar()
    return "" if folder is None else f" into {folder}"


def who(tx: Transaction, session: int | None) -> str:
    """Return the name of a session, for people."""
    row = tx.connection.execute(select(sessions).where(sessions.c.id == session)).first()
    return f"process {row.pid} on {row.host}" if row else "another process"
