"""The journal of calls that cost credits: opened, read, settled and pruned."""

import os
import time
from collections.abc import Collection, Generator, Iterator, Mapping
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from evolink.errors import JournalFailed

from . import _alike, _held, _ownership, _reads
from ._batch import Batch, find_batch, find_or_make_batch
from ._call_table import of_task
from ._calls import Call, Costs
from ._core import Core
from ._database import Database
from ._folders import BatchFolders
from ._migrate import migrate
from ._presence import presence_of
from ._prune import prune
from ._recorder import Recorder
from ._schema import calls
from ._session import Session, who
from ._states import SENDING, State
from ._uploads import UploadTable

if TYPE_CHECKING:
    from evolink._task.record import Record
    from evolink._task.state import TaskState


class Journal:
    """A record of every call that costs credits: what was sent, what became of it, which files were saved.

    Each process that opens it is one session; many processes may share a journal. Its methods wait for the disk: with
    asyncio, call them through `asyncio.to_thread`. A process reads everything that it has noted before.

    Args:
        address: The path of a SQLite file, which is created if necessary, or PostgreSQL as
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
            self._core.do(lambda tx: self._core.session.enter(tx, time.time()))
            self.settle()
        except BaseException:
            self._core.close()  # or its locks would keep others out when the disk has room again
            raise

    def __repr__(self) -> str:
        return f"<Journal {self._database}>"

    def __str__(self) -> str:
        return str(self._database)

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
        """The address, to open it once more; with the password, if it has one."""
        return self._database.url.render_as_string(hide_password=False)

    @property
    def session(self) -> int:
        """The number of this session, as calls have it."""
        return self._core.session.id

    def close(self) -> None:
        """Write what is left, and stop. Calls without an answer no longer count as this process's."""
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
            state: The state or states that they are in; any if None.
            since: The earliest time at which they were noted, Unix seconds.
            batch: The number of their batch; if None, calls of any batch and of none.
        """
        self._core.writer.flush()
        return _reads.in_order(self._database, *_reads.chosen(state, since, batch))

    def newest(
        self,
        limit: int | None = None,
        *,
        state: State | Collection[State] | None = None,
        since: float | None = None,
        batch: int | None = None,
    ) -> Iterator[Call]:
        """Return calls, newest first, as a stream; the arguments are those of `calls`.

        Args:
            limit: How many at most; all if None.
            state: The state or states that they are in; any if None.
            since: The earliest time at which they were noted, Unix seconds.
            batch: The number of their batch; if None, calls of any batch and of none.
        """
        self._core.writer.flush()
        return _reads.backwards(self._database, limit, *_reads.chosen(state, since, batch))

    def count(
        self,
        state: State | Collection[State] | None = None,
        *,
        since: float | None = None,
        batch: int | None = None,
        single: bool = False,
    ) -> int:
        """Return how many calls `calls` would return for the same arguments.

        Args:
            state: The state or states that they are in; any if None.
            since: The earliest time at which they were noted, Unix seconds.
            batch: The number of their batch; if None, calls of any batch and of none.
            single: Whether only calls of no batch count.
        """
        self._core.writer.flush()
        alone = [calls.c.batch.is_(None)] if single else []
        return _reads.count(self._database, *_reads.chosen(state, since, batch), *alone)

    def held(self) -> Iterator[Call]:
        """Return the calls that may have been charged and whose response was lost."""
        return self.calls(State.HELD)

    def sending(self) -> Iterator[Call]:
        """Return the calls that any process is sending now, as a stream."""
        return self.calls(SENDING)

    def unsaved(self) -> Iterator[Call]:
        """Return the completed calls with results that are not saved, those first whose links expire first."""
        self._core.writer.flush()
        return _reads.unsaved(self._database)

    def mine(self) -> Iterator[Call]:
        """Return this session's calls, of no batch, that are still running or have files to be saved."""
        self._core.writer.flush()
        return _reads.in_order(self._database, calls.c.session == self.session, _ownership.left(None))

    def call(self, key: str) -> Call | None:
        """Return the call of an idempotency key."""
        return self._newest(calls.c.key == key)

    def of_task(self, task_id: str) -> Call | None:
        """Return the call of a task: the newest, if the service answered several calls with it."""
        return self._newest(of_task(task_id))

    def alike(
        self, request: Mapping[str, Any], output: str | None, at: float, *, key: str | None = None
    ) -> Call | None:
        """Return the newest unfinished call of the same request for the same output, and make it this session's.

        Failed, refused and saved calls are finished, as are those whose results can't be saved any more. A held call
        stays held; it is also found if no place for its files is known.

        Args:
            request: The model and its parameters.
            output: Where its files are wanted.
            at: Now, Unix seconds.
            key: If there is no such call, the request is noted under this key in the same step, to be sent by this
                session: of two processes that look at the same moment, one finds the other's call.

        Raises:
            JournalBusy: Another living process has it; the message names it.
        """
        return self._core.do(lambda tx: _alike.find_or_reserve(tx, self._core.session, request, output, at, key))

    def last_alike(self, request: Mapping[str, Any], output: str | None) -> Call | None:
        """Return the newest call of the same request for the same output, whatever became of it."""
        return self._newest(*_alike.same(request), calls.c.output == output)

    def held_alike(self, request: Mapping[str, Any], output: str | None) -> Call | None:
        """Return the newest held call of the same request, for the same output or for none."""
        return self._newest(*_alike.same(request), _alike.held_for(output))

    def is_awaited(self, request: Mapping[str, Any], output: str, at: float) -> bool:
        """Return whether files of the same request are still to be saved at an output.

        Args:
            request: The model and its parameters.
            output: Where they are wanted.
            at: Now, Unix seconds.
        """
        return self._newest(*_alike.same(request), _alike.awaited(output, at)) is not None

    def costs(self, model: str) -> Costs:
        """Return what completed calls of a model have cost."""
        self._core.writer.flush()
        return _reads.costs(self._database, model)

    def latest(self, model: str, limit: int = 100) -> list[Call]:
        """Return the newest calls of a model whose cost is known, newest first."""
        self._core.writer.flush()
        return _reads.latest(self._database, model, limit)

    def settle(self) -> int:
        """Hold what dead processes sent without noting an answer.

        Returns:
            How many calls were held just now.
        """
        return self._core.do(lambda tx: _ownership.settle(tx, self._core.session))

    def take_up(self, batch: int | None = None, *, limit: int = 1000) -> list[Call]:
        """Make submitted or unsaved calls of dead sessions this session's; call it until it returns none.

        Args:
            batch: The number of their batch; None for calls of no batch.
            limit: How many at most.
        """
        return self._core.take(lambda tx: _ownership.take_up(tx, self._core.session, batch, limit))

    def take_over(self, key: str) -> Call:
        """Make one call this session's, even if its holder is alive: the caller knows that it does nothing for it.

        If it was sent, it is held; if it was taken and not sent, this session may send it.
        """
        return self._core.do(lambda tx: _ownership.take_over(tx, self._core.session, key))

    def resend(self, key: str) -> Call:
        """Allow this session to send a held call again, once, under its key.

        It stays held until the request is about to be sent, and is held again if that is refused: once a call may have
        been charged, only a task or a person settles it.

        Raises:
            Fenced: It is not held.
        """
        return self._core.do(lambda tx: _held.resend(tx, self._core.session, key))

    def adopt(self, key: str, state: "TaskState", at: float) -> None:
        """Note the task that was found for a held call; the next resume continues from there.

        Args:
            key: The call's key.
            state: The task, as the service has just shown it.
            at: Now, Unix seconds.

        Raises:
            NotSettled: There is no such call, it is not held, or the task belongs to another call.
        """
        self._core.do(lambda tx: _held.adopt(tx, self._core.session, key, state, at))

    def write_off(self, key: str, at: float) -> None:
        """Note that, as a person has found out, a held call was not charged; no budget counts it any more.

        Args:
            key: The call's key, which is not sent again: the next call of the same request gets another.
            at: Now, Unix seconds.

        Raises:
            NotSettled: There is no such call, or it is not held.
        """
        self._core.do(lambda tx: _held.write_off(tx, self._core.session, key, at))

    @contextmanager
    def only_runner(self) -> Generator[None]:
        """Be the only process that runs batches with this journal.

        Raises:
            JournalBusy: Another process does; the message names it.
        """
        self._core.do(lambda tx: self._core.session.become_runner(tx, str(self)))
        try:
            yield
        finally:
            with suppress(JournalFailed):  # closed, or away: then the place is free already
                self._core.do(self._core.session.leave_runner)

    def batch(self, name: str, at: float, *, manifest: str | None = None, output: str | None = None) -> Batch:
        """Return the batch of a name; it is noted if there is none.

        Args:
            name: Its name.
            at: Now, Unix seconds.
            manifest: The file that its rows come from.
            output: Where its files go.
        """
        columns = {"name": name, "manifest": manifest, "output": output, "created_at": at}
        return self._core.do(lambda tx: find_or_make_batch(tx, self._core, columns))

    def batch_of(self, number: int) -> Batch | None:
        """Return the batch of a number, as calls have it; None if there is none."""
        return self._core.do(lambda tx: find_batch(tx, self._core, number))

    def shared_limits(self, number: int) -> tuple[float | None, float | None] | None:
        """Return the budget and the rate of a batch that workers share; None if they don't share it."""
        self._core.writer.flush()
        return _reads.shared_limits(self._database, number)

    @property
    def runs(self) -> BatchFolders:
        """The batches by their folders: found by what these hold, adopted, moved."""
        return BatchFolders(self._core)

    @property
    def uploads(self) -> UploadTable:
        """The files that were uploaded with this journal and whose links still live."""
        return UploadTable(self._core)

    def prune(self, before: float, now: float | None = None) -> int:
        """Delete calls that ended before a time and have nothing left to be saved.

        Unfinished and held calls stay, and completed ones as long as the link of an unsaved result may work. Calls of
        a batch are deleted together, once all of it is finished; its run file still counts.

        Args:
            before: Unix seconds.
            now: The time at which a link must still be valid; this machine's time if None.

        Returns:
            How many calls were deleted.
        """
        return prune(self._core, before, time.time() if now is None else now)

    def holder(self, call: Call) -> str:
        """Return the name, for people, of the process that holds a call."""
        return self._core.do(lambda tx: who(tx, call.session))

    def _newest(self, *conditions: Any) -> Call | None:
        with self._core.reading() as connection:
            return _reads.newest(connection, *conditions)
