"""Reconciling held calls with the tasks that the service lists: written once for sync and async, the matching pure."""

import math
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
_MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A held call, and the tasks of the service that it may have made.

    Attributes:
        key: The call's idempotency key.
        model: Its model.
        window: Unix seconds between which its task must have been created.
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
    wanted = [_with_window(call) for call in calls.values()]
    tasks, complete = await _list_tasks(flow, min(each.window[0] for each in wanted))
    # In this order: a call that is answered meanwhile is either still being sent, or its task is already known.
    sending = await port.run_blocking(lambda: [_with_window(call) for call in journal.sending()])
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
    claims: dict[str, int] = {}
    for each in (*held, *sending):
        for task_id in _find_candidates(each, tasks):
            claims[task_id] = claims.get(task_id, 0) + 1
    return [_decide(each, _find_candidates(each, tasks), claims, complete=complete) for each in held]


def _decide(held: Reconciled, candidates: tuple[str, ...], claims: Mapping[str, int], *, complete: bool) -> Reconciled:
    seen = replace(held, candidates=candidates)
    if not complete:
        return replace(seen, reason="the service lists more tasks than can be read, so none is matched")
    if not candidates:
        return replace(seen, reason="no task of its model was created at that time; it may not have been charged")
    task_id, *others = candidates
    if others:
        return replace(seen, reason=f"{len(candidates)} tasks may belong to it, and none is chosen on a guess")
    if claims[task_id] > 1:
        return replace(
            seen, reason=f"{claims[task_id]} calls may have created that task, and none is chosen on a guess"
        )
    return replace(seen, task_id=task_id, reason="it is the only task that fits, and it fits no other call")


def _find_candidates(held: Reconciled, tasks: Iterable[ListedTask]) -> tuple[str, ...]:
    return tuple(task.id for task in tasks if _fits(held, task))


def _fits(held: Reconciled, task: ListedTask) -> bool:
    begin, end = held.window
    if task.created is None or not begin <= task.created <= end:
        return False
    return not task.model or same_model(held.model, task.model)


def _with_window(call: "Call") -> Reconciled:
    sent = call.sent_at if call.sent_at is not None else call.created_at
    return Reconciled(call.key, call.model, (sent - _BEFORE, sent + _AFTER))


def _find_unknown(journal: "Journal", held: Sequence[Reconciled], tasks: Iterable[ListedTask]) -> list[ListedTask]:
    """Return the tasks that a held call may have made, and that no call in the journal has."""
    chosen = [task for task in tasks if any(_fits(each, task) for each in held)]
    return [task for task in chosen if journal.of_task(task.id) is None]


async def _list_tasks(flow: Flow, since: float) -> tuple[list[ListedTask], bool]:
    """Return the tasks that the service lists, back to a time, and whether those are all."""
    pages, found, last = flow.list_tasks(), list[ListedTask](), math.inf
    for _ in range(_MOST_PAGES):
        new = await pages.next()
        if not new:
            return found, pages.complete
        found += new
        times = [last, *(task.created if task.created is not None else math.inf for task in new)]
        last = times[-1] if times == sorted(times, reverse=True) else math.nan  # nan: they are in another order
        if last < since:
            return found, True
    return found, False


async def _adopt(flow: Flow, journal: "Journal", call: "Call", found: Reconciled) -> Reconciled:
    """Read a task and record it as the call's. If that fails, the error is the reason."""
    try:
        state = await flow.get_task(found.candidates[0])
        refuse_another_model(call, state)
        await flow.port.run_blocking(lambda: journal.adopt(call.key, state, flow.port.date()))
    except (ApiError, ConnectionFailed, NotSettled) as error:
        return replace(found, task_id=None, reason=error.message)
    return found
