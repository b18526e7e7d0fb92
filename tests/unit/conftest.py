"""Flows over ports that play a script, answers, and a service with many tasks."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from evolink import Task
from evolink._calls.task_operations import TaskOperations
from evolink._http.port import Response
from evolink._task.answers import read_task
from evolink._task.batch_reads import BatchReads
from evolink._task.flow import Flow
from tests.unit.scripted_port import ScriptedPort, Step
from tests.unit.town import LINK, BatchService, Service, Town


@pytest.fixture
def play() -> Callable[..., Flow]:
    """Return a flow over a port that plays the steps; jitter is off."""

    def make(*steps: Step, timeout: float = 30.0) -> Flow:
        return Flow(ScriptedPort(*steps), timeout, roll=lambda: 0.0)

    return make


@pytest.fixture
def said() -> Callable[..., Response]:
    """Return an answer with a JSON body."""

    def make(status: int = 200, headers: dict[str, str] | None = None, /, **body: Any) -> Response:
        return Response(status, headers or {}, json.dumps(body).encode())

    return make


@pytest.fixture
def open_town(said: Callable[..., Response]) -> Callable[..., tuple[Town, TaskOperations, list[Task]]]:
    """Return a port, its task operations, and so many new tasks with an estimate of 15 s.

    Without `batch`, the client does not use the batch query.
    """

    def make(
        count: int, service: Service, batch: BatchService | None = None
    ) -> tuple[Town, TaskOperations, list[Task]]:
        port = Town(service, batch)
        flow = Flow(port, 30, roll=lambda: 0.5, batch_reads=BatchReads(wanted=batch is not None))
        new = [said(id=f"t{n}", status="pending", task_info={"estimated_time": 15}) for n in range(count)]
        return port, TaskOperations(flow), [Task(flow, read_task(answer)) for answer in new]

    return make


@pytest.fixture
def after_15_s(said: Callable[..., Response]) -> Service:
    """Return a service whose tasks complete at 15 s, as estimated."""

    def service(name: str, now: float) -> Response:
        share = (now - 1000) / 15
        if share < 1:
            return said(id=name, status="processing", progress=int(100 * share))
        return said(id=name, status="completed", progress=100, results=[LINK])

    return service
