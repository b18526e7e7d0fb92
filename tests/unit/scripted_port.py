"""A port that plays a script: the outside world as a value."""

from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any, TypeVar

from evolink._http.deadline import Deadline
from evolink._http.port import DownloadTarget, Request, Response, Signal

T = TypeVar("T")
Step = Response | BaseException


class ScriptedPort:
    """Returns the answers it was made with, one per request; pausing moves its clock and nothing else."""

    is_local = False
    plain_hosts: frozenset[str] = frozenset()

    def __init__(self, *steps: Step) -> None:
        self._steps = list(steps)
        self.clock = 1000.0
        self.sent: list[Request] = []
        self.timeouts: list[float] = []
        self.pauses: list[float] = []
        self.asked: list[dict[str, str]] = []

    def now(self) -> float:
        return self.clock

    def date(self) -> float:
        return 1e9 + self.clock

    async def pause(self, seconds: float, signal: Signal | None = None) -> None:
        if signal and signal.consume():
            return
        self.pauses.append(seconds)
        self.clock += seconds

    def request_pool(self, most: int) -> Any:
        raise NotImplementedError(f"the script sends one request at a time, not {most}")

    def address(self, server: str | None) -> str:
        return server or "https://api.evolink.ai"

    def create_slot(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()

    def upload_slot(self) -> AbstractAsyncContextManager[None]:
        return nullcontext()

    async def send(self, request: Request, deadline: Deadline) -> Response:
        self.sent.append(request)
        self.timeouts.append(deadline.left(self.clock))
        return self._next()

    async def download(self, url: str, target: DownloadTarget, deadline: Deadline) -> Response:
        self.sent.append(Request("GET", url))
        self.asked.append(dict(target.headers))
        self.timeouts.append(deadline.left(self.clock))
        answer = self._next()
        if target.begin(answer):
            target.write(answer.body)
        return answer

    async def together(self, calls: Sequence[Callable[[], Awaitable[T]]]) -> list[T]:
        return [await call() for call in calls]

    async def run_blocking(self, function: Callable[[], T]) -> T:
        return function()

    async def wait_for(self, future: Future[T]) -> T:
        return future.result()

    async def close(self) -> None:
        """Nothing is open."""

    def _next(self) -> Response:
        step = self._steps.pop(0)
        if isinstance(step, Response):
            return step
        raise step
