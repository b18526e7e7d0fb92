"""An earlier run of the same command that was cut off: its call is taken up instead of paying for another."""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evolink.errors import Fenced, NotFound, SubmissionUncertain

from ._report import Report
from ._span import age
from ._target import Target

if TYPE_CHECKING:
    from evolink import EvoLink, Task
    from evolink.journal import Journal

_ANOTHER = "--new pays for another one"


@dataclass(frozen=True, slots=True)
class Twin:
    """A task that this run has to do with.

    Attributes:
        task: The task.
        saved: Places of its pictures that an earlier run has saved.
    """

    task: "Task"
    saved: Sequence[int] = ()


def allow_again(journal: "Journal", key: str) -> None:
    """Let a held call be sent again: to name its key is to have decided that."""
    with suppress(Fenced):
        journal.resend(key)


def taken_up(
    client: "EvoLink", journal: "Journal", report: Report, request: Mapping[str, Any], target: Target
) -> Twin | None:
    """Give the task of an earlier run for the same files that did not come to its end; None if there is none.

    Raises:
        SubmissionUncertain: Its answer was lost: it may have been charged.
        EvoLinkError: Its task can't be read.
    """
    now = time.time()
    twin = journal.alike(request, target.noted, now)
    if twin is None:
        return None
    ago = age(now - twin.created_at)
    if twin.task_id is None:
        report.say(f"the same request was sent {ago} ago, and its answer was lost; {_ANOTHER}")
        raise SubmissionUncertain("the answer was lost", idempotency_key=twin.key, sent_at=twin.sent_at)
    try:
        task = client.tasks.get(twin.task_id)
    except NotFound:
        report.say(f"task {twin.task_id} of the same request, {ago} ago, is not known to this service")
        return None
    report.say(f"taking up the task of the same request, {ago} ago; {_ANOTHER}")
    return Twin(task, [result.position for result in twin.results if result.saved_at is not None])
