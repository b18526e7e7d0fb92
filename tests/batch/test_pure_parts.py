"""Decisions of a bulk run, as tables: rates, prices, new calls, patience, what an error means."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evolink import errors
from evolink._contract.billing import image_count
from evolink._task.failures import build_failure
from evolink._task.state import Fault, TaskState
from evolink.batch._options import calls_per_second
from evolink.batch._outcome import MOST_CALLS, Outage, RowEnd, RowOutcome, RowPhase, next_call, outcome_of
from evolink.batch._prices import Prices, price_class

PLAIN = {"model": "nano-banana-beta", "prompt": "x"}
GPT = {"model": "gpt-4o-image", "prompt": "x"}
GEMINI = {"model": "gemini-3-pro-image-preview", "prompt": "x"}


@pytest.mark.parametrize(
    ("text", "rate"),
    [("2/s", 2.0), ("100/min", 100 / 60), ("3600/h", 1.0), ("0.5/s", 0.5), (" 2 / sec ", 2.0), (4, 4.0), (None, None)],
)
def test_a_rate_is_read(text: str | float | None, rate: float | None) -> None:
    assert calls_per_second(text) == rate


@pytest.mark.parametrize("text", ["", "2", "2/day", "-1/s", "0/s", "x/s", 0, -1, float("nan"), float("inf"), "1/s/s"])
def test_what_is_no_rate_is_refused(text: str | float) -> None:
    with pytest.raises(errors.ConfigurationError, match="is not a valid rate"):
        calls_per_second(text)


def test_a_price_is_unknown_until_one_was_seen() -> None:
    prices = Prices()
    assert prices.known(PLAIN) is None
    prices.learn(PLAIN, -1.0)
    assert prices.known(PLAIN) is None, "no price is below nothing"
    prices.learn(PLAIN, 1.6)
    assert prices.known(PLAIN) == 1.6


def test_before_that_the_documented_example_is_the_guess() -> None:
    assert Prices().guess(PLAIN) == 1.6
    assert Prices().guess({**GPT, "n": 4}) == 10.0
    assert Prices().guess({**GEMINI, "quality": "4K"}) is None, "what is charged extra, no page tells"
    assert Prices().guess({"model": "unheard-of"}) is None


def test_each_picture_is_paid() -> None:
    prices = Prices()
    prices.learn({**GPT, "n": 2}, 5.0)
    assert (prices.known(GPT), prices.known({**GPT, "n": 4})) == (2.5, 10.0)
    assert image_count({**GPT, "n": "many"}) == 1


def test_what_is_charged_extra_has_a_price_of_its_own() -> None:
    prices = Prices()
    prices.learn({**GEMINI, "quality": "4K"}, 3.2)
    assert prices.known({**GEMINI, "quality": "1K"}) is None
    assert str(price_class({**GEMINI, "quality": "4K"})) == "gemini-3-pro-image-preview 4K"


def test_an_old_name_costs_what_the_present_one_does() -> None:
    prices = Prices()
    prices.learn({"model": "gemini-2.5-flash-image"}, 1.0)
    assert prices.known(PLAIN) == 1.0


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_the_dearest_counts(costs: list[float]) -> None:
    prices = Prices()
    for cost in costs:
        prices.learn(PLAIN, cost)
    prices.learn(PLAIN, None)
    assert prices.known(PLAIN) == max(costs)


def failed(code: str) -> errors.TaskFailed:
    return build_failure(TaskState("task-1", status="failed", error=Fault(code, "")), None)


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [("service_error", 30, 60), ("resource_exhausted", 60, 300), ("request_cancelled", 2, 3),
     ("generation_timeout", 30, 45), ("generation_failed_no_content", 2, 3), ("unknown_error", 2, 3)],
)  # fmt: skip
@given(roll=st.floats(0, 1, exclude_max=True))
def test_a_failure_that_a_new_call_may_help_gets_one_when_advised(
    code: str, least: float, most: float, roll: float
) -> None:
    delay = next_call(failed(code), 1, roll)
    assert delay is not None
    assert least <= delay <= most


@pytest.mark.parametrize("code", ["content_policy_violation", "invalid_parameters", "resource_not_found", "new_code"])
def test_other_failures_get_none(code: str) -> None:
    assert next_call(failed(code), 1, 0.5) is None


def test_a_row_gets_two_new_calls_at_most() -> None:
    granted = [next_call(failed("service_error"), attempt, 0.0) is not None for attempt in range(1, 6)]
    assert granted == [True, True, False, False, False]
    assert MOST_CALLS == 3


SENT, WAITING, SAVING = RowPhase.SENDING, RowPhase.WAITING, RowPhase.SAVING


@pytest.mark.parametrize(
    ("phase", "error", "end", "stops", "outage"),
    [
        (RowPhase.READY, errors.JournalFailed("x"), RowEnd.BACK, True, False),
        (SENT, errors.SubmissionUncertain("x"), RowEnd.HELD, False, True),
        (SENT, errors.AuthenticationError("x"), RowEnd.BACK, True, False),
        (SENT, errors.InsufficientCredits("x"), RowEnd.BACK, True, False),
        (SENT, errors.PermissionDenied("x"), RowEnd.BACK, True, False),
        (SENT, errors.NotFound("x"), RowEnd.BACK, True, False),
        (SENT, errors.JournalFailed("x"), RowEnd.BACK, True, False),
        (SENT, errors.RateLimited("x"), RowEnd.BACK, False, True),
        (SENT, errors.ConnectionFailed("x", may_have_arrived=False), RowEnd.BACK, False, True),
        (SENT, errors.RequestRefused("x"), RowEnd.FAILED, False, False),
        (WAITING, failed("service_error"), RowEnd.AGAIN, False, False),
        (WAITING, failed("invalid_parameters"), RowEnd.FAILED, False, False),
        (WAITING, errors.TaskTimeout("x"), RowEnd.LEFT, False, False),
        (WAITING, errors.ResultsMissing("x"), RowEnd.LEFT, False, False),
        (WAITING, errors.NotFound("x"), RowEnd.LEFT, False, False),
        (WAITING, errors.AuthenticationError("x"), RowEnd.LEFT, True, False),
        (WAITING, errors.Fenced("x"), RowEnd.LEFT, True, False),
        (SAVING, errors.LinkExpired("x"), RowEnd.LEFT, False, False),
        (SAVING, errors.WouldOverwrite("x"), RowEnd.LEFT, False, False),
        (SAVING, errors.ConnectionFailed("x"), RowEnd.LEFT, False, False),
        (SAVING, OSError(28, "the disk is full"), RowEnd.LEFT, True, False),
    ],
)
def test_what_an_error_means(
    phase: RowPhase, error: errors.EvoLinkError | OSError, end: RowEnd, *, stops: bool, outage: bool
) -> None:
    outcome = outcome_of(phase, error, 1, 0.5)
    assert (outcome.end, outcome.stops, outcome.outage) == (end, stops, outage)


LOST, REFUSED = RowOutcome(RowEnd.HELD, outage=True), RowOutcome(RowEnd.BACK, outage=True)


def test_trouble_makes_a_run_wait_longer_each_time_and_give_up_after_five_minutes() -> None:
    outage, now, waits = Outage(), 100.0, []
    while not outage.add(REFUSED, now):
        waits.append(outage.until - now)
        now = outage.until
    assert waits[:5] == [1, 2, 4, 8, 16]
    assert max(waits) == 30
    assert 300 <= now - 100 <= 330


def test_what_was_under_way_together_is_one_trouble() -> None:
    outage = Outage()
    assert not any(outage.add(REFUSED, 5.0) for _ in range(50))
    assert outage.until == 6.0


def test_a_good_answer_ends_the_trouble() -> None:
    outage = Outage()
    for now in range(0, 3000, 250):
        assert not outage.add(LOST, float(now))
        outage.end()


def test_twenty_answers_lost_in_a_row_are_enough() -> None:
    outage = Outage()
    for _ in range(2):
        left = list(itertools.takewhile(lambda stops: not stops, (outage.add(LOST, 5.0) for _ in range(100))))
        assert len(left) == 19
        outage.end()
