"""What the runs of many machines keep to: it stands with the run, for workers come and go and must all agree."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select, true, update

from evolink.journal._schema import batches

_NOTE = (
    update(batches)
    .where(batches.c.id == bindparam("_batch"))
    .values(shared=true(), budget=bindparam("_budget"), rate=bindparam("_rate"))
)


@dataclass(frozen=True, slots=True)
class Shared:
    """What all workers of a run keep to.

    Attributes:
        budget: Credits that the run may take up; None for no limit.
        rate: Calls that may begin in a second; None for no limit.
    """

    budget: float | None = None
    rate: float | None = None


def note_limits(connection: Connection, batch: int, limits: Shared) -> None:
    """Note what a run keeps to, in the caller's transaction; the last word counts."""
    connection.execute(_NOTE, {"_batch": batch, "_budget": limits.budget, "_rate": limits.rate})


def limits_of(connection: Connection, batch: int) -> Shared:
    """Give what a run keeps to."""
    row = connection.execute(select(batches.c.budget, batches.c.rate).where(batches.c.id == batch)).first()
    return Shared(row.budget, row.rate) if row else Shared()


def runs(connection: Connection) -> dict[str, Shared]:
    """Give the runs that were submitted, oldest first, by their names."""
    chosen = select(batches.c.name, batches.c.budget, batches.c.rate).where(batches.c.shared)
    return {row.name: Shared(row.budget, row.rate) for row in connection.execute(chosen.order_by(batches.c.id))}
