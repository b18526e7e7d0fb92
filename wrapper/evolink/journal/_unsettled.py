"""What a run takes up of its budget by what is known now, and not by what was noted when its rows were taken."""

from typing import Protocol

from sqlalchemy import bindparam, func, or_, select

from ._admission import Price, at_risk, is_settled
from ._calls import Call
from ._group import Group
from ._rows import taken_up_by, without_results
from ._schema import calls
from ._states import SENDING, State

_UNSETTLED = select(calls).where(
    calls.c.batch == bindparam("_batch"),
    calls.c.state.in_([str(state) for state in (*SENDING, State.HELD, State.SUBMITTED)]),
    or_(calls.c.state != str(State.SUBMITTED), func.coalesce(calls.c.credits_reserved, 0.0) <= 0.0),
)
_SET_ASIDE = select(func.coalesce(func.sum(calls.c.credits_reserved), 0.0)).where(
    calls.c.batch == bindparam("_batch"), calls.c.state == str(State.SUBMITTED)
)


class Expectation(Protocol):
    """What is known of prices before the service tells them. Asked in the journal's thread."""

    @property
    def overrun(self) -> float:
        """How many times what was set aside a task may cost; at least 1."""
        ...

    def price(self, call: Call, /) -> Price:
        """Return what is known of a call's price."""
        ...


def committed_at_worst(group: Group, batch: int, expect: Expectation | None, noted: float) -> float:
    """Return what a run takes up of its budget, each unsettled call with what it may cost.

    What is read here may be newer than the sum: a call that was settled meanwhile is then counted as it was expected.
    So the sum must not have risen when the decision is written.

    Args:
        group: Reads.
        batch: The run.
        expect: What is known of prices.
        noted: The sum that the journal keeps, each unsettled call with what it was expected to cost.
    """
    if expect is None:
        return noted
    there = {"_batch": batch}
    for call in without_results(group.connection, _UNSETTLED, there):
        if not is_settled(call.state, call.credits_reserved, call.credits_used):
            counted = taken_up_by(call)
            noted += at_risk(call.state, expect.price(call), counted) - counted
    if expect.overrun > 1.0:  # what is set aside for a task has not been enough for others
        noted += (expect.overrun - 1.0) * float(group.connection.execute(_SET_ASIDE, there).scalar_one())
    return noted
