"""Faults in how a server sends callbacks. Most replace one function of the mock."""

from dataclasses import replace
from typing import Any, Final
from urllib.parse import urljoin

from ._edits import Wrapper, changing, put, returning, with_arguments
from ._fault import Fault
from ._interception import on_request

_SENT: Final = "test_callback_has_task_detail"
_AGAIN: Final = "test_callback_retries"


def _no_callback(request: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in request.items() if name != "callback_url"}


def _sooner(callback: Any) -> Any:
    return callback and replace(callback, due=callback.due - 0.9)


def _later(callback: Any) -> Any:
    return callback and replace(callback, due=callback.due + 0.9)


def _unless(*statuses: str) -> Wrapper:
    def wrap(right: Any) -> Any:
        return lambda task: None if task.timeline.story.final_status in statuses else right(task)

    return wrap


def _always_again(right: Any) -> Any:
    return lambda last, outcome: right(replace(last, attempt=1), outcome)


def _even_if_taken(right: Any) -> Any:
    return lambda last, outcome: right(last, replace(outcome, status=500))


def _taken_if(*statuses: int) -> Wrapper:
    return lambda right: lambda last, outcome: None if outcome.status in statuses else right(last, outcome)


def _taken_only_as_200(right: Any) -> Any:
    return lambda last, outcome: right(last, replace(outcome, status=500) if outcome.status != 200 else outcome)


def _to_the_root(right: Any) -> Any:
    return lambda url, body, **settings: right(urljoin(url, "/"), body, **settings)


CALLBACKS: Final = (
    Fault("callbacks", "no callback is sent", _SENT, on_request(_no_callback)),
    Fault(
        "callbacks",
        "one callback is sent again and again",
        _SENT,
        patches={"world.state:next_callback": _even_if_taken},
    ),
    Fault(
        "callbacks",
        "the body differs from the task query",
        _SENT,
        patches={"http.callback_sender:task_detail": changing(put(model="x"))},
    ),
    Fault(
        "callbacks",
        "paths and queries are not kept",
        _SENT,
        patches={"http.callback_sender:post_callback": _to_the_root},
    ),
    Fault(
        "callbacks", "completion is not reported", _SENT, patches={"world.state:first_callback": _unless("completed")}
    ),
    Fault(
        "callbacks",
        "failures are not reported",
        "test_callback_for_each_event",
        patches={"world.state:first_callback": _unless("failed")},
    ),
    Fault(
        "callbacks",
        "cancellation is not reported",
        "test_callback_for_each_event",
        patches={"world.state:first_callback": _unless("cancelled")},
    ),
    Fault(
        "callbacks",
        "credits are settled later",
        "test_callback_after_billing",
        patches={"world.account:Account.release": with_arguments(charged=0.0)},
    ),
    Fault("callbacks", "a refusal is the end", _AGAIN, patches={"world.state:next_callback": returning(None)}),
    Fault(
        "callbacks", "a refusal by status 404 is the end", _AGAIN, patches={"world.state:next_callback": _taken_if(404)}
    ),
    Fault("callbacks", "a redirection is success", _AGAIN, patches={"world.state:next_callback": _taken_if(302)}),
    Fault("callbacks", "it is retried for ever", _AGAIN, patches={"world.state:next_callback": _always_again}),
    Fault("callbacks", "it is sent again too soon", _AGAIN, patches={"world.state:next_callback": changing(_sooner)}),
    Fault("callbacks", "it is sent again too late", _AGAIN, patches={"world.state:next_callback": changing(_later)}),
    Fault(
        "callbacks",
        "only status 200 is success",
        "test_any_2xx_is_success",
        patches={"world.state:next_callback": _taken_only_as_200},
    ),
)
