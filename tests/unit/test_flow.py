"""Sending and resending requests: what reaches the service, and what the caller gets."""

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


def test_create_request() -> None:
    """A create request has the caller's parameters and a key of its own."""
    request = create_request({**GPT, "n": 2}, None, unchecked=False)
    assert (request.method, request.path) == ("POST", "/v1/images/generations")
    assert json.loads(request.body or b"") == {**GPT, "n": 2}
    assert request.idempotency_key != post().idempotency_key
    assert 16 <= len(request.idempotency_key or "") <= 96


def test_own_idempotency_key() -> None:
    """The caller's idempotency key is used unchanged."""
    assert create_request(GPT, "my-order.2024_0001", unchecked=False).idempotency_key == "my-order.2024_0001"


@pytest.mark.parametrize("key", ["short", "x" * 97, "a key with blanks in it", "k\u00e9y-of-sixteen-characters", ""])
def test_invalid_idempotency_key(key: str) -> None:
    """An invalid idempotency key is reported together with the other violations."""
    with pytest.raises(InvalidRequest) as caught:
        create_request({**GPT, "n": 3}, key, unchecked=False)
    assert [found.field for found in caught.value.violations] == ["n", "idempotency_key"]


def test_invalid_request_message() -> None:
    """An invalid request shows each violation with its field and value; rule and page are for programs."""
    with pytest.raises(InvalidRequest) as caught:
        create_request({**GPT, "n": 3, "size": "big"}, None, unchecked=False)
    text = str(caught.value)
    for found in caught.value.violations:
        assert all(fact in text for fact in (found.field, found.message, repr(found.value)))
        assert found.rule
        assert found.page
        assert found.page not in text
        assert f"[{found.rule}" not in text


def test_unknown_model() -> None:
    """An unknown model is only called with `unchecked`."""
    with pytest.raises(InvalidRequest, match="unchecked=True"):
        create_request({"model": "tomorrow", "style": "x"}, None, unchecked=False)
    sent = create_request({"model": "tomorrow", "style": "x"}, None, unchecked=True)
    assert sent.path == "/v1/images/generations"
    assert json.loads(sent.body or b"") == {"model": "tomorrow", "style": "x"}


def test_unchecked_keeps_limits() -> None:
    """`unchecked` does not lift the documented limits of a known model."""
    with pytest.raises(InvalidRequest) as caught:
        create_request({**GPT, "n": 3, "style": "x", "prompt": " "}, None, unchecked=True)
    assert [found.field for found in caught.value.violations] == ["n"]


def test_unchecked_lifts_our_rules() -> None:
    """`unchecked` sends unknown parameters, and what only our own rules forbid."""
    newer = {**GPT, "style": {"mood": ["calm"]}, "mask_url": "https://a.example/m.png"}
    with pytest.raises(InvalidRequest, match="unchecked=True allows parameters"):
        create_request(newer, None, unchecked=False)
    assert json.loads(create_request(newer, None, unchecked=True).body or b"") == newer


def test_hint_at_unchecked() -> None:
    """An error mentions `unchecked` only if it would help."""
    with pytest.raises(InvalidRequest) as caught:
        create_request({**GPT, "n": 3}, None, unchecked=False)
    assert "unchecked" not in str(caught.value)


def test_unchecked_needs_json() -> None:
    """`unchecked` still refuses values that JSON can't represent."""
    with pytest.raises(InvalidRequest):
        create_request({"model": "tomorrow", "style": b"x"}, None, unchecked=True)


def test_read_requests() -> None:
    """The requests that read a task and the credits are those of the contract."""
    assert credits_request() == Request("GET", "/v1/credits")
    assert task_request("task-unified-1/../x?y") == Request("GET", "/v1/tasks/task-unified-1%2F..%2Fx%3Fy")


def test_unreached_is_resent(play: Play, said: Said) -> None:
    """A create request that never reached the service is sent again with the same key."""
    flow = play(UNREACHED, UNREACHED, said(id="t"))
    request = post()
    assert run(flow.submit(request)).id == "t"
    assert port_of(flow).sent == [request] * 3
    assert port_of(flow).pauses == [0.25, 0.5]


def test_rate_limited_is_resent(play: Play, said: Said) -> None:
    """A rate-limited create request is sent again when the service says."""
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
def test_lost_answer_is_uncertain(play: Play, step: Any) -> None:
    """A create request whose answer was lost is sent only once, and is uncertain."""
    flow, request = play(step), post()
    with pytest.raises(SubmissionUncertain, match="may have been created") as caught:
        run(flow.submit(request))
    assert port_of(flow).sent == [request]
    assert caught.value.idempotency_key == request.idempotency_key
    assert str(request.idempotency_key) in str(caught.value)
    assert caught.value.status == getattr(step, "status", None)
    assert caught.value.sent_at == 1e9 + 1000


@pytest.mark.parametrize(("status", "kind"), [(400, RequestRefused), (401, AuthenticationError), (409, KeyTaken)])
def test_refused_is_not_resent(play: Play, said: Said, status: int, kind: type[Exception]) -> None:
    """A refused create request is not sent again."""
    code = "idempotency_conflict" if kind is KeyTaken else status
    flow, request = play(said(status, error={"code": code})), post()
    with pytest.raises(kind) as caught:
        run(flow.submit(request))
    assert port_of(flow).sent == [request]
    assert getattr(caught.value, "idempotency_key", None) == request.idempotency_key


def test_unreachable_service(play: Play) -> None:
    """A service that stays unreachable ends the attempts."""
    flow = play(*[UNREACHED] * 5)
    with pytest.raises(ConnectionFailed) as caught:
        run(flow.submit(post()))
    assert len(port_of(flow).sent) == 5
    assert caught.value.idempotency_key


def test_endless_rate_limit(play: Play, said: Said) -> None:
    """A rate limit that does not end ends the attempts."""
    with pytest.raises(RateLimited):
        run(play(*[said(429, error={"code": "rate_limit_exceeded"})] * 5).submit(post()))


def test_interrupted_create_request(play: Play) -> None:
    """An interrupted create request leaves its idempotency key in the exception's notes."""
    request = post()
    with pytest.raises(KeyboardInterrupt) as caught:
        run(play(KeyboardInterrupt()).submit(request))
    assert str(request.idempotency_key) in str(caught.value.__notes__)


def test_answer_ends_rate_limit(play: Play, said: Said) -> None:
    """A good answer resets the back-off of a rate limit."""
    flow = play(said(429), said(id="t"), said(429), said(id="t"))
    run(flow.get_task("t"))
    run(flow.get_task("t"))
    first, second = port_of(flow).pauses
    assert first == second


def test_defect_in_create_request(play: Play) -> None:
    """An unexpected error of a create request leaves the key in its notes, too."""
    request = post()
    with pytest.raises(RuntimeError) as caught:
        run(play(RuntimeError("of a library")).submit(request))
    assert str(request.idempotency_key) in str(caught.value.__notes__)


@pytest.mark.parametrize("task_id", ["", ".", "..", "a\nb", "\ud800", None])
def test_invalid_task_id(play: Play, task_id: Any) -> None:
    """A read with an invalid task ID is not sent."""
    flow = play()
    with pytest.raises(InvalidRequest, match="not a valid task ID"):
        run(flow.get_task(task_id))
    assert port_of(flow).sent == []


def test_rate_limit_delays(play: Play, said: Said) -> None:
    """A rate limit delays a read up to its timeout, and a create request for its whole length."""
    flow = play(said(429, {"retry-after": "25"}), said(id="t"), said(id="t"))
    with pytest.raises(RateLimited):
        run(flow.get_task("t"))
    run(flow.get_task("t"))
    assert port_of(flow).pauses == [15]
    run(flow.submit(post()))
    assert port_of(flow).pauses == [15, 10]


def test_read_retries(play: Play, said: Said) -> None:
    """A read is repeated after each error that may be transient."""
    flow = play(LOST, UNREACHED, said(500), Response(200, {}, b"<html>"), said(id="t"))
    assert run(flow.get_task("t")).id == "t"


def test_refused_read(play: Play, said: Said) -> None:
    """A refused read is not repeated."""
    flow = play(said(404))
    with pytest.raises(NotFound):
        run(flow.get_task("t"))
    assert len(port_of(flow).sent) == 1


def test_read_of_new_task(play: Play, said: Said) -> None:
    """A read of a task that is new by its ID is repeated after a 404."""
    flow = play(said(404), said(404), said(id="task-unified-1000001000-x"))
    assert run(flow.get_task("task-unified-1000001000-x")).id
    flow = play(said(404))
    with pytest.raises(NotFound):
        run(flow.get_task("task-unified-1000000000-x"))
    flow = play(said(404), said(id="named-otherwise"))
    assert run(flow.get_task("named-otherwise", made=1e9 + 900)).id


def test_read_timeout(play: Play) -> None:
    """A read ends in time, and each attempt gets no more time than is left."""
    flow = play(*[Response(500)] * 20)
    with pytest.raises(ServiceError):
        run(flow.get_task("t"))
    assert 5 < port_of(flow).clock - 1000 < 15
    assert port_of(flow).timeouts[0] == 15
    assert sorted(port_of(flow).timeouts, reverse=True) == port_of(flow).timeouts


def test_request_timeout(play: Play, said: Said) -> None:
    """No request takes longer than the client's timeout."""
    flow = play(said(id="t"), timeout=3)
    run(flow.get_task("t"))
    assert port_of(flow).timeouts == [3]


def test_odd_credits_warning(play: Play, said: Said, caplog: pytest.LogCaptureFixture) -> None:
    """Impossible credits are logged once, with task, field and value."""
    odd = said(id="task-unified-1", status="processing", usage={"credits_reserved": -5})
    flow = play(odd, odd)
    assert [run(flow.get_task("task-unified-1")).credits_reserved for _ in range(2)] == [None, None]
    warned = [record.message for record in caplog.records if record.levelname == "WARNING"]
    assert warned == ["task task-unified-1: usage.credits_reserved is -5, which is not counted"]
