"""`evolink wait`: the end of one task or many."""

import click

from ._journal import noted_if_possible
from ._options import any_type_option, json_option, output_option, timeout_option
from ._report import Report, command_line
from ._service import connected
from ._target import Target
from ._waiting import found, wait_for


@click.command(short_help="Wait for tasks, and save what they made.")
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@output_option("Save the images: in a file, a folder (which ends in / or is there), or - for stdout.")
@any_type_option
@timeout_option
@json_option
@click.pass_obj
def command(report: Report, /, ids: tuple[str, ...], output: str | None, timeout: float, **how: bool) -> None:
    """Wait for tasks, whichever process made them, and give each as it ends.

    With -o the pictures are saved, and their paths given; without it, their links, which last a day.
    """
    wanted = list(dict.fromkeys(ids))
    target = Target.ready(output, tasks=len(wanted), **how) if output else None
    with noted_if_possible(report) as journal, connected(report, journal) as client:
        tasks = [task for task_id in wanted if (task := found(client, report, task_id))]
        for task in tasks:
            report.hold(task, target.command(task.id) if target else command_line("wait", task.id))
        wait_for(client, tasks, report, timeout=timeout, keep=target.save if target else None)
