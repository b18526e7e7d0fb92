"""Reads the service's answers leniently: every answer becomes a value or one of our errors."""

from collections.abc import Mapping
from typing import Any

from evolink._contract.error_codes import is_unprocessed
from evolink._contract.tasks import fits_in_path
from evolink._http.json_text import read_json
from evolink._http.port import Response
from evolink._task.answer_fields import as_number, as_object, as_text, read_figures, read_links
from evolink._task.retry import read_retry_after
from evolink._task.state import NO_STATUS, Credits, Fault, TaskState
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
from evolink.errors._refusal import refusal_details
from evolink.errors._shorten import cut

_BY_STATUS: dict[int, tuple[type[ApiError], str]] = {
    303: (ServiceError, "the service redirected the request"),  # so it has processed the request
    401: (AuthenticationError, "the API key was not accepted"),
    402: (InsufficientCredits, "too few credits for this request"),
    403: (PermissionDenied, "the key is not allowed to do this"),
    404: (NotFound, "not found"),
    408: (ServiceError, "the service timed out while it waited for the request"),
    429: (RateLimited, "too many requests"),
}
_BY_CODE: dict[str, tuple[type[ApiError], str]] = {
    **dict.fromkeys(
        ("key_quota_exhausted", "insufficient_token_quota", "token_daily_quota_exceeded"),
        (KeyQuotaExhausted, "the key has used up its own quota"),
    ),
    "insufficient_user_quota": _BY_STATUS[402],
    "key_disabled": (AuthenticationError, "the API key is disabled"),
    "key_expired": (AuthenticationError, "the API key has expired"),
    "key_model_not_allowed": (PermissionDenied, "the key is not allowed to use this model"),
    "user_disabled": (PermissionDenied, "the account is disabled"),
    "ip_restricted": (PermissionDenied, "the key is not allowed to be used from this IP address"),
}
"""Codes that mean something else than their status: refusals of a key come as 402 as well."""
_OF_KEYS = {401, 402, 403, 429}
_LONGEST_MESSAGE = 500
_LONGEST_REASON = 2000
_GOOD, _REDIRECTION, _CLIENT_ERROR = (range(each, each + 100) for each in (200, 300, 400))
"""Ranges of HTTP statuses."""


def read_task(response: Response, expected: str | None = None) -> TaskState:
    """Read a task from the answer to a create request or a task query.

    Args:
        response: The answer.
        expected: The ID that was asked for, if any.

    Raises:
        ApiError: The answer is something else, or about another task.
    """
    body = read_body(response)
    if body.get("id") != expected or expected is None:
        if not fits_in_path(body.get("id")):
            raise read_error(response, "the response contains no task")
        if expected is not None:
            raise read_error(response, "the response is about a different task")
    return _task_of(body)


def read_task_fields(body: Mapping[str, Any]) -> TaskState | None:
    """Read a task from an object that may be one; None if it has no ID of a task."""
    return _task_of(body) if fits_in_path(body.get("id")) else None


def _task_of(body: Mapping[str, Any]) -> TaskState:
    task_info, money = as_object(body.get("task_info")), read_figures(body)
    return TaskState(
        id=body["id"],
        model=cut(as_text(body.get("model"))),
        status=cut(as_text(body.get("status")).strip().lower()) or NO_STATUS,
        progress=as_number(body.get("progress")),
        created=as_number(body.get("created")),
        estimated_time=as_number(task_info.get("estimated_time")),
        credits_reserved=money.reserved,
        credits_used=money.used,
        results=read_links(body),
        error=_fault(body.get("error")),
        odd=money.odd,
        raw=body,
    )


def read_credits(response: Response) -> Credits:
    """Read the answer to a credits query.

    Raises:
        ApiError: The answer is something else.
    """
    body = read_body(response)
    data = as_object(body.get("data"))
    key, account = as_object(data.get("token")), as_object(data.get("user"))
    if not data:
        raise read_error(response, "the response contains no credits")
    unlimited = key.get("unlimited_credits")
    return Credits(
        remaining=as_number(account.get("remaining_credits")),
        used=as_number(account.get("used_credits")),
        key_remaining=as_number(key.get("remaining_credits")),
        key_used=as_number(key.get("used_credits")),
        key_unlimited=unlimited if isinstance(unlimited, bool) else None,
    )


def read_error(response: Response, otherwise: str | None = None) -> ApiError:
    """Return the error that an answer amounts to, whatever its body is.

    Args:
        response: The answer.
        otherwise: What is wrong with it, where its status does not say.
    """
    body = _any_json(response)
    error = as_object(body).get("error")
    details = {"message": error} if isinstance(error, str) else as_object(error)
    message, code = as_text(details.get("message"))[:_LONGEST_MESSAGE], cut(as_text(details.get("code")))
    by_code = _BY_CODE.get(code) if response.status in _OF_KEYS else None
    error_class, default = by_code or default_error(response.status)
    worded = f"{otherwise or default}{f': {message}' if message else ''}"
    return error_class(
        f"{worded}{refusal_details(body, worded)}",
        body=body,
        status=response.status,
        code=code or None,
        request_id=read_request_id(response) or cut(as_text(details.get("request_id"))) or None,
        retry_after=read_retry_after(response.headers.get("retry-after"), response.received_at),
        unprocessed=is_unprocessed(response.status, code),
    )


def read_request_id(response: Response) -> str | None:
    """Return the service's ID of the request, if the answer has one."""
    return response.headers.get("x-request-id") or response.headers.get("x-oneapi-request-id")


def default_error(status: int) -> tuple[type[ApiError], str]:
    """Return the class of the error that a status amounts to, and its words."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status in _REDIRECTION:
        return RequestRefused, "the service redirected the request; base_url may be wrong"
    if status in _CLIENT_ERROR:
        return RequestRefused, "the service refused the request"
    return ServiceError, "the service failed, or a gateway in front of it did"


def read_body(response: Response) -> Mapping[str, Any]:
    """Return the body of a good answer as an object, an empty one if it is none.

    Raises:
        ApiError: The answer is not good.
    """
    if response.status not in _GOOD:
        raise read_error(response)
    return _json(response)


def _json(response: Response) -> dict[str, Any]:
    """Return the body as an object, an empty one if it is none."""
    return as_object(_any_json(response))


def _any_json(response: Response) -> Any:
    """Return what the JSON of a body holds, else its text; None of an empty one."""
    try:
        return read_json(response.body)
    except (ValueError, RecursionError):
        return response.body.decode("utf-8", "replace") or None


def _fault(value: object) -> Fault | None:
    details = as_object(value)
    return (
        Fault(cut(as_text(details.get("code"))), cut(as_text(details.get("message")), _LONGEST_REASON))
        if details
        else None
    )
