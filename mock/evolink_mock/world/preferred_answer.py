"""The answer that is preferred by a script for the key or by the request's own Prefer header."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evolink_mock.world.account import Account
from evolink_mock.world.body import read_object
from evolink_mock.world.contract import Operation, Refusal, Route
from evolink_mock.world.kinds import KINDS
from evolink_mock.world.messages import RefusedError, Request, Response
from evolink_mock.world.preference import NOTHING, OK, Preference, read_preference
from evolink_mock.world.reading import read_request
from evolink_mock.world.refusals import refuse
from evolink_mock.world.state import World

GATEWAY = "html-502"
"""The fault that answers in place of the service."""

_GATEWAY_PAGE = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    b"<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)


def find_preference(world: World, request: Request, account: Account | None, route: Route) -> Preference:
    """Return the preference of a request, else take the next one that is scripted for it.

    Raises:
        RefusedError: The request prefers something that the mock does not know.
    """
    preference = preference_of(request)
    if preference is not NOTHING or account is None:
        return preference
    return world.rules.take(account.api_key, route.operation, lambda: _model_of(world, request, route))


def _model_of(world: World, request: Request, route: Route) -> str:
    """Return the model that a request names, or whose task it reads; an empty string if there is none."""
    if not route.operation.models:
        read = (world.tasks.get(task_id) for task_id in route.arguments.values())
        return next((task.model.name for task in read if task), "")
    try:
        model = read_request(route.operation.models, read_object(request), world.leniency).model
    except RefusedError:
        return ""
    return model.name if model else ""


def preference_of(request: Request) -> Preference:
    """Return what the request's own Prefer header asks for.

    Raises:
        RefusedError: It asks for something that the mock does not know.
    """
    try:
        header = request.headers.get("prefer")
        return NOTHING if header is None else read_preference(header)
    except ValueError as error:
        raise RefusedError(400, str(error)) from None


def preferred_answer(operation: Operation, preference: Preference) -> Response | None:
    """Return the answer that is preferred to acting, if there is one.

    Raises:
        RefusedError: The contract documents no such answer of this operation, or its results have no such format.
    """
    if preference is NOTHING:
        return None
    if preference.fault == GATEWAY:
        return gateway_page()
    _check_format(operation, preference)
    refusal = _refusal(operation, preference)
    return _refuse(operation, preference, refusal) if refusal and not refusal.acts else None


def answer_after_acting(answer: Response, operation: Operation, preference: Preference) -> Response:
    """Return what is preferred to be answered once a request was acted on."""
    if preference is NOTHING:
        return answer
    refusal = _refusal(operation, preference)
    if refusal and answer.status == int(OK):
        return _refuse(operation, preference, refusal)
    return replace(answer, headers={**answer.headers, **_applied(operation, preference)}, fault=preference.fault)


def _refusal(operation: Operation, preference: Preference) -> Refusal | None:
    if preference.code in ("", OK):
        return None
    if preference.code not in operation.refusals:
        known = ", ".join([OK, *operation.refusals])
        raise RefusedError(400, f"Prefer: code={preference.code} is not documented for this operation; use {known}.")
    return operation.refusals[preference.code]


def _refuse(operation: Operation, preference: Preference, refusal: Refusal) -> Response:
    retry = {"retry-after": preference.retry_after} if preference.retry_after else {}
    error = RefusedError(refusal.number, code=refusal.code, headers={**_applied(operation, preference), **retry})
    return replace(refuse(error, operation), fault=preference.fault)


def _applied(operation: Operation, preference: Preference) -> Mapping[str, Any]:
    """Return the header that says what was applied; what concerns a task is not where none is created."""
    applied = preference if operation.models else replace(preference, story="", format="")
    return {"preference-applied": str(applied)} if applied != NOTHING else {}


def gateway_page() -> Response:
    """Return the answer of a gateway that does not reach the service."""
    return Response(502, {"content-type": "text/html"}, _GATEWAY_PAGE)


def _check_format(operation: Operation, preference: Preference) -> None:
    kind = KINDS.get(operation.kind)
    if kind and preference.format and preference.format not in kind.media_types:
        known = ", ".join(kind.media_types)
        raise RefusedError(400, f"Prefer: format={preference.format} is not a format of these results; use {known}.")
