"""Whatever the service answers is a value or an error of the tree."""

import json
import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
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


@given(statuses, headers, bodies)
def test_any_answer_is_a_task_or_an_error_of_the_tree(status: int, head: dict[str, str], body: bytes) -> None:
    response = Response(status, head, body)
    for read in (read_task, read_credits):
        with suppress(ApiError):
            read(response)
    error = read_error(response)
    assert error.status == status
    assert str(error)


@given(st.dictionaries(st.sampled_from(FIELDS), jsons), st.from_regex(r"[!-~é]*[0-9A-Za-z][!-~é]*", fullmatch=True))
def test_a_task_with_an_id_is_read_whatever_its_other_fields_hold(rest: dict[str, Any], task_id: str) -> None:
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
def test_a_status_has_its_error(said: Said, status: int, kind: type[ApiError]) -> None:
    assert type(read_error(said(status))) is kind


@pytest.mark.parametrize("task_id", ["", ".", "..", "a\nb", "\ud800", "\x1b[2J", None, 5, ["t"]])
def test_what_can_name_no_task_is_no_task(said: Said, task_id: object) -> None:
    with pytest.raises(ServiceError, match="no task"):
        read_task(said(id=task_id, status="completed"))


@pytest.mark.parametrize("status", ["completed", " Completed ", "COMPLETED"])
def test_the_case_of_a_status_does_not_matter(said: Said, status: str) -> None:
    state = read_task(said(id="t", status=status))
    assert (state.status, state.completed, state.raw["status"]) == ("completed", True, status)


def test_an_error_carries_its_facts(said: Said) -> None:
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
def test_all_that_a_refusal_says_is_kept(said: Said, where: str) -> None:
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
        for told in (
            "parameter: size",
            "allowed: 1:1, 16:9",
            "credits left: 3",
            "credits needed: 12.5",
            "limit of: account",
        ):
            assert told in text
        for told in ("use 1:1", "another-model", "https://example.com/top-up"):
            assert told in text


def test_a_refusal_that_says_nonsense_says_nothing(said: Said) -> None:
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
    told = (
        "param",
        "allowed_values",
        "remaining_credits",
        "estimated_credits",
        "suggestion",
        "action_url",
        "limit_scope",
    )
    assert [getattr(error, name) for name in told] == [None] * len(told)
    assert str(error) == "the service refused the request (status 400, code x)"


def test_what_a_refusal_says_is_short_and_harmless_in_the_message_and_whole_in_the_body(said: Said) -> None:
    body = {"error": {"suggestion": "a\x1b[2J\n" * 10_000, "allowed_values": list(range(10_000))}}
    error = read_error(said(400, **body))
    assert len(str(error)) < 1500
    assert str(error).isprintable()
    assert error.body == body


@pytest.mark.parametrize(("body", "kept"), [(b"<h1>no</h1>", "<h1>no</h1>"), (b"[1]", [1]), (b"", None)])
def test_a_body_of_any_kind_is_kept(body: bytes, kept: object) -> None:
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
def test_a_code_tells_what_a_status_does_not(said: Said, status: int, code: str, kind: type[ApiError]) -> None:
    error = read_error(said(status, error={"code": code}))
    assert type(error) is kind
    assert ("too few credits" in str(error)) == (kind is InsufficientCredits)


def test_a_request_id_in_the_body_is_one(said: Said) -> None:
    assert read_error(said(500, error={"request_id": "req-2"})).request_id == "req-2"


def test_an_older_answer_s_integer_code_is_a_code(said: Said) -> None:
    assert read_error(said(429, error={"code": 429, "message": "slow down"})).code == "429"


def test_an_error_told_as_plain_text_is_told_on(said: Said) -> None:
    assert "no luck" in str(read_error(said(500, error="no luck")))


def test_an_html_page_is_not_shown_and_not_parsed() -> None:
    error = read_error(Response(502, {}, b"<html><h1>Bad Gateway</h1></html>"))
    assert isinstance(error, ServiceError)
    assert "html" not in str(error)


def test_what_only_the_create_answer_tells_is_read(said: Said) -> None:
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


def test_a_later_answer_keeps_what_only_the_first_one_told(said: Said) -> None:
    first = read_task(said(id="t", task_info={"estimated_time": 45}, usage={"credits_reserved": 1.6}))
    later = first.followed_by(read_task(said(id="t", status="completed", progress=100)))
    assert (later.status, later.progress, later.estimated_time, later.credits_reserved) == (
        "completed",
        100,
        45,
        1.6,
    )


def test_the_credits_of_key_and_account_are_told_apart(said: Said) -> None:
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
def test_only_a_known_code_with_its_status_says_that_no_task_was_made(
    said: Said, status: int, code: object, *, unprocessed: bool
) -> None:
    assert read_error(said(status, error={"code": code, "message": "no"})).unprocessed == unprocessed


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"error": "invalid_request"}', b'{"code": "invalid_request"}'])
def test_another_shape_says_nothing_of_what_was_made(body: bytes) -> None:
    assert not read_error(Response(400, {}, body)).unprocessed


def test_every_refusal_that_a_page_states_for_the_create_operation_is_known(said: Said) -> None:
    for status, answer in document()["paths"]["/v1/images/generations"]["post"]["responses"].items():
        for code in answer.get("x-evolink-error-codes", ()):
            assert read_error(said(int(status), error={"code": code})).unprocessed == (status < "500")


COST = [
    ({"usage": {"credits_used": 1.4, "cost": {"credits": 9}}}, 1.4),
    ({"usage": {"credits_used": "much"}}, None),
    ({"usage": {"credits_used": -1, "cost": {"credits": 1.5}}}, 1.5),
    ({"usage": {"cost": {"credits": 1.6, "usd": 0.02}}, "billing": {"charged_credits": 9}}, 1.6),
    ({"billing": {"charged_credits": 1.7}}, 1.7),
    ({"billing": {"charged_credits": 1.7, "refunded_credits": 1.7}}, 0.0),
    ({"usage": {"cost": 3}, "billing": [1]}, None),
]


@pytest.mark.parametrize(("told", "used"), COST)
def test_what_a_task_has_cost_is_read_where_it_is_told(said: Said, told: dict[str, Any], used: float | None) -> None:
    assert read_task(said(id="t", status="completed", **told)).credits_used == used


def test_what_is_set_aside_is_read_from_the_bill_where_the_usage_says_nothing(said: Said) -> None:
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
def test_a_figure_that_can_not_be_so_is_counted_as_if_it_may_have_cost(figure: str, counted: float | None) -> None:
    body = f'{{"id": "t", "usage": {{"credits_reserved": {figure}, "credits_used": 1}}}}'
    state = read_task(Response(200, {}, body.encode()))
    assert (state.credits_reserved, state.credits_used) == (counted, 1.0)
    (odd,) = state.odd
    assert odd.startswith("usage.credits_reserved is ")
