"""From what was asked of the mock to an answer: scripted for the key, or in the request's own Prefer header."""

from collections.abc import Mapping

from evolink_mock.world.answers import error_body
from evolink_mock.world.contract import Operation
from evolink_mock.world.messages import RefusedError, Request, Response, json_response
from evolink_mock.world.preference import NOTHING, Preference, read_preference
from evolink_mock.world.state import World

GATEWAY = "html-502"
"""The fault that answers in place of the service."""

_OK = "200"
_GATEWAY_PAGE = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    b"<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)


def find_preference(world: World, request: Request, operation: Operation) -> Preference:
    """Read what the request asks for; where it asks for nothing, take what is scripted for its key.

    Raises:
        RefusedError: It asks for something that the mock does not know.
    """
    preference = preference_of(request)
    account = world.account(request.headers.get("authorization", ""))
    if preference is not NOTHING or account is None:
        return preference
    return account.next_answer(operation.id, makes_task=bool(operation.models))


def preference_of(request: Request) -> Preference:
    """Read the request's own Prefer header.

    Raises:
        RefusedError: It asks for something that the mock does not know.
    """
    try:
        return read_preference(request.headers.get("prefer", ""))
    except ValueError as error:
        raise RefusedError(400, str(error)) from None


def preferred_answer(operation: Operation, preference: Preference) -> Response | None:
    """Return the answer that was asked for in place of acting, if one was.

    Raises:
        RefusedError: The contract documents no such answer of this operation.
    """
    if preference.fault == GATEWAY:
        return gateway_page()
    if preference.code in ("", _OK):
        return None
    documented = operation.errors.get(int(preference.code))
    if documented is None:
        known = ", ".join([_OK, *map(str, operation.errors)])
        raise RefusedError(400, f"Prefer: code={preference.code} is not documented here; there are {known}.")
    return json_response(int(preference.code), error_body(documented, "", ""), _headers(preference))


def gateway_page() -> Response:
    """Return what a gateway answers when it does not reach the service."""
    return Response(502, {"content-type": "text/html"}, _GATEWAY_PAGE)


def _headers(preference: Preference) -> Mapping[str, str]:
    retry = {"retry-after": preference.retry_after} if preference.retry_after else {}
    return {"preference-applied": str(preference), **retry}
