"""Reconciling held calls with the tasks that the service lists: written once for sync and async, the matching pure."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evolink._calls.settle import refuse_another_model, same_model
from evolink._task.flow import Flow
from evolink._task.listing import ListedTask
from evolink.errors import ApiError, ConnectionFailed, NotSettled

if TYPE_CHECKING:
    from evolink.journal import Call, Journal

_BEFORE, _AFTER = 60.0, 300.0
"""Seconds around the time at which a call was sent: clocks differ, and a request may wait before it is answered."""
_SPAN = _BEFORE + _AFTER
_MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A held call, and the tasks of the service that it may have made.

    Attributes:
        key: The call's idempotency key.
        model: Its model.
        window: Unix seconds between which its task must have been created. If the service's clock differs from this
            machine's, it spans the time of sending on both.
        candidates: The IDs of the tasks of its model that were created then, and that no call in the journal has.
        task_id: The one of them that was adopted; None if the call is still held.
        reason: Why it was adopted or not, in words.
    """

    key: str
    model: str
    window: tuple[float, float]
    candidates: tuple[str, ...] = ()
    task_id: str | None = None
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.key} of {self.model}: {self.task_id or 'still held'}, as {self.reason}"


async def reconcile(flow: Flow, journal: "Journal") -> list[Reconciled]:
    """Match each held call with the task that only it can have made; see `EvoLink.reconcile`.

    Raises:
        TasksNotListed: This service has no list of tasks.
        EvoLinkError: The service can't be read, or the journal can't be written.
    """
    port = flow.port
    await port.run_blocking(journal.settle)
    calls = {call.key: call for call in await port.run_blocking(lambda: list(journal.held()))}
    if not calls:
        return []
    tasks, complete, ahead = await _list_tasks(flow, min(_sent(call) for call in calls.values()) - _BEFORE)
    wanted = [_with_window(call, ahead) for call in calls.values()]
    # In this order: a call that is answered meanwhile is either still being sent, or its task is already known.
    sending = await port.run_blocking(lambda: [_with_window(call, ahead) for call in journal.sending()])
    unknown = await port.run_blocking(lambda: _find_unknown(journal, wanted, tasks))
    found = match_calls(wanted, unknown, sending, complete=complete)
    return [each if each.task_id is None else await _adopt(flow, journal, calls[each.key], each) for each in found]


def match_calls(
    held: Sequence[Reconciled], tasks: Sequence[ListedTask], sending: Sequence[Reconciled], *, complete: bool
) -> list[Reconciled]:
    """Decide which task each held call has made, without any network.

    Args:
        held: The calls, with their models and windows.
        tasks: Tasks that no call in the journal has.
        sending: Calls that are being sent now: a task may be theirs and not recorded yet.
        complete: Whether the list has every task of that time.
    """
    claims = Counter(task.id for each in (*held, *sending) for task in tasks if _fits(each, task))
    return [_decide(each, [task for task in tasks if _fits(each, task)], claims, complete=complete) for each in held]


def _decide(
    held: Reconciled, candidates: Sequence[ListedTask], claims: Mapping[str, int], *, complete: bool
) -> Reconciled:
    seen = replace(held, candidates=tuple(task.id for task in candidates))
    if not complete:
        return replace(seen, reason="the service lists more tasks than can be read, so none is matched")
    if not candidates:
        return replace(seen, reason="no task of its model was created at that time; it may not have been charged")
    task, *others = candidates
    if others:
        return replace(seen, reason=f"{len(candidates)} tasks may belong to it, and none is chosen on a guess")
    if claims[task.id] > 1:
        return replace(
            seen, reason=f"{claims[task.id]} calls may have created that task, and none is chosen on a guess"
        )
    if not _was_sent_then(held, task):
        return replace(seen, reason="a task may belong to it, but the clocks differ, and none is chosen on a guess")
    return replace(seen, task_id=task.id, reason="it is the only task that fits, and it fits no other call")


def _was_sent_then(held: Reconciled, task: ListedTask) -> bool:
    """Return whether a task was created when the call was sent, on one of the two clocks, and not only in between."""
    begin, end = held.window
    return task.created is not None and (task.created <= begin + _SPAN or task.created >= end - _SPAN)


def _fits(held: Reconciled, task: ListedTask) -> bool:
    begin, end = held.window
    if task.created is None or not begin <= task.created <= end:
        return False
    return not task.model or same_model(held.model, task.model)


def _with_window(call: "Call", ahead: float) -> Reconciled:
    """Return a call with its window.

    Args:
        call: The call.
        ahead: By how many seconds the service's clock is ahead. It may not have been when the call was sent, so that
            the window spans both times.
    """
    sent = _sent(call)
    return Reconciled(call.key, call.model, (sent + min(0.0, ahead) - _BEFORE, sent + max(0.0, ahead) + _AFTER))


def _sent(call: "Call") -> float:
    return call.sent_at if call.sent_at is not None else call.created_at


def _find_unknown(journal: "Journal", held: Sequence[Reconciled], tasks: Iterable[ListedTask]) -> list[ListedTask]:
    """Return the tasks that a held call may have made, and that no call in the journal has."""
    chosen = [task for task in tasks if any(_fits(each, task) for each in held)]
    return [task for task in chosen if journal.of_task(task.id) is None]


async def _list_tasks(flow: Flow, since: float) -> tuple[list[ListedTask], bool, float]:
    """Return the tasks that the service lists, whether those are all, and how far its clock is ahead.

    Args:
        flow: The client's operations.
        since: The time that the list is read back to, on the clock that is behind.
    """
    pages, found, last = flow.list_tasks(), list[ListedTask](), math.inf
    for _ in range(_MOST_PAGES):
        new = await pages.next()
        if not new:
            return found, pages.complete, pages.ahead
        found += new
        times = [last, *(task.created if task.created is not None else math.inf for task in new)]
        last = times[-1] if times == sorted(times, reverse=True) else math.nan  # nan: they are in another order
        if last < since + min(0.0, pages.ahead):
            return found, True, pages.ahead
    return found, False, pages.ahead


async def _adopt(flow: Flow, journal: "Journal", call: "Call", found: Reconciled) -> Reconciled:
    """Read a task and record it as the call's. If that fails, the error is the reason."""
    try:
        state = await flow.get_task(found.candidates[0])
        refuse_another_model(call, state)
        await flow.port.run_blocking(lambda: journal.adopt(call.key, state, flow.port.date()))
    except (ApiError, ConnectionFailed, NotSettled) as error:
        return replace(found, task_id=None, reason=error.message)
    return found
