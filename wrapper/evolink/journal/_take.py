"""Takes rows of a batch within the budget and the rate that all its workers share."""

import math
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, func, or_, select, text, update

from ._admission import TINY, Bucket, Expectation, Price, admission, at_risk, is_settled
from ._call_table import budget_used, without_results
from ._calls import Call, Taken
from ._known import Known
from ._schema import batches, calls
from ._session import Session
from ._states import SENDING, Event, State, after
from ._transaction import Transaction

_BATCH = select(batches.c.committed, batches.c.next_at).where(batches.c.id == bindparam("_id"))
_FULL_AT = (
    update(batches)
    .where(batches.c.id == bindparam("_id"), batches.c.next_at == bindparam("_seen"))
    .values(next_at=bindparam("_full_at"))
)
_PLANNED = (
    select(calls)
    .where(
        calls.c.state == str(State.PLANNED),
        calls.c.batch == bindparam("_batch"),
        calls.c.line.is_not(None),  # it may have been given back after it had left the manifest
    )
    .order_by(calls.c.id)
    .limit(bindparam("_limit"))
)
_TAKEN = (
    update(calls)
    .where(calls.c.id == bindparam("_id"))
    .values(
        state=str(after(State.PLANNED, Event.TAKE)),
        session=bindparam("_session"),
        fence=bindparam("_fence"),
        sent_at=None,
        credits_expected=bindparam("_credits"),
    )
)
_TAKE = text(
    """
    WITH wanted AS (
        SELECT * FROM unnest(CAST(:ids AS bigint[]), CAST(:credits AS double precision[])) AS w (id, credits)
    ), chosen AS MATERIALIZED (
        SELECT c.id, w.credits FROM calls c JOIN wanted w ON w.id = c.id
        WHERE c.state = 'planned' AND c.line IS NOT NULL ORDER BY c.id FOR UPDATE OF c SKIP LOCKED
    ), run AS (
        UPDATE batches SET
            committed = committed + (SELECT coalesce(sum(credits), 0) FROM chosen),
            next_at = CAST(:next_at AS double precision) + :each * (SELECT count(*) FROM chosen)
        WHERE id = :batch AND committed <= :at_most AND (next_at = :seen OR NOT :alone)
            AND EXISTS (SELECT 1 FROM chosen)
        RETURNING id
    ), taken AS (
        UPDATE calls SET
            state = 'intent', session = :session, fence = fence + 1, sent_at = NULL, credits_expected = chosen.credits
        FROM chosen WHERE calls.id = chosen.id AND EXISTS (SELECT 1 FROM run)
        RETURNING calls.id
    )
    SELECT id FROM taken
    """
)
"""One statement: a worker that is stopped in the middle of a transaction would block all the others."""
_UNSETTLED = select(calls).where(
    calls.c.batch == bindparam("_batch"),
    calls.c.state.in_([str(state) for state in (*SENDING, State.HELD, State.SUBMITTED)]),
    or_(calls.c.state != str(State.SUBMITTED), func.coalesce(calls.c.credits_reserved, 0.0) <= 0.0),
)
_SET_ASIDE = select(func.coalesce(func.sum(calls.c.credits_reserved), 0.0)).where(
    calls.c.batch == bindparam("_batch"), calls.c.state == str(State.SUBMITTED)
)
_ATTEMPTS = 10
_MOMENT = 0.05
"""Seconds to wait after others were faster every time."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be taken; see `Batch.take`."""

    batch: int
    limit: int
    at: float
    budget: float | None
    rate: float | None
    only: tuple[int, ...] | None
    expect: Expectation | None = None

    def price(self, call: Call) -> Price:
        """Return what is known of a call's price: without an expectation, what was noted with it."""
        if self.expect is None:
            return Price(call.credits_expected, call.credits_expected or 0.0)
        return self.expect.price(call)


@dataclass(frozen=True, slots=True)
class _Choice:
    """What was decided; it is valid until what it was based on changes.

    Attributes:
        calls: What may be taken.
        taken: What is returned if all of it is taken.
        seen: When the bucket would be full, as noted.
        full_at: When it would be full, before anything is taken.
        at_most: What the batch may use of its budget by then for this to be valid.
    """

    calls: list[Call]
    taken: Taken
    seen: float
    full_at: float
    at_most: float


def take(tx: Transaction, session: Session, offer: Offer) -> Taken:
    """Turn planned rows into intents of this session, in a transaction of its own; see `Writer.alone`.

    It reads, decides, and writes by one statement, which does nothing if what was read has changed; then it repeats.
    So it blocks no other process, however long it takes.
    """
    for _ in range(_ATTEMPTS):
        choice = _chosen(tx, offer)
        if not choice.calls:
            if choice.full_at < choice.seen:  # the clock was set back
                bucket = {"_id": offer.batch, "_seen": choice.seen, "_full_at": choice.full_at}
                tx.connection.execute(_FULL_AT, bucket)
            return choice.taken
        if numbers := _written(tx, session, offer, choice):
            taken = tuple(_held(session, call) for call in choice.calls if call.id in numbers)
            return replace(choice.taken, calls=taken)
    return Taken((), _MOMENT)


def _chosen(tx: Transaction, offer: Offer) -> _Choice:
    """Read, and decide."""
    run = tx.connection.execute(_BATCH, {"_id": offer.batch}).one()
    bucket = Bucket(offer.rate, run.next_at, offer.at) if offer.rate else None
    limit = min(offer.limit, int(bucket.tokens)) if bucket else offer.limit
    found = _found(tx, offer, limit)
    affordable, short, slack = _affordable(tx, offer, found, run.committed)
    full_at = bucket.full_at if bucket else run.next_at
    if bucket:
        bucket.take(len(affordable))
    waiting = bucket is not None and limit < offer.limit and not short
    taken = Taken(tuple(affordable), bucket.wait if bucket and waiting else 0.0, short)
    return _Choice(affordable, taken, run.next_at, full_at, run.committed + slack + TINY)


def _affordable(tx: Transaction, offer: Offer, found: list[Call], committed: float) -> tuple[list[Call], float, float]:
    """Decide which rows the budget allows.

    Returns:
        The rows, each with its expected cost; what the budget lacks for the next; and how much more the batch may use
        meanwhile for this to be valid.
    """
    if offer.budget is None:
        return found, 0.0, math.inf
    prices = [offer.price(call) for call in found]
    at_worst = _committed_at_worst(tx, offer.batch, offer.expect, committed)
    admitted = admission(prices, offer.budget, at_worst)
    chosen = list(zip(found, prices, strict=True))[: admitted.number]
    slack = max(0.0, offer.budget - at_worst - sum(price.worst for _, price in chosen))
    priced = [call if it.expected is None else replace(call, credits_expected=it.expected) for call, it in chosen]
    return priced, admitted.short, slack


def _written(tx: Transaction, session: Session, offer: Offer, choice: _Choice) -> set[int]:
    """Write a choice, and return the numbers of the calls that were taken: none if it is no longer valid."""
    if tx.connection.dialect.name == "sqlite":  # there is no other writer meanwhile
        numbers = [
            {"_id": call.id, "_session": session.id, "_fence": call.fence + 1, "_credits": call.credits_expected}
            for call in choice.calls
        ]
        tx.connection.execute(_TAKEN, numbers)
        tx.commit_credits(offer.batch, sum(call.credits_expected or 0.0 for call in choice.calls))
        full_at = choice.full_at + len(choice.calls) * _apart(offer)
        tx.connection.execute(_FULL_AT, {"_id": offer.batch, "_seen": choice.seen, "_full_at": full_at})
        return {call.id for call in choice.calls}
    chosen = {
        "ids": [call.id for call in choice.calls],
        "credits": [call.credits_expected for call in choice.calls],
        "batch": offer.batch,
        "session": session.id,
        "at_most": choice.at_most,
        "seen": choice.seen,
        "next_at": choice.full_at,
        "each": _apart(offer),
        "alone": offer.rate is not None or offer.budget is not None,
    }
    return set(tx.connection.execute(_TAKE, chosen).scalars())


def _apart(offer: Offer) -> float:
    """Return the seconds between calls by the rate. With a budget it is a moment, so that workers notice each other."""
    return 1 / offer.rate if offer.rate else TINY if offer.budget is not None else 0.0


def _held(session: Session, call: Call) -> Call:
    taken = replace(call, state=State.INTENT, session=session.id, fence=call.fence + 1)
    session.hold(Known.of(taken), unsent=True)
    return taken


def _found(tx: Transaction, offer: Offer, limit: int) -> list[Call]:
    if limit <= 0:
        return []
    planned = _PLANNED if offer.only is None else _PLANNED.where(calls.c.id.in_(offer.only))
    return without_results(tx.connection, planned, {"_batch": offer.batch, "_limit": limit})


def _committed_at_worst(tx: Transaction, batch: int, expect: Expectation | None, noted: float) -> float:
    """Return what a batch uses of its budget, each unsettled call with what it may cost.

    What is read here may be newer than the sum: a call that was settled meanwhile is then counted as expected. So the
    sum must not have risen when the decision is written.

    Args:
        tx: Reads.
        batch: The number of the batch.
        expect: What is known of prices.
        noted: The sum that the journal keeps, each unsettled call with what it was expected to cost.
    """
    if expect is None:
        return noted
    there = {"_batch": batch}
    for call in without_results(tx.connection, _UNSETTLED, there):
        if not is_settled(call.state, call.credits_reserved, call.credits_used):
            counted = budget_used(call)
            noted += at_risk(call.state, expect.price(call), counted) - counted
    if expect.overrun > 1.0:  # what is set aside for a task has not been enough for others
        noted += (expect.overrun - 1.0) * float(tx.connection.execute(_SET_ASIDE, there).scalar_one())
    return noted
