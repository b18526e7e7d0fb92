"""`evolink tasks settle`: record what happened to a held call."""

import time
from typing import TYPE_CHECKING

import click

from ._command import Command
from ._held import continue_command, continue_text
from ._journal import required_journal
from ._journal_completion import complete_held_call
from ._options import json_option
from ._report import Report, command_line
from ._service import connect

if TYPE_CHECKING:
    from evolink.journal import Call, Journal


@click.command(
    cls=Command,
    short_help="Record what happened to a held call.",
    examples=(
        "evolink tasks settle evolink-0123abcd --unpaid",
        "evolink tasks settle evolink-0123abcd --task task-unified-1769000000-k3",
    ),
)
@click.argument("key", shell_complete=complete_held_call)
@click.option("--task", "task_id", metavar="ID", help="The service created this task for it.")
@click.option("--unpaid", is_flag=True, help="The service created no task for it.")
@json_option
@click.pass_obj
def settle(report: Report, key: str, task_id: str | None, *, unpaid: bool) -> None:
    """Record what happened to a held call, which may have been charged because its response was lost.

    Look for its task in your account at the service: `evolink tasks --state held` shows its time and model. With
    --task, the task is read and its results are available. With --unpaid, the call no longer counts towards a budget,
    and the next run of the same command or manifest sends the request with a new key.
    """
    if (task_id is None) is not unpaid:
        raise click.UsageError("use either --task ID or --unpaid")
    with required_journal() as journal:
        if task_id is None:
            journal.write_off(key, time.time())
            report.print_message("settled: not charged")
        else:
            with connect(report, journal) as client:
                task = client.settle(key, task_id=task_id)
            report.print_message(f"settled: task {task.id}, {task.status}")
        _print_task(report, journal, key, made=task_id is not None)


def _print_task(report: Report, journal: "Journal", key: str, *, made: bool) -> None:
    call = journal.call(key)
    if call is None:
        return
    report.data = {"settled": {"key": key, "state": str(call.state), "task_id": call.task_id}}
    report.print_data(call.task_id or str(call.state))
    run = continue_command(journal, call)
    if run or made:
        report.print_message(continue_text(run, _finish(call)))


def _finish(call: "Call") -> str:
    """Return the command that saves the results of a single call. `resume` knows its path, if it has one."""
    return command_line("resume") if call.output else command_line("wait", call.task_id or "", "-o", ".")
