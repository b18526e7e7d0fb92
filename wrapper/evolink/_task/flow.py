"""How requests are made, written once for sync and async: plain async code over a port."""

import logging
import random
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from evolink._contract.error_codes import IDEMPOTENCY_CONFLICT
from evolink._contract.requests import credits_request, task_request
from evolink._contract.task_lists import list_request
from evolink._http.deadline import Deadline
from evolink._http.port import Port, Request, Response
from evolink._log import log as _log
from evolink._task.answers import read_credits, read_request_id, read_task
from evolink._task.batch_reads import BatchReads
from evolink._task.learned_pace import LearnedPace
from evolink._task.listing import TaskPages, read_page
from evolink._task.noting import noting
from evolink._task.record import (
    NOTHING,
    Answered,
    Ended,
    Fact,
    Intent,
    NoRecord,
    Record,
    Refused,
    Uncertain,
    Withdrawn,
    has_ended,
)
from evolink._task.retry import (
    NotFoundGrace,
    SharedBackoff,
    backoff_delay,
    created_from_id,
    is_young,
    may_have_been_made,
    resubmit_delay,
)
from evolink._task.sending import Sending, key_taken_error, still_held_error, uncertain_error
from evolink._task.state import Credits, TaskState
from evolink._telemetry import facts
from evolink._telemetry.recording import Facts, creating, task_created, task_ended
from evolink.errors import (
    ApiError,
    ConnectionFailed,
    JournalError,
    RateLimited,
    SubmissionUncertain,
)
from evolink.errors._shorten import cut

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")

_READ_PATIENCE = 15.0
"""Seconds that a read is tried again for, outside of a wait."""
_LEAST_TIMEOUT = 0.1
_REMEMBERED = 1000
"""Warnings about answers of the service that are logged only once."""


class Flow:
    """The operations of the service over a port.

    Args:
        port: The outside world.
        timeout: Seconds that one request may take.
        roll: Returns random numbers in [0, 1), for jitter.
        record: Keeps the facts of each call.
        batch_reads: What is known of the service's batch query; unless given, it is used where the service has it.
    """

    def __init__(
        self,
        port: Port,
        timeout: float,
        roll: Callable[[], float] = random.random,
        record: Record | None = None,
        batch_reads: BatchReads | None = None,
    ) -> None:
        self.port = port
        self.roll = roll
        self.record = record or NoRecord()
        self.limit = SharedBackoff()
        self.batch_reads = batch_reads or BatchReads()
        self.pace = LearnedPace()
        self.timeout = timeout
        self._warned_of: deque[str] = deque(maxlen=_REMEMBERED)

    def noting_in(self, record: Record) -> "Flow":
        """Return these operations with another record; all else is shared."""
        other = copy(self)
        other.record = record
        return other

    async def submit(self, post: Request, output: str | None = None) -> TaskState:
        """Note a checked create request, send it, and note what came of it.

        Args:
            post: The request.
            output: Where its files are wanted, for the record.

        Returns:
            The task; if this request was sent before under its key, the one that the record knows.

        Raises:
            SubmissionUncertain: The response was lost or makes no sense, now or when this was sent before; a task may
                have been created.
            JournalError: The request could not be noted, so it was not sent.
            KeyTaken: The key belongs to another request, according to the record or the service.
            ApiError: The service refused.
            ConnectionFailed: The service could not be reached at all.
        """
        async with self.port.create_slot():  # before it is noted: what only waits for a slot need not be held
            return await self._submit(post, output)

    async def _submit(self, post: Request, output: str | None) -> TaskState:
        intent, sending = Intent(post, output, self.port.date()), Sending()
        noted = self.record.note(intent)
        try:
            with creating(lambda: self._facts(post), self.port.now) as span:
                known = await self._wait_for(noted)
                state = replace(known, remembered=True) if known else await self._send_and_note(post, sending)
                span.tell(lambda: facts.of_created(state, replayed=known is not None))
        except (SubmissionUncertain, ApiError, ConnectionFailed, JournalError):
            raise  # it has been noted
        except BaseException as interruption:
            if sending.may_have_arrived:  # the answer too, and then this changes nothing
                # Logged as well, because a task group drops the exception and its notes.
                _log.warning("%s", sending.describe(post, interruption), extra={"cut_off_task": sending.task_id or ""})
                lost = f"{type(interruption).__name__} before the response was recorded"
                self.record.note(Uncertain(intent.key, lost))
            else:
                self.record.note(Withdrawn(intent))
            raise
        return state

    def _facts(self, post: Request) -> Facts:
        return facts.of_create_request(post.body, post.idempotency_key, self.port.address(post.server))

    async def note(self, fact: Fact[T]) -> T | None:
        """Note a fact, and wait until it is on disk. If it can't be noted, that is logged and nothing is raised."""
        return await self.until_noted(self.record.note(fact))

    async def until_noted(self, noted: "Future[T]") -> T | None:
        """Wait until what was noted is on disk, or is logged because it can't be."""
        try:
            return await self._wait_for(noted)
        except JournalError as error:
            _log.warning("%s", error)
            return None

    async def _wait_for(self, future: "Future[T]") -> T:
        return future.result() if future.done() else await self.port.wait_for(future)

    async def _send_and_note(self, post: Request, sending: Sending) -> TaskState:
        key = post.idempotency_key or ""
        try:
            state = await self._send(post, sending)
        except SubmissionUncertain as error:
            await self.note(Uncertain(key, error.message))
            raise
        except (ApiError, ConnectionFailed) as error:
            if (first := await self.note(Refused(key, error, self.port.date()))) is not None:
                raise still_held_error(error, first) from error
            if error.code == IDEMPOTENCY_CONFLICT:
                raise key_taken_error(error) from error
            raise
        sending.task_id = state.id
        task_created(state.id, self.port.now())
        with noting(f"task {state.id} was created; get it with client.tasks.get({state.id!r})"):
            await self.note(Answered(key, state, self.port.date()))
        return state

    async def _send(self, post: Request, sending: Sending) -> TaskState:
        """Send a create request; repeat it only where that can't be charged twice."""
        attempt = 0
        while True:
            attempt += 1
            await self.wait_while_limited()
            sending.at = self.port.date()
            try:
                with noting(f"a task may have been created and charged, under {post.idempotency_key}"), sending:
                    leaving = replace(post, delivery=sending.delivery)
                    return self.interpret(post, await self.port.send(leaving, self._deadline()), read_task)
            except (ApiError, ConnectionFailed) as error:
                error.idempotency_key = post.idempotency_key
                if may_have_been_made(error):
                    is_held = not isinstance(self.record, NoRecord)
                    raise uncertain_error(error, sending.at, is_held=is_held) from error
                delay = resubmit_delay(error, attempt, self.roll())
                if delay is None:
                    raise
            await self.port.pause(delay)

    async def wait_while_limited(self) -> None:
        """Wait while the service limits requests; until that is over, the request can still be withdrawn."""
        if held := self.limit.left(self.port.now()):
            await self.port.pause(held)

    async def get_task(self, task_id: str, made: float | None = None) -> TaskState:
        """Read a task, which may have been created just now; see `_retry`.

        Args:
            task_id: Its ID.
            made: When it was created, in Unix seconds; if None, its ID may say.
        """
        request, made = task_request(task_id), created_from_id(str(task_id)) if made is None else made
        grace = NotFoundGrace(young=is_young(made, self.port.date()))
        state = await self._retry(lambda ends: self.poll(task_id, request, ends), grace)
        await self.until_noted(self.note_end(state))
        return state

    def note_end(self, state: TaskState) -> "Future[None]":
        """Note the end of a task that was read, if it has ended."""
        if not has_ended(state):
            return NOTHING
        task_ended(state, self.port.now())
        return self.record.note(Ended(state, self.port.date()))

    async def poll(self, task_id: str, request: Request, ends: Deadline) -> TaskState:
        """Read a task once, before a deadline, with the request that was built for it.

        Raises:
            ApiError: The service answers with something else.
            ConnectionFailed: It can't be reached.
        """
        return await self._ask(request, ends, lambda answer: read_task(answer, task_id))

    async def read(self, request: Request, meaning: Callable[[Response], T]) -> T:
        """Send a request that reads something and costs nothing, and return what its answer means; see `_retry`."""

        async def once(ends: Deadline) -> T:
            return await self._ask(request, ends, meaning)

        return await self._retry(once)

    def list_tasks(self, filters: Mapping[str, str] | None = None) -> TaskPages:
        """Return the pages of the service's list of tasks, which are read one after the other; see `_retry`."""
        return TaskPages(lambda page: self.read(list_request(page, filters or {}), read_page))

    async def get_credits(self) -> Credits:
        """Read the credits left; see `_retry`."""
        return await self.read(credits_request(), read_credits)

    async def _retry(self, ask: Callable[[Deadline], Awaitable[T]], grace: NotFoundGrace | None = None) -> T:
        """Ask until it succeeds, until asking again is useless, or for 15 seconds.

        Args:
            ask: Asks once, before a deadline.
            grace: Whether a 404 may mean that the task is too new.

        Raises:
            ApiError: The service's last answer.
            ConnectionFailed: It could not be reached.
        """
        ends = Deadline.after(_READ_PATIENCE, self.port.now())
        attempt, grace = 0, grace or NotFoundGrace(young=False)
        while True:
            attempt += 1
            try:
                return await ask(ends)
            except (ApiError, ConnectionFailed) as error:
                delay = backoff_delay(error, attempt, self.roll())
                if grace.is_hopeless(error, self.port.now()) or ends.has_passed(self.port.now() + delay):
                    raise
            await self.port.pause(delay)

    async def _ask(self, request: Request, ends: Deadline, meaning: Callable[[Response], T]) -> T:
        """Read once, before a deadline, as soon as the service does not limit requests."""
        now = self.port.now()
        if held := self.limit.left(now):
            await self.port.pause(min(held, ends.left(now)))
        return self.interpret(request, await self.port.send(request, self.read_deadline(ends)), meaning)

    def read_deadline(self, ends: Deadline) -> Deadline:
        """Return the deadline of one read that is part of something with a deadline of its own."""
        return max(min(self._deadline(), ends), Deadline.after(_LEAST_TIMEOUT, self.port.now()))

    def _deadline(self) -> Deadline:
        """Return the deadline of a request that is sent now."""
        return Deadline.after(self.timeout, self.port.now())

    def interpret(
        self,
        request: Request,
        response: Response,
        meaning: Callable[[Response], T],
        limit: SharedBackoff | None = None,
    ) -> T:
        """Return what an answer means, and record whether the service limits requests.

        Args:
            request: What was asked.
            response: The answer.
            meaning: Returns what it means.
            limit: What records a limit; that of all requests if None.

        Raises:
            ApiError: It is not an answer to what was asked.
        """
        if _log.isEnabledFor(logging.DEBUG):
            request_id = cut(read_request_id(response) or "-")
            _log.debug("%s %s: %d, request %s", request.method, request.path, response.status, request_id)
        limit = limit or self.limit
        try:
            value = meaning(response)
        except RateLimited as error:
            limit.record_limit(error, self.port.now(), self.roll())
            raise
        limit.record_success(self.port.now())
        if isinstance(value, TaskState):
            self.warn_of_odd_figures(value)
        return value

    def warn_of_odd_figures(self, state: TaskState) -> None:
        """Warn of impossible figures, once for each task and field, however often the task is read."""
        for figure in state.odd:
            self.warn_once(f"task {state.id}: {figure}")

    def warn_once(self, warning: str) -> None:
        """Log a warning, unless it was logged already."""
        if warning not in self._warned_of:
            self._warned_of.append(warning)
            _log.warning("%s", warning)
