"""An earlier run of the same command that was cut off: its call is taken up instead of paying for another."""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evolink.errors import Fenced, JournalBusy, NotFound, SubmissionUncertain

from ._client_calls import task_of
from ._exits import StoppedError
from ._held import finding
from ._report import Report
from ._span import age
from ._target import Target

if TYPE_CHECKING:
    from evolink import EvoLink, Task
    from evolink.journal import Call, Journal

_ANOTHER = "--new pays for another one"


@dataclass(frozen=True, slots=True)
class Twin:
    """A task that this run has to do with.

    Attributes:
        task: The task.
        saved: Places of its pictures that an earlier run has saved.
        is_older: Whether an earlier run has made it.
    """

    task: "Task"
    saved: Sequence[int] = ()
    is_older: bool = False


def allow_again(journal: "Journal", key: str) -> None:
    """Let a held call be sent again: to name its key is to have decided that."""
    with suppress(Fenced):
        journal.resend(key)


def refuse_if_held(journal: "Journal", report: Report, request: Mapping[str, Any], target: Target) -> None:
    """See that the same request was not sent before with an answer that was lost.

    Raises:
        SubmissionUncertain: It was, and may have been charged.
    """
    twin = journal.held_alike(request, target.noted)
    if twin is not None:
        raise _uncertain(report, twin)


def taken_up(
    client: "EvoLink", journal: "Journal", report: Report, request: Mapping[str, Any], target: Target, key: str
) -> Twin | None:
    """Return the task of an earlier run for the same files that did not come to its end.

    If there is none, the request is noted as about to be sent under `key`, so that a run of the same command that
    begins at this moment finds it.

    Raises:
        StoppedError: Another process is at it.
        SubmissionUncertain: Its answer was lost: it may have been charged.
        EvoLinkError: Its task can't be read.
    """
    now = time.time()
    try:
        twin = journal.alike(request, target.noted, now, key=key)
    except JournalBusy as busy:
        raise StoppedError(f"{busy.message}: nothing was sent", f"let it end; or {_ANOTHER}") from busy
    if twin is None:
        return None
    ago = age(now - twin.created_at)
    if twin.task_id is None:
        raise _uncertain(report, twin)
    try:
        task = task_of(client, twin.task_id, twin.created_at)
    except NotFound:
        report.say(f"task {twin.task_id} of the same request, {ago} ago, is not known to this service")
        return None
    report.say(f"taking up the task of the same request, {ago} ago; {_ANOTHER}")
    return Twin(task, [result.position for result in twin.results if result.saved_at is not None], is_older=True)


def _uncertain(report: Report, twin: "Call") -> SubmissionUncertain:
    ago = age(time.time() - twin.created_at)
    report.say(f"the same request was sent {ago} ago, and its answer was lost; {_ANOTHER}")
    for line in finding(1, [twin.key]):
        report.say(f"  {line}")
    return SubmissionUncertain("the answer was lost", idempotency_key=twin.key, sent_at=twin.sent_at)
