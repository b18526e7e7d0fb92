"""A batch in the journal: its rows are noted before any of them is paid."""

import os
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select

from . import _reads
from ._admission import Expectation
from ._call_table import by_key, full, move
from ._calls import Call, Row, StateTotals, Taken, fingerprint, unsent_body
from ._core import Core
from ._database import patiently
from ._manifest_rows import add_rows, begun, count_rows, last_calls, replace_rows, staged
from ._schema import batches, calls
from ._states import UNPAID, Event, State
from ._take import Offer, take
from ._transaction import Transaction
from ._upsert import Upsert

_CREDIT_DIGITS = 6
"""Decimal places of a sum of credits: as many as a price may have."""
_INSERT = Upsert(calls, lambda insert: insert.on_conflict_do_nothing())
BATCH_COLUMNS = (batches.c.id, batches.c.name, batches.c.manifest, batches.c.output, batches.c.created_at)
_LINE = select(calls.c.line).where(calls.c.id == bindparam("_id"))


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch.

    Attributes:
        id: Its number in the journal.
        name: Its name.
        manifest: The file that its rows come from.
        output: Where its files go.
        created_at: When it was noted, Unix seconds.
    """

    id: int
    name: str
    manifest: str | None
    output: str | None
    created_at: float
    _core: Core

    def __repr__(self) -> str:
        return f"<Batch {self.name}>"

    @property
    def spent(self) -> float:
        """The credits that it uses of a budget: those paid, those reserved, and those about to be."""
        with self._core.reading() as connection:
            asked = select(batches.c.committed).where(batches.c.id == self.id)
            return round(float(connection.execute(asked).scalar_one()), _CREDIT_DIGITS)

    def add(self, rows: Iterable[Row], at: float) -> int:
        """Note rows: all of them, or none if anything is raised. Rows whose names are known stay as they are.

        Args:
            rows: Checked rows; a million of them are never in memory at once.
            at: Now, Unix seconds.

        Returns:
            How many were new.

        Raises:
            JournalFailed: They could not be written.
        """
        self._core.writer.flush()
        columns = (self._columns(row, at, attempt=1) for row in rows)
        with staged(self._core.database, columns) as connection:
            return patiently(connection, lambda connection: add_rows(connection, self.id))

    def replace(self, rows: Iterable[Row], at: float, also: Callable[[Connection], object] = lambda _: None) -> int:
        """Make its rows those of a manifest; if anything is raised, nothing changes.

        Rows whose names are known keep their calls, and get their new line. A row that has left the manifest loses its
        line, and is deleted if it was never taken.

        Args:
            rows: As for `add`.
            at: Now, Unix seconds.
            also: Writes more in the same transaction; called again if that is repeated.

        Returns:
            How many were new.

        Raises:
            JournalFailed: They could not be written.
        """

        def write(connection: Connection) -> int:
            new = replace_rows(connection, self.id)
            also(connection)
            return new

        self._core.writer.flush()
        columns = (self._columns(row, at, attempt=1) for row in rows)
        with staged(self._core.database, columns) as connection:
            return patiently(connection, write)

    def take(
        self,
        limit: int,
        at: float,
        *,
        budget: float | None = None,
        rate: float | None = None,
        only: Collection[int] | None = None,
        expect: Expectation | None = None,
    ) -> Taken:
        """Take rows to send now, within budget and rate; no other session gets them.

        Args:
            limit: How many at most.
            at: Now, Unix seconds.
            budget: Credits that the whole batch may cost.
            rate: Calls of the whole batch that may start in a second.
            only: The numbers of the calls to choose from.
            expect: Knows what a call may cost now, also for calls that are in progress already. If None, what was noted
                with the row counts.

        Raises:
            JournalFailed: It could not be written: nothing was taken.
        """
        offer = Offer(self.id, limit, at, budget, rate, None if only is None else tuple(only), expect)
        return self._core.take(lambda tx: take(tx, self._core.session, offer), alone=True)

    def give_back(self, keys: Iterable[str]) -> int:
        """Allow rows to be taken again that were taken and surely not sent, or refused without being charged.

        Returns:
            How many were given back; a row that was sent, or is another session's by now, is not.
        """
        chosen = list(keys)
        return self._core.do(lambda tx: sum(self._given_back(tx, key) for key in chosen))

    def retry(self, call: Call, at: float) -> Call:
        """Plan a row's next call, as after a failure that may not happen again. Calling it twice plans it once."""
        body = unsent_body(call)
        row = Row(call.row_id or "", call.line or 0, call.model, body, call.credits_expected, call.draft)
        columns = self._columns(row, at, attempt=call.attempt + 1)

        def plan(tx: Transaction) -> Call:
            # The manifest may have changed since: a row that has left it has no line, and is not taken.
            line = tx.connection.execute(_LINE, {"_id": call.id}).scalar()
            tx.connection.execute(_INSERT.on(tx.connection), {**columns, "line": line})
            same = (calls.c.batch == self.id, calls.c.row_id == call.row_id, calls.c.attempt == call.attempt + 1)
            return full(tx.connection, select(calls).where(*same))[0]

        return self._core.do(plan)

    def renew(self, refused: Iterable[Call], at: float) -> None:
        """Plan refused rows again: under their keys, or new ones if a person has said that they were not charged."""
        chosen = list(refused)
        settled = [call for call in chosen if call.error_code == UNPAID]
        self.give_back(call.key for call in chosen if call.error_code != UNPAID)
        for call in settled:
            self.retry(call, at)

    def calls(self, state: State | Collection[State] | None = None) -> Iterator[Call]:
        """Return its calls in the order in which they were noted, as a stream."""
        self._core.writer.flush()
        wanted = [] if state is None else [_reads.in_states(state)]
        return _reads.in_order(self._core.database, calls.c.batch == self.id, *wanted)

    def rows(self, state: Collection[State] = frozenset(State)) -> Generator[Call]:
        """Return the last call of every row of its manifest, in the manifest's order, as a stream.

        Args:
            state: The states that it may be in.
        """
        self._core.writer.flush()
        return last_calls(self._core.database, self.id, state)

    def standing(self) -> dict[tuple[State, bool], int]:
        """Count its manifest's rows by the state of their last call, and by whether results of it are unsaved."""
        self._core.writer.flush()
        return count_rows(self._core.database, self.id)

    def begun(self) -> Iterator[str]:
        """Return the names of its rows that were ever taken, as a stream; also of those that have left the manifest."""
        self._core.writer.flush()
        return begun(self._core.database, self.id)

    def unsaved(self) -> Iterator[Call]:
        """Return its completed calls with unsaved results, those first whose links expire first."""
        self._core.writer.flush()
        return _reads.unsaved(self._core.database, calls.c.batch == self.id)

    def models(self) -> frozenset[str]:
        """Return the models of its calls."""
        self._core.writer.flush()
        return _reads.models(self._core.database, self.id)

    def tallies(self) -> dict[State, StateTotals]:
        """Count its calls, and their credits, by state."""
        self._core.writer.flush()
        return _reads.tallies(self._core.database, self.id)

    def _columns(self, row: Row, at: float, attempt: int) -> dict[str, Any]:
        return {
            "key": f"evolink-{os.urandom(16).hex()}",
            "model": row.model,
            "body": row.body,
            "fingerprint": fingerprint(row.body)[1],
            "state": str(State.PLANNED),
            "created_at": at,
            "credits_expected": row.credits_expected,
            "output": self.output,
            "fence": 0,
            "batch": self.id,
            "row_id": row.row_id,
            "line": row.line,
            "attempt": attempt,
            "draft": row.draft,
        }

    def _given_back(self, tx: Transaction, key: str) -> bool:
        session = self._core.session
        call = by_key(tx.connection, key)
        if call is not None and call.state is State.REFUSED:
            cleared = {"session": None, "sent_at": None, "ended_at": None, "error_code": None, "error_message": None}
            move(tx, call, Event.GIVE_BACK, **cleared, body=unsent_body(call))
            return True
        if call is None or call.sent_at is not None or call.state is not State.INTENT or not session.holds(call):
            return False
        move(tx, call, Event.GIVE_BACK, session=None)
        session.let_go(call.id)
        return True


def batch_from(row: Any, core: Core) -> Batch:
    """Return the batch of a row of its table, with the columns of `BATCH_COLUMNS`."""
    return Batch(row.id, row.name, row.manifest, row.output, row.created_at, core)


def find_batch(tx: Transaction, core: Core, number: int | None) -> Batch | None:
    """Return the batch of a number; None if there is none."""
    row = tx.connection.execute(select(*BATCH_COLUMNS).where(batches.c.id == number)).first()
    return None if row is None else batch_from(row, core)


def find_or_make_batch(tx: Transaction, core: Core, columns: Mapping[str, Any]) -> Batch:
    """Return the batch of a name; note it if there is none."""
    asked = select(*BATCH_COLUMNS).where(batches.c.name == columns["name"])
    row = tx.connection.execute(asked).first()
    if row is None:
        row = tx.connection.execute(batches.insert().returning(*BATCH_COLUMNS), columns).one()
    return batch_from(row, core)
