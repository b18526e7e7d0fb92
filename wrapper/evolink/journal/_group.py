"""What is written together: one transaction, and what it changes in the sums of bulk runs."""

from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, bindparam, update

from ._schema import batches

T = TypeVar("T")

_COMMIT = (
    update(batches)
    .where(batches.c.id == bindparam("_id"))
    .values(committed=batches.c.committed + bindparam("_credits"))
)


class Group:
    """One transaction.

    Args:
        connection: In a transaction already.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._credits: defaultdict[int, float] = defaultdict(float)

    def commit_credits(self, batch: int | None, credits_more: float) -> None:
        """Take up more of a bulk run's budget, or less of it."""
        if batch is not None and credits_more:
            self._credits[batch] += credits_more

    def finish(self) -> None:
        """Write the sums: last and in one order, so that two groups never wait for each other."""
        for batch, credits_more in sorted(self._credits.items()):
            self.connection.execute(_COMMIT, {"_id": batch, "_credits": credits_more})
        self._credits.clear()


Operation = Callable[[Group], T]
"""Writes something. An error of the package's tree is raised before anything is written, so the others go on."""
