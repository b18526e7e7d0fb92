"""Checks that the suite adds to those of Schemathesis; importing this file registers them."""

from typing import Any

import schemathesis
from schemathesis import CheckContext, Response

from .contract import Operation
from .operations import OPERATIONS
from .target import API_KEY

Case = schemathesis.Case[Any]

_BY_LABEL = {f"{operation.method} {operation.path}": operation for operation in OPERATIONS}


def succeeded(case: Case, response: Response) -> bool:
    """Return whether the operation itself, and not another method tried on its path, answered with a 2xx."""
    return case.method.upper() == case.operation.method.upper() and response.status_code // 100 == 2


@schemathesis.check
def only_the_key_opens(_: CheckContext, response: Response, case: Case) -> None:
    """Assert that a request answered with a 2xx had the key as a bearer token."""
    if succeeded(case, response):
        assert response.request.headers.get("Authorization") == f"Bearer {API_KEY}", "a 2xx without the key"


@schemathesis.check
def errors_are_documented(_: CheckContext, response: Response, case: Case) -> None:
    """Assert that a documented error status has its documented body, code and type."""
    operation = _operation(case)
    if response.status_code >= 400 and response.status_code in operation.responses:
        problems = list(operation.undocumented(response.status_code, response.json()))
        assert not problems, problems


@schemathesis.check
def what_was_created_can_be_read(_: CheckContext, response: Response, case: Case) -> None:
    """Assert that the linked operation shows at once what was created."""
    operation = _operation(case)
    if not operation.follow_up or not succeeded(case, response):
        return
    made = response.json()
    read = _read(operation, response, case, made["id"])
    assert read.status_code == 200, f"{made['id']} was created, but reading it answers {read.status_code}"
    shown = read.json()
    for field in ("id", "created", "model", "object", "type"):
        assert shown[field] == made[field], f"{field} was {made[field]!r} and is now {shown[field]!r}"


@schemathesis.check
class TaskIdsAreUnique:
    """Assert that no two requests are answered with the same ID."""

    def __init__(self) -> None:
        self._cases: dict[str, str] = {}

    def after_response(self, ctx: CheckContext, response: Response, case: Case) -> None:  # noqa: ARG002 - the signature is Schemathesis's
        """Remember the request of each ID; the same answer may be checked twice."""
        if _operation(case).follow_up and succeeded(case, response):
            made = response.json()["id"]
            assert self._cases.setdefault(made, case.id) == case.id, f"{made} was given to two requests"


def _operation(case: Case) -> Operation:
    return _BY_LABEL[case.operation.label]


def _read(operation: Operation, response: Response, case: Case, created: str) -> Response:
    reading = next(each for each in OPERATIONS if each.id == operation.follow_up)
    schema: Any = case.operation.schema  # only OpenAPI schemas can find an operation by its ID
    again: Case = schema.find_operation_by_id(reading.id).Case(
        path_parameters=dict.fromkeys(reading.parameters, created)
    )
    base_url = str(response.request.url).removesuffix(operation.path)
    return again.call(base_url=base_url, headers={"Authorization": f"Bearer {API_KEY}"})
