"""Held calls beside the tasks that the service lists: sync and async written once, the matching pure."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evolink._calls.settle import refuse_another_model, same_model
from evolink._task.flow import Flow
from evolink._task.listing import Listed
from evolink.errors import ApiError, ConnectionFailed, NotSettled

if TYPE_CHECKING:
    from evolink.journal import Call, Journal

_BEFORE, _AFTER = 60.0, 300.0
"""Seconds around the time at which a call was sent: clocks differ, and a request may wait before it is answered."""
_MOST_PAGES = 200


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A held call, and the tasks of the service that may be its own.

    Attributes:
        key: The call's idempotency key.
        model: Its model.
        window: Unix seconds between which its task must have been made.
        candidates: The ids of the tasks of its model that were made then, and that the journal has for no call.
        task_id: The one of them that was adopted; None if it is held as before.
        reason: Why it was adopted, or not, in words.
    """

    key: str
    model: str
    window: tuple[float, float]
    candidates: tuple[str, ...] = ()
    task_id: str | None = None
    reason: str = ""


async def reconcile(flow: Flow, journal: "Journal") -> list[Reconciled]:
    """Return each held call the one task that only it can have made; see `EvoLink.reconcile`.

    Raises:
        EvoLinkError: See `EvoLink.reconcile`.
    """
    port = flow.port
    await port.run_blocking(journal.settle)
    calls = {call.key: call for call in await port.run_blocking(lambda: list(journal.held()))}
    if not calls:
        return []
    wanted = [_wanted(call) for call in calls.values()]
    tasks, complete = await _listed(flow, min(each.window[0] for each in wanted))
    # In this order: what is answered meanwhile is either still being sent here, or its task is known there.
    sending = await port.run_blocking(lambda: [_wanted(call) for call in journal.sending()])
    unknown = await port.run_blocking(lambda: _unknown(journal, wanted, tasks))
    found = matched(wanted, unknown, sending, complete=complete)
    return [each if each.task_id is None else await _adopted(flow, journal, calls[each.key], each) for each in found]


def matched(
    held: Sequence[Reconciled], tasks: Sequence[Listed], sending: Sequence[Reconciled], *, complete: bool
) -> list[Reconciled]:
    """Say which task each held call may have made: a decision without any network.

    Args:
        held: The calls, with their models and windows.
        tasks: Tasks that the journal has for no call.
        sending: Calls that are being sent now: a task may be theirs, and not noted yet.
        complete: Whether the service was asked for every task of that time.
    """
    claims: dict[str, int] = {}
    for each in (*held, *sending):
        for task_id in _candidates(each, tasks):
            claims[task_id] = claims.get(task_id, 0) + 1
    return [_decided(each, _candidates(each, tasks), claims, complete=complete) for each in held]


def _decided(held: Reconciled, candidates: tuple[str, ...], claims: Mapping[str, int], *, complete: bool) -> Reconciled:
    seen = replace(held, candidates=candidates)
    if not complete:
        return replace(seen, reason="the service lists more tasks than can be read: none is adopted")
    if not candidates:
        return replace(seen, reason="no task of its model was made in its time: perhaps it was not charged")
    task_id, *others = candidates
    if others:
        return replace(seen, reason=f"{len(candidates)} tasks may be its own: none is adopted by guess")
    if claims[task_id] > 1:
        return replace(seen, reason=f"{claims[task_id]} calls may have made that task: none gets it by guess")
    return replace(seen, task_id=task_id, reason="it is the only task that fits, and fits no other call")


def _candidates(held: Reconciled, tasks: Iterable[Listed]) -> tuple[str, ...]:
    return tuple(task.id for task in tasks if _fits(held, task))


def _fits(held: Reconciled, task: Listed) -> bool:
    begin, end = held.window
    if task.created is None or not begin <= task.created <= end:
        return False
    return not task.model or same_model(held.model, task.model)


def _wanted(call: "Call") -> Reconciled:
    sent = call.sent_at if call.sent_at is not None else call.created_at
    return Reconciled(call.key, call.model, (sent - _BEFORE, sent + _AFTER))


def _unknown(journal: "Journal", held: Sequence[Reconciled], tasks: Iterable[Listed]) -> list[Listed]:
    """Return the tasks that may be a held call's, and that the journal has for no call."""
    chosen = [task for task in tasks if any(_fits(each, task) for each in held)]
    return [task for task in chosen if journal.of_task(task.id) is None]


async def _listed(flow: Flow, since: float) -> tuple[list[Listed], bool]:
    """Read the service's list as far as a time; return also whether that was all of it."""
    found: dict[str, Listed] = {}
    last = math.inf
    for number in range(1, _MOST_PAGES + 1):
        page = await flow.listed(number)
        new = [task for task in page.tasks if task.id not in found]
        found |= {task.id: task for task in new}
        if not new or (page.total is not None and len(found) >= page.total):
            return list(found.values()), page.total is None or len(found) >= page.total
        times = [last, *(task.created if task.created is not None else math.inf for task in page.tasks)]
        last = times[-1] if times == sorted(times, reverse=True) else math.nan  # nan: they come in another order
        if last < since:
            return list(found.values()), True
    return list(found.values()), False


async def _adopted(flow: Flow, journal: "Journal", call: "Call", found: Reconciled) -> Reconciled:
    """Read the task, and note it as the call's; that it can't be is a reason of its own."""
    try:
        state = await flow.task(found.candidates[0])
        refuse_another_model(call, state)
        await flow.port.run_blocking(lambda: journal.adopt(call.key, state, flow.port.date()))
    except (ApiError, ConnectionFailed, NotSettled) as error:
        return replace(found, task_id=None, reason=error.message)
    return found
