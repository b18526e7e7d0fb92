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


def test_a_planned_row_can_come_to_every_end() -> None:
    assert reachable(State.PLANNED) == set(State) - {State.PLANNED}


def test_a_held_call_is_about_to_be_sent_again_only_by_a_persons_decision() -> None:
    assert reachable(State.HELD, Event.RESEND, Event.WRITE_OFF) == {State.SUBMITTED, State.COMPLETED, State.FAILED}


@pytest.mark.parametrize("paid", [State.SUBMITTED, State.COMPLETED, State.FAILED])
def test_what_has_a_task_is_never_sent_again(paid: State) -> None:
    assert State.INTENT not in reachable(paid)
    assert State.PLANNED not in reachable(paid)


def test_what_may_be_charged_counts_as_free_or_unsent_by_nothing_but_a_persons_word() -> None:
    ends = {State.RESENT, State.SUBMITTED, State.COMPLETED, State.FAILED}
    assert reachable(State.HELD, Event.WRITE_OFF) == ends


def test_only_what_is_over_may_be_forgotten() -> None:
    assert set(State) - UNFINISHED == {State.COMPLETED, State.FAILED, State.REFUSED}


def test_nothing_else_may_happen() -> None:
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
def test_a_budget_is_taken_up_by_the_best_that_is_known(
    state: State, expected: float | None, reserved: float | None, used: float | None, credits_taken: float
) -> None:
    assert committed(state, expected, reserved, used) == credits_taken
