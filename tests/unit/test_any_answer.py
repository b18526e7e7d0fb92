"""Any bytes with any status are a value or an error of the package."""

import json
import pickle
from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolink._http.port import Response
from evolink._task.answers import read_credits, read_task
from evolink._task.state import Credits, TaskState
from evolink.errors import ApiError, EvoLinkError, ServiceError, TaskFailed, TaskTimeout

T = TypeVar("T")

leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
odd = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner), max_leaves=8
)
names = st.sampled_from(
    [
        "id",
        "model",
        "status",
        "progress",
        "created",
        "results",
        "error",
        "task_info",
        "usage",
        "data",
        "code",
        "message",
    ]
)
shaped = st.dictionaries(names, odd | st.dictionaries(names, odd, max_size=4), max_size=8)
bodies = st.binary(max_size=200) | (odd | shaped).map(lambda value: json.dumps(value).encode())
headers = st.dictionaries(st.sampled_from(["retry-after", "x-request-id", "content-type"]), st.text(max_size=30))
statuses = st.integers(100, 999)


def outcome_of(read: Callable[[Response], T], response: Response) -> T | ApiError:
    try:
        return read(response)
    except ApiError as error:
        return error


@settings(deadline=None)
@given(statuses, headers, bodies)
def test_any_bytes_as_task(status: int, fields: dict[str, str], body: bytes) -> None:
    """Any bytes with any status are a task or an error of the package."""
    response = Response(status, fields, body, 1e9)
    outcome = outcome_of(read_task, response)
    if isinstance(outcome, ApiError):
        assert outcome.status == status
        assert str(outcome)
        assert outcome.retry_after is None or outcome.retry_after >= 0
    else:
        assert isinstance(outcome, TaskState)
        assert 200 <= status < 300


@settings(deadline=None)
@given(statuses, bodies)
def test_any_bytes_as_credits(status: int, body: bytes) -> None:
    """Any bytes are credits or an error of the package."""
    outcome = outcome_of(read_credits, Response(status, {}, body))
    assert isinstance(outcome, Credits) or outcome.status == status


@pytest.mark.parametrize("status", [500, 502, 503, 504, *range(520, 528), 599])
@pytest.mark.parametrize("body", [b"", b"<html><body>error</body></html>", b'{"error": {"code": 500}}', b"null"])
def test_server_errors_are_transient(status: int, body: bytes) -> None:
    """Every server error is transient, whatever its body."""
    with pytest.raises(ServiceError) as caught:
        read_task(Response(status, {}, body))
    assert caught.value.transient


@pytest.mark.parametrize("kind", [EvoLinkError, TaskTimeout, TaskFailed])
def test_pickled_error(kind: Callable[..., EvoLinkError]) -> None:
    """An error is pickled without its task, but with the task's ID."""
    task: Any = lambda: None  # noqa: E731 - anything that can't be pickled
    kept = pickle.loads(pickle.dumps(kind("task t goes on", code="c", task=task)))  # noqa: S301 - just made here
    assert (str(kept), kept.code, kept.task) == ("task t goes on (code c)", "c", None)
