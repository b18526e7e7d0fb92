"""The pure decisions of a batch, as tables: rates, prices, next calls, outages, outcomes."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolink import errors
from evolink._task.failures import build_failure
from evolink._task.state import Fault, TaskState
from evolink.batch._options import calls_per_second
from evolink.batch._outcome import MOST_CALLS, Outage, RowEnd, RowOutcome, RowPhase, next_call, outcome_of

PLAIN = {"model": "nano-banana-beta", "prompt": "x"}
GPT = {"model": "gpt-4o-image", "prompt": "x"}
GEMINI = {"model": "gemini-3-pro-image-preview", "prompt": "x"}


@pytest.mark.parametrize(
    ("text", "rate"),
    [("2/s", 2.0), ("100/min", 100 / 60), ("3600/h", 1.0), ("0.5/s", 0.5), (" 2 / sec ", 2.0), (4, 4.0), (None, None)],
)
def test_calls_per_second(text: str | float | None, rate: float | None) -> None:
    """A rate is read as calls per second."""
    assert calls_per_second(text) == rate


@pytest.mark.parametrize("text", ["", "2", "2/day", "-1/s", "0/s", "x/s", 0, -1, float("nan"), float("inf"), "1/s/s"])
def test_invalid_rate(text: str | float) -> None:
    """An invalid rate is refused."""
    with pytest.raises(errors.ConfigurationError, match="is not a valid rate"):
        calls_per_second(text)


def failed(code: str) -> errors.TaskFailed:
    return build_failure(TaskState("task-1", status="failed", error=Fault(code, "")), None)


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [("service_error", 30, 60), ("resource_exhausted", 60, 300), ("request_cancelled", 2, 3),
     ("generation_timeout", 30, 45), ("generation_failed_no_content", 2, 3), ("unknown_error", 2, 3)],
)  # fmt: skip
@settings(deadline=None)
@given(roll=st.floats(0, 1, exclude_max=True))
def test_next_call_as_advised(code: str, least: float, most: float, roll: float) -> None:
    """A failure that a new call may help gets one when the contract advises it."""
    delay = next_call(failed(code), 1, roll)
    assert delay is not None
    assert least <= delay <= most


@pytest.mark.parametrize("code", ["content_policy_violation", "invalid_parameters", "resource_not_found", "new_code"])
def test_no_next_call(code: str) -> None:
    """Other failures get no new call."""
    assert next_call(failed(code), 1, 0.5) is None


def test_most_calls() -> None:
    """A row gets two new calls at most."""
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
def test_outcome_of_errors(
    phase: RowPhase, error: errors.EvoLinkError | OSError, end: RowEnd, *, stops: bool, outage: bool
) -> None:
    """Each error in each phase has its outcome."""
    outcome = outcome_of(phase, error, 1, 0.5)
    assert (outcome.end, outcome.stops, outcome.outage) == (end, stops, outage)


LOST, REFUSED = RowOutcome(RowEnd.HELD, outage=True), RowOutcome(RowEnd.BACK, outage=True)


def test_outage_backoff() -> None:
    """During an outage, a batch waits longer each time and stops after five minutes."""
    outage, now, waits = Outage(), 100.0, []
    while not outage.add(REFUSED, now):
        waits.append(outage.until - now)
        now = outage.until
    assert waits[:5] == [1, 2, 4, 8, 16]
    assert max(waits) == 30
    assert 300 <= now - 100 <= 330


def test_outage_counts_once() -> None:
    """Rows that were in progress together count as one outage."""
    outage = Outage()
    assert not any(outage.add(REFUSED, 5.0) for _ in range(50))
    assert outage.until == 6.0


def test_outage_ends() -> None:
    """A good answer ends the outage."""
    outage = Outage()
    for now in range(0, 3000, 250):
        assert not outage.add(LOST, float(now))
        outage.end()


def test_twenty_lost_answers() -> None:
    """Twenty answers lost in a row stop a batch."""
    outage = Outage()
    for _ in range(2):
        left = list(itertools.takewhile(lambda stops: not stops, (outage.add(LOST, 5.0) for _ in range(100))))
        assert len(left) == 19
        outage.end()
