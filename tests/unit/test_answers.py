"""Reading answers: each is a value or an error of the package."""

import json
import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evolink._http.port import Response
from evolink._task.answer_fields import MAX_CREDITS
from evolink._task.answers import read_credits, read_error, read_task
from evolink.errors import (
    ApiError,
    AuthenticationError,
    InsufficientCredits,
    KeyQuotaExhausted,
    NotFound,
    PermissionDenied,
    RateLimited,
    RequestRefused,
    ServiceError,
)
from evolink_contract import document

Said = Callable[..., Response]
statuses = st.integers(100, 999)
headers = st.dictionaries(st.sampled_from(["retry-after", "x-request-id", "content-type"]), st.text())
FIELDS = [
    "id",
    "status",
    "progress",
    "results",
    "error",
    "task_info",
    "usage",
    "code",
    "message",
    "data",
    "token",
]
jsons = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(FIELDS), inner),
    max_leaves=8,
)
bodies = st.binary() | jsons.map(lambda value: json.dumps(value).encode())


@settings(deadline=None)
@given(statuses, headers, bodies)
def test_any_answer(status: int, head: dict[str, str], body: bytes) -> None:
    """Any answer is a task, a figure of credits or an error of the package."""
    response = Response(status, head, body)
    for read in (read_task, read_credits):
        with suppress(ApiError):
            read(response)
    error = read_error(response)
    assert error.status == status
    assert str(error)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), jsons), st.from_regex(r"[!-~é]*[0-9A-Za-z][!-~é]*", fullmatch=True))
def test_task_with_odd_fields(rest: dict[str, Any], task_id: str) -> None:
    """A task with an ID is read, whatever its other fields contain."""
    state = read_task(Response(200, {}, json.dumps({**rest, "id": task_id}).encode()))
    assert state.id == task_id
    assert state.progress is None or isinstance(state.progress, float)
    assert all(isinstance(link, str) for link in state.results)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (301, RequestRefused),
        (303, ServiceError),
        (400, RequestRefused),
        (401, AuthenticationError),
        (402, InsufficientCredits),
        (403, PermissionDenied),
        (404, NotFound),
        (408, ServiceError),
        (422, RequestRefused),
        (429, RateLimited),
        (500, ServiceError),
        (503, ServiceError),
        (520, ServiceError),
        (527, ServiceError),
        (200, ServiceError),
    ],
)
def test_error_by_status(said: Said, status: int, kind: type[ApiError]) -> None:
    """Each HTTP status has its error class."""
    assert type(read_error(said(status))) is kind


@pytest.mark.parametrize("task_id", ["", ".", "..", "a\nb", "\ud800", "\x1b[2J", None, 5, ["t"]])
def test_task_without_valid_id(said: Said, task_id: object) -> None:
    """An answer without a valid task ID is not a task."""
    with pytest.raises(ServiceError, match="no task"):
        read_task(said(id=task_id, status="completed"))


@pytest.mark.parametrize("status", ["completed", " Completed ", "COMPLETED"])
def test_status_case(said: Said, status: str) -> None:
    """The case of a task's status does not matter."""
    state = read_task(said(id="t", status=status))
    assert (state.status, state.completed, state.raw["status"]) == ("completed", True, status)


def test_error_facts(said: Said) -> None:
    """An error carries the facts of the answer."""
    body = {"code": "rate_limit_exceeded", "message": "slow down", "type": "rate_limit_error"}
    head = {"x-request-id": "req-1", "retry-after": "3"}
    error = read_error(said(429, head, error=body))
    assert (error.status, error.code, error.request_id, error.retry_after) == (
        429,
        "rate_limit_exceeded",
        "req-1",
        3.0,
    )
    assert "slow down" in str(error)
    assert "req-1" in str(error)


REFUSAL: dict[str, Any] = {
    "code": "invalid_request",
    "message": "no such size",
    "param": "size",
    "allowed_values": ["1:1", "16:9"],
    "suggestion": "use 1:1",
    "fallback_suggestion": "another-model",
    "remaining_credits": 3,
    "estimated_credits": 12.5,
    "limit_scope": "account",
    "action_url": "https://example.com/top-up",
}


@pytest.mark.parametrize("where", ["error", "body"])
def test_refusal_details(said: Said, where: str) -> None:
    """All details of a refusal are attributes of the error."""
    core = {name: REFUSAL[name] for name in ("code", "message")}
    body = {"error": REFUSAL} if where == "error" else {**REFUSAL, "error": core}
    error = read_error(said(400, **body))
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - just made
    for each in (error, copy):
        assert each.body == body
        assert {name: getattr(each, name) for name in REFUSAL if name not in core} == {
            **{name: value for name, value in REFUSAL.items() if name not in core},
            "allowed_values": ("1:1", "16:9"),
        }
        text = str(each)
        for part in (
            "parameter: size",
            "allowed: 1:1, 16:9",
            "credits left: 3",
            "credits needed: 12.5",
            "limit of: account",
        ):
            assert part in text
        for part in ("use 1:1", "another-model", "https://example.com/top-up"):
            assert part in text


def test_refusal_with_nonsense(said: Said) -> None:
    """Details of a refusal that have the wrong type are None."""
    error = read_error(
        said(
            400,
            error={
                "code": "x",
                "param": ["size"],
                "allowed_values": "1:1",
                "remaining_credits": True,
                "estimated_credits": float("nan"),
                "suggestion": " ",
                "action_url": 5,
            },
        )
    )
    names = (
        "param",
        "allowed_values",
        "remaining_credits",
        "estimated_credits",
        "suggestion",
        "action_url",
        "limit_scope",
    )
    assert [getattr(error, name) for name in names] == [None] * len(names)
    assert str(error) == "the service refused the request (status 400, code x)"


def test_refusal_in_message(said: Said) -> None:
    """Details of a refusal are shortened and cleaned in the message, and complete in the body."""
    body = {"error": {"suggestion": "a\x1b[2J\n" * 10_000, "allowed_values": list(range(10_000))}}
    error = read_error(said(400, **body))
    assert len(str(error)) < 1500
    assert str(error).isprintable()
    assert error.body == body


@pytest.mark.parametrize(("body", "kept"), [(b"<h1>no</h1>", "<h1>no</h1>"), (b"[1]", [1]), (b"", None)])
def test_body_is_kept(body: bytes, kept: object) -> None:
    """The body of an answer is kept, whatever it is."""
    assert read_error(Response(502, {}, body)).body == kept


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        *((402, code, KeyQuotaExhausted) for code in ("key_quota_exhausted", "insufficient_token_quota")),
        (429, "token_daily_quota_exceeded", KeyQuotaExhausted),
        (403, "insufficient_user_quota", InsufficientCredits),
        (402, "insufficient_quota", InsufficientCredits),
        (402, "key_expired", AuthenticationError),
        (402, "key_model_not_allowed", PermissionDenied),
        (500, "key_quota_exhausted", ServiceError),
    ],
)
def test_error_by_code(said: Said, status: int, code: str, kind: type[ApiError]) -> None:
    """A known error code decides the error class where the status is ambiguous."""
    error = read_error(said(status, error={"code": code}))
    assert type(error) is kind
    assert ("too few credits" in str(error)) == (kind is InsufficientCredits)


def test_request_id_in_body(said: Said) -> None:
    """A request ID in the body is used if the headers have none."""
    assert read_error(said(500, error={"request_id": "req-2"})).request_id == "req-2"


def test_integer_code(said: Said) -> None:
    """An integer is accepted as an error code."""
    assert read_error(said(429, error={"code": 429, "message": "slow down"})).code == "429"


def test_error_as_text(said: Said) -> None:
    """An error that is a string becomes part of the message."""
    assert "no luck" in str(read_error(said(500, error="no luck")))


def test_html_page() -> None:
    """An HTML page is neither shown nor parsed."""
    error = read_error(Response(502, {}, b"<html><h1>Bad Gateway</h1></html>"))
    assert isinstance(error, ServiceError)
    assert "html" not in str(error)


def test_create_answer(said: Said) -> None:
    """Fields that only the answer to a create request has are read."""
    state = read_task(
        said(
            id="task-unified-1",
            status="pending",
            created=1_757_165_031,
            task_info={"estimated_time": 45},
            usage={"credits_reserved": 1.6},
        )
    )
    assert (state.estimated_time, state.credits_reserved, state.results, state.error) == (45, 1.6, (), None)
    assert state.created == 1_757_165_031


def test_later_answer_keeps_fields(said: Said) -> None:
    """A later answer keeps the fields that only the first one had."""
    first = read_task(said(id="t", task_info={"estimated_time": 45}, usage={"credits_reserved": 1.6}))
    later = first.followed_by(read_task(said(id="t", status="completed", progress=100)))
    assert (later.status, later.progress, later.estimated_time, later.credits_reserved) == (
        "completed",
        100,
        45,
        1.6,
    )


def test_credits_of_key_and_account(said: Said) -> None:
    """The credits of the key and of the account are separate figures."""
    token = {"remaining_credits": 5, "used_credits": 2, "unlimited_credits": False}
    left = read_credits(said(data={"token": token, "user": {"remaining_credits": 9.5, "used_credits": 3}}))
    assert (left.remaining, left.used, left.key_remaining, left.key_used, left.key_unlimited) == (
        9.5,
        3,
        5,
        2,
        False,
    )


@pytest.mark.parametrize(
    ("status", "code", "unprocessed"),
    [
        (400, "invalid_request", True),
        (429, "rate_limit_exceeded", True),
        (402, "insufficient_user_quota", True),
        (503, "no_available_channel", True),
        (409, "idempotency_conflict", True),
        (401, 401, True),
        (429, "invalid_request", False),
        (200, "invalid_request", False),
        (400, 1001, False),
        (400, True, False),
        (409, 409, False),
        (425, "too_early", False),
        (402, "paid_outcome_unknown", False),
        (500, "internal_error", False),
        (502, 502, False),
    ],
)
def test_unprocessed_codes(said: Said, status: int, code: object, *, unprocessed: bool) -> None:
    """Only a known code together with its status means that no task was created."""
    assert read_error(said(status, error={"code": code, "message": "no"})).unprocessed == unprocessed


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"error": "invalid_request"}', b'{"code": "invalid_request"}'])
def test_unprocessed_needs_shape(body: bytes) -> None:
    """An answer of another shape never means that no task was created."""
    assert not read_error(Response(400, {}, body)).unprocessed


def test_documented_refusals(said: Said) -> None:
    """Every refusal that is documented for create requests is known, but for those that leave the outcome unknown."""
    for status, answer in document()["paths"]["/v1/images/generations"]["post"]["responses"].items():
        for code in answer.get("x-evolink-error-codes", ()):
            known = status < "500" and code not in answer.get("x-evolink-outcome-unknown", ())
            assert read_error(said(int(status), error={"code": code})).unprocessed == known


COST = [
    ({"usage": {"credits_used": 1.4, "cost": {"credits": 9}}}, 1.4),
    ({"usage": {"credits_used": "much"}}, None),
    ({"usage": {"credits_used": -1, "cost": {"credits": 1.5}}}, 1.5),
    ({"usage": {"cost": {"credits": 1.6, "usd": 0.02}}, "billing": {"charged_credits": 9}}, 1.6),
    ({"billing": {"charged_credits": 1.7}}, 1.7),
    ({"billing": {"charged_credits": 1.7, "refunded_credits": 1.7}}, 0.0),
    ({"usage": {"cost": 3}, "billing": [1]}, None),
]


@pytest.mark.parametrize(("fields", "used"), COST)
def test_credits_used(said: Said, fields: dict[str, Any], used: float | None) -> None:
    """The credits that a task used are read from every documented place."""
    assert read_task(said(id="t", status="completed", **fields)).credits_used == used


def test_credits_reserved_in_billing(said: Said) -> None:
    """Reserved credits are read from `billing` if `usage` has none."""
    assert read_task(said(id="t", billing={"reserved_credits": 2})).credits_reserved == 2.0


@pytest.mark.parametrize(
    ("figure", "counted"),
    [
        ("-3", None),
        ("NaN", None),
        ("Infinity", MAX_CREDITS),
        ("-Infinity", None),
        ("1e30", MAX_CREDITS),
        (f"1{'0' * 400}", MAX_CREDITS),
    ],
)
def test_impossible_credits(figure: str, counted: float | None) -> None:
    """An impossible number of credits is reported, and counted as a possible cost."""
    body = f'{{"id": "t", "usage": {{"credits_reserved": {figure}, "credits_used": 1}}}}'
    state = read_task(Response(200, {}, body.encode()))
    assert (state.credits_reserved, state.credits_used) == (counted, 1.0)
    (odd,) = state.odd
    assert odd.startswith("usage.credits_reserved is ")
