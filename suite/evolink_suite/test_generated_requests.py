"""Requests that Schemathesis generates, and the links it follows, under its checks and ours."""

import copy
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
import schemathesis
from schemathesis.config import HealthCheck, SchemathesisConfig

from evolink_contract import document

from .checks import Case, succeeded
from .contract import JSON_TYPE, creating, documented_only, resolved
from .exchange import exchange_of
from .near_misses import whole_models
from .operations import OPERATIONS, keeps_behaviours
from .record import RECORD
from .target import API_KEY, EMBEDDED, SEED
from .values import sample

if TYPE_CHECKING:
    from .service import Service

SLOW_OR_LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large]  # caused by this machine, not by the server
REQUESTS_PER_OPERATION = 150  # in the fuzzing phase; the other phases decide themselves
SCENARIOS = 40
STEPS = 6


def with_examples() -> dict[str, Any]:
    """Return the contract for Schemathesis, as small as it can be without losing an operation.

    Each path parameter has an example, which is replaced with this run's task, and each operation has only the models
    that stand for all others: what is generated for a hundred models takes minutes.
    """
    contract = copy.deepcopy(document())
    by_id = {operation.id: operation for operation in OPERATIONS}
    read = {operation.follow_up for operation in OPERATIONS}
    for path, item in contract["paths"].items():
        contract["paths"][path] = {method: node for method, node in item.items() if node["operationId"] in by_id}
        for node in item.values():
            if node["operationId"] in read:
                parameters = resolved(contract, node["parameters"])
                node["parameters"] = [{**each, "example": sample(each["schema"])} for each in parameters]
            if (operation := by_id.get(node["operationId"])) and operation.models:
                whole = [operation.models[model] for model in whole_models(operation)]
                node["requestBody"] = {"required": True, "content": {JSON_TYPE: {"schema": {"oneOf": whole}}}}
    return contract if EMBEDDED else {**contract, "components": documented_only(contract["components"])}


stand_ins = [sample(parameter) for operation in OPERATIONS for parameter in operation.parameters.values()]
schema = schemathesis.openapi.from_dict(
    with_examples(), config=SchemathesisConfig(seed=SEED, suppress_health_check=SLOW_OR_LARGE)
)
schema.config.update(headers={"Authorization": f"Bearer {API_KEY}"})
schema.config.generation.update(deterministic=SEED == 1, max_examples=REQUESTS_PER_OPERATION, database="none")

tried: set[str] = set()
reached: set[str] = set()


@schema.hook
def filter_body(_: schemathesis.HookContext, body: Any) -> bool:
    return keeps_behaviours(body)


@schema.hook
def after_call(_: schemathesis.HookContext, case: Case, response: schemathesis.Response) -> None:
    exchange = exchange_of(response.request, API_KEY)
    exchange.receive(
        response.status_code, {name: ", ".join(each) for name, each in response.headers.items()}, response.content
    )
    RECORD.exchanges.append(exchange)
    if case.meta is None:  # a check's own call
        return
    tried.add(case.operation.label)
    if succeeded(case, response):
        reached.add(case.operation.label)


@pytest.fixture(autouse=True)
def every_operation_tried_is_reached() -> Iterator[None]:
    """Fail a test whose requests were all refused: it has tested nothing."""
    tried.clear()
    reached.clear()
    yield
    assert tried or not EMBEDDED  # a real server may be spared them
    assert tried == reached, f"never answered with a 2xx: {tried - reached}"


CREATING = {f"{create.method} {create.path}" for create, _ in creating(OPERATIONS)}


def skip_if_costly(service: "Service", *, creates: bool) -> None:
    if creates and not service.budget.unlimited:
        pytest.skip("creates hundreds of tasks, which costs real credits here")


@schema.parametrize()
def test_generated_requests(case: Case, service: "Service", task_id: str) -> None:
    """An operation keeps the contract for generated requests."""
    skip_if_costly(service, creates=case.operation.label in CREATING)
    for name, value in case.path_parameters.items():
        if value in stand_ins:
            case.path_parameters[name] = task_id
    if not keeps_behaviours(case.body):  # the coverage phase bypasses the filter
        return
    case.call_and_validate(base_url=service.base_url)


def test_linked_operations(service: "Service") -> None:
    """Operations keep the contract when links of the contract are followed."""
    skip_if_costly(service, creates=True)
    schema.config.update(base_url=service.base_url)
    hypothesis.seed(SEED)(schema.as_state_machine()).run(
        settings=hypothesis.settings(
            max_examples=SCENARIOS,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=[found for check in SLOW_OR_LARGE for found in check.as_hypothesis()],
        )
    )
    for pair in creating(OPERATIONS):
        assert {f"{operation.method} {operation.path}" for operation in pair} <= reached
