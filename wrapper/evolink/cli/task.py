"""`evolink task`: show the status of a task."""

import time
from typing import TYPE_CHECKING

import click

from evolink._costs.words import duration, in_credits, in_money
from evolink.errors._shorten import cut

from ._command import Command
from ._envelope import expires_at
from ._journal import journal_if_usable
from ._journal_completion import complete_task
from ._journaled_call import prompt_of, saved_paths
from ._options import json_option
from ._plain_text import one_line
from ._report import Report, command_line
from ._service import connect
from ._shown_path import shown_path
from ._time_spans import age
from ._waiting import get_task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evolink import Task
    from evolink.journal import Call

_LONGEST_LINK = 4000
"""In characters; longer links are data URLs."""


@click.command(
    cls=Command,
    examples=(
        "evolink task task-unified-1769000000-k3v9x2ab",
        "evolink task task-unified-1769000000-k3v9x2ab --json",
    ),
)
@click.argument("task_id", metavar="ID", shell_complete=complete_task)
@json_option
@click.pass_obj
def command(report: Report, task_id: str) -> None:
    """Show the status of a task without waiting for it.

    The exit status says whether the task could be read, not whether it succeeded.
    """
    with journal_if_usable(report) as journal, connect(report) as client:
        task = get_task(client, report, task_id)
        call = journal.of_task(task_id) if journal else None
    if task is None:
        return
    report.add_task(task, command_line("wait" if not task.ended else "save", task.id, "-o", "."))
    if task.failed:
        report.finish_task(task)
    for name, value in _facts(task, call, is_verbose=report.is_verbose):
        report.print_data(f"{name:<9} {value}")
    hint = _hint(task, call)
    if hint:
        report.print_message(hint)


def _facts(task: "Task", call: "Call | None", *, is_verbose: bool) -> "Iterator[tuple[str, str]]":
    """Yield what is known of a task, and of the call that made it if this machine has its journal."""
    yield "task", task.id
    yield "model", one_line(task.model or "") or "unknown"
    if call and (prompt := prompt_of(call)):
        yield "prompt", one_line(prompt)
    yield "status", _status(task)
    if task.created is not None:
        yield "created", f"{_moment(task.created)}{_age(task.created)}"
    if task.estimated_time is not None and not task.ended:
        yield "estimate", duration(task.estimated_time)
    yield from _costs(task, call)
    if task.error:
        yield "error", one_line(task.error.message, _LONGEST_LINK)
        if is_verbose:
            yield "code", one_line(task.error.code)
    for path in saved_paths(call) if call else ():
        yield "file", shown_path(path)
    for link in task.results:
        yield "result", cut(link, _LONGEST_LINK)
    end = expires_at(task)
    if end is not None:
        yield "expires", _moment(end)


def _costs(task: "Task", call: "Call | None") -> "Iterator[tuple[str, str]]":
    reserved = call.credits_reserved if task.credits_reserved is None and call else task.credits_reserved
    if task.credits_used is not None:
        yield "cost", in_money(task.credits_used) if task.credits_used else in_credits(0)
    elif reserved is not None and not task.failed:
        yield "reserved", in_money(reserved)


def _hint(task: "Task", call: "Call | None") -> str:
    """Return what comes next; empty if there is nothing to do."""
    if not task.ended:
        return f"to wait for it: {command_line('wait', task.id, '-o', '.')}"
    if task.completed and not (call and saved_paths(call)):
        return f"to save its files: {command_line('save', task.id)}"
    return ""


def _status(task: "Task") -> str:
    progress = "" if task.progress is None or task.ended else f", {task.progress:.0f} %"
    return f"{task.status}{progress}"


def _age(created: float) -> str:
    """Return how long ago that was; nothing if the service's clock is ahead."""
    seconds = time.time() - created
    return "" if seconds < 0 else f" ({age(seconds)} ago)"


def _moment(unix: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(unix))
