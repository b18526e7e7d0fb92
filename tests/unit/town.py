"""A port whose request pool answers by task and time, with a clock that moves only while something is waited for."""

import json
import math
from collections import Counter
from collections.abc import Callable
from typing import Any

from evolink._http.deadline import Deadline
from evolink._http.port import POLL_NOW, Arrival, Request, Response
from tests.unit.scripted_port import ScriptedPort

LINK = "https://files.example.com/1.png"
Service = Callable[[str, float], Response | BaseException]
"""Answers for a task at a time."""
BatchService = Callable[[list[str], float], Response | BaseException]
"""Answers for several tasks at a time."""
BATCH = "batch"


class Town(ScriptedPort):
    """Answers come a tenth of a second after each request.

    Args:
        service: Reads one task.
        batch: Reads several.

    Attributes:
        reads: How many requests there were for each task, and how many batch queries.
        asked_together: The IDs of each batch query.
    """

    def __init__(self, service: Service, batch: BatchService | None = None) -> None:
        super().__init__()
        self.service = service
        self.batch = batch
        self.reads: Counter[str] = Counter()
        self.asked_together: list[list[str]] = []
        self.most_under_way = 0
        self._under_way: list[tuple[float, int, Request]] = []
        self.closed = False
        self._woken: list[int] = []

    def request_pool(self, most: int) -> Any:
        del most
        return self

    def post(self, tag: int, request: Request, deadline: Deadline) -> None:
        self._count(request)
        seconds = self.batch_seconds if request.body else 0.1
        self._under_way.append((min(self.clock + seconds, deadline.at), tag, request))
        self.most_under_way = max(self.most_under_way, len(self._under_way))

    batch_seconds = 0.1

    async def send(self, request: Request, deadline: Deadline) -> Response:
        del deadline
        self._count(request)
        answer = self._answer(request)
        if isinstance(answer, Response):
            return answer
        raise answer

    def wake(self, tag: int) -> None:
        self._woken.append(tag)

    async def arrivals(self, seconds: float) -> list[tuple[int, Arrival]]:
        if self._woken:
            woken, self._woken = self._woken, []
            return [(tag, POLL_NOW) for tag in woken]
        coming = min((at for at, *_ in self._under_way), default=math.inf)
        self.clock = min(self.clock + seconds, coming)
        here = [flight for flight in self._under_way if flight[0] <= self.clock]
        self._under_way = [flight for flight in self._under_way if flight[0] > self.clock]
        return [(tag, self._answer(request)) for _, tag, request in here]

    async def close(self) -> None:
        self.closed = True

    def _count(self, request: Request) -> None:
        self.reads[_name(request)] += 1
        if request.body:
            self.asked_together.append(json.loads(request.body)["task_ids"])

    def _answer(self, request: Request) -> Response | BaseException:
        if request.body is None:
            return self.service(_name(request), self.clock)
        assert self.batch, "the batch query is off"
        return self.batch(json.loads(request.body)["task_ids"], self.clock)


def _name(request: Request) -> str:
    return request.path.rpartition("/")[2]
