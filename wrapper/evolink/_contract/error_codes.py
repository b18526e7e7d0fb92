"""What the service's error codes mean: which refusals made no task, and what helps after a task has failed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from evolink._contract.document import schemas

IDEMPOTENCY_CONFLICT = "idempotency_conflict"
"""The code of the answer to a key that the service knows with another request."""


@dataclass(frozen=True, slots=True)
class FailureAdvice:
    """What the documentation advises about a failed task. What it does not say is None.

    Attributes:
        action: What to do, such as `fix-request` or `retry-later`.
        new_call_may_help: Whether the same request may succeed as a new call.
        wait_before_retry: Least and most seconds to wait before a new call.
    """

    action: str | None = None
    new_call_may_help: bool | None = None
    wait_before_retry: tuple[float, float] | None = None


def is_unprocessed(status: int, code: str) -> bool:
    """Whether an answer of the service's error shape says that a create request made no task.

    Args:
        status: Its HTTP status.
        code: Its error code, as text; empty if the answer has another shape.
    """
    return status in _refusals().get(code, ())


def failure_advice(code: str) -> FailureAdvice:
    """Return the advice on the code of a failed task; nothing is advised on an unknown code."""
    advice = _failures().get(code)
    if not advice:
        return FailureAdvice()
    pause = advice.get("retry_after")
    return FailureAdvice(
        advice.get("action"), advice.get("new_call_may_help", False), (pause[0], pause[-1]) if pause else None
    )


@cache
def _refusals() -> Mapping[str, Collection[int]]:
    refusals: Mapping[str, Collection[int]] = schemas()["ErrorBody"]["x-evolink-refusals"]
    return refusals


def _failures() -> Mapping[str, Mapping[str, Any]]:
    failures: Mapping[str, Mapping[str, Any]] = schemas()["TaskErrorCode"]["x-evolink-failures"]
    return failures
