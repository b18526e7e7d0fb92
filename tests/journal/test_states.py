"""The life of a call."""

import pytest

from evolink.journal import State
from evolink.journal._states import MOVES, UNFINISHED, Event, after, committed


def reachable(start: State, *without: Event) -> set[State]:
    found, seen = {start}, set[State]()
    while found - seen:
        state = (found - seen).pop()
        seen.add(state)
        found |= {end for (begin, event), end in MOVES.items() if begin is state and event not in without}
    return found - {start}


def test_planned_row_reaches_every_end() -> None:
    """A planned row can reach every end."""
    assert reachable(State.PLANNED) == set(State) - {State.PLANNED}


def test_only_person_resends_held_call() -> None:
    """Only a person's decision sends a held call again."""
    assert reachable(State.HELD, Event.RESEND, Event.WRITE_OFF) == {State.SUBMITTED, State.COMPLETED, State.FAILED}


@pytest.mark.parametrize("paid", [State.SUBMITTED, State.COMPLETED, State.FAILED])
def test_submitted_call_never_resent(paid: State) -> None:
    """A call with a task is never sent again."""
    assert State.INTENT not in reachable(paid)
    assert State.PLANNED not in reachable(paid)


def test_only_person_frees_charged_call() -> None:
    """Only a person can say that a call which may be charged is free."""
    ends = {State.RESENT, State.SUBMITTED, State.COMPLETED, State.FAILED}
    assert reachable(State.HELD, Event.WRITE_OFF) == ends


def test_only_finished_calls_pruned() -> None:
    """Only finished calls may be pruned."""
    assert set(State) - UNFINISHED == {State.COMPLETED, State.FAILED, State.REFUSED}


def test_no_other_moves() -> None:
    """No other event is possible in any state."""
    assert after(State.COMPLETED, Event.FAIL) is None
    assert after(State.INTENT, Event.COMPLETE) is None


@pytest.mark.parametrize(
    ("state", "expected", "reserved", "used", "credits_taken"),
    [
        (State.PLANNED, 5.0, None, None, 0.0),
        (State.INTENT, 5.0, None, None, 5.0),
        (State.INTENT, None, None, None, 0.0),
        (State.HELD, 5.0, None, None, 5.0),
        (State.RESENT, 5.0, None, None, 5.0),
        (State.SUBMITTED, 5.0, 4.0, None, 4.0),
        (State.COMPLETED, 5.0, 4.0, 3.0, 3.0),
        (State.COMPLETED, 5.0, 4.0, None, 4.0),
        (State.FAILED, 5.0, 4.0, None, 0.0),
        (State.FAILED, 5.0, 4.0, 1.0, 1.0),
        (State.REFUSED, 5.0, None, None, 0.0),
    ],
)
def test_budget_uses_best_figure(
    state: State, expected: float | None, reserved: float | None, used: float | None, credits_taken: float
) -> None:
    """A budget counts the best figure known for each call."""
    assert committed(state, expected, reserved, used) == credits_taken
