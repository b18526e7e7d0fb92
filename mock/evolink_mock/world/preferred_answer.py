"""The answer that is preferred by a script for the key or by the request's own Prefer header."""

from collections.abc import Mapping

from evolink_mock.world.account import Account
from evolink_mock.world.contract import Operation
from evolink_mock.world.kinds import KINDS
from evolink_mock.world.messages import RefusedError, Request, Response
from evolink_mock.world.preference import NOTHING, Preference, read_preference
from evolink_mock.world.refusals import refuse

GATEWAY = "html-502"
"""The fault that answers in place of the service."""

_OK = "200"
_GATEWAY_PAGE = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    b"<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)


def find_preference(request: Request, account: Account | None, operation: Operation) -> Preference:
    """Return the preference of a request, else take the next one that is scripted for its key.

    Raises:
        RefusedError: The request prefers something that the mock does not know.
    """
    preference = preference_of(request)
    if preference is not NOTHING or account is None:
        return preference
    return account.next_preference(operation.id, creates_task=bool(operation.models))


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
    if preference.fault == GATEWAY:
        return gateway_page()
    _check_format(operation, preference)
    if preference.code in ("", _OK):
        return None
    if int(preference.code) not in operation.errors:
        known = ", ".join([_OK, *map(str, operation.errors)])
        raise RefusedError(400, f"Prefer: code={preference.code} is not documented for this operation; use {known}.")
    return refuse(RefusedError(int(preference.code), headers=_headers(preference)), operation)


def gateway_page() -> Response:
    """Return the answer of a gateway that does not reach the service."""
    return Response(502, {"content-type": "text/html"}, _GATEWAY_PAGE)


def _check_format(operation: Operation, preference: Preference) -> None:
    kind = KINDS.get(operation.kind)
    if kind and preference.format and preference.format not in kind.media_types:
        known = ", ".join(kind.media_types)
        raise RefusedError(400, f"Prefer: format={preference.format} is no format of these results; use {known}.")


def _headers(preference: Preference) -> Mapping[str, str]:
    retry = {"retry-after": preference.retry_after} if preference.retry_after else {}
    return {"preference-applied": str(preference), **retry}
