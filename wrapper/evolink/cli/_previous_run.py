"""An earlier, interrupted run of the same command: its call is resumed instead of paying for another."""

import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evolink.cli._client_calls import get_task
from evolink.cli._exit_codes import StoppedError
from evolink.cli._report import Report
from evolink.cli._target import Target
from evolink.cli._time_spans import age
from evolink.errors import Fenced, JournalBusy, NotFound, SubmissionUncertain

if TYPE_CHECKING:
    from evolink import EvoLink, Task
    from evolink.journal import Call, Journal

_ANOTHER = "--new pays again"


@dataclass(frozen=True, slots=True)
class TaskInProgress:
    """The task of the command.

    Attributes:
        task: The task.
        saved: Positions of the results that an earlier run saved.
        is_resumed: Whether an earlier run created it.
    """

    task: "Task"
    saved: Sequence[int] = ()
    is_resumed: bool = False


def allow_resending(journal: "Journal", key: str) -> None:
    """Allow a held call to be resent, because giving its key is a decision to do so."""
    with suppress(Fenced):
        journal.resend(key)


def refuse_if_held(journal: "Journal", report: Report, request: Mapping[str, Any], target: Target) -> None:
    """Refuse a request whose response was lost before.

    Raises:
        SubmissionUncertain: The same request was sent before, and may have been charged.
    """
    previous = journal.held_alike(request, target.recorded_path)
    if previous is not None:
        raise _uncertain(report, previous)


def resume_previous(
    client: "EvoLink",
    journal: "Journal",
    report: Report,
    request: Mapping[str, Any],
    target: Target,
    key: str | None = None,
) -> TaskInProgress | None:
    """Return the unfinished task of an earlier run for the same files.

    If there is none and `key` is given, record the request as about to be sent with it, so that another run of the
    same command at the same moment finds it.

    Raises:
        StoppedError: Another process is working on it.
        SubmissionUncertain: Its response was lost, so it may have been charged.
        EvoLinkError: Its task can't be read.
    """
    now = time.time()
    try:
        previous = journal.alike(request, target.recorded_path, now, key=key)
    except JournalBusy as busy:
        raise StoppedError(f"{busy.message}: nothing was sent", f"wait until it ends; {_ANOTHER}") from busy
    if previous is None:
        return None
    ago = age(now - previous.created_at)
    if previous.task_id is None:
        raise _uncertain(report, previous)
    try:
        task = get_task(client, previous.task_id, previous.created_at)
    except NotFound:
        report.print_message(
            f"the service does not know task {previous.task_id} of the same request, {ago} ago; generating it again"
        )
        return None
    report.print_message(f"resuming the task of the same request, {ago} ago; {_ANOTHER}")
    return TaskInProgress(
        task, [result.position for result in previous.results if result.saved_at is not None], is_resumed=True
    )


def _uncertain(report: Report, previous: "Call") -> SubmissionUncertain:
    ago = age(time.time() - previous.created_at)
    report.print_message(f"the same request was sent {ago} ago, but its response was lost; {_ANOTHER}")
    return SubmissionUncertain("the response was lost", idempotency_key=previous.key, sent_at=previous.sent_at)
