"""`evolink save`: the pictures of a completed task as files."""

import click

from ._exits import StoppedError
from ._journal import noted_if_possible
from ._options import any_type_option, json_option, output_option
from ._report import Report
from ._service import connected
from ._target import Target
from ._waiting import found, wait_for


@click.command(short_help="Save the pictures of a completed task.")
@click.argument("task_id", metavar="ID")
@output_option("A file, a folder (which ends in / or is there), or - for stdout.  [default: .]")
@any_type_option
@json_option
@click.pass_obj
def command(report: Report, task_id: str, output: str | None, *, overwrite: bool, any_type: bool) -> None:
    """Save the pictures of a completed task; it costs nothing, as often as you like, while their links live."""
    target = Target.ready(output, overwrite=overwrite, any_type=any_type)
    with noted_if_possible(report) as journal, connected(report, journal) as client:
        task = found(client, report, task_id)
        if task is None:
            return
        report.hold(task, target.command(task.id))
        if not task.ended:
            raise StoppedError(f"task {task.id} is still {task.status}; wait for it")
        wait_for(client, [task], report, timeout=None, keep=target.save)
