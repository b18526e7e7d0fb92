"""Takes rows of a bulk run within its budget and its rate, in one transaction that all workers share."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, select, update

from ._calls import Call, Taken
from ._group import Group
from ._rows import full, move
from ._schema import batches, calls
from ._session import Session
from ._states import Event, State

_BATCH = select(batches).where(batches.c.id == bindparam("_id")).with_for_update()
_FULL_AT = update(batches).where(batches.c.id == bindparam("_id"))
_PLANNED = (
    select(calls)
    .where(
        calls.c.state == str(State.PLANNED),
        calls.c.batch == bindparam("_batch"),
        calls.c.line.is_not(None),  # given back after its manifest had changed: nobody asks for it any more
    )
    .order_by(calls.c.id)
    .limit(bindparam("_limit"))
    .with_for_update(skip_locked=True)
)
_TINY = 1e-6
"""Credits that are none: sums of floats are not exact."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a taker may take; see `Batch.take`."""

    batch: int
    limit: int
    at: float
    budget: float | None
    rate: float | None
    only: tuple[int, ...] | None
    expect: Callable[[Call], float | None] | None = None


class Bucket:
    """A token bucket that holds the calls of one second, and at least one, kept as the time at which it is full.

    A clock that is set back makes nobody wait longer than an empty bucket does.

    Args:
        rate: Calls per second.
        full_at: When it will be full, as was noted.
        at: Now.
    """

    def __init__(self, rate: float, full_at: float, at: float) -> None:
        self._rate = rate
        self._size = max(1.0, rate)
        self._at = at
        self.full_at = min(max(full_at, at), at + self._size / rate)

    @property
    def tokens(self) -> float:
        """How many calls may begin now; may be a part of one."""
        return self._size - (self.full_at - self._at) * self._rate + _TINY

    @property
    def wait(self) -> float:
        """Seconds until the next may begin."""
        return max(0.0, (1.0 - self.tokens) / self._rate)

    def take(self, number: int) -> None:
        """Let so many begin."""
        self.full_at += number / self._rate


def take(group: Group, session: Session, offer: Offer) -> Taken:
    """Turn planned rows into intents of this session."""
    group.finish()  # what this transaction has changed so far counts too
    run = group.connection.execute(_BATCH, {"_id": offer.batch}).one()
    bucket = Bucket(offer.rate, run.next_at, offer.at) if offer.rate else None
    limit = min(offer.limit, int(bucket.tokens)) if bucket else offer.limit
    affordable, short = _within(_priced(_found(group, offer, limit), offer), offer.budget, run.committed)
    if bucket and (affordable or bucket.full_at < run.next_at):  # the latter: the clock was set back
        bucket.take(len(affordable))
        group.connection.execute(_FULL_AT, {"_id": offer.batch, "next_at": bucket.full_at})
    waiting = bucket is not None and limit < offer.limit and not short
    return Taken(
        tuple(_taken(group, session, call) for call in affordable), bucket.wait if bucket and waiting else 0.0, short
    )


def _found(group: Group, offer: Offer, limit: int) -> list[Call]:
    if limit <= 0:
        return []
    planned = _PLANNED if offer.only is None else _PLANNED.where(calls.c.id.in_(offer.only))
    return full(group.connection, planned, {"_batch": offer.batch, "_limit": limit})


def _priced(found: list[Call], offer: Offer) -> list[Call]:
    """Let each call say what it may cost. Where nobody knows, it goes alone: its answer tells for the next."""
    if offer.expect is None:
        return found
    priced: list[Call] = []
    for call in found:
        expected = offer.expect(call)
        if expected is None:
            return priced or [call]
        priced.append(replace(call, credits_expected=expected))
    return priced


def _within(found: list[Call], budget: float | None, committed: float) -> tuple[list[Call], float]:
    """Give the first calls that the budget is enough for, and what it lacks for the next."""
    if budget is None:
        return found, 0.0
    for place, call in enumerate(found):
        if call.credits_expected is None and committed + _TINY >= budget:
            return found[:place], math.inf
        committed += call.credits_expected or 0.0
        if committed > budget + _TINY:
            return found[:place], committed - budget
    return found, 0.0


def _taken(group: Group, session: Session, call: Call) -> Call:
    taken = replace(call, state=State.INTENT, session=session.id, fence=call.fence + 1)
    told = {"session": taken.session, "fence": taken.fence, "credits_expected": taken.credits_expected}
    move(group, call, Event.TAKE, sent_at=None, **told)
    session.hold(taken.id, taken.fence, unsent=True)
    return taken
