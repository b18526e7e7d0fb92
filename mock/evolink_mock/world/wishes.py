"""From what was asked of the mock to an answer: scripted for the key, or in the request's own Prefer header."""

from collections.abc import Mapping

from evolink_mock.world.answers import error_body
from evolink_mock.world.contract import Operation
from evolink_mock.world.messages import RefusedError, Request, Response, json_response
from evolink_mock.world.prefer import NOTHING, Preference, read_preference
from evolink_mock.world.state import World

GATEWAY = "html-502"
"""The fault that answers in place of the service."""

_OK = "200"
_GATEWAY_PAGE = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    b"<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)


def read_wish(world: World, request: Request, operation: Operation) -> Preference:
    """Read what the request asks for; where it asks for nothing, take what is scripted for its key.

    Raises:
        RefusedError: It asks for something that the mock does not know.
    """
    wish = asked_of(request)
    account = world.account(request.headers.get("authorization", ""))
    if wish is not NOTHING or account is None:
        return wish
    return account.next_answer(operation.id, makes_task=bool(operation.models))


def asked_of(request: Request) -> Preference:
    """Read the request's own Prefer header.

    Raises:
        RefusedError: It asks for something that the mock does not know.
    """
    try:
        return read_preference(request.headers.get("prefer", ""))
    except ValueError as error:
        raise RefusedError(400, str(error)) from None


def answer_by_wish(operation: Operation, wish: Preference) -> Response | None:
    """Return the answer that was asked for in place of acting, if one was.

    Raises:
        RefusedError: The contract documents no such answer of this operation.
    """
    if wish.fault == GATEWAY:
        return gateway_page()
    if wish.code in ("", _OK):
        return None
    documented = operation.errors.get(int(wish.code))
    if documented is None:
        known = ", ".join([_OK, *map(str, operation.errors)])
        raise RefusedError(400, f"Prefer: code={wish.code} is not documented here; there are {known}.")
    return json_response(int(wish.code), error_body(documented, "", ""), _headers(wish))


def gateway_page() -> Response:
    """Return what a gateway answers when it does not reach the service."""
    return Response(502, {"content-type": "text/html"}, _GATEWAY_PAGE)


def _headers(wish: Preference) -> Mapping[str, str]:
    retry = {"retry-after": wish.retry_after} if wish.retry_after else {}
    return {"preference-applied": str(wish), **retry}
