"""Reads the tasks of many rows together: those that are due at about the same time, in one request."""

import asyncio
from typing import TYPE_CHECKING

from evolink._contract.task_lists import most_in_query, query_request
from evolink._http.deadline import Deadline
from evolink._task.base import poll_alone
from evolink._task.batch_reads import PATIENCE
from evolink._task.flow import Flow
from evolink._task.joint_reads import states_of
from evolink._task.read_plan import WINDOW
from evolink._task.state import TaskState
from evolink._task.wait import TaskProgress
from evolink.errors import ApiError, ConnectionFailed

if TYPE_CHECKING:
    from evolink._http.port import Response

Answer = asyncio.Future[TaskState | None]
"""What a request for several tasks has shown of one; None if it is to be read alone."""


class JointReads:
    """Reads tasks for coroutines that wait for one each.

    Args:
        flow: The operations of the service; what it learns of the batch query holds for all.
    """

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._waiting: dict[TaskProgress, Answer] = {}
        self._requests: set[asyncio.Task[None]] = set()
        self._readers = 0

    async def poll(self, progress: TaskProgress, ends: Deadline) -> TaskState:
        """Read a task once, before a deadline: with others that are due, where the service can do that.

        Raises:
            ApiError: The service answers with something else.
            ConnectionFailed: It can't be reached.
        """
        now = self._flow.port.now()
        together = self._flow.batch_reads.may_ask(now) and not progress.read_alone and ends.left(now) > PATIENCE
        if together and (state := await self._joined(progress)):
            return state
        state = await poll_alone(progress, ends)
        progress.record_alone()
        return state

    async def _joined(self, progress: TaskProgress) -> TaskState | None:
        """Wait for the answer of the request that this task is read in."""
        if not self._waiting:
            sending = asyncio.create_task(self._send_soon())
            self._requests.add(sending)
            sending.add_done_callback(self._requests.discard)
        answer: Answer = asyncio.get_running_loop().create_future()
        self._waiting[progress] = answer
        self._readers += 1
        try:
            return await answer
        finally:
            self._readers -= 1
            if not self._readers:  # cancelled, all of them: what is under way is for nobody
                self._waiting = {}
                for request in self._requests:
                    request.cancel()

    async def _send_soon(self) -> None:
        """Wait for others to come, then read all of them, in as many requests as it takes."""
        await self._flow.port.pause(WINDOW)
        await self._flow.wait_while_limited()
        waiting = [(progress, answer) for progress, answer in self._waiting.items() if not answer.done()]
        self._waiting = {}
        most = most_in_query()
        groups = [dict(waiting[start : start + most]) for start in range(0, len(waiting), most)]
        await asyncio.gather(*(self._read(group) for group in groups))

    async def _read(self, group: dict[TaskProgress, Answer]) -> None:
        try:
            await self._ask(group)
        except Exception as error:  # noqa: BLE001 - raised in the coroutines that wait for it
            for answer in group.values():
                if not answer.done():
                    answer.set_exception(error)
        finally:
            for answer in group.values():
                if not answer.done():
                    answer.set_result(None)

    async def _ask(self, group: dict[TaskProgress, Answer]) -> None:
        """Read a group, which is left to be read alone if there is just one, or the service can't."""
        flow, now = self._flow, self._flow.port.now()
        if len(group) < 2 or not flow.batch_reads.may_ask(now):  # noqa: PLR2004 - one is no group
            return
        flow.batch_reads.record_request(now)
        request = query_request([progress.state.id for progress in group])
        outcome: Response | ApiError | ConnectionFailed
        try:
            outcome = await flow.port.send(request, flow.read_deadline(Deadline.after(PATIENCE, now)))
        except (ApiError, ConnectionFailed) as error:
            outcome = error
        states = states_of(flow, request, outcome)
        for progress, answer in group.items():
            state = states.get(progress.state.id) if states is not None else None
            if states is not None:
                progress.record_joint(shown=state is not None)
            if state is not None:
                flow.warn_of_odd_figures(state)
            if not answer.done():
                answer.set_result(state)
