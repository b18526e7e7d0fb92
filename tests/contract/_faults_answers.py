"""Faults in what a server answers: shapes, error codes, the lifecycle of tasks, HTTP."""

from typing import Final

from ._edits import (
    answer_with,
    both,
    crash_on_bad_json,
    forgetful,
    header,
    html,
    in_error,
    in_milliseconds,
    last_known,
    once_then,
    put,
    relative,
    repeated_ids,
    unmapped,
    when,
    without,
)
from ._fault import Fault
from ._interception import on_created, on_credits, on_error, on_task

_READS: Final = "test_call_with_the_key"
_KEYLESS: Final = "test_call_without_the_key"
_ASKED: Final = "test_every_documented_answer"
_ENDED: Final = "test_ended_task_does_not_change"
_LIFE: Final = "test_task_ends_with_results"
_STATES: Final = "test_states_in_order"
_FAILED: Final = "test_failure_codes"
_ID_FORM: Final = "test_malformed_task_id"
_UNKNOWN: Final = "test_unknown_task"


SHAPE: Final = (
    Fault("shape", "a new task has no status", _READS, after=on_created(without("status"))),
    Fault("shape", "a new task's progress is text", _READS, after=on_created(put(progress="0"))),
    Fault("shape", "a new task's id has another prefix", _READS, after=on_created(put(id="task-1"))),
    Fault("shape", "a new task is another kind of object", _READS, after=on_created(put(object="image"))),
    Fault("shape", "a status is undocumented", _READS, after=on_created(put(status="queued"))),
    Fault("shape", "times have fractions", _READS, after=on_created(put(created=1.5))),
    Fault("shape", "progress beyond a hundred", _READS, after=on_task(put(progress=101))),
    Fault("shape", "a task has no type", _READS, after=on_task(without("type"))),
    Fault("shape", "every task has an error", _READS, after=on_task(put(error={"code": "x", "message": "x"}))),
    Fault("shape", "credits are text", _READS, after=on_credits(put(data={"token": {"remaining_credits": "1"}}))),
    Fault("shape", "credits do not say success", _READS, after=on_credits(without("success"))),
    Fault("shape", "results are relative", _ENDED, after=on_task(relative)),
    Fault("shape", "a completed task has no results", _ENDED, after=on_task(when("completed", without("results")))),
    Fault("shape", "errors are flat", _KEYLESS, after=on_error(lambda answer: answer["error"])),
    Fault("shape", "errors have no message", _KEYLESS, after=in_error(without("message"))),
    Fault("shape", "error codes are numbers", _KEYLESS, after=in_error(put(code=401))),
    Fault("shape", "errors are of another type", _KEYLESS, after=in_error(put(type="error"))),
    Fault("shape", "errors have the code of another status", _KEYLESS, after=in_error(put(code="internal_error"))),
    Fault("shape", "errors are HTML pages", _KEYLESS, after=html),
    Fault("shape", "a failed task has no error", _FAILED, after=on_task(when("failed", without("error")))),
    Fault(
        "shape",
        "failures have an undocumented code",
        _FAILED,
        after=on_task(when("failed", lambda answer: {**answer, "error": {**answer["error"], "code": "oops"}})),
    ),
    Fault(
        "shape",
        "all failures are unknown errors",
        _FAILED,
        after=on_task(when("failed", lambda answer: {**answer, "error": {**answer["error"], "code": "unknown_error"}})),
    ),
)

STATUS: Final = (
    Fault("http", "a wrong key is forbidden, not unauthorised", _KEYLESS, after=answer_with(401, 403)),
    Fault("http", "creating answers 201", _READS, after=answer_with(200, 201, create=True)),
    Fault("http", "refusals are unprocessable, not bad", _ASKED, after=answer_with(400, 422)),
    Fault("http", "unknown tasks are gone, not missing", _ASKED, after=answer_with(404, 410)),
    Fault("http", "too few credits are forbidden", _ASKED, after=answer_with(402, 403)),
    Fault("http", "errors have status 200", _KEYLESS, after=answer_with(401, 200)),
    Fault(
        "http",
        "JSON is served as text",
        _READS,
        after=header("content-type", "text/plain", on=lambda exchange: not exchange.is_file),
    ),
    Fault(
        "http",
        "a wrong method is not found",
        "test_method_not_allowed",
        after=answer_with(405, 404),
    ),
    Fault(
        "http",
        "the allowed methods are not listed",
        "test_method_not_allowed",
        after=header("allow"),
    ),
    Fault("http", "request ids repeat", "test_unique_request_ids", after=header("x-request-id", "1")),
    Fault(
        "http",
        "a body that is not JSON crashes the server",
        "test_body_must_be_an_object",
        after=crash_on_bad_json,
    ),
    Fault(
        "http",
        "an unauthorised answer names no scheme",
        "test_authentication_scheme",
        after=header("www-authenticate"),
    ),
    Fault(
        "http",
        "a rate limit does not say when to retry",
        "test_rate_limit",
        after=header("retry-after"),
    ),
)

LIFE: Final = (
    Fault(
        "lifecycle",
        "a new task has already ended",
        "test_new_task_has_not_ended",
        after=on_created(put(progress=100)),
    ),
    Fault(
        "lifecycle",
        "a task goes back to pending",
        _STATES,
        after=on_task(once_then(put(status="pending", progress=0), 8, "processing")),
    ),
    Fault("lifecycle", "progress goes down", _STATES, after=on_task(once_then(put(progress=1), 8, "processing"))),
    Fault("lifecycle", "progress stands still", _STATES, after=on_task(when("processing", put(progress=1)))),
    Fault(
        "lifecycle", "a hundred percent before the end", _STATES, after=on_task(when("processing", put(progress=100)))
    ),
    Fault("lifecycle", "the end is not a hundred percent", _STATES, after=on_task(when("completed", put(progress=99)))),
    Fault(
        "lifecycle",
        "pending is skipped",
        _STATES,
        after=both(on_created(put(status="processing")), on_task(when("pending", put(status="processing")))),
    ),
    Fault(
        "lifecycle",
        "results show before the end",
        _LIFE,
        after=on_task(when("processing", put(results=["http://127.0.0.1/x.png"]))),
    ),
    Fault("lifecycle", "a completed task has empty results", _LIFE, after=on_task(when("completed", put(results=[])))),
    Fault(
        "lifecycle",
        "no task ever fails",
        _FAILED,
        after=on_task(when("failed", lambda answer: {**without("error")(answer), "status": "processing"})),
    ),
    Fault(
        "lifecycle",
        "an ended task goes back to work",
        "test_ended_task_does_not_change",
        after=on_task(once_then(put(status="processing", progress=5), 1, "completed")),
    ),
    Fault(
        "lifecycle",
        "the creation time changes",
        _STATES,
        after=on_task(when("completed", lambda answer: {**answer, "created": answer["created"] + 1})),
    ),
    Fault(
        "lifecycle",
        "times are in milliseconds",
        "test_creation_time",
        after=both(on_created(in_milliseconds), on_task(in_milliseconds)),
    ),
    Fault("lifecycle", "an alias is not mapped", _LIFE, after=unmapped),
)

STATE: Final = (
    Fault(
        "state",
        "task ids repeat",
        "test_repeated_requests",
        after=on_created(repeated_ids()),
    ),
    Fault("state", "an unknown task is any task", _UNKNOWN, after=last_known()),
    Fault("state", "a task is forgotten once it was read", "test_ended_task_does_not_change", after=forgetful),
    Fault(
        "state",
        "an id of another form is not found",
        _ID_FORM,
        after=lambda exchange: answer_with(400, 404)(exchange) if exchange.is_task else None,
    ),
    Fault(
        "state",
        "a task is shown with another id",
        "test_states_in_order",
        after=on_task(lambda answer: {**answer, "id": answer["id"] + "0"}),
    ),
)
