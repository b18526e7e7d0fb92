"""`evolink tasks settle`: what a person knows of a held call."""

import time
from typing import TYPE_CHECKING

import click

from ._held import GO_ON, go_on
from ._journal import needed
from ._options import json_option
from ._report import Report, command_line
from ._service import connected

if TYPE_CHECKING:
    from evolink.journal import Call, Journal


@click.command(short_help="Say what became of a call that is held.")
@click.argument("key")
@click.option("--task", "task_id", metavar="ID", help="The task that was made of it, as the service shows it.")
@click.option("--unpaid", is_flag=True, help="The service has made no task of it.")
@json_option
@click.pass_obj
def settle(report: Report, key: str, task_id: str | None, *, unpaid: bool) -> None:
    """Say what became of a call that is held: its answer was lost, so it may have been charged.

    Look for it in the service's own records, at the time and for the model that `evolink tasks --state held` shows.
    With --task the task is read and its results are yours. With --unpaid the call counts for no budget any more, and
    the next run of its command or its manifest sends the request under a new key.
    """
    if (task_id is None) is not unpaid:
        raise click.UsageError("either --task ID or --unpaid says what became of it")
    with needed() as journal:
        if task_id is None:
            journal.write_off(key, time.time())
            report.say("settled: it was not charged")
        else:
            with connected(report, journal) as client:
                task = client.settle(key, task_id=task_id)
            report.say(f"settled: it is task {task.id}, {task.status}")
        _tell(report, journal, key, made=task_id is not None)


def _tell(report: Report, journal: "Journal", key: str, *, made: bool) -> None:
    call = journal.call(key)
    if call is None:
        return
    report.data = {"settled": {"key": key, "state": str(call.state), "task_id": call.task_id}}
    report.give(call.task_id or str(call.state))
    command = go_on(journal, call) or (_finish(call) if made else None)
    if command:
        report.say(f"  {GO_ON}\n    {command}")


def _finish(call: "Call") -> str:
    """Return the command that brings a single call's results home; resume knows where, if anybody has said."""
    return command_line("resume") if call.output else command_line("wait", call.task_id or "", "-o", ".")
