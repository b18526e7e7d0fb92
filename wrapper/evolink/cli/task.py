"""`evolink task`: show the status of a task."""

import time
from typing import TYPE_CHECKING

import click

from evolink.errors._shorten import cut

from ._command import Command
from ._envelope import expires_at
from ._journal_completion import complete_task
from ._options import json_option
from ._report import Report, command_line
from ._service import connect
from ._waiting import get_task

if TYPE_CHECKING:
    from evolink import Task

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
    with connect(report) as client:
        task = get_task(client, report, task_id)
    if task is None:
        return
    report.add_task(task, command_line("wait" if not task.ended else "save", task.id, "-o", "."))
    if task.failed:
        report.finish_task(task)
    for name, value in _facts(task):
        report.print_data(f"{name:<9} {value}")


def _facts(task: "Task") -> list[tuple[str, str]]:
    facts = [("task", task.id), ("model", task.model or "unknown"), ("status", _status(task))]
    if task.created is not None:
        facts.append(("created", _moment(task.created)))
    if task.estimated_time is not None:
        facts.append(("estimate", f"{task.estimated_time:.0f} s"))
    if task.credits_reserved is not None:
        facts.append(("reserved", f"{task.credits_reserved:g} credits"))
    used = task.credits_used
    if used is not None:
        facts.append(("used", f"{used:g} credits"))
    if task.error:
        facts += [("code", task.error.code), ("error", task.error.message)]
    facts += [("result", cut(link, _LONGEST_LINK)) for link in task.results]
    end = expires_at(task)
    if end is not None:
        facts.append(("expires", _moment(end)))
    return facts


def _status(task: "Task") -> str:
    progress = "" if task.progress is None or task.ended else f", {task.progress:.0f} %"
    return f"{task.status}{progress}"


def _moment(unix: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(unix))
