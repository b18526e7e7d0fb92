"""Sending, and sending again: what reaches the service, and what the caller is told."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from evolink._contract.requests import create_request, credits_request, task_request
from evolink._http.port import Request, Response
from evolink._http.run import run
from evolink._task.flow import Flow
from evolink.errors import (
    AuthenticationError,
    ConnectionFailed,
    InvalidRequest,
    KeyTaken,
    NotFound,
    RateLimited,
    RequestRefused,
    ServiceError,
    SubmissionUncertain,
)

Play = Callable[..., Flow]
Said = Callable[..., Response]
GPT: dict[str, Any] = {"model": "gpt-4o-image", "prompt": "a cat"}
UNREACHED = ConnectionFailed("could not connect", may_have_arrived=False)
LOST = ConnectionFailed("the connection was lost")
HTML = Response(502, {}, b"<html>")


def post() -> Request:
    return create_request(GPT, None, unchecked=False)


def port_of(flow: Flow) -> Any:
    return flow.port


def test_a_create_request_carries_what_the_caller_gave_and_a_key_of_its_own() -> None:
    request = create_request({**GPT, "n": 2}, None, unchecked=False)
    assert (request.method, request.path) == ("POST", "/v1/images/generations")
    assert json.loads(request.body or b"") == {**GPT, "n": 2}
    assert request.idempotency_key != post().idempotency_key
    assert 16 <= len(request.idempotency_key or "") <= 96


def test_the_caller_s_idempotency_key_is_used_as_it_is() -> None:
    assert create_request(GPT, "my-order.2024_0001", unchecked=False).idempotency_key == "my-order.2024_0001"


@pytest.mark.parametrize("key", ["short", "x" * 97, "a key with blanks in it", "k\u00e9y-of-sixteen-characters", ""])
def test_an_idempotency_key_of_another_form_is_refused_with_the_rest(key: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        create_request({**GPT, "n": 3}, key, unchecked=False)
    assert [found.field for found in caught.value.violations] == ["n", "idempotency_key"]


def test_an_invalid_request_shows_each_violation_with_field_rule_value_and_page() -> None:
    with pytest.raises(InvalidRequest) as caught:
        create_request({**GPT, "n": 3, "size": "big"}, None, unchecked=False)
    text = str(caught.value)
    for found in caught.value.violations:
        assert all(fact in text for fact in (found.field, found.rule, repr(found.value), found.page))


def test_an_unknown_model_is_called_only_on_purpose() -> None:
    with pytest.raises(InvalidRequest, match="unchecked=True"):
        create_request({"model": "tomorrow", "style": "x"}, None, unchecked=False)
    sent = create_request({"model": "tomorrow", "style": "x"}, None, unchecked=True)
    assert sent.path == "/v1/images/generations"
    assert json.loads(sent.body or b"") == {"model": "tomorrow", "style": "x"}


def test_unchecked_does_not_switch_off_the_documented_limits_of_a_known_model() -> None:
    with pytest.raises(InvalidRequest) as caught:
        create_request({**GPT, "n": 3, "style": "x", "prompt": " "}, None, unchecked=True)
    assert [found.field for found in caught.value.violations] == ["n"]


def test_unchecked_sends_what_a_known_model_has_that_nobody_knows_and_what_only_rules_of_ours_forbid() -> None:
    newer = {**GPT, "style": {"mood": ["calm"]}, "mask_url": "https://a.example/m.png"}
    with pytest.raises(InvalidRequest, match="unchecked=True sends parameters"):
        create_request(newer, None, unchecked=False)
    assert json.loads(create_request(newer, None, unchecked=True).body or b"") == newer


def test_a_hint_at_unchecked_is_given_only_where_it_helps() -> None:
    with pytest.raises(InvalidRequest) as caught:
        create_request({**GPT, "n": 3}, None, unchecked=False)
    assert "unchecked" not in str(caught.value)


def test_unchecked_still_refuses_what_json_cannot_carry() -> None:
    with pytest.raises(InvalidRequest):
        create_request({"model": "tomorrow", "style": b"x"}, None, unchecked=True)


def test_reads_are_those_of_the_contract() -> None:
    assert credits_request() == Request("GET", "/v1/credits")
    assert task_request("task-unified-1/../x?y") == Request("GET", "/v1/tasks/task-unified-1%2F..%2Fx%3Fy")


def test_a_request_that_never_arrived_is_sent_again_under_the_same_key(play: Play, said: Said) -> None:
    flow = play(UNREACHED, UNREACHED, said(id="t"))
    request = post()
    assert run(flow.submit(request)).id == "t"
    assert port_of(flow).sent == [request] * 3
    assert port_of(flow).pauses == [0.25, 0.5]


def test_a_limited_request_is_sent_again_when_the_service_says(play: Play, said: Said) -> None:
    flow = play(said(429, {"retry-after": "7"}, error={"code": 429}), said(id="t"))
    assert run(flow.submit(post())).id == "t"
    assert port_of(flow).pauses == [7]


@pytest.mark.parametrize(
    "step",
    [
        LOST,
        HTML,
        Response(200, {}, b""),
        Response(200, {}, b'{"id": 5}'),
        Response(500),
        Response(503),
        Response(408),
        Response(429),
        Response(401, {}, b"<html>"),
        Response(400, {}, b'{"error": {"code": "of_tomorrow"}}'),
        Response(429, {}, b'{"error": {"code": "paid_outcome_unknown"}}'),
        Response(303, {"location": "/v1/tasks/t"}),
        Response(201, {"location": "/v1/tasks/t"}),
    ],
    ids=str,
)
def test_a_create_request_whose_answer_is_lost_is_sent_once_and_is_uncertain(play: Play, step: Any) -> None:
    flow, request = play(step), post()
    with pytest.raises(SubmissionUncertain, match="may have been made") as caught:
        run(flow.submit(request))
    assert port_of(flow).sent == [request]
    assert caught.value.idempotency_key == request.idempotency_key
    assert str(request.idempotency_key) in str(caught.value)
    assert caught.value.status == getattr(step, "status", None)
    assert caught.value.sent_at == 1e9 + 1000


@pytest.mark.parametrize(("status", "kind"), [(400, RequestRefused), (401, AuthenticationError), (409, KeyTaken)])
def test_a_refused_create_request_is_not_sent_again(play: Play, said: Said, status: int, kind: type[Exception]) -> None:
    code = "idempotency_conflict" if kind is KeyTaken else status
    flow, request = play(said(status, error={"code": code})), post()
    with pytest.raises(kind) as caught:
        run(flow.submit(request))
    assert port_of(flow).sent == [request]
    assert getattr(caught.value, "idempotency_key", None) == request.idempotency_key


def test_a_service_that_stays_out_of_reach_ends_the_attempts(play: Play) -> None:
    flow = play(*[UNREACHED] * 5)
    with pytest.raises(ConnectionFailed) as caught:
        run(flow.submit(post()))
    assert len(port_of(flow).sent) == 5
    assert caught.value.idempotency_key


def test_a_service_that_goes_on_limiting_ends_the_attempts(play: Play, said: Said) -> None:
    with pytest.raises(RateLimited):
        run(play(*[said(429, error={"code": "rate_limit_exceeded"})] * 5).submit(post()))


def test_an_interrupted_create_request_leaves_its_key_behind(play: Play) -> None:
    request = post()
    with pytest.raises(KeyboardInterrupt) as caught:
        run(play(KeyboardInterrupt()).submit(request))
    assert str(request.idempotency_key) in str(caught.value.__notes__)


def test_an_answer_between_two_limits_ends_the_first(play: Play, said: Said) -> None:
    flow = play(said(429), said(id="t"), said(429), said(id="t"))
    run(flow.task("t"))
    run(flow.task("t"))
    first, second = port_of(flow).pauses
    assert first == second


def test_whatever_else_ends_a_create_request_leaves_its_key_behind_too(play: Play) -> None:
    request = post()
    with pytest.raises(RuntimeError) as caught:
        run(play(RuntimeError("of a library")).submit(request))
    assert str(request.idempotency_key) in str(caught.value.__notes__)


@pytest.mark.parametrize("task_id", ["", ".", "..", "a\nb", "\ud800", None])
def test_a_read_of_what_can_name_no_task_is_not_sent(play: Play, task_id: Any) -> None:
    flow = play()
    with pytest.raises(InvalidRequest, match="not a valid task ID"):
        run(flow.task(task_id))
    assert port_of(flow).sent == []


def test_a_limit_holds_back_a_read_no_longer_than_its_patience_and_a_create_request_in_full(
    play: Play, said: Said
) -> None:
    flow = play(said(429, {"retry-after": "25"}), said(id="t"), said(id="t"))
    with pytest.raises(RateLimited):
        run(flow.task("t"))
    run(flow.task("t"))
    assert port_of(flow).pauses == [15]
    run(flow.submit(post()))
    assert port_of(flow).pauses == [15, 10]


def test_a_read_goes_on_through_whatever_may_pass(play: Play, said: Said) -> None:
    flow = play(LOST, UNREACHED, said(500), Response(200, {}, b"<html>"), said(id="t"))
    assert run(flow.task("t")).id == "t"


def test_a_read_that_is_refused_is_not_repeated(play: Play, said: Said) -> None:
    flow = play(said(404))
    with pytest.raises(NotFound):
        run(flow.task("t"))
    assert len(port_of(flow).sent) == 1


def test_a_task_whose_id_says_that_it_is_new_is_asked_for_again(play: Play, said: Said) -> None:
    flow = play(said(404), said(404), said(id="task-unified-1000001000-x"))
    assert run(flow.task("task-unified-1000001000-x")).id
    flow = play(said(404))
    with pytest.raises(NotFound):
        run(flow.task("task-unified-1000000000-x"))
    flow = play(said(404), said(id="named-otherwise"))
    assert run(flow.task("named-otherwise", made=1e9 + 900)).id


def test_a_read_gives_up_in_time_and_never_sends_with_more_time_than_is_left(play: Play) -> None:
    flow = play(*[Response(500)] * 20)
    with pytest.raises(ServiceError):
        run(flow.task("t"))
    assert 5 < port_of(flow).clock - 1000 < 15
    assert port_of(flow).timeouts[0] == 15
    assert sorted(port_of(flow).timeouts, reverse=True) == port_of(flow).timeouts


def test_no_request_takes_longer_than_the_client_allows(play: Play, said: Said) -> None:
    flow = play(said(id="t"), timeout=3)
    run(flow.task("t"))
    assert port_of(flow).timeouts == [3]


def test_an_odd_figure_is_warned_of_once_with_task_field_and_value(
    play: Play, said: Said, caplog: pytest.LogCaptureFixture
) -> None:
    odd = said(id="task-unified-1", status="processing", usage={"credits_reserved": -5})
    flow = play(odd, odd)
    assert [run(flow.task("task-unified-1")).credits_reserved for _ in range(2)] == [None, None]
    told = [record.message for record in caplog.records if record.levelname == "WARNING"]
    assert told == ["task task-unified-1: usage.credits_reserved is -5, which is not counted"]
