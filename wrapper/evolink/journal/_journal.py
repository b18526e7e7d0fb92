"""The journal of calls that cost: opened, read, tidied."""

import json
import os
import time
from collections.abc import Collection, Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import select

from evolink._http.port import Request
from evolink._task.record import Intent
from evolink.errors import JournalBusy, JournalFailed

from . import _ownership, _reads, _settling
from ._batch import Batch
from ._calls import Call, Costs
from ._core import Core
from ._database import Database
from ._fingerprint import fingerprint_of
from ._group import Group
from ._migrate import migrate
from ._presence import presence_of
from ._prune import prune
from ._recorder import Recorder
from ._rows import full, of_task
from ._runs import Runs
from ._schema import batches, calls, sessions, shared_runs
from ._session import Session, who
from ._states import SENDING, State
from ._submission import Submission

if TYPE_CHECKING:
    from evolink._task.record import Record
    from evolink._task.state import TaskState

_OF_BATCHES = (batches.c.id, batches.c.name, batches.c.manifest, batches.c.output, batches.c.created_at)


class Journal:
    """A record of every call that costs: what was sent, what became of it, which files were saved.

    One process has it open as one session; many may share it. Its methods wait for the disk: with asyncio, call them
    through `asyncio.to_thread`. What this process has noted, it reads.

    Args:
        address: The path of a SQLite file, which is made if need be, or PostgreSQL as
            `postgresql://user@host/database`.

    Raises:
        ConfigurationError: The address can't be used.
        JournalFailed: It can't be opened, or a newer version of this package has made it.
    """

    def __init__(self, address: str | os.PathLike[str]) -> None:
        self._database = Database(address)
        migrate(self._database)
        self._core = Core(self._database, Session(presence_of(self._database)))
        self.record: Record = Recorder(self._core.writer, self._core.session)
        try:
            self._core.do(lambda group: self._core.session.enter(group, time.time()))
            self.settle()
        except BaseException:
            self._core.close()  # or its locks would keep others out when the disk has room again
            raise

    def __repr__(self) -> str:
        return f"<Journal {self._database}>"

    def __reduce__(self) -> str:
        raise TypeError("a journal holds a connection and can't be pickled: open it where you need it")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def address(self) -> str:
        """Where it is, to open it once more; with the password, if it needs one."""
        return self._database.url.render_as_string(hide_password=False)

    @property
    def session(self) -> int:
        """The number of this session, as calls have it."""
        return self._core.session.id

    def close(self) -> None:
        """Write what there is, and stop. Calls that were not answered yet count as this process's no more."""
        self._core.close()

    def calls(
        self,
        state: State | Collection[State] | None = None,
        *,
        since: float | None = None,
        batch: int | None = None,
    ) -> Iterator[Call]:
        """Return calls, oldest first, as a stream: a million of them are never in memory at once.

        Args:
            state: The state, or states, that they stand in; any if None.
            since: Unix seconds from which on they were noted.
            batch: The bulk run that they belong to; any and none if None.
        """
        wanted = [] if state is None else [_reads.in_states(state)]
        wanted += [] if since is None else [calls.c.created_at >= since]
        wanted += [] if batch is None else [calls.c.batch == batch]
        self._core.writer.flush()
        return _reads.in_order(self._database, *wanted)

    def held(self) -> Iterator[Call]:
        """Return the calls that may have been charged, and whose answer was lost."""
        return self.calls(State.HELD)

    def sending(self) -> Iterator[Call]:
        """Return the calls that are being sent now, by any process, as a stream."""
        return self.calls(SENDING)

    def unsaved(self) -> Iterator[Call]:
        """Return the completed calls that have pictures which are no files, those first whose links die first."""
        self._core.writer.flush()
        return _reads.unsaved(self._database)

    def mine(self) -> Iterator[Call]:
        """Return the calls of this session, and of no bulk run, that wait for an end or a file that was asked for."""
        self._core.writer.flush()
        return _reads.in_order(self._database, calls.c.session == self.session, _ownership.left(None))

    def call(self, key: str) -> Call | None:
        """Return the call of an idempotency key."""
        return self._one(calls.c.key == key)

    def of_task(self, task_id: str) -> Call | None:
        """Return the call of a task: the newest, if the service answered several calls with it."""
        return self._one(of_task(task_id))

    def alike(
        self, request: Mapping[str, Any], output: str | None, at: float, *, key: str | None = None
    ) -> Call | None:
        """Return the newest call of the same request for the same output that is not over, made this session's.

        Over is what failed, was refused or saved, and what can't be saved any more. A held one stays held, and is
        found too if nobody said where its files are wanted.

        Args:
            request: The model and its parameters.
            output: Where its files are wanted.
            at: Now, Unix seconds.
            key: If there is no such call, the request is noted under this key in the same step, to be sent by this
                session: of two processes that look at the same moment, one finds the other's call.

        Raises:
            JournalBusy: Another process that is alive is at it; the message names it.
        """
        session, fingerprint = self._core.session, fingerprint_of(request)
        if key is None:
            return self._core.do(lambda group: _ownership.alike(group, session, fingerprint, output, at))
        intent = Intent(Request("POST", "", json.dumps(dict(request)).encode(), key), output, at)
        submission = Submission(session, intent)
        return self._core.do(lambda group: _ownership.reserve(group, session, submission, output, at))

    def last_alike(self, request: Mapping[str, Any], output: str | None) -> Call | None:
        """Return the newest call of the same request for the same output, whatever became of it."""
        same = (calls.c.fingerprint == fingerprint_of(request), calls.c.batch.is_(None), calls.c.output == output)
        return self._one(*same)

    def held_alike(self, request: Mapping[str, Any], output: str | None) -> Call | None:
        """Return the newest held call of the same request for the same output, or for none that was told."""
        with self._core.reading() as connection:
            return _ownership.held_alike(connection, fingerprint_of(request), output)

    def costs(self, model: str) -> Costs:
        """Return what completed calls of a model have cost."""
        self._core.writer.flush()
        return _reads.costs(self._database, model)

    def latest(self, model: str, limit: int = 100) -> list[Call]:
        """Return the newest calls of a model whose cost is known, newest first."""
        self._core.writer.flush()
        return _reads.latest(self._database, model, limit)

    def settle(self) -> int:
        """Look after the dead: what they sent and nobody answered is held from now on.

        Returns:
            How many calls were held just now.
        """
        return self._core.do(lambda group: _ownership.settle(group, self._core.session))

    def take_up(self, batch: int | None = None, *, limit: int = 1000) -> list[Call]:
        """Make calls this session's which dead ones left submitted or unsaved; ask again until there are none.

        Args:
            batch: The bulk run they belong to; None for calls of their own.
            limit: How many at most.
        """
        return self._core.take(lambda group: _ownership.take_up(group, self._core.session, batch, limit))

    def take_over(self, key: str) -> Call:
        """Make one call this session's, even if its holder is alive: something else tells that it is not at it.

        A sent one is held then; one that was taken and not sent may be sent by this session.
        """
        return self._core.do(lambda group: _ownership.take_over(group, self._core.session, key))

    def resend(self, key: str) -> Call:
        """Allow this session to send a held call again, once, under its key.

        It stays held until the request is about to leave, and is held again if that is refused: once a call may have
        been paid, only a task, or a person's word, settles it.

        Raises:
            Fenced: It is not held.
        """
        return self._core.do(lambda group: _ownership.resend(group, self._core.session, key))

    def adopt(self, key: str, state: "TaskState", at: float) -> None:
        """Note the task that was found for a held call; the next resume takes it from there.

        Args:
            key: The call's key.
            state: The task, as the service has just shown it.
            at: Now, Unix seconds.

        Raises:
            NotSettled: There is no such call, it is not held, or the task is another call's.
        """
        self._core.do(lambda group: _settling.adopt(group, self._core.session, key, state, at))

    def write_off(self, key: str, at: float) -> None:
        """Note that a held call was not charged, by a person's word; no budget counts it any more.

        Args:
            key: The call's key, which is not sent again: the next call of the same request gets another.
            at: Now, Unix seconds.

        Raises:
            NotSettled: There is no such call, or it is not held.
        """
        self._core.do(lambda group: _settling.write_off(group, self._core.session, key, at))

    @contextmanager
    def only_runner(self) -> Generator[None]:
        """Be the only one that runs bulk runs here.

        Raises:
            JournalBusy: Another is; the message tells who.
        """
        self._core.do(self._become_runner)
        try:
            yield
        finally:
            with suppress(JournalFailed):  # closed, or away: then the place is free already
                self._core.do(lambda group: self._core.session.presence.leave_runner(group.connection))

    def batch(self, name: str, at: float, *, manifest: str | None = None, output: str | None = None) -> Batch:
        """Return the bulk run of a name; it is noted if there is none.

        Args:
            name: Its name.
            at: Now, Unix seconds.
            manifest: The file that its rows come from.
            output: Where its files go.
        """
        told = {"name": name, "manifest": manifest, "output": output, "created_at": at}

        def find_or_make(group: Group) -> Batch:
            asked = select(*_OF_BATCHES).where(batches.c.name == name)
            row = group.connection.execute(asked).first()
            if row is None:
                group.connection.execute(batches.insert(), told)
                row = group.connection.execute(asked).one()
            return self._batch(row)

        return self._core.do(find_or_make)

    def batch_of(self, number: int) -> Batch | None:
        """Return the bulk run of a number, as calls have it; None if there is none."""
        with self._core.reading() as connection:
            row = connection.execute(select(*_OF_BATCHES).where(batches.c.id == number)).first()
        return None if row is None else self._batch(row)

    def _batch(self, row: Any) -> Batch:
        return Batch(row.id, row.name, row.manifest, row.output, row.created_at, self._core)

    def shared_limits(self, number: int) -> tuple[float | None, float | None] | None:
        """Return budget and rate of a bulk run that many machines share; None for one that they do not."""
        asked = select(shared_runs.c.budget, shared_runs.c.rate).where(shared_runs.c.batch == number)
        with self._core.reading() as connection:
            row = connection.execute(asked).first()
        return None if row is None else (row.budget, row.rate)

    @property
    def runs(self) -> Runs:
        """Bulk runs as their folders have them: found by what those hold, adopted, moved."""
        return Runs(self._core)

    def prune(self, before: float, now: float | None = None) -> int:
        """Forget what is over: calls that ended before a time, with nothing left to be saved.

        Unfinished and held calls stay, and completed ones as long as a link of an unsaved picture may live. Calls of
        a bulk run go together, when all of it is over; what its folder tells of them counts on.

        Args:
            before: Unix seconds.
            now: The time by which links are judged; this machine's if None.

        Returns:
            How many calls were forgotten.
        """
        return prune(self._core, before, time.time() if now is None else now)

    def holder(self, call: Call) -> str:
        """Name the process that holds a call, for people."""
        return self._core.do(lambda group: who(group, call.session))

    def _one(self, *conditions: Any) -> Call | None:
        with self._core.reading() as connection:
            found = full(connection, select(calls).where(*conditions).order_by(calls.c.id.desc()).limit(1))
        return found[0] if found else None

    def _become_runner(self, group: Group) -> None:
        session, there = self._core.session, group.connection
        if not session.presence.become_runner(there):
            runner = there.execute(select(sessions.c.id).where(sessions.c.runner).limit(1)).scalar()
            raise JournalBusy(f"{who(group, runner)} is at a bulk run with this journal: let it end, or stop it")
        there.execute(sessions.update().values(runner=sessions.c.id == session.id))
