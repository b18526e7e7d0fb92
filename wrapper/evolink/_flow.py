"""How requests are made, told once for both colours: plain async code over a port."""

import logging
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from ._answers import credits_left, request_id, task_state
from ._credits import Credits
from ._limit import SharedBackoff
from ._noting import noting
from ._operations import credits_query, task_query
from ._retry import backoff, may_have_been_made, resubmit_delay
from ._state import TaskState
from ._wire import Port, Request, Response
from .errors import ApiError, ConnectionFailed, RateLimited, SubmissionUncertain

T = TypeVar("T")

_log = logging.getLogger("evolink")
_READ_PATIENCE = 15.0
"""Seconds that a read is tried again for, outside of a wait."""
_LEAST_TIMEOUT = 0.1


class Flow:
    """The operations of the service over a port.

    Args:
        port: The outside world.
        timeout: Seconds that one request may take.
        roll: Gives random numbers in [0, 1), for jitter.
    """

    def __init__(self, port: Port, timeout: float, roll: Callable[[], float] = random.random) -> None:
        self.port = port
        self.roll = roll
        self.limit = SharedBackoff()
        self._timeout = timeout

    async def submit(self, post: Request) -> TaskState:
        """Send a checked create request, and again only where that can't pay twice.

        Raises:
            SubmissionUncertain: The answer was lost or makes no sense; a task may have been made.
            ApiError: The service refused.
            ConnectionFailed: The service could not be reached at all.
        """
        attempt = 0
        while True:
            attempt += 1
            sent_at = self.port.date()
            try:
                with noting(f"a task may have been made and charged, under {post.idempotency_key}"):
                    return await self._ask(post, self._timeout, task_state)
            except (ApiError, ConnectionFailed) as error:
                error.idempotency_key = post.idempotency_key
                if may_have_been_made(error):
                    raise _uncertain(error, sent_at) from error
                delay = resubmit_delay(error, attempt, self.roll())
                if delay is None:
                    raise
            await self.port.pause(delay)

    async def task(self, task_id: str) -> TaskState:
        """Read a task; see `_retried`."""
        return await self._retried(lambda left: self.task_once(task_id, left), _READ_PATIENCE)

    async def task_once(self, task_id: str, left: float) -> TaskState:
        """Read a task in one attempt of at most `left` seconds.

        Raises:
            ApiError: The service answers with something else.
            ConnectionFailed: It can't be reached.
        """
        return await self._ask(task_query(task_id), left, lambda answer: task_state(answer, task_id))

    async def credits(self) -> Credits:
        """Read the credits left; see `_retried`."""

        async def once(left: float) -> Credits:
            return await self._ask(credits_query(), left, credits_left)

        return await self._retried(once, _READ_PATIENCE)

    async def _retried(self, ask: Callable[[float], Awaitable[T]], patience: float) -> T:
        """Ask until it succeeds, until asking again is no use, or until patience ends.

        Args:
            ask: Asks once, given the seconds left.
            patience: Seconds in all.

        Raises:
            ApiError: The service's last answer.
            ConnectionFailed: It could not be reached.
        """
        ends = self.port.now() + patience
        attempt = 0
        while True:
            attempt += 1
            try:
                return await ask(ends - self.port.now())
            except (ApiError, ConnectionFailed) as error:
                delay = backoff(error, attempt, self.roll())
                if not error.transient or self.port.now() + delay >= ends:
                    raise
            await self.port.pause(delay)

    async def _ask(self, request: Request, left: float, meaning: Callable[[Response], T]) -> T:
        """Send once, in at most `left` seconds, when the service is not asking for patience."""
        ends = self.port.now() + left
        if held := self.limit.left(self.port.now()):
            await self.port.pause(held if request.body else min(held, left))
        seconds = self._timeout if request.body else self.seconds(ends)
        return self.understood(request, await self.port.send(request, seconds), meaning)

    def seconds(self, ends: float) -> float:
        """Give the seconds that a read may take, if what it is for is over at `ends`."""
        return max(min(self._timeout, ends - self.port.now()), _LEAST_TIMEOUT)

    def understood(self, request: Request, response: Response, meaning: Callable[[Response], T]) -> T:
        """Give what an answer means, and learn from it whether the service wants fewer requests.

        Raises:
            ApiError: It does not mean what was asked for.
        """
        _log.debug("%s %s: %d, request %s", request.method, request.path, response.status, request_id(response) or "-")
        try:
            value = meaning(response)
        except RateLimited as error:
            self.limit.limited(error, self.port.now(), self.roll())
            raise
        self.limit.served(self.port.now())
        return value


def _uncertain(error: ApiError | ConnectionFailed, sent_at: float) -> SubmissionUncertain:
    return SubmissionUncertain(
        f"{error.message}; a task may have been made and charged. It was not sent again. To send it so that "
        "a service that remembers keys charges once, repeat the call with this idempotency_key",
        status=error.status,
        code=error.code,
        request_id=error.request_id,
        idempotency_key=error.idempotency_key,
        sent_at=sent_at,
    )
