"""The mock as a function: a world, a request and a time give an answer.

`step` is all of it. A server that must not block while an image is drawn uses its three parts: `decide` changes the
world and is quick, `finish` draws and needs no world, `log_answer` writes the request log.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus

from evolink_mock.world.account import Account
from evolink_mock.world.contract import Operation, Route, routes
from evolink_mock.world.cross_origin import cross_origin_headers, preflight
from evolink_mock.world.files import ResultFile, find_file, is_file_path
from evolink_mock.world.handlers import handlers
from evolink_mock.world.invocation import Invocation
from evolink_mock.world.messages import RefusedError, Request, Response
from evolink_mock.world.parameters import query_names, read_query
from evolink_mock.world.preferred_answer import answer_after_acting, find_preference, preferred_answer
from evolink_mock.world.refusals import refuse
from evolink_mock.world.state import World
from evolink_mock.world.strays import ignored_parameters

_SAFETY = {
    "x-content-type-options": "nosniff",
    "content-security-policy": (
        "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
    ),
}
"""Headers of every answer: what is uploaded may be a page, which must not act as the mock's own."""

_NO_HEADERS: Mapping[str, str] = {}
_WITHOUT_CONTENT = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
Finder = Callable[[World, Request, float], Response | ResultFile]


def step(world: World, request: Request, now: float) -> Response:
    """Answer a request.

    Args:
        world: The mock's state; changed by the request.
        request: The request.
        now: The mock's time, Unix seconds.
    """
    return log_answer(world, request, finish(decide(world, request, now)), now)


def decide(world: World, request: Request, now: float) -> Response | ResultFile:
    """Return the answer, or the file that is still to be drawn."""
    world.settle(now)
    if request.method == "OPTIONS" and (allowed := preflight(world.allow_origins, request, _methods(request.path))):
        return allowed
    if is_file_path(request.path):
        return answer_read(find_file, world, request, now)
    return _answer_operation(world, request, now)


def finish(answer: Response | ResultFile) -> Response:
    """Draw the file, if the answer is one; this uses no world, so any thread may do it."""
    if isinstance(answer, Response):
        return answer
    try:
        return answer.serve()
    except RefusedError as refusal:
        return refuse(refusal)


def log_answer(world: World, request: Request, answer: Response, now: float) -> Response:
    """Complete an answer's headers, and write it in the request log."""
    response = with_headers(world, request, answer, cross_origin_headers(world.allow_origins, request, answer.headers))
    world.log(now, request, response)
    return response


def with_headers(world: World, request: Request, answer: Response, more: Mapping[str, str] = _NO_HEADERS) -> Response:
    """Return an answer with its request ID and length, and without a body if only its head was requested."""
    headers = {**_SAFETY, **answer.headers, **more, "x-request-id": world.new_token()}
    if answer.status not in _WITHOUT_CONTENT:
        headers["content-length"] = str(len(answer.body))
    body = b"" if request.method == "HEAD" else answer.body
    return Response(answer.status, headers, body, answer.fault, answer.ignored)


def answer_read(find: Finder, world: World, request: Request, now: float) -> Response | ResultFile:
    """Answer a request for something that can only be read, and that is no operation of the contract."""
    if request.method not in ("GET", "HEAD"):
        return answer_other_method(request, {"GET"})
    try:
        return find(world, request, now)
    except RefusedError as refusal:
        return refuse(refusal)


def _methods(path: str) -> set[str]:
    return {"GET", "HEAD"} if is_file_path(path) else set(routes(path))


def _answer_operation(world: World, request: Request, now: float) -> Response:
    by_method = routes(request.path)
    if world.without:
        by_method = {method: route for method, route in by_method.items() if route.operation.id not in world.without}
    if not by_method:
        return refuse(RefusedError(404))
    route = by_method.get("GET" if request.method == "HEAD" else request.method)
    if route is None:
        return answer_other_method(request, set(by_method))
    try:
        return _answer_route(world, request, route, now)
    except RefusedError as refusal:
        return refuse(refusal, route.operation)


def _answer_route(world: World, request: Request, route: Route, now: float) -> Response:
    operation, account = route.operation, world.account(request.headers.get("authorization", ""))
    preference = find_preference(world, request, account, route)
    if preferred := preferred_answer(operation, preference):
        return preferred
    try:
        account = _authorise(account, request, now)
        arguments, query = route.checked_arguments, read_query(operation.query, request.query)
        invocation = Invocation(world, request, operation, arguments, query, account, now, preference)
        answer = _with_ignored(route.operation, request, handlers()[operation.id](invocation))
    except RefusedError as refusal:
        answer = refuse(refusal, operation)
    return answer_after_acting(answer, operation, preference)


def _with_ignored(operation: Operation, request: Request, answer: Response) -> Response:
    """Return an answer that says which parameters of the query were ignored."""
    if not request.query:
        return answer
    known = {parameter.name for parameter in operation.query}
    strays = ignored_parameters(query_names(request.query), known, operation.path)
    return replace(answer, ignored=(*strays, *answer.ignored)) if strays else answer


def _authorise(account: Account | None, request: Request, now: float) -> Account:
    """Return the account of a request, once it may call.

    Raises:
        RefusedError: The request has no known key, or its key has called too often.
    """
    if account is None:
        raise RefusedError(401, _why_unauthorised(request), headers={"www-authenticate": "Bearer"})
    if account.rate_limit and (wait := account.rate_limit.take(now)):
        raise RefusedError(429, headers={"retry-after": str(math.ceil(wait))})
    return account


def _why_unauthorised(request: Request) -> str:
    authorization = request.headers.get("authorization", "")
    if not authorization:
        return "The request has no API key."
    if authorization.partition(" ")[0].lower() != "bearer":
        return "The API key must be sent as a bearer token."
    return "The API key is unknown."


def answer_other_method(request: Request, methods: set[str]) -> Response:
    """Answer a request with a method that its address does not support, or a question for those that it does."""
    allow = ", ".join(sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())))
    if request.method == "OPTIONS":
        return Response(204, {"allow": allow}, b"")
    return refuse(RefusedError(405, headers={"allow": allow}))
