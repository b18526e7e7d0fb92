"""A task from its creation to its results, what it costs, and tasks that do not exist."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pytest

from .contract import Operation, creating
from .operations import OPERATIONS, derived_shapes
from .selection import Selection
from .served import assert_shaped
from .service import ENDED
from .shaped_requests import ShapedRequest
from .target import EMBEDDED
from .tasks import going_on
from .values import neighbours, sample

if TYPE_CHECKING:
    from .service import Service

PAIRS = creating(OPERATIONS)
BY_ID = {operation.id: operation for operation in OPERATIONS}
READING = {create.id: read for create, read in PAIRS}
ROUNDING = 1e-3  # credits
PAUSE = 0.02  # seconds between reading all tasks
IN_A_ROW = 8  # tasks; several of them are created in the same second
LASTING = ("id", "created", "model", "object", "type")

pairs = pytest.mark.parametrize(("create", "read"), PAIRS, ids=lambda operation: operation.id)


def ranks(read: Operation, states: list[dict[str, Any]]) -> list[int]:
    order = read.responses[200]["content"]["application/json"]["schema"]["properties"]["status"]["enum"]
    return [order.index(state["status"]) for state in states]


def begin(service: "Service", create: Operation) -> dict[str, Any]:
    answer = service.call(create, body=sample(next(iter(create.models.values()))))
    assert answer.ok, answer
    return answer.body


def remaining(service: "Service") -> float:
    token = service.call(BY_ID["getCredits"]).body["data"]["token"]
    if token.get("unlimited_credits"):
        pytest.skip("the key's credits are unlimited: nothing goes down")
    left: float = token["remaining_credits"]
    return left


@pairs
def test_new_task_has_not_ended(service: "Service", create: Operation, read: Operation) -> None:
    """A new task has not ended."""
    made = begin(service, create)
    assert ranks(read, [made])[0] < ranks(read, [{"status": "completed"}])[0]
    assert made["progress"] < 100


@pairs
def test_ended_task_does_not_change(service: "Service", create: Operation, read: Operation) -> None:
    """A task that has ended does not change."""
    made = begin(service, create)
    *_, ended = service.watch(read, made)
    again = service.call(read, resource=made["id"]).body
    assert {**again, "results": None} == {**ended, "results": None}  # links may have new signatures


@pairs
def test_repeated_requests(service: "Service", create: Operation, read: Operation) -> None:
    """The same request several times in a row creates a task each time."""
    made = {begin(service, create)["id"] for _ in range(IN_A_ROW)}
    assert len(made) == IN_A_ROW
    shown = {service.call(read, resource=each).body["id"] for each in made}
    assert shown == made


@pairs
def test_cost_within_reservation(service: "Service", create: Operation, read: Operation) -> None:
    """A task costs credits, and no more than it reserved."""
    before = remaining(service)
    made = begin(service, create)
    *_, ended = service.watch(read, made)
    assert ended["status"] == "completed"
    assert 0 < before - remaining(service) <= made["usage"]["credits_reserved"] + ROUNDING


@pytest.mark.parametrize("create", READING, ids=str)
def test_refused_request_costs_nothing(service: "Service", create: str) -> None:
    """A refused request costs nothing."""
    before = remaining(service)
    assert service.call(BY_ID[create], body={}).status == 400
    assert remaining(service) >= before  # more, if another task has just been settled


@pytest.mark.parametrize("read", READING.values(), ids=lambda read: read.id)
def test_unknown_task(service: "Service", task_id: str, read: Operation) -> None:
    """An unknown task is not found."""
    other = task_id[:-1] + ("0" if task_id[-1] != "0" else "1")
    assert service.call(read, resource=other).status == 404


def malformed(read: Operation) -> list[str]:
    return [
        text
        for schema in read.parameters.values()
        for text, valid in neighbours(schema.get("pattern", ""), sample(schema))
        if not valid
    ]


@pytest.mark.parametrize(
    ("read", "text"), [pytest.param(read, text, id=text) for _, read in PAIRS for text in malformed(read)]
)
def test_malformed_task_id(service: "Service", read: Operation, text: str) -> None:
    """A malformed task ID is refused."""
    answer = service.call(read, resource=text)
    assert answer.status == 400, answer


class Watching:
    """Reads tasks up to their ends.

    Args:
        service: The server under test.
        together: The requests whose tasks run together; any other one is sent when it is needed.
    """

    def __init__(self, service: "Service", together: Sequence[ShapedRequest] = ()) -> None:
        self._service = service
        self._states: dict[str, list[dict[str, Any]]] = {}
        self._together = together

    def states(self, wanted: ShapedRequest) -> list[dict[str, Any]]:
        """Return every state of a task that was read, its creation first."""
        if self._together and not self._states:
            self._watch_together()
        if str(wanted) not in self._states:
            self._watch(wanted)
        return self._of(wanted)

    def _watch_together(self) -> None:
        """Start all tasks, and read each of those that have not ended in turn, as long as the slowest may take."""
        self._states |= {str(each): [self._begin(each)] for each in self._together}
        began = time.monotonic()
        while open_ := [each for each in self._together if self._states[str(each)][-1]["status"] not in ENDED]:
            waited = time.monotonic() - began
            late = [made for made, *_ in map(self._of, open_) if waited > self._service.patience.seconds(made)]
            if late:
                self._service.patience.lost(late[0])
                return
            time.sleep(PAUSE)
            for each in open_:
                states = self._of(each)
                states.append(self._service.call(READING[each.operation.id], resource=states[0]["id"]).body)

    def _of(self, wanted: ShapedRequest) -> list[dict[str, Any]]:
        return self._states[str(wanted)]

    def _watch(self, wanted: ShapedRequest) -> None:
        made = self._begin(wanted)
        self._states[str(wanted)] = [made, *self._service.watch(READING[wanted.operation.id], made)]

    def _begin(self, wanted: ShapedRequest) -> dict[str, Any]:
        body = going_on(self._service, wanted.operation.models[wanted.model], wanted.request)
        made = self._service.call(wanted.operation, body=body)
        assert made.ok, made
        return made.body


@pytest.fixture(scope="module")
def watching(service: "Service", selection: Selection) -> Watching:
    """Return the tasks of all models: on the embedded mock they run together."""
    return Watching(service, derived_shapes(selection) if EMBEDDED else ())


def test_task_ends_with_results(service: "Service", watching: Watching, wanted: ShapedRequest) -> None:
    """A task progresses to results of the requested kind, number, ratio, size, length, sound and format."""
    states = watching.states(wanted)
    read = READING[wanted.operation.id]
    assert states[-1]["status"] == "completed", states[-1]
    assert ranks(read, states) == sorted(ranks(read, states))
    assert [state["progress"] for state in states] == sorted(state["progress"] for state in states)
    assert states[0]["model"] == wanted.model
    assert all(state[field] == states[0][field] for state in states for field in LASTING)
    assert not any(state.get("results") for state in states[:-1])
    links = states[-1]["results"]
    assert len({*links}) == len(links) == (wanted.count or len(links)) > 0
    for link in links if wanted.is_new else []:
        assert_shaped(service.fetch(link), wanted.operation.makes, wanted.shape)
