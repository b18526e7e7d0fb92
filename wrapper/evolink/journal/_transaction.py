"""One transaction, and what it adds to the credits that batches use."""

from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, bindparam, update

from ._direct import Direct
from ._schema import batches

T = TypeVar("T")

_COMMIT = Direct(
    update(batches)
    .where(batches.c.id == bindparam("_id"))
    .values(committed=batches.c.committed + bindparam("_credits"))
)
_AS_TEXT = "UPDATE batches SET committed = committed +"


class Transaction:
    """One transaction.

    Args:
        connection: In a transaction already.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._credits: defaultdict[int, float] = defaultdict(float)

    def commit_credits(self, batch: int | None, credits_more: float) -> None:
        """Count more of a batch's budget as used, or less."""
        if batch is not None and credits_more:
            self._credits[batch] += credits_more

    def finish(self) -> None:
        """Write the sums, last and in one order, so that two transactions never wait for each other; and commit.

        Everybody waits for the row of a run. So PostgreSQL is sent both in one message, and ends the transaction
        even if this process stops meanwhile.
        """
        sums = sorted(self._credits.items())
        self._credits.clear()
        if self.connection.dialect.name == "sqlite":
            for batch, credits_more in sums:
                _COMMIT.run(self.connection, {"_id": batch, "_credits": credits_more})
        elif sums:
            statements = [f"{_AS_TEXT} float8 '{credits_more!r}' WHERE id = {batch:d}" for batch, credits_more in sums]
            self.connection.exec_driver_sql(
                "; ".join([*statements, "COMMIT"]),
                execution_options={"no_parameters": True},  # so that several statements may go in one message
            )


Change = Callable[[Transaction], T]
"""Writes something. It raises errors of the package only before it writes, so that other changes are not lost."""
