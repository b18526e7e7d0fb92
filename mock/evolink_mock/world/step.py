"""The mock as a function: a world, a request and a time give an answer.

`step` is all of it. A server that must not stand still while a picture is drawn uses its three parts:
`decide` touches the world and is quick, `finish` draws and touches nothing, `seal` writes the request log.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from http import HTTPStatus

from evolink_mock.world.account import Account
from evolink_mock.world.answers import credits_left, error_body, task_detail
from evolink_mock.world.contract import Operation, operations, undocumented_error
from evolink_mock.world.create import create
from evolink_mock.world.files import ResultFile, base_url, find_file, is_file_path, links
from evolink_mock.world.invocation import Invocation
from evolink_mock.world.messages import RefusedError, Request, Response, json_response
from evolink_mock.world.preference import NOTHING, Preference
from evolink_mock.world.preferred_answer import find_preference, preferred_answer
from evolink_mock.world.state import World

Handler = Callable[[Invocation], Response]
Finder = Callable[[World, Request, float], Response | ResultFile]


def step(world: World, request: Request, now: float) -> Response:
    """Answer a request.

    Args:
        world: The mock's state; changed by the request.
        request: The request.
        now: The mock's time, Unix seconds.
    """
    return seal(world, request, finish(decide(world, request, now)), now)


def decide(world: World, request: Request, now: float) -> Response | ResultFile:
    """Answer, all but the drawing of a picture."""
    world.settle(now)
    if is_file_path(request.path):
        return read_only(find_file, world, request, now)
    return _operation(world, request, now)


def finish(answer: Response | ResultFile) -> Response:
    """Draw the picture if one is asked for; touches no world, so any thread may do it."""
    if isinstance(answer, Response):
        return answer
    try:
        return answer.serve()
    except RefusedError as refusal:
        return _refuse(refusal, undocumented_error)


def seal(world: World, request: Request, answer: Response, now: float) -> Response:
    """Return the answer its request id and length, and write it in the request log."""
    response = addressed(world, request, answer)
    world.note(now, request, response)
    return response


def addressed(world: World, request: Request, answer: Response) -> Response:
    """Return an answer with its request id and length, and without a body if only its head was asked for."""
    headers = {**answer.headers, "x-request-id": world.new_token()}
    if answer.status != HTTPStatus.NO_CONTENT:
        headers["content-length"] = str(len(answer.body))
    return replace(answer, headers=headers, body=b"" if request.method == "HEAD" else answer.body)


def read_only(find: Finder, world: World, request: Request, now: float) -> Response | ResultFile:
    """Answer with something that is only read, and is no operation of the contract."""
    if request.method not in ("GET", "HEAD"):
        return _other_method(request, {"GET"})
    try:
        return find(world, request, now)
    except RefusedError as refusal:
        return _refuse(refusal, undocumented_error)


def _operation(world: World, request: Request, now: float) -> Response:
    matches = _matches(request)
    if not matches:
        return _refuse(RefusedError(404), undocumented_error)
    operation = matches.get("GET" if request.method == "HEAD" else request.method)
    if operation is None:
        return _other_method(request, set(matches))
    try:
        return _handle(world, request, operation, now)
    except RefusedError as refusal:
        return _refuse(refusal, operation.error)


def _matches(request: Request) -> dict[str, Operation]:
    segments = tuple(request.path.split("/"))
    return {op.method: op for op in operations() if op.arguments(segments) is not None}


def _handle(world: World, request: Request, operation: Operation, now: float) -> Response:
    preference = find_preference(world, request, operation)
    if preferred := preferred_answer(operation, preference):
        return preferred
    try:
        answer = _act(world, request, operation, now, preference)
    except RefusedError as refusal:
        answer = _refuse(refusal, operation.error)
    if preference is NOTHING:
        return answer
    return replace(answer, headers={**answer.headers, "preference-applied": str(preference)}, fault=preference.fault)


def _act(world: World, request: Request, operation: Operation, now: float, preference: Preference) -> Response:
    account = _account(world, request.headers.get("authorization", ""))
    if account.rate_limit and (wait := account.rate_limit.take(now)):
        raise RefusedError(429, headers={"retry-after": str(math.ceil(wait))})
    arguments = operation.arguments(tuple(request.path.split("/"))) or {}
    for parameter in operation.parameters:
        if not parameter.validator.is_valid(arguments[parameter.name]):
            raise RefusedError(400, param=parameter.name)
    return _handlers()[operation.id](Invocation(world, request, operation, arguments, account, now, preference))


@cache
def _handlers() -> Mapping[str, Handler]:
    """Choose what each operation does by its form in the contract."""
    reading = {operation.link for operation in operations()}
    return {operation.id: _handler(operation, reading) for operation in operations()}


def _handler(operation: Operation, reading: set[str]) -> Handler:
    if operation.models:
        return create
    if operation.id in reading:
        return _read_task
    if "token" in operation.answer["properties"].get("data", {}).get("properties", {}):
        return _read_credits
    return _not_acted


def _not_acted(call: Invocation) -> Response:
    del call
    raise RefusedError(501)


def _read_task(call: Invocation) -> Response:
    (task_id,) = call.arguments.values()
    task = call.world.tasks.get(task_id)
    if task is None or task.account is not call.account:
        raise RefusedError(404)
    return json_response(200, task_detail(task, partial(links, base_url(call.request), task), call.now))


def _read_credits(call: Invocation) -> Response:
    return json_response(200, credits_left(call.account))


def _account(world: World, authorization: str) -> Account:
    account = world.account(authorization)
    if account:
        return account
    scheme = authorization.partition(" ")[0]
    challenge = {"www-authenticate": "Bearer"}
    if not authorization:
        raise RefusedError(401, "No API key came with the request.", headers=challenge)
    if scheme.lower() != "bearer":
        raise RefusedError(401, "The API key must come as a bearer token.", headers=challenge)
    raise RefusedError(401, "This API key is not known.", headers=challenge)


def _other_method(request: Request, methods: set[str]) -> Response:
    allow = ", ".join(sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())))
    if request.method == "OPTIONS":
        return Response(204, {"allow": allow}, b"")
    return _refuse(RefusedError(405, headers={"allow": allow}), undocumented_error)


def _refuse(refusal: RefusedError, documented: Callable[[int], Mapping[str, object]]) -> Response:
    body = error_body(documented(refusal.status), refusal.message, refusal.param)
    return json_response(refusal.status, body, refusal.headers)
